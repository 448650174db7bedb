"""A report as Markdown (GitHub's): the same chapters and words, for a wiki, a mail or a repository.

Places are `<a id>` elements, the one thing that is written as HTML. Everything that is not markup
goes through `escaped`: no word of an article makes a heading, a link, a picture or an element.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
    Items,
    Line,
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
from workbench.exchange.report.shown import is_address, shown

_PUNCTUATION = re.compile(r"([\\`*_\[\]#|~$@]|(?<=:)/|(?<=www)\.)", re.IGNORECASE)
"""What makes markup within a line, and addresses that would become links."""
_OPENING = re.compile(r"^([-+=:>]|\d+(?=[.)]))")
"""What makes a list, a rule or a heading of a line that it begins."""
_INDENT = "  "


def markdown(document: Document) -> Iterator[str]:
    """The file, in pieces."""
    yield f"# {escaped(document.title)}\n\n{_inlines(document.lead)}\n\n"
    for section in document.sections:
        yield f"- [{_inlines(section.title)}](#{section.at})\n"
    yield "\n"
    for section in document.sections:
        yield from _section(section, 2)
    yield f"---\n\n{_inlines(document.foot)}\n"


def escaped(words: str) -> str:
    """Words on one line that are no markup, whatever they hold."""
    line = " ".join(shown(words).split())
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _OPENING.sub(_apart, _PUNCTUATION.sub(r"\\\1", line))


def _apart(found: re.Match[str]) -> str:
    words = found.group()
    return f"{words}\\" if words.isdigit() else f"\\{words}"


def _spaced(words: str) -> str:
    """As `escaped`, with the blanks around the words, which part them from their neighbours."""
    before = " " if words[:1].isspace() else ""
    after = " " if words[-1:].isspace() and words.strip() else ""
    return f"{before}{escaped(words)}{after}"


def _inlines(parts: Inlines) -> str:
    return "".join(map(_inline, parts))


def _inline(part: Inline) -> str:
    if isinstance(part, str):
        return _spaced(part)
    if isinstance(part, Said):
        words = escaped(part.words)
        return f"“{words}”" if part.is_quoted else words
    if isinstance(part, Strong):
        return f"**{escaped(part.words)}**"
    if isinstance(part, Dim):
        return escaped(part.words)
    if isinstance(part, Badge):
        return f"**\\[{escaped(part.words)}\\]**"
    return _link(part)


def _link(link: Link) -> str:
    if link.to.startswith("#"):
        return f"[{escaped(link.words)}]({link.to})"
    if not is_address(link.to):
        return escaped(link.words)
    to = re.sub(r"[()\[\]]", lambda found: f"%{ord(found.group()):02X}", link.to)
    return f"[{escaped(link.words)}](<{to}>)"


def _section(section: Section, level: int) -> Iterator[str]:
    yield f'<a id="{section.at}"></a>\n\n{"#" * level} {_inlines(section.title)}\n\n'
    yield from _blocks(section.below, level)


def _blocks(blocks: Iterable[Block], level: int, indent: str = "") -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield from _section(block, level + 1)
        elif isinstance(block, Para):
            at = f'<a id="{block.at}"></a>' if block.at else ""
            yield f"{indent}{at}{_inlines(block.words)}\n\n"
        elif isinstance(block, Fold):
            yield f"{indent}**{_inlines(block.summary)}**\n\n"
            yield from _blocks(block.below, level, indent)
        elif isinstance(block, Items):
            yield from _items(block, level, indent)
        elif isinstance(block, Table):
            yield from _table(block)
        elif not isinstance(block, Times):  # whose words stand below it
            yield "".join(f"{indent}{line}\n" for line in _lines(block)) + "\n"


def _items(block: Items, level: int, indent: str) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        mark = f"{number}. " if block.is_ordered else "- "
        at = f'<a id="{item.at}"></a>' if item.at else ""
        yield f"{indent}{mark}{at}{_inlines(item.words)}\n"
        if item.below:
            yield "\n"
            yield from _blocks(item.below, level, indent + " " * len(mark))
    yield "\n"


def _lines(block: Pairs | Figures | Tree | Passage) -> Iterator[str]:
    if isinstance(block, Pairs):
        for term, words in block.rows:
            yield f"- **{escaped(term)}**: {_inlines(words)}"
    elif isinstance(block, Figures):
        for one in block.figures:
            told = f"**{escaped(one.number)}** {escaped(one.words)}"
            yield f"- [{told}]({one.to})" if one.to else f"- {told}"
    elif isinstance(block, Tree):
        yield f"{escaped(block.title)}:"
        yield ""
        for node in block.nodes:
            note = f" ({escaped(node.note)})" if node.note else ""
            yield f"{_INDENT * node.depth}- {escaped(node.words)}{note}"
    else:
        for line in block.lines:
            yield f"> {_line(line)}"
            yield ">"


def _line(line: Line) -> str:
    return "".join(map(_piece, line.pieces))


def _piece(piece: Piece | Opens | Closes) -> str:
    if isinstance(piece, Piece):
        return _spaced(piece.words) or " "
    if isinstance(piece, Opens):
        at = f'<a id="{piece.at}"></a>' if piece.at else ""
        return f"{at}[⌈{escaped(piece.label)}]({piece.to}) "
    return f" {escaped(piece.label)}⌋"


def _table(block: Table) -> Iterator[str]:
    yield f"{escaped(block.caption)}\n\n"
    yield f"{_row(escaped(head) for head in block.heads)}{_row('---' for _ in block.heads)}"
    for row in block.rows:
        yield _row(_inlines(cell) for cell in row)
    yield "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
