"""Which columns a library row has in a given width, and how wide each is.

A table: what matters least goes first (cluster, language, outlet, date), the title shrinks last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Column:
    """One column as it is drawn."""

    name: str
    width: int
    """Cells, without the space that separates it from the next."""


_STEPS: Mapping[str, tuple[tuple[int, int], ...]] = {
    "state": ((0, 1),),
    "number": ((118, 6),),
    "date": ((150, 16), (46, 10)),
    "outlet": ((150, 24), (100, 16), (58, 12)),
    "title": ((0, 0),),
    "lang": ((66, 2),),
    "questions": ((34, 3),),
    "claims": ((52, 3),),
    "cluster": ((74, 4),),
}
"""For each column, widest first: from how many cells of the row on, and how many it takes then."""

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


@lru_cache(maxsize=64)
def columns(width: int) -> tuple[Column, ...]:
    """The library's columns in `width` cells; with a space between each they fill it exactly."""
    chosen = {
        name: cells
        for name, steps in _STEPS.items()
        for cells in [next((cells for least, cells in steps if width >= least), None)]
        if cells is not None
    }
    taken = sum(chosen.values()) + len(chosen) - 1
    chosen["title"] = max(1, width - taken)
    return tuple(Column(name, cells) for name, cells in chosen.items())
