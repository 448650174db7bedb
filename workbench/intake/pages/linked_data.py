"""What a page's JSON-LD says of its article (schema.org NewsArticle and its kin).

Hostile like the rest of the page: broken or endless data counts as none.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.intake.normalise import one_line

_MOST_NODES = 5_000
_WRAPPED_IN = (("<![CDATA[", "]]>"), ("<!--", "-->"), ("//<![CDATA[", "//]]>"))
"""What once kept scripts from old parsers."""
_LARGEST = 2_000_000
_LONGEST = 1_000
"""Code points of one statement."""


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """The article's own statement about itself; empty where it makes none."""

    headline: str = ""
    published: str = ""
    modified: str = ""
    author: str = ""
    editor: str = ""
    publisher: str = ""
    url: str = ""
    lang: str = ""
    body: str = ""
    word_count: int = 0


def linked_article(scripts: Iterable[str], *, title: str = "") -> LinkedArticle:
    """The article that the page's `application/ld+json` scripts describe: of several the first that
    bears the page's title, else the first at all."""
    first: LinkedArticle | None = None
    for script in scripts:
        for node in _nodes(_parsed(script)):
            if not _is_article(node):
                continue
            article = _article_of(node)
            if not title or (article.headline and _are_alike(article.headline, title)):
                return article
            first = first or article
    return first or LinkedArticle()


def _are_alike(headline: str, title: str) -> bool:
    """Whether one begins as the other does: titles of pages end with their outlet's name."""
    one, other = headline.casefold(), title.casefold()
    return one.startswith(other) or other.startswith(one)


def _parsed(script: str) -> object:
    if len(script) > _LARGEST:
        return None
    words = script.strip()
    for start, end in _WRAPPED_IN:
        if words.startswith(start):
            words = words.removeprefix(start).removesuffix(end).strip()
    words = words.rstrip(";")
    try:
        return json.loads(words, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object) -> Iterator[Mapping[str, object]]:
    """The objects in it, outer ones first."""
    waiting = deque([value])
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, list):
            waiting.extend(value[:_MOST_NODES])
        elif isinstance(value, dict):
            yield value
            waiting.extend(item for item in value.values() if isinstance(item, dict | list))


def _is_article(node: Mapping[str, object]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(name, str) and name.endswith(("Article", "BlogPosting", "Report"))
        for name in names
    )


def _article_of(node: Mapping[str, object]) -> LinkedArticle:
    body = node.get("articleBody")
    return LinkedArticle(
        headline=_words(node.get("headline")) or _words(node.get("name")),
        published=_words(node.get("datePublished")) or _words(node.get("dateCreated")),
        modified=_words(node.get("dateModified")),
        author=_names(node.get("author")) or _names(node.get("creator")),
        editor=_names(node.get("editor")),
        publisher=_names(node.get("publisher")),
        url=_words(node.get("url")) or _identity(node.get("mainEntityOfPage")),
        lang=_words(node.get("inLanguage")),
        body=body if isinstance(body, str) else "",
        word_count=_count(node.get("wordCount")),
    )


def _count(value: object) -> int:
    """A number, or its digits; 0 for anything else."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 9:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _words(value: object) -> str:
    return one_line(value[:_LONGEST]) if isinstance(value, str) else ""


def _identity(value: object) -> str:
    return _words(value.get("@id")) if isinstance(value, dict) else _words(value)


def _names(value: object) -> str:
    """Names of people or organisations, given as words, as objects or as a list of either."""
    items = value if isinstance(value, list) else [value]
    names = (_words(item.get("name") if isinstance(item, dict) else item) for item in items[:50])
    return ", ".join(name for name in names if name and not name.startswith(("http:", "https:")))
