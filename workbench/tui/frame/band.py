"""Bands: lines that stand on the next screen as they do on this one, but higher or lower.

Only finds them. Whether moving one is shorter than writing it anew is for whoever sends to try.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
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


def find_bands(old: Sequence[Row], new: Mapping[int, Row]) -> list[Band]:
    """The bands that moved, each of which at least two changed lines tell of; they share no line,
    and none moves a line that stays: a text and the list under it scroll each by itself.

    Args:
        old: All lines of the screen.
        new: The changed ones, by number.
    """
    places: defaultdict[Row, list[int]] = defaultdict(list)
    for line, row in enumerate(old):
        places[row].append(line)
    moved: defaultdict[int, list[int]] = defaultdict(list)
    for line, row in new.items():
        found = places.get(row, ())
        if len(found) < _COMMON and line not in found:
            for place in found:
                moved[place - line].append(line)
    candidates = [
        _grown(old, new, lines, rows)
        for rows, told in moved.items()
        for lines in _runs(old, new, sorted(told), rows)
        if len(lines) > 1
    ]
    candidates.sort(key=lambda band: (-band.matches, abs(band.rows)))
    bands: list[Band] = []
    for band in candidates:
        if all(band.bottom < one.top or one.bottom < band.top for one in bands):
            bands.append(band)
    return bands


def _runs(
    old: Sequence[Row], new: Mapping[int, Row], lines: Sequence[int], rows: int
) -> Iterator[list[int]]:
    """Lines that moved by as much, parted where a line that stays would move with them."""
    run = list(lines[:1])
    for before, line in pairwise(lines):
        if any(at not in new and old[at] != _row(old, at + rows) for at in range(before, line)):
            yield run
            run = []
        run.append(line)
    yield run


def _row(old: Sequence[Row], line: int) -> Row | None:
    return old[line] if 0 <= line < len(old) else None


def _grown(old: Sequence[Row], new: Mapping[int, Row], lines: Sequence[int], rows: int) -> Band:
    """The band of some lines, with what moved with them but for a few cells."""
    first, last = lines[0], lines[-1]
    while _belongs(old, new, first - 1, rows):
        first -= 1
    while _belongs(old, new, last + 1, rows):
        last += 1
    return Band(first + min(0, rows), last + max(0, rows), rows, len(lines))


def _belongs(old: Sequence[Row], new: Mapping[int, Row], line: int, rows: int) -> bool:
    """Whether a line at the edge of a band moved with it, but for a few cells."""
    row, source = new.get(line), line + rows
    if row is None or not 0 <= source < len(old):
        return False
    alike = sum(map(_same, old[source], row))
    return alike >= _AS_GOOD_AS_EQUAL * len(row) and alike > sum(map(_same, old[line], row))


def _same(one: object, other: object) -> bool:
    return one is other or one == other
