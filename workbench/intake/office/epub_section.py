"""One section of an EPUB: its paragraphs, its headline, and the notes that stand outside of them.

XHTML is read as HTML, which never fails; marks of notes go out of the sentence, and the notes
themselves stand behind the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.intake.decode import decode_page
from workbench.intake.identity import language_code
from workbench.intake.pages.content import all_paragraphs
from workbench.intake.pages.markup import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_VOID = "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
_SELF_CLOSED = re.compile(rf"<(?!(?:{_VOID})\b)([A-Za-z][\w:-]*)\b([^<>]*)/>", re.I)
"""An element without content, which HTML would leave open."""
_NOTES = frozenset((
    "footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes",
    "doc-footnote", "doc-endnotes", "doc-endnote",
))  # fmt: skip
_MARKS = frozenset((
    "noteref", "doc-noteref", "backlink", "doc-backlink", "pagebreak", "doc-pagebreak",
))  # fmt: skip
_FRONT = frozenset((
    "titlepage", "halftitlepage", "cover", "toc", "landmarks", "doc-toc", "doc-cover",
))  # fmt: skip
_NOTE_CLASSES = frozenset(("footnotes", "footnote", "endnotes"))
"""The same in books of before EPUB 3."""
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3})[\])]?|[↩↑⏎^\ufe0e\ufe0f]{1,3}")
"""What a mark of a note shows, on the way there and on the way back."""
_HEADLINES = "h1, h2, h3"
_NEAR_TOP = 3
"""Paragraphs among which a section's headline stands."""
_LINKED = 0.8
"""Share of the words in links from which a section is a list of them."""


@dataclass(frozen=True, slots=True)
class Section:
    """What a section holds."""

    paragraphs: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    """Its notes."""
    headline: str = ""
    lang: str = ""
    is_front: bool = False
    """It calls itself a title page, a cover or a table of contents."""
    is_links: bool = False
    repairs: tuple[str, ...] = ()


def read_section(raw: bytes) -> Section:
    """The section of a part's bytes. Raises RefusedError where they are no text."""
    decoded, notes = decode_page(raw)
    page, parse_notes = parse(closed(decoded))
    body = page.body
    if body is None:
        return Section()
    after = list(_notes_out(page))
    paragraphs = all_paragraphs(body)
    root = page.root
    declared = root.attributes if root else {}
    return Section(
        paragraphs,
        after,
        headline=_headline(page, paragraphs),
        lang=language_code(declared.get("xml:lang") or declared.get("lang") or ""),
        is_front=any(_kinds(node) & _FRONT for node in page.css("body, body > *")),
        is_links=_is_links(body, paragraphs),
        repairs=notes + parse_notes,
    )


def closed(markup: str) -> str:
    """Markup of XML with each empty element closed as HTML closes it."""
    return _SELF_CLOSED.sub(r"<\1\2></\1>", markup)


def contents_of(raw: bytes) -> dict[str, str]:
    """The references of a table of contents, in either of its two forms, and their labels."""
    page, _ = parse(closed(decode_page(raw)[0]))
    found: dict[str, str] = {}
    for link in page.css("nav a"):
        found.setdefault(link.attributes.get("href") or "", _words(link))
    for point in page.css("navpoint"):
        target, label = point.css_first("content"), point.css_first("navlabel")
        if target is not None:
            found.setdefault(target.attributes.get("src") or "", _words(label) if label else "")
    return found


def _notes_out(page: LexborHTMLParser) -> Iterator[str]:
    """Hide notes and their marks, and give the notes."""
    nodes = [(node, _kinds(node)) for node in page.css("a, aside, section, div, li, ol, span, sup")]
    for node, kinds in nodes:
        if kinds & _MARKS or (node.tag == "a" and _is_mark(node)):
            node.attrs["hidden"] = ""
    for node, kinds in nodes:
        if kinds & _NOTES and not _is_in_notes(node):
            yield from all_paragraphs(node)
            node.attrs["hidden"] = ""


def _is_mark(link: LexborNode) -> bool:
    words = (link.text() or "").strip()
    return "#" in (link.attributes.get("href") or "") and _MARK.fullmatch(words) is not None


def _is_in_notes(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if above.tag and not above.tag.startswith("-") and _kinds(above) & _NOTES:
            return True
        above = above.parent
    return False


def _kinds(node: LexborNode) -> set[str]:
    """What an element says that it is."""
    attributes = node.attributes
    kinds = {*(attributes.get("epub:type") or "").split(), *(attributes.get("role") or "").split()}
    classes = _NOTE_CLASSES.intersection((attributes.get("class") or "").split())
    return kinds | classes


def _headline(page: LexborHTMLParser, paragraphs: list[str]) -> str:
    """The first heading, where the section begins with it."""
    top = {" ".join(words.split()) for words in paragraphs[:_NEAR_TOP]}
    heading = page.css_first(_HEADLINES)
    words = _words(heading) if heading else ""
    return words if words in top else ""


def _is_links(body: LexborNode, paragraphs: list[str]) -> bool:
    linked = sum(len(_words(link)) for link in body.css("a"))
    return linked > _LINKED * sum(map(len, paragraphs))


def _words(node: LexborNode) -> str:
    return " ".join(" ".join(all_paragraphs(node)).split())
