"""Diagrams as inline SVG: a tree that reads downwards, so narrow that a phone shows it whole.

Shapes say what a step is, dashes that nobody answers for it; colour only repeats that. Classes
alone: the page's policy allows no style attribute.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from workbench.exchange.report.blocks import Node, Tree

WIDTH = 320
"""Of every diagram, in CSS pixels: what a phone of 360 has room for."""
_STEP, _LINE, _NOTE = 20, 17, 15
"""Of one depth, of a line of a name, of a note."""
_LETTER, _WIDE = 7.4, 14.0
"""About the width of a letter in the widest of the fonts that may be there."""
_GAP = 9
_LINES = 3


class _Row(NamedTuple):
    node: Node
    x: int
    y: int
    """The middle of its sign."""
    lines: tuple[str, ...]


def svg(tree: Tree, escape: Callable[[str], str]) -> str:
    """The diagram. escape: makes words safe in markup."""
    rows = list(_placed(tree.nodes))
    last = rows[-1]
    height = last.y + _LINE * (len(last.lines) - 1) + (_NOTE if last.node.note else 0) + 12
    drawn = [
        f'<svg class="tree" viewBox="0 0 {WIDTH} {height}" role="img">'
        f"<title>{escape(tree.title)}</title><desc>{escape(tree.text)}</desc>"
    ]
    drawn += _edges(rows)
    for row in rows:
        drawn.append(_sign(row))
        drawn += _words(row, escape)
    drawn.append("</svg>")
    return "".join(drawn)


def _placed(nodes: tuple[Node, ...]) -> Iterator[_Row]:
    y = 14
    for node in nodes:
        x = 10 + _STEP * min(node.depth, 6)
        lines = wrapped(node.words, WIDTH - x - 16)
        yield _Row(node, x, y, lines)
        y += _LINE * len(lines) + (_NOTE if node.note else 0) + _GAP


def wrapped(words: str, room: int, lines: int = _LINES) -> tuple[str, ...]:
    """Words as lines that fit, the last one cut where there are too many."""
    found: list[str] = []
    line = ""
    for word in words.split():
        for piece in _pieces(word, room):
            longer = f"{line} {piece}" if line else piece
            if line and _width(longer) > room:
                found.append(line)
                longer = piece
            line = longer
    found.append(line)
    if len(found) > lines:
        found = [*found[: lines - 1], f"{found[lines - 1]}…"]
    return tuple(found)


def _pieces(word: str, room: int) -> Iterator[str]:
    """A word, in pieces where it is wider than the room."""
    start = 0
    width = 0.0
    for at, letter in enumerate(word):
        wide = _width(letter)
        if width + wide > room and at > start:
            yield word[start:at]
            start, width = at, 0.0
        width += wide
    yield word[start:]


def _width(words: str) -> float:
    return sum(_WIDE if unicodedata.east_asian_width(one) in "WF" else _LETTER for one in words)


def _edges(rows: list[_Row]) -> Iterator[str]:
    """From each step to those that have it from there: those nobody confirmed apart."""
    above: list[_Row] = []
    drawn: dict[bool, list[str]] = {False: [], True: []}
    for row in rows:
        del above[row.node.depth :]
        if above:
            parent = above[-1]
            is_dashed = row.node.is_dashed or parent.node.is_dashed
            drawn[is_dashed].append(f"M{parent.x} {parent.y + 6}V{row.y}H{row.x - 5}")
        above.append(row)
    if whole := "".join(drawn[False]):
        yield f'<path class="edge" d="{whole}"/>'
    if doubtful := "".join(drawn[True]):
        yield f'<path class="edge dashed" d="{doubtful}"/>'


def _sign(row: _Row) -> str:
    x, y, shape = row.x, row.y, row.node.shape
    look = f"{shape} dashed" if row.node.is_dashed else shape
    if shape == "relay":
        return f'<path class="{look}" d="M{x} {y - 6}l6 6-6 6-6-6z"/>'
    if shape == "outlet":
        return f'<path class="{look}" d="M{x - 5} {y - 5}h10v10h-10z"/>'
    radius = 3 if shape == "hop" else 6
    return f'<circle class="{look}" cx="{x}" cy="{y}" r="{radius}"/>'


def _words(row: _Row, escape: Callable[[str], str]) -> Iterator[str]:
    x, y = row.x + 12, row.y + 4
    for line in row.lines:
        yield f'<text x="{x}" y="{y}">{escape(line)}</text>'
        y += _LINE
    if row.node.note:
        yield f'<text class="note" x="{x}" y="{y - 2}">{escape(row.node.note)}</text>'
