"""The day and time that relative ones are counted from; a stamp in UTC does not say the day.

A stamp in UTC is no local date: 18:30 is the next morning in Jakarta. A language lists the zones of
the press that prints it; the first is taken, the others tell whether the day is certain. What stays
uncertain is decided by a date that the article prints with its weekday, or stays open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from workbench.extract import calendar, times
from workbench.extract.lexicon import lexicon_for
from workbench.extract.times import FoundTime

_UTC = ("+00:00", "Z")
_STAMP = 16
"""Code points of the shortest stamp with a time: "2020-01-09T21:15"."""
_PRINTED = "time.weekday"
"""The rule of a weekday with its date."""


class Anchor(NamedTuple):
    """The day, the others that it may be as well, and what it is based on."""

    day: date | None
    others: tuple[date, ...] = ()
    basis: str | None = None
    moment: datetime | None = None
    """The local time of publication, where it is known for sure."""


def read_anchor(
    text: str, blocks: Iterable[tuple[int, int]], stamp: str | None, basis: str | None, lang: str
) -> Anchor:
    """The anchor of a text that was published then: a local date, or a stamp."""
    at = _instant(stamp) if stamp and len(stamp) >= _STAMP else None
    if stamp is None or at is None or not stamp.endswith(_UTC):
        return Anchor(calendar.parse_anchor(stamp), (), basis, at)
    zones = lexicon_for(lang).numbers("times", "home_zones")
    if not zones:
        return Anchor(calendar.parse_anchor(stamp), (), f"{basis}, UTC")
    days = {zone: (at + timedelta(hours=hours)).date() for zone, hours in zones.items()}
    first, day = next(iter(days.items()))
    others = tuple(dict.fromkeys(other for other in days.values() if other != day))
    printed = _printed_day(text, blocks, {day, *others}, lang) if others else None
    if printed is not None:
        return Anchor(printed, (), f"{basis}, printed")
    local = None if others else at + timedelta(hours=zones[first])
    return Anchor(day, others, f"{basis}, {first.upper()}", local)


def _instant(stamp: str) -> datetime | None:
    try:
        return datetime.fromisoformat(stamp.removesuffix("Z")).replace(tzinfo=None)
    except ValueError:
        return None


def _printed_day(
    text: str, blocks: Iterable[tuple[int, int]], days: set[date], lang: str
) -> date | None:
    """The first date that the article prints with its weekday, where it is one of these days."""
    for block in blocks:
        for found in times.find_times(text, *block, lang, None, None):
            value = found.attributes.value
            if found.rule == _PRINTED and value:
                day = calendar.parse_anchor(value)
                return day if day in days else None
    return None


def times_from(text: str, start: int, end: int, lang: str, anchor: Anchor) -> list[FoundTime]:
    """The times of a stretch; a value that would be another from another of the days is told and
    not resolved."""
    found = times.find_times(text, start, end, lang, anchor.day, anchor.basis, anchor.moment)
    for day in anchor.others:
        beside = times.find_times(text, start, end, lang, day, anchor.basis)
        values = {(one.start, one.end): _values(one) for one in beside}
        found = [
            one if _values(one) == values.get((one.start, one.end)) else _open(one) for one in found
        ]
    return found


def _values(one: FoundTime) -> tuple[str | None, str | None]:
    return one.attributes.value, one.attributes.end


def _open(one: FoundTime) -> FoundTime:
    return one._replace(attributes=replace(one.attributes, resolved=False))
