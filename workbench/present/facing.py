"""Two texts side by side: which lines of each stand on a row, and how a row reads.

Aligned by sentence: each pair begins on a row of its own on both sides. What differs is marked in
the margin (`-` only on the left, `+` only on the right, `~` other words) and underlined, so that
nothing rests on a colour. Linear in the texts; a row is drawn only when it is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from workbench.domain.comparison import Comparison, Extent, Pair, Pairing
from workbench.domain.text import safe, safe_line
from workbench.present.cells import painted
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.layout import Line, wrap
from workbench.present.runs import Run, Runs, fill_runs

MARGIN = 2
"""Cells before each side's words: the mark, and one between."""
_BETWEEN = 3
_MARKS = {Pairing.SAME: " ", Pairing.CHANGED: "~", Pairing.LEFT: "-", Pairing.RIGHT: "+"}


@dataclass(frozen=True, slots=True)
class FacingRow:
    """A row of two texts beside each other, or of one of them."""

    pair: int
    """Which pair of sentences it belongs to."""
    left: Line | None
    right: Line | None


def side_width(width: int) -> int:
    """Cells that the words of one side have in a row of `width` cells that shows both."""
    return max(2, (width - _BETWEEN) // 2 - MARGIN)


def facing_rows(comparison: Comparison, left: str, right: str, width: int) -> list[FacingRow]:
    """The rows of both texts in `width` cells; a blank one before each paragraph."""
    cells = side_width(width)
    rows: list[FacingRow] = []
    for number, pair in enumerate(comparison.pairs):
        if pair.begins and rows:
            rows.append(FacingRow(number, None, None))
        here, there = _lines(left, pair.left, cells), _lines(right, pair.right, cells)
        rows += [FacingRow(number, one, other) for one, other in zip_longest(here, there)]
    return rows


def single_rows(
    comparison: Comparison, text: str, width: int, *, is_right: bool
) -> list[FacingRow]:
    """The rows of one text alone; sentences in a row that it lacks have one, which says so."""
    rows: list[FacingRow] = []
    lacks = False
    for number, pair in enumerate(comparison.pairs):
        extent = pair.right if is_right else pair.left
        if extent is None:
            rows += [] if lacks else [FacingRow(number, None, None)]
            lacks = True
            continue
        if pair.begins and rows:
            rows.append(FacingRow(number, None, None))
        lacks = False
        rows += [
            FacingRow(number, None, line) if is_right else FacingRow(number, line, None)
            for line in _lines(text, extent, max(2, width - MARGIN))
        ]
    return rows


def _lines(text: str, extent: Extent | None, cells: int) -> list[Line]:
    if extent is None:
        return []
    start, end = extent
    return [(low + start, high + start) for low, high in wrap(text[start:end], cells)]


def facing_line(
    row: FacingRow,
    comparison: Comparison,
    texts: tuple[str, str],
    width: int,
    glyphs: Glyphs = UNICODE,
) -> Runs:
    """A row of both texts in exactly `width` cells."""
    pair = comparison.pairs[row.pair]
    cells = side_width(width) + MARGIN
    left = _side(texts[0], row.left, pair, pair.left_marks)
    right = _side(texts[1], row.right, pair, pair.right_marks)
    between = (Run(f" {glyphs.bar} ", "border"),)
    return fill_runs((*fill_runs(left, cells), *between, *fill_runs(right, cells)), width)


def single_line(
    row: FacingRow, comparison: Comparison, text: str, width: int, *, is_right: bool, key: str
) -> Runs:
    """A row of one text alone in exactly `width` cells. key: what shows the other one."""
    pair = comparison.pairs[row.pair]
    extent, line = (pair.right, row.right) if is_right else (pair.left, row.left)
    if extent is None:
        said = f"{_MARKS[pair.kind]} ({pair.kind.value}; {key} shows it)"
        return fill_runs((Run(said, "dim"),), width)
    marks = pair.right_marks if is_right else pair.left_marks
    return fill_runs(_side(text, line, pair, marks), width)


def _side(text: str, line: Line | None, pair: Pair, marks: Sequence[Extent]) -> Runs:
    """The mark and the words of one side."""
    if line is None:
        return (Run(" " * MARGIN, "text"),)
    ground = "alone" if pair.kind in (Pairing.LEFT, Pairing.RIGHT) else "text"
    runs = [Run(f"{_MARKS[pair.kind]} ", "open" if pair.kind is not Pairing.SAME else "text")]
    at, end = line
    for low, high in marks:
        low, high = max(low, at), min(high, end)
        if low < high:
            runs += [_words(text, at, low, ground), _words(text, low, high, "differs")]
            at = high
    runs.append(_words(text, at, end, ground))
    return tuple(run for run in runs if run.text)


def _words(text: str, start: int, end: int, style: str) -> Run:
    return Run(painted(safe(text[start:end])), style)


def facing_heading(left: str, right: str, width: int, glyphs: Glyphs = UNICODE) -> Runs:
    """Whose each side is, over the rows."""
    cells = side_width(width) + MARGIN
    sides = [fill_runs((Run(safe_line(words), "header"),), cells) for words in (left, right)]
    return (*sides[0], Run(f" {glyphs.bar} ", "header"), *sides[1])


def share_words(comparison: Comparison) -> str:
    """How much of each text's words stands in the other one."""
    left, right = (round(share * 100) for share in (comparison.left_share, comparison.right_share))
    return f"in common: {left} % of the left's words, {right} % of the right's"
