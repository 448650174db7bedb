"""Tables that give columns up as the screen gets narrower, and the columns of the library.

What matters least goes first (cluster, language, outlet, date), what the rest is left to last.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from workbench.present.cells import fit, fit_right
from workbench.present.glyphs import Glyphs
from workbench.present.runs import Run, Runs

Steps = Mapping[str, tuple[tuple[int, int], ...]]
"""For each column, widest first: from how many cells of the row on, and how many it takes then."""


class Column(NamedTuple):
    """One column as it is drawn."""

    name: str
    width: int
    """Cells, without the space that separates it from the next."""


_STEPS: Steps = {
    "state": ((0, 1),),
    "number": ((118, 6),),
    "date": ((150, 16), (46, 10)),
    "outlet": ((150, 24), (100, 16), (58, 12)),
    "title": ((0, 0),),
    "lang": ((66, 2),),
    "cluster": ((74, 4),),
    "questions": ((34, 3),),
    "claims": ((52, 3),),
}

HEADINGS: Mapping[str, str] = {
    "state": "",
    "number": "no.",
    "date": "date",
    "outlet": "outlet",
    "title": "title",
    "lang": "in",
    "questions": "?",
    "claims": "cl",
    "cluster": "like",
}


class Common(NamedTuple):
    """What the rows of a library have in common: no column says it in each of them."""

    year: str = ""
    """The year of all dates; empty where they differ."""
    lang: str = ""
    """The language of all; empty where they differ."""
    widest_outlet: int = 0
    """Cells."""
    has_claims: bool = False
    """Whether any has a claim."""
    has_relays: bool = False
    """Whether any credits another outlet."""
    has_likes: bool = False
    """Whether any is like another one."""

    def and_of(self, other: Common) -> Common:
        """What two lots of rows have in common."""
        return Common(
            year=self.year if self.year == other.year else "",
            lang=self.lang if self.lang == other.lang else "",
            widest_outlet=max(self.widest_outlet, other.widest_outlet),
            has_claims=self.has_claims or other.has_claims,
            has_relays=self.has_relays or other.has_relays,
            has_likes=self.has_likes or other.has_likes,
        )

    def cells(self, name: str, cells: int) -> int:
        """How many of its cells a column needs."""
        if name == "date" and self.year:
            return cells - YEAR
        if name == "outlet":
            return min(cells, self.widest_outlet)
        if (name == "lang" and self.lang) or (name == "claims" and not self.has_claims):
            return 0
        if name == "cluster" and not self.has_likes:
            return int(self.has_relays)
        return cells


YEAR = len("2026-")
"""Cells that a date takes less where all are of one year."""


@lru_cache(maxsize=64)
def columns(width: int, common: Common | None = None) -> tuple[Column, ...]:
    """The library's columns in `width` cells; less where rows have something in common."""
    if common is None:
        return columns_of(_STEPS, width, rest="title")
    steps = {
        name: tuple((least, common.cells(name, cells)) for least, cells in widths)
        for name, widths in _STEPS.items()
    }
    return columns_of(steps, width, rest="title")


def columns_of(steps: Steps, width: int, *, rest: str) -> tuple[Column, ...]:
    """A table's columns in `width` cells; with a space between each they fill it exactly. rest:
    the column that gets what the others leave."""
    chosen = {
        name: cells
        for name, widths in steps.items()
        for cells in [next((cells for least, cells in widths if width >= least), None)]
        if cells or (name == rest and cells is not None)
    }
    taken = sum(chosen.values()) + len(chosen) - 1
    chosen[rest] = max(1, width - taken)
    return tuple(Column(name, cells) for name, cells in chosen.items())


def table_line(
    shown: tuple[Column, ...],
    cell: Callable[[str], tuple[str, str]],
    right: Collection[str],
    glyphs: Glyphs,
) -> Runs:
    """A row of a table. cell: a column's name -> its words and style; right: the columns that end
    at their right edge."""
    runs: list[Run] = []
    for column in shown:
        words, style = cell(column.name)
        fill = fit_right if column.name in right else fit
        gap = "" if column is shown[-1] else " "
        ellipsis = "" if column.name == "date" else glyphs.ellipsis
        runs.append(Run(fill(words, column.width, ellipsis) + gap, style))
    return tuple(runs)


def table_heading(
    shown: tuple[Column, ...], headings: Mapping[str, str], right: Collection[str]
) -> Runs:
    """The names of a table's columns, over its rows."""
    cells = [
        (fit_right if column.name in right else fit)(headings[column.name], column.width, "")
        for column in shown
    ]
    return (Run(" ".join(cells), "header"),)
