"""Times of day by the clock: "pukul 19.30 Wita", "17.00-19.00 WIB", "jam 9 malam", "3 p.m."."""

from __future__ import annotations

from typing import NamedTuple

from workbench.extract.kept import compiled
from workbench.extract.times.reading import Draft, Reading

_PM = frozenset({"AF", "EV", "PM"})
_TO = compiled(r"\s?[-–]\s?")
_AT_PLACE = compiled(r"\d{1,2}:\d{2}")


class Clock(NamedTuple):
    """A time of day: where it ends, its TIMEX3 value and whether anything says that it is one."""

    end: int
    value: str
    is_sure: bool
    grain: str


def clock_at(r: Reading, at: int) -> Clock | None:
    """The clock's words at a place; without a word or zone it may be any number."""
    match = r.words.clock.match(r.text, at, r.end)
    if match is None:
        return None
    word, hour, minute, half, zone = match.groups()
    end = match.end()
    part = r.words.halves[half.lower()] if half else None
    if part is None and word and not zone and (hit := r.words.parts.at(r.text, end, r.end)):
        part, end = hit
    value = _value(int(hour), int(minute or 0), part)
    if value is None or (not minute and not word and not half):
        return None
    return Clock(end, value, bool(word or half or zone), "minute" if minute else "hour")


def _value(hour: int, minute: int, part: str | None) -> str | None:
    if hour > 24 or minute > 59:
        return None
    if part in ("AM", "PM") and hour > 12:
        return None
    if hour == 12 and part in ("NI", "AM"):
        hour = 0
    elif hour < 12 and (part in _PM or (part == "NI" and hour >= 6)):
        hour += 12
    return f"T{hour:02d}:{minute:02d}"


def clock(r: Reading, start: int) -> Draft | None:
    """A time of day, or two with what joins them."""
    first = clock_at(r, start)
    if first is None:
        return None
    second = second_clock(r, first.end)
    if second and (first.is_sure or second.is_sure):
        return Draft(
            second.end, "clock", first.value, first.grain, "from one time of day to another",
            0.9, second.value,
        )  # fmt: skip
    if not first.is_sure and not _stands_behind_a_preposition(r, start):
        return None
    return Draft(first.end, "clock", first.value, first.grain, "a time of day by the clock", 0.9)


def second_clock(r: Reading, at: int) -> Clock | None:
    """The clock behind another one and what joins them: "-17.00 WIB", "hingga 12.00"."""
    dash = _TO.match(r.text, at, r.end)
    hit = r.words.joins.at(r.text, at, r.end)
    if dash is None and hit is None:
        return None
    return clock_at(r, dash.end() if dash else hit[1] if hit else at)


def _stands_behind_a_preposition(r: Reading, start: int) -> bool:
    """ "at 10:15": a colon between hour and minute behind a word for a time of day."""
    if not _AT_PLACE.match(r.text, start, r.end):
        return False
    return r.words.clock_before.search(r.before(start)) is not None
