"""Calendar arithmetic for time expressions: what "Rabu malam" or "pekan lalu" is, given an anchor.

Pure functions over dates; TIMEX3 strings out. Nothing here ever asks what day it is today.
"""

from __future__ import annotations

from datetime import date, timedelta

FUTURE_SLACK = timedelta(days=45)
"""A day and month without a year lies at most this far ahead of the anchor, else a year back."""


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


def nearest_weekday(anchor: date, weekday: int, *, ahead: bool) -> date:
    """The last such weekday up to the anchor (included), or the first after it. Monday is 1."""
    back = (anchor.isoweekday() - weekday) % 7
    if ahead:
        return anchor + timedelta(days=(7 - back) or 7)
    return anchor - timedelta(days=back)


def nearest_month(anchor: date, month: int) -> str:
    """The last such month up to the anchor's own, as YYYY-MM."""
    year = anchor.year if month <= anchor.month else anchor.year - 1
    return f"{year:04d}-{month:02d}"


def nearest_day(anchor: date, month: int, day: int) -> date | None:
    """The day and month nearest before the anchor, or a little ahead of it."""
    this = make_date(anchor.year, month, day)
    if this is not None and this <= anchor + FUTURE_SLACK:
        return this
    return make_date(anchor.year - 1, month, day) or this


def shift(anchor: date, unit: str, count: int) -> tuple[str, str] | None:
    """The calendar unit that lies count units from the anchor's: TIMEX3 value and granularity."""
    if abs(count) > 5000:
        return None
    try:
        return _shift(anchor, unit, count)
    except (OverflowError, ValueError):
        return None


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
    if unit == "DE":
        return f"{(anchor.year + 10 * count) // 10:03d}", "decade"
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
