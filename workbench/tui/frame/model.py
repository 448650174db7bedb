"""The frame: rows as they are on the terminal, and the sequence that turns them into others.

Between two calls nobody else may write to the screen; who knows that somebody did makes a new
frame, whose first sequence draws everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, runtime_checkable

from workbench.tui.frame.band import Band, find_bands
from workbench.tui.frame.cells import UNKNOWN, Cells, Row
from workbench.tui.frame.pens import Pens
from workbench.tui.frame.traits import Traits
from workbench.tui.frame.wire import Wire

_WORTH_SCROLLING = 3
"""Changed lines from which on a band that moved is looked for."""
_WORTH_ERASING = 3
"""Lines that came in by scrolling from which on they are erased before they are written."""
_ANOTHER_PAGE = 0.75
"""Part of the lines that change where another page comes: it may be shorter on an empty screen than
over what stands there."""


class Frame:
    """What stands on a terminal of this size."""

    def __init__(self, width: int, height: int, traits: Traits, pens: Pens | None = None) -> None:
        self.width, self.height = width, height
        self.pens = pens or Pens()
        self.cells = Cells(self.pens)
        self.rows: list[Row] = [(UNKNOWN,) * width] * height
        self._wire = Wire(self.pens, traits, width)
        self._is_known = False

    def paint(self, rows: Mapping[int, Row]) -> str:
        """The sequence after which these lines read so, the others as before.

        Raises:
            ValueError: A line is not as wide as the screen, or the first frame is not complete.
        """
        changed = {line: row for line, row in rows.items() if row != self.rows[line]}
        if any(len(row) != self.width for row in changed.values()):
            raise ValueError(f"a row is not {self.width} cells wide")
        if not changed:
            return ""
        if self._is_known:
            bands = find_bands(self.rows, changed) if len(changed) >= _WORTH_SCROLLING else []
            wire = self._changed(changed, bands)
        elif len(changed) == self.height:
            wire = self._first(changed)
        else:
            raise ValueError("the first frame is not complete")
        self._wire = wire
        self._is_known = True
        for line, row in changed.items():
            self.rows[line] = row
        return wire.take()

    def has(self, column: int, line: int) -> bool:
        """Whether there is a cell on the screen."""
        return 0 <= column < self.width and 0 <= line < self.height

    def leave_cursor(self, column: int, line: int) -> str:
        """The sequence after which the cursor stands there."""
        self._wire.leave(line, self.rows[line], column)
        return self._wire.take()

    def _changed(self, rows: Mapping[int, Row], bands: Sequence[Band]) -> Wire:
        """What turns some lines into others: with bands moved first where that is shorter."""
        if 2 * sum(band.matches for band in bands) >= len(rows):
            return self._scrolled(bands, rows)
        ways = [_rewritten(self._wire, self.rows, rows)]
        if bands:
            ways.append(self._scrolled(bands, rows))
        if len(rows) >= _ANOTHER_PAGE * self.height:
            whole = {line: rows.get(line, self.rows[line]) for line in range(self.height)}
            ways.append(self._first(whole))
        return min(ways, key=_length)

    def _first(self, rows: Mapping[int, Row]) -> Wire:
        """What draws all lines after erasing everything on the ground that most cells have."""
        wire = self._wire.copy()
        cell = wire.clear(self._ground(rows.values()))
        return _rewritten(wire, [(cell,) * self.width] * self.height, rows)

    def _ground(self, rows: Iterable[Row]) -> int:
        """The pen of most blanks; a plain one where they have marks."""
        blanks = Counter(pen for row in rows for text, pen in row if text == " ")
        pen = max(blanks, key=lambda pen: blanks[pen], default=self.pens.plain)
        return self.pens.plain if self.pens[pen].marks else pen

    def _scrolled(self, bands: Sequence[Band], rows: Mapping[int, Row]) -> Wire:
        """The same change, with bands moved first."""
        wire = self._wire.copy()
        moved = list(self.rows)
        wanted = {line: rows.get(line, self.rows[line]) for line in range(self.height)}
        for band in bands:
            self._scroll(wire, band, moved, wanted)
        return _rewritten(wire, moved, wanted)

    def _scroll(self, wire: Wire, band: Band, moved: list[Row], wanted: Mapping[int, Row]) -> None:
        """Move a band, and erase what came in where that is worth it."""
        wire.scroll(band.top, band.bottom, band.rows, self.height)
        count = abs(band.rows)
        first = band.bottom + 1 - count if band.rows > 0 else band.top
        came = None
        if count >= _WORTH_ERASING:
            ground = self._ground(wanted[line] for line in range(first, first + count))
            came = wire.erase_lines(first, count, ground)
        coming = [came or (UNKNOWN,) * self.width] * count
        inside = moved[band.top : band.bottom + 1]
        moved[band.top : band.bottom + 1] = (
            inside[band.rows :] + coming if band.rows > 0 else coming + inside[: band.rows]
        )


def _rewritten(wire: Wire, old: Sequence[Row], rows: Mapping[int, Row]) -> Wire:
    """A copy of a wire, with what else it has to send for these lines."""
    lines = [(line, old[line], row) for line, row in sorted(rows.items()) if old[line] != row]
    more = wire.copy()
    more.sent += wire.sent
    more.rewrite(lines)
    return more


def _length(wire: Wire) -> int:
    return sum(len(part.encode()) for part in wire.sent)


class Handover(NamedTuple):
    """The picture that stands on the terminal, and the terminal as it was found."""

    frame: Frame
    attributes: list[Any] | None
    """For termios; None where there were none."""
    typed: bytes = b""
    """What was read of it already and is yet to be answered."""


@runtime_checkable
class HandsOver(Protocol):
    """An app that may take over a terminal that was drawn on before."""

    def handed_over(self) -> Handover | None:
        """What the driver goes on with, once; None: the screen is yet to be taken."""
