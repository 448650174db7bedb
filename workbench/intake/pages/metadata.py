"""What a saved page says of itself: meta elements, JSON-LD, the canonical link, printed times.

Reads the head and a few marked elements; finding the article's words is `page_content`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.intake.document import PublishedBasis
from workbench.intake.identity import language_code
from workbench.intake.normalise import one_line
from workbench.intake.pages.content import PageArticle
from workbench.intake.pages.hints import page_hints
from workbench.intake.pages.linked_data import LinkedArticle, linked_article
from workbench.intake.pages.printed import printed_author, printed_date, words_of
from workbench.intake.published import parse_published

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S{1,2000})")
_MOST = 200
"""Elements of one sort that are looked at."""
_SHORTEST_SITE = 4
"""Letters of a site's name that are enough to know it in an address."""
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
    word_count: int
    """Of the article, as JSON-LD has it."""


def page_metadata(page: LexborHTMLParser, markup: str, article: PageArticle) -> PageMetadata:
    """What the page says; markup is its source, for the comment that browsers leave on saving."""
    hints = page_hints()
    meta = _meta(page)
    scripts = page.css('script[type*="ld+json"]')[:_MOST]
    title = _first(meta, hints.meta["title"])
    linked = linked_article((script.text() or "" for script in scripts), title=title)
    outlet = _first(meta, hints.meta["outlet"]) or linked.publisher
    published, basis = _published(article, linked, _first(meta, hints.meta["published"]))
    editor = linked.editor or _first(meta, hints.meta["editor"])
    extra = {name: _first(meta, names) for name, names in hints.extra.items()}
    url = _url(page, linked, _first(meta, hints.meta["url"]), markup)
    return PageMetadata(
        headline=_headline(page, linked, title, outlet, url),
        outlet=outlet,
        published=published,
        published_basis=basis,
        url=url,
        lang=_lang(page, linked, _first(meta, hints.meta["lang"])),
        author=_author(article, linked, meta, (editor, outlet)),
        editor=editor,
        extra={name: words for name, words in extra.items() if words},
        body=linked.body,
        word_count=linked.word_count,
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


def _attribute(page: LexborHTMLParser, selector: str, name: str) -> str:
    node = page.css_first(selector)
    return one_line(node.attributes.get(name) or "") if node else ""


def _headline(
    page: LexborHTMLParser, linked: LinkedArticle, meta_title: str, outlet: str, url: str
) -> str:
    """The h1 that agrees with what the page says is its title; else that; else the only h1."""
    printed = [words for node in page.css("h1")[:_MOST] if (words := words_of(node))]
    window = words_of(page.css_first("title"))
    said = [words for words in (linked.headline, meta_title, window) if words]
    for words in printed:
        folded = words.casefold()
        if len(words) > 3 and any(title.casefold().startswith(folded) for title in said):
            return _without_outlet(words, outlet, url)
    for words in said[:-1] if window else said:
        return _without_outlet(words, outlet, url)
    return printed[0] if printed else _without_outlet(window, outlet, url)


def _without_outlet(title: str, outlet: str, url: str) -> str:
    """The title without " - Outlet" at its end, or the name of the site that its address shows."""
    host = _letters(url.split("/")[2]) if url.count("/") > 1 else ""
    known = _letters(outlet)
    for separator in _TITLE_SEPARATORS:
        head, _, tail = title.rpartition(separator)
        site = _letters(tail)
        if head and site and (site == known or (len(site) >= _SHORTEST_SITE and site in host)):
            return head.strip()
    return title


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _published(
    article: PageArticle, linked: LinkedArticle, from_meta: str
) -> tuple[str, PublishedBasis]:
    for words in (linked.published, from_meta):
        if words and parse_published(words):
            return words, "metadata"
    printed = printed_date(article)
    if printed:
        return printed, "page"
    words = linked.published or from_meta
    return words, "metadata" if words else ""


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


def _author(
    article: PageArticle, said: LinkedArticle, meta: dict[str, str], others: tuple[str, ...]
) -> str:
    """The author that the metadata name, unless that is the editor, the outlet or nobody and a
    byline is printed."""
    from_meta = (meta.get(name, "") for name in page_hints().meta["author"])
    names = [said.author, *(words for words in from_meta if not words.startswith("http"))]
    stated = next(filter(None, names), "")
    folded = page_hints().nobody | {words.casefold() for words in others if words}
    if stated and stated.casefold() not in folded:
        return stated
    return printed_author(article) or stated
