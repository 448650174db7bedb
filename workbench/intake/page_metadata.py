"""What a saved page says of itself: meta elements, JSON-LD, the canonical link, printed times.

Reads the head and a few marked elements; finding the article's words is `page_content`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.intake.document import PublishedBasis
from workbench.intake.identity import language_code
from workbench.intake.linked_data import LinkedArticle, linked_article
from workbench.intake.normalise import one_line
from workbench.intake.page_hints import page_hints
from workbench.intake.published import parse_published

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S{1,2000})")
_MOST = 200
"""Elements of one sort that are looked at."""
_LONGEST = 1_000
"""Code points of a headline, white space included."""
_LONGEST_DATE = 120
_TITLE_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " » ")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """A page's statements about its article; empty where it makes none."""

    headline: str
    outlet: str
    published: str
    published_basis: PublishedBasis
    url: str
    lang: str
    author: str
    editor: str
    extra: dict[str, str]
    body: str
    """The article's text where JSON-LD repeats it."""


def page_metadata(page: LexborHTMLParser, markup: str) -> PageMetadata:
    """What the page says; markup is its source, for the comment that browsers leave on saving."""
    hints = page_hints()
    meta = _meta(page)
    scripts = page.css('script[type*="ld+json"]')[:_MOST]
    linked = linked_article(script.text() or "" for script in scripts)
    outlet = _first(meta, hints.meta["outlet"]) or linked.publisher
    published, basis = _published(page, linked, _first(meta, hints.meta["published"]))
    extra = {name: _first(meta, names) for name, names in hints.extra.items()}
    return PageMetadata(
        headline=_headline(page, linked, _first(meta, hints.meta["title"]), outlet),
        outlet=outlet,
        published=published,
        published_basis=basis,
        url=_url(page, linked, _first(meta, hints.meta["url"]), markup),
        lang=_lang(page, linked, _first(meta, hints.meta["lang"])),
        author=linked.author or _author(page, meta, hints.meta["author"]),
        editor=linked.editor or _first(meta, hints.meta["editor"]),
        extra={name: words for name, words in extra.items() if words},
        body=linked.body,
    )


def _meta(page: LexborHTMLParser) -> dict[str, str]:
    """Content of meta elements by casefolded name, property or itemprop; the first one counts."""
    found: dict[str, str] = {}
    for node in page.css("meta")[:_MOST]:
        attributes = node.attributes
        content = one_line((attributes.get("content") or "")[:5_000])
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (attributes.get(key) or "").strip().casefold()
            if name and content:
                found.setdefault(name, content)
    return found


def _first(meta: dict[str, str], names: list[str]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _words(node: LexborNode | None) -> str:
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


def _attribute(page: LexborHTMLParser, selector: str, name: str) -> str:
    node = page.css_first(selector)
    return one_line(node.attributes.get(name) or "") if node else ""


def _headline(page: LexborHTMLParser, linked: LinkedArticle, meta_title: str, outlet: str) -> str:
    """The h1 that agrees with what the page says is its title; else that; else the only h1."""
    printed = [words for node in page.css("h1")[:_MOST] if (words := _words(node))]
    window = _words(page.css_first("title"))
    said = [words for words in (linked.headline, meta_title, window) if words]
    for words in printed:
        folded = words.casefold()
        if len(words) > 3 and any(title.casefold().startswith(folded) for title in said):
            return words
    for words in said[:-1] if window else said:
        return _without_outlet(words, outlet)
    return printed[0] if printed else _without_outlet(window, outlet)


def _without_outlet(title: str, outlet: str) -> str:
    """The title without " - Outlet" at its end."""
    for separator in _TITLE_SEPARATORS:
        head, _, tail = title.rpartition(separator)
        if head and outlet and tail.strip().casefold() == outlet.casefold():
            return head.strip()
    return title


def _published(
    page: LexborHTMLParser, linked: LinkedArticle, from_meta: str
) -> tuple[str, PublishedBasis]:
    for words in (linked.published, from_meta):
        if words and parse_published(words):
            return words, "metadata"
    printed = _printed_date(page)
    if printed:
        return printed, "page"
    words = linked.published or from_meta
    return words, "metadata" if words else ""


def _printed_date(page: LexborHTMLParser) -> str:
    """The first date that the page marks as one and that can be read."""
    for node in page.css('[itemprop="datePublished"], time')[:_MOST]:
        attributes = node.attributes
        for words in (attributes.get("datetime"), attributes.get("content"), _words(node)):
            if words and parse_published(words):
                return one_line(words)
    dates = page_hints().dates
    for node in page.css("[class]")[: _MOST * 10]:
        names = re.split(r"[-_\s]+", (node.attributes.get("class") or "").lower()[:200])
        if dates.isdisjoint(names):
            continue
        words = _words(node)
        if len(words) <= _LONGEST_DATE and re.search(r"\d{4}", words) and parse_published(words):
            return words
    return ""


def _url(page: LexborHTMLParser, linked: LinkedArticle, from_meta: str, markup: str) -> str:
    saved = _SAVED_FROM.search(markup[:5_000])
    said = (
        _attribute(page, 'link[rel="canonical"]', "href"),
        from_meta,
        linked.url,
        saved[1] if saved else "",
    )
    return next((url for url in said if url.startswith(("http://", "https://"))), "")


def _lang(page: LexborHTMLParser, linked: LinkedArticle, from_meta: str) -> str:
    said = (_attribute(page, "html", "lang"), linked.lang, from_meta)
    return next((code for words in said if (code := language_code(words))), "")


def _author(page: LexborHTMLParser, meta: dict[str, str], names: list[str]) -> str:
    for name in names:
        if (words := meta.get(name, "")) and not words.startswith(("http:", "https:")):
            return words
    printed = _words(page.css_first('[rel="author"], [itemprop="author"]'))
    return printed if len(printed) <= _LONGEST_DATE else ""
