"""Offsets in the units that a browser counts in: converted here, at the edge, and nowhere else."""

from __future__ import annotations

from bisect import bisect_left

from workbench.errors import SpanError

LAST_OF_ONE = "\uffff"
"""The last letter that UTF-16 writes in one unit."""


class Utf16:
    """Offsets of a text in UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._long = [at for at, letter in enumerate(text) if letter > LAST_OF_ONE]
        self._units = [at + before for before, at in enumerate(self._long)]

    def of(self, at: int) -> int:
        """Units before a code point."""
        return at + bisect_left(self._long, at)

    def back(self, unit: int) -> int:
        """Code points before a unit. Raises SpanError in the middle of a letter."""
        before = bisect_left(self._units, unit)
        if before and self._units[before - 1] == unit - 1:
            raise SpanError(f"offset {unit} lies within a letter of two UTF-16 units")
        return unit - before

    def floor(self, unit: int) -> int:
        """Code points that end before a unit: for messages."""
        return unit - bisect_left(self._units, unit)

    def agrees(self, at: int) -> bool:
        """Whether an offset means the same in either unit."""
        return not self._long or at <= self._long[0]
