"""A report as one HTML file that loads nothing, runs nothing and is read by whoever opens it.

Its policy stands first and allows its own style sheet alone, named by its hash. Everything that is
not markup goes through `escaped`. No colour, font or length stands here: `style.css` has them.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from workbench.exchange.report.blocks import (
    Badge,
    Block,
    Closes,
    Dim,
    Document,
    Figures,
    Fold,
    Inline,
    Inlines,
    Item,
    Items,
    Link,
    Opens,
    Pairs,
    Para,
    Passage,
    Piece,
    Said,
    Section,
    Strong,
    Table,
    Times,
    Tree,
)
from workbench.exchange.report.diagram import svg
from workbench.exchange.report.shown import LEFTWARD, is_address, shown
from workbench.exchange.report.time_diagram import times_svg

_STYLE = Path(__file__).with_name("style.css")
_UNSAFE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_LANGUAGE = re.compile("[a-z]{2}")
_ARTICLES = ("statement", "article")
"""Looks of sections that stand for themselves."""


def html(document: Document) -> Iterator[str]:
    """The file, in pieces."""
    style = style_sheet()
    yield (
        f'<!DOCTYPE html>\n<html lang="{document.lang}" dir="ltr">\n<head>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(style)}">\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escaped(document.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">{escaped(document.skip)}</a>\n<header>\n'
        f"<h1>{_isolated(document.title)}</h1>\n"
        f"<p>{_inlines(document.lead, document.lang)}</p>\n</header>\n"
    )
    yield from _contents(document)
    yield '<main id="main" tabindex="-1">\n'
    writer = _Writer(document.lang)
    for section in document.sections:
        yield from writer.section(section, 2)
    yield f"</main>\n<footer><p>{_inlines(document.foot, document.lang)}</p></footer>\n"
    yield "</body>\n</html>\n"


@cache
def style_sheet() -> str:
    """The style sheet as it stands in the page: a parser reads CR LF as LF and drops NULs, and so
    must what is hashed."""
    text = _STYLE.read_text("utf-8").replace("\r\n", "\n").replace("\0", "")
    if "</style" in text.lower():
        raise ValueError("the style sheet would end its element")
    return text


def policy(style: str) -> str:
    """The content security policy of a page with this style sheet: nothing else is allowed."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def escaped(words: str) -> str:
    """Words that are no markup, whatever they hold."""
    return shown(words).translate(_UNSAFE)


def _isolated(words: str) -> str:
    """Words, what is written from right to left apart from what stands around it."""
    return LEFTWARD.sub(r"<bdi>\g<0></bdi>", escaped(words))


def _contents(document: Document) -> Iterator[str]:
    yield f'<nav aria-label="{escaped(document.contents)}"><ul>\n'
    for section in document.sections:
        yield f'<li><a href="#{section.at}">{_inlines(section.title, document.lang)}</a></li>\n'
    yield "</ul></nav>\n"


def _language(lang: str, around: str) -> str:
    """The attribute of words in a language that is not the one around them."""
    return f' lang="{lang}"' if lang != around and _LANGUAGE.fullmatch(lang) else ""


def _inlines(parts: Inlines, lang: str) -> str:
    return "".join(_inline(part, lang) for part in parts)


def _inline(part: Inline, lang: str) -> str:
    if isinstance(part, str):
        return _isolated(part)
    if isinstance(part, Said):
        return _said(part, lang)
    if isinstance(part, Strong):
        return f"<strong>{_isolated(part.words)}</strong>"
    if isinstance(part, Dim):
        return f'<span class="dim">{_isolated(part.words)}</span>'
    if isinstance(part, Badge):
        return f'<span class="badge {part.look}">{_isolated(part.words)}</span>'
    return _link(part)


def _said(part: Said, lang: str) -> str:
    words = escaped(part.words)
    language = _language(part.lang, lang)
    direction = ' dir="auto"' if LEFTWARD.search(part.words) else ""
    if language or direction:
        words = f"<span{language}{direction}>{words}</span>"
    return f"“{words}”" if part.is_quoted else words


def _link(link: Link) -> str:
    words = _isolated(link.words)
    if link.to.startswith("#") or is_address(link.to):
        return f'<a href="{escaped(link.to)}">{words}</a>'
    return words


class _Writer:
    """The blocks of a report in one language."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def section(self, section: Section, level: int) -> Iterator[str]:
        """A section with a heading of this level, and what is below it."""
        name = "article" if section.look in _ARTICLES else "section"
        look = f' class="{section.look}"' if section.look else ""
        label = f' aria-labelledby="h-{section.at}"' if level == 2 else ""
        at = f' id="h-{section.at}"' if level == 2 else ""
        yield f'<{name} id="{section.at}"{look}{label}>\n'
        yield f"<h{level}{at}>{self._words(section.title)}</h{level}>\n"
        yield from self._blocks(section.below, level)
        yield f"</{name}>\n"

    def _words(self, parts: Inlines) -> str:
        return _inlines(parts, self._lang)

    def _blocks(self, blocks: Iterable[Block], level: int) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block, level)

    def _block(self, block: Block, level: int) -> Iterator[str]:
        if isinstance(block, Section):
            yield from self.section(block, level + 1)
        elif isinstance(block, Para):
            look = f' class="{block.look}"' if block.look else ""
            at = f' id="{block.at}"' if block.at else ""
            yield f"<p{at}{look}>{self._words(block.words)}</p>\n"
        elif isinstance(block, Items):
            yield from self._items(block, level)
        elif isinstance(block, Fold):
            yield f"<details><summary>{self._words(block.summary)}</summary>\n"
            yield from self._blocks(block.below, level)
            yield "</details>\n"
        elif isinstance(block, Tree):
            yield f"{svg(block, escaped)}\n"
        elif isinstance(block, Times):
            yield f"<figure>{times_svg(block, escaped)}"
            yield f"<figcaption>{escaped(block.text)}</figcaption></figure>\n"
        elif isinstance(block, Passage):
            yield from self._passage(block)
        elif isinstance(block, Pairs):
            yield from self._pairs(block)
        elif isinstance(block, Figures):
            yield from self._figures(block)
        else:
            yield from self._table(block)

    def _items(self, block: Items, level: int) -> Iterator[str]:
        name = "ol" if block.is_ordered else "ul"
        look = f' class="{block.look}"' if block.look else ""
        yield f"<{name}{look}>\n"
        for item in block.items:
            yield from self._item(item, level)
        yield f"</{name}>\n"

    def _item(self, item: Item, level: int) -> Iterator[str]:
        at = f' id="{item.at}"' if item.at else ""
        yield f"<li{at}>{self._words(item.words)}"
        yield from self._blocks(item.below, level)
        yield "</li>\n"

    def _pairs(self, block: Pairs) -> Iterator[str]:
        yield "<dl>\n"
        for term, words in block.rows:
            yield f"<div><dt>{escaped(term)}</dt><dd>{self._words(words)}</dd></div>\n"
        yield "</dl>\n"

    def _figures(self, block: Figures) -> Iterator[str]:
        yield '<ul class="figures">\n'
        for one in block.figures:
            words = f"<strong>{escaped(one.number)}</strong> {escaped(one.words)}"
            yield f'<li><a href="{one.to}">{words}</a></li>\n' if one.to else f"<li>{words}</li>\n"
        yield "</ul>\n"

    def _table(self, block: Table) -> Iterator[str]:
        yield f"<table><caption>{escaped(block.caption)}</caption>\n<thead><tr>"
        yield "".join(f'<th scope="col">{escaped(head)}</th>' for head in block.heads)
        yield "</tr></thead>\n<tbody>\n"
        for row in block.rows:
            first, *rest = row
            yield f'<tr><th scope="row">{self._words(first)}</th>'
            for head, cell in zip(block.heads[1:], rest, strict=True):
                yield f'<td data-head="{escaped(head)}">{self._words(cell)}</td>'
            yield "</tr>\n"
        yield "</tbody></table>\n"

    def _passage(self, block: Passage) -> Iterator[str]:
        direction = ' dir="rtl"' if block.is_leftward else ""
        language = _language(block.lang, self._lang)
        ours = f' lang="{self._lang}"' if language else ""
        yield f'<div class="text"{language}{direction}>\n'
        for line in block.lines:
            yield f"<p>{''.join(_piece(piece, ours) for piece in line.pieces)}</p>\n"
        yield "</div>\n"


def _piece(piece: Piece | Opens | Closes, language: str) -> str:
    """A piece of a text. language: the attribute of what is the report's own in it."""
    if isinstance(piece, Piece):
        look = ' class="over"' if piece.depth > 1 else ""
        words = escaped(piece.words)
        return f"<mark{look}>{words}</mark>" if piece.depth else words
    if isinstance(piece, Opens):
        at = f' id="{piece.at}"' if piece.at else ""
        label = f' aria-label="{escaped(piece.words)}"{language}'
        return f'<a class="opens"{at} href="{piece.to}"{label}>{escaped(piece.label)}</a>'
    return f'<span class="closes">{escaped(piece.label)}</span>'
