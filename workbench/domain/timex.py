"""When a TIMEX3 value is, as an extent of minutes: what two times are compared by, and put in
order."""

from __future__ import annotations

import re
from datetime import date, timedelta

from workbench.domain.signature import Extent

DAY = 24 * 60
"""Minutes of a day."""
_DATE = re.compile(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|W(\d\d)|Q([1-4])|H([12])))?")
CLOCK = re.compile(r"T([01]\d|2[0-4]):([0-5]\d)")
"""Hour and minute in a TIMEX3 value."""
_PARTS = {
    "TMO": (5, 11), "TMI": (10, 15), "TAF": (12, 18), "TEV": (17, 21), "TNI": (18, 29),
    "TDT": (6, 18),
}  # fmt: skip
"""Hours that a part of a day may stand for, widely."""


def extent_of(value: str | None, end: str | None = None) -> Extent | None:
    """The extent of a TIMEX3 value, or from it to another; None of what is no place on the line of
    time ("PAST_REF", "P3D") and of what is open."""
    first = _extent(value or "")
    if first is None or end is None:
        return first
    last = _extent(end)
    return Extent(first.first, last.last) if last and last.last > first.first else None


def _extent(value: str) -> Extent | None:
    match = _DATE.match(value)
    if match is None:
        return None
    try:
        first, last = _days(match)
    except (ValueError, OverflowError):
        return None
    rest = value[match.end() :]
    if clock := CLOCK.match(rest):
        minute = first * DAY + int(clock[1]) * 60 + int(clock[2])
        return Extent(minute, minute + 1)
    if hours := _PARTS.get(rest[:3]):
        return Extent(first * DAY + hours[0] * 60, first * DAY + hours[1] * 60)
    return Extent(first * DAY, last * DAY)


def _days(match: re.Match[str]) -> tuple[int, int]:
    """The first day and the one behind the last, as ordinals."""
    year = int(match[1])
    if match[3]:
        day = date(year, int(match[2]), int(match[3])).toordinal()
        return day, day + 1
    if match[4]:
        monday = date.fromisocalendar(year, int(match[4]), 1)
        return monday.toordinal(), (monday + timedelta(7)).toordinal()
    month, months = 1, 12
    if match[2]:
        month, months = int(match[2]), 1
    elif match[5]:
        month, months = int(match[5]) * 3 - 2, 3
    elif match[6]:
        month, months = int(match[6]) * 6 - 5, 6
    behind = month + months
    after = date(year + (behind > 12), behind - 12 if behind > 12 else behind, 1)
    return date(year, month, 1).toordinal(), after.toordinal()


def wide_extent_of(value: str | None, end: str | None = None) -> Extent | None:
    """As `extent_of`, and of what is a place on the line of time but too wide to compare two
    statements by: decades ("199"), centuries ("18") and years before Christ ("BC0044")."""
    first = _extent(value or "") or _wide(value or "")
    last = (_extent(end) or _wide(end)) if end else None
    return Extent(first.first, last.last) if first and last and last.last > first.first else first


def _wide(value: str) -> Extent | None:
    match = _WIDE.fullmatch(value)
    if match is None or not int(match[2]):
        return None
    before, digits = match.groups()
    if before:
        first = _first_of(1 - int(digits))
        return Extent(first * DAY, _first_of(2 - int(digits)) * DAY)
    years = 10 ** (4 - len(digits))
    first = max(1, int(digits) * years)
    return Extent(_first_of(first) * DAY, _first_of(int(digits) * years + years) * DAY)


def _first_of(year: int) -> int:
    """The ordinal of a year's first day, in the calendar of today; year 0 is the one before 1."""
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + 1


def day_at(minute: int) -> str:
    """The day that a minute is of, as YYYY-MM-DD; of one before Christ, or behind all that a
    calendar has, the year."""
    ordinal = minute // DAY
    if 1 <= ordinal <= date.max.toordinal():
        return date.fromordinal(ordinal).isoformat()
    year = (ordinal - 1) * 400 // _DAYS_OF_400_YEARS + 1
    year += 1 if _first_of(year + 1) <= ordinal else -1 if _first_of(year) > ordinal else 0
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


_WIDE = re.compile(r"(BC(?=\d{4}\Z))?(\d{2,4})", re.ASCII)
_DAYS_OF_400_YEARS = 146_097
_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?)([YMWDHS])\Z")
_DAYS = {"Y": 365.0, "M": 30.4, "W": 7.0, "D": 1.0, "TH": 1 / 24, "TM": 1 / DAY}


def days_in(value: str | None) -> float | None:
    """How many days a TIMEX3 duration is, about; None of anything else."""
    match = _LENGTH.match(value or "")
    days = _DAYS.get(match[1] + match[3]) if match else None
    return float(match[2]) * days if match and days else None
