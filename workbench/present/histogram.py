"""How many articles were published when, as one row of bars: the density of a list by date.

Days, weeks, months or years, whichever is the finest that fits; heights by the square root, so that
a lone article still shows beside a flood. Pure: knows no store and no terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from math import ceil, sqrt
from typing import NamedTuple

from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.runs import Run, Runs, fill_runs

_WIDEST = 6
"""Cells of a bar at most: a few days need not fill the whole line."""
_LABELS_FROM = 60
"""Cells from which the row says where it begins and ends."""
_END = 29
"""Cells after the bars: a date, the unit, and how many stand in the marked bar."""
_START = 11


def _week(day: date) -> int:
    return (day.toordinal() - 1) // 7  # day 1 of the calendar was a Monday


_UNITS: Mapping[str, Callable[[date], int]] = {
    "day": date.toordinal,
    "week": _week,
    "month": lambda day: day.year * 12 + day.month - 1,
    "year": lambda day: day.year,
}
"""From the finest on: the number of the bar that a day belongs to."""


class Histogram(NamedTuple):
    """Bars from the earliest date to the latest."""

    unit: str
    step: int
    """Units in a bar; more than one only of years."""
    start: int
    """Number of the first bar."""
    counts: tuple[int, ...]
    first: str
    last: str
    """The earliest and the latest date, as far as they are known."""

    def bar_of(self, published: str) -> int | None:
        """The bar that a date belongs to; None for one that cannot be read or lies outside."""
        day = _day(published)
        if day is None:
            return None
        bar = _UNITS[self.unit](day) // self.step - self.start
        return bar if 0 <= bar < len(self.counts) else None


def histogram(days: Sequence[tuple[str, int]], width: int) -> Histogram | None:
    """The bars of these dates (a month or a year counts as its first day) in a row of `width`
    cells; None when there would be a single one."""
    dated = [(day, count) for published, count in days if (day := _day(published))]
    if not dated:
        return None
    room = _room(width)
    earliest, latest = min(dated)[0], max(dated)[0]
    unit, step = _finest(earliest, latest, room)
    start = _UNITS[unit](earliest) // step
    counts = [0] * (_UNITS[unit](latest) // step - start + 1)
    if len(counts) < 2:
        return None
    for day, count in dated:
        counts[_UNITS[unit](day) // step - start] += count
    return Histogram(unit, step, start, tuple(counts), earliest.isoformat(), latest.isoformat())


def histogram_line(
    bars: Histogram | None, width: int, *, published: str = "", glyphs: Glyphs = UNICODE
) -> Runs:
    """The bars in exactly `width` cells, the one of a date marked; blank without bars."""
    if bars is None:
        return fill_runs((), width)
    marked = bars.bar_of(published)
    cells = max(1, min(_WIDEST, _room(width) // len(bars.counts)))
    drawn = [glyph * cells for glyph in _glyphs_of(bars.counts, glyphs.bars)]
    runs = [Run(f"{bars.first} ", "dim")] if width >= _LABELS_FROM else []
    if marked is None:
        runs.append(Run("".join(drawn), "text"))
    else:
        runs += [
            Run("".join(drawn[:marked]), "text"),
            Run(drawn[marked], "selection"),
            Run("".join(drawn[marked + 1 :]), "text"),
        ]
    if width >= _LABELS_FROM:
        here = f": {bars.counts[marked]:,}" if marked is not None else ""
        unit = bars.unit if bars.step == 1 else f"{bars.step} {bars.unit}s"
        runs.append(Run(f" {bars.last} by {unit}{here}", "dim"))
    return fill_runs([run for run in runs if run.text], width)


def _room(width: int) -> int:
    """Cells for bars."""
    return max(1, width - (_START + _END if width >= _LABELS_FROM else 0))


def _finest(earliest: date, latest: date, room: int) -> tuple[str, int]:
    for unit, number in _UNITS.items():
        if number(latest) - number(earliest) < room:
            return unit, 1
    return "year", ceil((latest.year - earliest.year + 1) / max(1, room - 1))


def _glyphs_of(counts: Sequence[int], levels: str) -> list[str]:
    highest = max(counts)
    return [levels[ceil((len(levels) - 1) * sqrt(count / highest))] for count in counts]


def _day(published: str) -> date | None:
    """The day, in UTC as lists are ordered, of "2026-03-10T08:12+08:00"; the first one of "2026-03"
    or "2026"."""
    try:
        if len(published) <= 10:
            return date.fromisoformat(f"{published}-01-01"[:10])
        moment = datetime.fromisoformat(published)
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        return None
