"""Date and author as a page prints them in its article or just before it.

The date of an update, or of another article's teaser, is never taken for the publication's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.normalise import one_line
from workbench.intake.pages.content import PageArticle
from workbench.intake.pages.hints import page_hints
from workbench.intake.published import parse_published

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from workbench.intake.pages.outline import Mark

_LONGEST = 1_000
"""Code points of a headline, white space included."""
_LONGEST_DATE = 120
_LONGEST_NAME = 80
_YEAR = re.compile(r"\d{4}|\b\d\d?[./-]\d\d?[./-]\d\d\b")
_MONTH_FIRST = re.compile(r"\b(?:0?\d|1[0-2])/(?:0?\d|1[0-2])/\d{2,4}\b.*[ap]\.?m\b", re.IGNORECASE)
"""Where the clock has two halves nobody knows which of two small numbers is the month."""
_END_OF_NAME = re.compile(r"\s*(?:[|•·/(\[@\d]|\s[-–—]\s|https?:|, )")
_NO_NAME = re.compile(r"[.!?:]\s|\d|©|@")


def words_of(node: LexborNode | None) -> str:
    """The text below a node; empty when it is too long for a headline, a name or a date."""
    parts: list[str] = []
    size = 0
    for below in node.traverse(include_text=True) if node else ():
        if below.tag == "-text":
            parts.append(below.text_content or "")
            size += len(parts[-1])
        if size > _LONGEST:
            return ""
    return one_line(" ".join(parts))


def printed_date(article: PageArticle) -> str:
    """The first date that is marked as one, can be read and is no update's; else one that a line
    says to be of the publication."""
    for mark in article.dates:
        if not page_hints().updated.search(mark.names) and (words := _date_of(mark)):
            return words
    for line in article.beside:
        published = page_hints().first_published.search(line)
        if published and parse_published(words := of_publication(line)):
            return words
    return ""


def _date_of(mark: Mark) -> str:
    printed = words_of(mark.node)
    said = of_publication(printed)
    if printed and not said:
        return ""
    attributes = mark.node.attributes
    for words in (attributes.get("datetime"), attributes.get("content")):
        if words and said == printed and parse_published(words):
            return one_line(words)
    if _MONTH_FIRST.search(said):
        return ""
    if len(said) <= _LONGEST_DATE and _YEAR.search(said) and parse_published(said):
        return said
    return ""


def of_publication(words: str) -> str:
    """The part of a printed date that is of the publication: what stands behind a word for that,
    else before a word for an update."""
    hints = page_hints()
    published = hints.first_published.search(words)
    updated = hints.updated.search(words)
    if updated is None:
        return words
    if published is None:
        return words[: updated.start()].strip(" |•·,;(")
    end = updated.start() if updated.start() > published.start() else len(words)
    return words[published.end() : end].strip(" |•·,;:(")


def printed_author(article: PageArticle) -> str:
    """The name in the first element that is called an author's."""
    for mark in article.authors:
        if name := _name_in(words_of(mark.node)):
            return name
    return ""


def _name_in(words: str) -> str:
    """Words of a byline without what stands before and behind the name; empty for other words."""
    name = page_hints().by.sub("", words[: 2 * _LONGEST_NAME], count=1)
    end = _END_OF_NAME.search(name)
    name = name[: end.start()] if end else name
    if not 2 < len(name) <= _LONGEST_NAME or _NO_NAME.search(name) or not name[0].isalpha():
        return ""
    return name if any(word[0].isupper() or not word.isascii() for word in name.split()) else ""
