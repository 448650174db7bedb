"""When a TIMEX3 value is, as an extent of minutes: what two times are compared by, and put in
order."""

from __future__ import annotations

import re
from datetime import date, timedelta

from workbench.domain.signature import Extent

DAY = 24 * 60
"""Minutes of a day."""
_DATE = re.compile(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|W(\d\d)|Q([1-4])|H([12])))?")
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
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
    if clock := _CLOCK.match(rest):
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


_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?)([YMWDHS])\Z")
_DAYS = {"Y": 365.0, "M": 30.4, "W": 7.0, "D": 1.0, "TH": 1 / 24, "TM": 1 / DAY}


def days_in(value: str | None) -> float | None:
    """How many days a TIMEX3 duration is, about; None of anything else."""
    match = _LENGTH.match(value or "")
    days = _DAYS.get(match[1] + match[3]) if match else None
    return float(match[2]) * days if match and days else None
