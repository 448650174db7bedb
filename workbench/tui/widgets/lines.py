"""Lines of the screen as runs: what the list, the heading and the status line draw in a width.

Pure, and without textual: the first page is drawn from these before there is any widget.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.present.cells import width_of
from workbench.present.glyphs import Glyphs
from workbench.present.runs import Run, Runs, fill_runs

GUTTER = 2
"""Cells before a row of a list: the cursor's and the mark's."""


def gutter(glyphs: Glyphs, cursor: str | None, *, is_marked: bool = False) -> Runs:
    """The cells before a row: the cursor in a style, or none, and whether the row is marked."""
    return (
        Run(glyphs.cursor if cursor else " ", cursor or "text"),
        Run(glyphs.mark if is_marked else " ", "open" if is_marked else cursor or "text"),
    )


def status_line(left: Sequence[Run], right: Sequence[Run], width: int) -> Runs:
    """Runs at the left edge and at the right one, where there is room for both; the left ones give
    way last."""
    return _line(left, right, width, shows_right=cells(left) + cells(right) + 1 <= width)


def heading_bar(left: Sequence[Run], right: Sequence[Run], width: int) -> Runs:
    """As a status line, but the left runs are cut before the right ones give way."""
    says = any(run.text.strip() for run in right)
    return _line(left, right, width, shows_right=says and 2 * cells(right) <= width)


def cells(runs: Sequence[Run]) -> int:
    """How many cells runs take."""
    return sum(width_of(run.text) for run in runs)


def _line(left: Sequence[Run], right: Sequence[Run], width: int, *, shows_right: bool) -> Runs:
    kept = tuple(right) if shows_right else ()
    return (*fill_runs(tuple(left), width - cells(kept)), *kept)
