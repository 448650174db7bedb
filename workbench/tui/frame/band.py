"""Bands: lines that stand on the next screen as they do on this one, but higher or lower.

Only finds them. Whether moving one is shorter than writing it anew is for whoever sends to try.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workbench.tui.frame.cells import Row

_AS_GOOD_AS_EQUAL = 0.6
"""Part of a line's cells that must agree for it to belong to a band beside equal lines."""
_COMMON = 3
"""Lines that stand in as many places tell nothing of where they came from."""


class Band(NamedTuple):
    """Lines top..bottom, both inside, move up by so many rows (down when negative)."""

    top: int
    bottom: int
    rows: int
    matches: int
    """Changed lines that need nothing more once they were moved."""


def find_band(old: Sequence[Row], new: Mapping[int, Row]) -> Band | None:
    """The band that moved, if at least two changed lines say by how much.

    Args:
        old: All lines of the screen.
        new: The changed ones, by number.
    """
    places: defaultdict[Row, list[int]] = defaultdict(list)
    for line, row in enumerate(old):
        places[row].append(line)
    moved: defaultdict[int, list[int]] = defaultdict(list)
    votes: Counter[int] = Counter()
    for line, row in new.items():
        found = places.get(row, ())
        if len(found) < _COMMON and line not in found:
            for place in found:
                moved[place - line].append(line)
                votes[place - line] += 1
    if not votes:
        return None
    rows, count = max(votes.items(), key=lambda vote: (vote[1], -abs(vote[0])))
    if count < 2:
        return None
    first, last = min(moved[rows]), max(moved[rows])
    while _belongs(old, new, first - 1, rows):
        first -= 1
    while _belongs(old, new, last + 1, rows):
        last += 1
    return Band(first + min(0, rows), last + max(0, rows), rows, count)


def _belongs(old: Sequence[Row], new: Mapping[int, Row], line: int, rows: int) -> bool:
    """Whether a line at the edge of a band moved with it, but for a few cells."""
    row, source = new.get(line), line + rows
    if row is None or not 0 <= source < len(old):
        return False
    alike = sum(map(_same, old[source], row))
    return alike >= _AS_GOOD_AS_EQUAL * len(row) and alike > sum(map(_same, old[line], row))


def _same(one: object, other: object) -> bool:
    return one is other or one == other
