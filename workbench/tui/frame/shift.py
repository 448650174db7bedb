"""A shift: what stands on a line as on the next screen, but some cells further left or right.

Only finds it. The terminal then takes cells out of the line or puts some in (DCH, ICH), and what
stood behind them needs not be sent again.
"""

from __future__ import annotations

from typing import NamedTuple

from workbench.tui.frame.cells import UNKNOWN, Row

_PROBE = 12
"""Cells that are looked for further left or right."""
_FARTHEST = 16
"""Cells that a line is shifted by at most."""
_WORTH_SHIFTING = 20
"""Cells more that a shift must put right."""


class Shift(NamedTuple):
    """From a column on, a line moves right by so many cells (left when negative)."""

    column: int
    cells: int

    def of(self, row: Row) -> Row:
        """What then stands there."""
        column, cells = self
        unknown = (UNKNOWN,) * abs(cells)
        if cells < 0:
            return (*row[:column], *row[column - cells :], *unknown)
        return (*row[:column], *unknown, *row[column : len(row) - cells])


def find_shift(old: Row, new: Row, column: int) -> Shift | None:
    """The shift from a column on that turns most of one line into the other; None where none is
    worth it. Both must hold nothing but characters of one cell."""
    before, after = (_letters(row, column) for row in (old, new))
    for cells, words, probe in ((-1, before, after), (1, after, before)):
        probe = probe[:_PROBE]
        at = words.find(probe, 1, 1 + _FARTHEST + _PROBE) if probe.strip() else -1
        if at > 0:
            shift = Shift(column, cells * at)
            if _alike(shift.of(old), new) >= _alike(old, new) + _WORTH_SHIFTING:
                return shift
    return None


def _letters(row: Row, start: int) -> str:
    return "".join([text for text, _ in row[start:]])


def _alike(one: Row, other: Row) -> int:
    return sum([a is b or a == b for a, b in zip(one, other, strict=True)])
