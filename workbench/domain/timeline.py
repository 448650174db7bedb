"""The line of time: what is said, by when it is of and by when it was said.

Values only. What prints no time, or one that is no place on the line ("many years ago"), has none
here, and is told as that: nothing is put where nobody says it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

from workbench.domain.article import offset_of
from workbench.domain.fact import Time
from workbench.domain.signature import Extent
from workbench.domain.stated import Stated
from workbench.domain.timex import DAY, day_at, wide_extent_of


class Moment(NamedTuple):
    """When something is: from the first minute on to the one behind the last."""

    extent: Extent
    printed: str = ""
    """The words of the text, or of the analyst; empty of the day of an article."""
    modifier: str = ""
    """As a `Time` has it: what makes it less sure, or an end of something."""

    @property
    def is_sure(self) -> bool:
        """Whether it is one day, or less of one, and no word makes it doubtful."""
        return self.extent.last - self.extent.first <= DAY and not self.modifier

    def to_record(self) -> dict[str, Any]:
        """The moment as programs are told it."""
        first, last = self.extent
        return {
            "first": stamp_at(first),
            "last": stamp_at(last - 1),
            "printed": self.printed,
            "modifier": self.modifier or None,
            "sure": self.is_sure,
        }


def stamp_at(minute: int) -> str:
    """A minute of the line: YYYY-MM-DDTHH:MM; before Christ the year alone."""
    day, left = day_at(minute), minute % DAY
    return f"{day}T{left // 60:02}:{left % 60:02}" if "-" in day else day


def days_of(extent: Extent) -> tuple[str, str]:
    """The first day of a stretch and its last; empty where that is the same. Whole months and years
    go by their own names: ("2026-03", ""), ("2010", "2019")."""
    first, last, behind = map(day_at, (extent.first, extent.last - 1, extent.last))
    if first == last:
        return first, ""
    if first[:7] == last[:7] and first.endswith("-01") and behind.endswith("-01"):
        return first[:7], ""
    if first.endswith("-01-01") and last.endswith("-12-31"):
        begins, ends = first[:4].lstrip("0"), last[:4].lstrip("0")
        return begins, "" if begins == ends else ends
    return first, last


def moment_of(time: Time, printed: str) -> Moment | None:
    """When a time in print is; None of what is no place on the line."""
    extent = wide_extent_of(time.value, time.end)
    return Moment(extent, " ".join(printed.split()), time.modifier or "") if extent else None


def moment_at(value: str, printed: str = "") -> Moment | None:
    """The moment of a date or stamp; None of what is none."""
    extent = wide_extent_of(value)
    return Moment(extent, printed) if extent else None


class Timed(NamedTuple):
    """When something that is said happened, and when it was said."""

    happened: Moment | None = None
    said: Moment | None = None
    """As the text prints it, else when its article was published."""
    unplaced: str = ""
    """What an analyst wrote of the time of her claim, where that is no place on the line."""


def clock_of(published: Iterable[str]) -> int | None:
    """By how many minutes the clocks of most printed moments are ahead of UTC; None where none says
    that."""
    found = Counter(offset for at in published if (offset := offset_of(at)) is not None)
    return max(found, key=lambda one: (found[one], one), default=None)


def by_clock(timed: Timed, published: str, clock: int | None) -> Timed:
    """What was said when its article was published, by the hour of another clock: hours of two are
    in no order. published: the printed moment; clock: as `clock_of` has it."""
    offset, said = offset_of(published), timed.said
    if clock is None or offset in (None, clock) or said is None or said.printed:
        return timed
    moved = Extent(*(minute + clock - offset for minute in said.extent))
    return timed._replace(said=said._replace(extent=moved))


class Along(StrEnum):
    """By which of the two things stand in order."""

    HAPPENED = "happened"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Dated:
    """One statement on the line."""

    stated: Stated
    timed: Timed

    def at(self, along: Along) -> Moment | None:
        """Its place on the line."""
        return self.timed.happened if along is Along.HAPPENED else self.timed.said

    def to_record(self) -> dict[str, Any]:
        """The statement as programs are told it."""
        happened, said, unplaced = self.timed
        return {
            "statement": self.stated.to_record(),
            "happened": happened.to_record() if happened else None,
            "said": said.to_record() if said else None,
            "unplaced": unplaced,
        }


def in_order(rows: Iterable[Dated], along: Along) -> list[Dated]:
    """The statements along the line, by the clock of most of their articles: of two that begin
    together the surer one first, and by the other time; those that have no place on it last."""
    every = [(one, one.stated.article.metadata.at) for one in rows]
    clock = clock_of(at for _, at in every)
    other = Along.SAID if along is Along.HAPPENED else Along.HAPPENED

    def key(one: Dated) -> tuple[bool, int, int, bool, int, int, tuple[int, int, int]]:
        return (*_order(one.at(along)), *_order(one.at(other)), one.stated.place)

    return sorted((_by_clock(one, at, clock) for one, at in every), key=key)


def _by_clock(one: Dated, published: str, clock: int | None) -> Dated:
    timed = by_clock(one.timed, published, clock)
    return one if timed is one.timed else replace(one, timed=timed)


def _order(moment: Moment | None) -> tuple[bool, int, int]:
    return (False, *moment.extent) if moment else (True, 0, 0)
