"""Calendar arithmetic for time expressions: what "Rabu malam" or "pekan lalu" is, given an anchor.

Pure functions over dates; TIMEX3 strings out. Nothing here ever asks what day it is today.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

FUTURE_SLACK = timedelta(days=45)
"""A day and month without a year lies at most this far ahead of the anchor, else in the past."""
UNCLEAR = timedelta(days=120)
"""Where it is less than this ahead and more than this back, nothing says which one is meant."""

_MINUTES = {"H": 60, "M": 1}
"""Of the units that are counted from a time of day; their TIMEX3 begins with a T."""


def parse_anchor(anchor: str | None) -> date | None:
    """The anchor as a date; None when it is missing or not YYYY-MM-DD."""
    try:
        return date.fromisoformat(anchor[:10]) if anchor else None
    except ValueError:
        return None


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(anchor: date, days: int) -> date | None:
    """The day so many days from the anchor; None off the calendar's ends."""
    try:
        return anchor + timedelta(days=days)
    except OverflowError:
        return None


def nearest_weekday(anchor: date, weekday: int) -> date | None:
    """The last such weekday up to the anchor, which may be it. Monday is 1."""
    return moved(anchor, -((anchor.isoweekday() - weekday) % 7))


def weekday_from(anchor: date, weekday: int, direction: int) -> date | None:
    """The first such weekday after the anchor, or for a direction below zero before it."""
    if direction < 0:
        return moved(anchor, -((anchor.isoweekday() - weekday) % 7 or 7))
    return moved(anchor, (weekday - anchor.isoweekday()) % 7 or 7)


def nearest_month(anchor: date, month: int) -> str:
    """The last such month up to the anchor's own, as YYYY-MM."""
    return f"{anchor.year - (month > anchor.month):04d}-{month:02d}"


def last_month(anchor: date, month: int) -> str:
    """The last such month before the anchor's own."""
    return f"{anchor.year - (month >= anchor.month):04d}-{month:02d}"


def next_month(anchor: date, month: int) -> str:
    """The first such month from the anchor's own on."""
    return f"{anchor.year + (month < anchor.month):04d}-{month:02d}"


def month_from(value: str, month: int) -> str:
    """The first such month after a YYYY-MM."""
    year, first = int(value[:4]), int(value[5:7])
    return f"{year + (month <= first):04d}-{month:02d}"


def nearest_day(anchor: date, month: int, day: int) -> date | None:
    """The day and month before the anchor or a little ahead of it; None where neither is likely."""
    ahead = next_day(anchor, month, day)
    if ahead is not None and ahead - anchor <= FUTURE_SLACK:
        return ahead
    back = last_day(anchor, month, day)
    if ahead is not None and back is not None and ahead - anchor < UNCLEAR < anchor - back:
        return None
    return back or ahead


def next_day(anchor: date, month: int, day: int) -> date | None:
    """The first such day from the anchor on."""
    this = make_date(anchor.year, month, day)
    return this if this and this >= anchor else make_date(anchor.year + 1, month, day) or this


def last_day(anchor: date, month: int, day: int) -> date | None:
    """The last such day up to the anchor."""
    this = make_date(anchor.year, month, day)
    return this if this and this <= anchor else make_date(anchor.year - 1, month, day)


def shift(anchor: date, unit: str, count: int) -> tuple[str, str] | None:
    """The calendar unit that lies count units from the anchor's: TIMEX3 value and granularity."""
    if abs(count) > 5000:
        return None
    try:
        return _shift(anchor, unit, count)
    except (OverflowError, ValueError):
        return None


def clock_shift(moment: datetime, unit: str, count: float) -> tuple[str, str] | None:
    """The time of day that lies so many hours or minutes from a moment: value and granularity."""
    minutes = _MINUTES.get(unit[1:])
    if minutes is None:
        return None
    try:
        at = moment + timedelta(minutes=count * minutes)
    except OverflowError:
        return None
    hours = minutes > 1 and count == int(count)
    return at.isoformat(timespec="minutes"), "hour" if hours else "minute"


def _shift(anchor: date, unit: str, count: int) -> tuple[str, str] | None:
    if unit == "D":
        return (anchor + timedelta(days=count)).isoformat(), "day"
    if unit == "W":
        year, week, _ = (anchor + timedelta(weeks=count)).isocalendar()
        return f"{year:04d}-W{week:02d}", "week"
    if unit == "M":
        months = anchor.year * 12 + anchor.month - 1 + count
        return f"{months // 12:04d}-{months % 12 + 1:02d}", "month"
    if unit == "Q":
        quarters = anchor.year * 4 + (anchor.month - 1) // 3 + count
        return f"{quarters // 4:04d}-Q{quarters % 4 + 1}", "quarter"
    if unit == "Y":
        return f"{anchor.year + count:04d}", "year"
    if unit == "WE":
        year, week, _ = (anchor + timedelta(weeks=count)).isocalendar()
        return f"{year:04d}-W{week:02d}-WE", "weekend"
    if unit == "CE":
        return f"{anchor.year // 100 + count:02d}", "century"
    if unit == "DE":
        return f"{anchor.year // 10 + count:03d}", "decade"
    return None


def duration(unit: str, count: str) -> str:
    """A TIMEX3 duration: ("TH", "2") is PT2H, ("DE", "2") is P2DE."""
    if unit.startswith("T"):
        return f"PT{count}{unit[1:]}"
    if unit == "6M":
        return f"P{int(count) * 6}M" if count.isdigit() else "PXM"
    if unit == "Q":
        return f"P{count}Q"
    return f"P{count}{unit}"
