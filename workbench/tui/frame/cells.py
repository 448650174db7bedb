"""Rows of cells: what stands where on the screen, and where terminals disagree about widths.

A cell is a character with the marks on it, and the number of its pen; the second half of a wide
character is a cell of its own, without text. Text comes here safe: no joiners, no controls.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from workbench.present.cells import cell_width, narrow_until, spacing_signs
from workbench.tui.frame.pens import Pens

Cell = tuple[str, int]
"""(character with its marks, pen); the text of the second half of a wide one is empty."""
Row = tuple[Cell, ...]

UNKNOWN: Cell = ("\0", -1)
"""What stands in a cell that nobody knows the content of: equal to nothing that is painted."""

_CERTAIN = (
    (0x2190, 0x22FF), (0x2605, 0x2605), (0x2713, 0x2713), (0x2717, 0x2717), (0x3001, 0x303D),
    (0x3041, 0x3096), (0x30A1, 0x30FA), (0x30FC, 0x30FE), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3), (0xFF01, 0xFF60),
)  # fmt: skip
"""First and last of single code points whose width every terminal agrees on, beside those of
`narrow_until`: arrows, operators and marks of one cell, kana, ideographs, syllables and fullwidth
forms of two."""


@lru_cache(maxsize=2048)
def is_certain(text: str) -> bool:
    """Whether every terminal takes the same number of cells for this character: not for emoji,
    not for marks, not for what came late to Unicode."""
    if not text or text == "\0":
        return True
    if len(text) != 1:
        return False
    is_narrow = narrow_until(text, 0, 1) == 1
    return is_narrow or any(first <= ord(text) <= last for first, last in _CERTAIN)


@lru_cache(maxsize=2048)
def spread_of(text: str) -> int:
    """How many cells more than are counted a terminal may take for this character: one for each
    of its spacing signs, which some put on the letter and others behind it."""
    return 0 if text.isascii() else spacing_signs(text)


def first_doubt(row: Row) -> int:
    """Column of the first cell that terminals disagree about; the row's width without one."""
    if "".join([text for text, _ in row]).isascii():
        return len(row)
    for column, (text, _) in enumerate(row):
        if not text.isascii() and not is_certain(text):
            return column
    return len(row)


class _CellsOf(dict[str, Cell]):
    """The cells of one pen, each made once: equal cells are the same object."""

    def __init__(self, pens: Pens, pen: int) -> None:
        super().__init__()
        self._pen = pen
        self[" "] = (" ", pens.for_blanks(pen))

    def __missing__(self, text: str) -> Cell:
        cell = self[text] = (text, self._pen)
        return cell


class Cells:
    """Makes cells of words."""

    def __init__(self, pens: Pens) -> None:
        self._pens = pens
        self._by_pen: dict[int, _CellsOf] = {}

    def add(self, row: list[Cell], words: str, pen: int) -> None:
        """Append words drawn with a pen; marks go to the letter before them, even across pens."""
        cells = self._by_pen.get(pen)
        if cells is None:
            cells = self._by_pen[pen] = _CellsOf(self._pens, pen)
        if narrow_until(words, 0, len(words)) == len(words):
            row.extend(map(cells.__getitem__, words))
            return
        for character in words:
            width = cell_width(character)
            if width:
                row.append(cells[character])
                row.extend([cells[""]] * (width - 1))
            elif row:
                at = len(row) - 1 if row[-1][0] else len(row) - 2
                text, under = row[at]
                letter = self._by_pen.get(under, cells)
                row[at] = letter[text + character] if text != " " else (text + character, pen)


def row_of(parts: Iterable[tuple[str, int]], cells: Cells) -> Row:
    """The row of words with the numbers of their pens."""
    row: list[Cell] = []
    for words, pen in parts:
        cells.add(row, words, pen)
    return tuple(row)
