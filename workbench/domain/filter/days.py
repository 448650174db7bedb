"""Days in filters: dates and starts of dates, and words for days that mean another one tomorrow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

DAY_WORDS: Mapping[str, str] = {
    ">=yesterday": "since yesterday",
    "today": "of today",
    ">=7d": "of the last seven days",
    ">=2w": "of the last two weeks",
    ">=3m": "of the last three months",
}
"""What is offered for such a field, with what it means."""
DUE_WORDS: Mapping[str, str] = {
    "<today": "late",
    "today": "today",
    "tomorrow": "tomorrow",
    "<=today": "today and before",
}
"""The same for a day that is mostly still to come."""
AS_DATES = (
    "As 2026-01-31, 2026-01 or 2026; today, yesterday, since 7d, 2w, 3m or 1y; 2026-01..2026-03."
)

_DATE = re.compile(r"[0-9]{1,4}|[0-9]{4}-[0-9]{2}(-[0-9]{2}(T[0-9]{2}(:[0-9]{2}.*)?)?)?")
_AGO = re.compile(r"([0-9]{1,4})([dwmy])", re.IGNORECASE)
_NAMED = {"today": 0, "yesterday": 1, "tomorrow": -1}
_DAYS = {"d": 1, "w": 7}
_MONTHS = {"m": 1, "y": 12}


def days_ago(value: str) -> int | None:
    """How many days ago a word for a day means: today, yesterday, tomorrow, 7d, 2w; None for all
    else."""
    found = _AGO.fullmatch(value)
    if found and (days := _DAYS.get(found[2].lower())):
        return int(found[1]) * days
    return _NAMED.get(value.lower())


def is_since(value: str) -> bool:
    """Whether a word without a comparison means all days from then on: who asks for 7d wants the
    last week, not one day of it. today, yesterday and tomorrow are days."""
    return _AGO.fullmatch(value) is not None


def day_of(value: str, today: date) -> date | None:
    """The day that a word means; None for a date, and for what would be before all dates."""
    ago = days_ago(value)
    found = _AGO.fullmatch(value)
    try:
        if ago is not None:
            return today - timedelta(days=ago)
        return _months_before(today, int(found[1]) * _MONTHS[found[2].lower()]) if found else None
    except (OverflowError, ValueError):
        return date.min


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first = date(year, month + 1, 1)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return first + timedelta(days=min(day.day, (following - first).days) - 1)


def is_day(value: str) -> bool:
    """Whether a value is a date, a start of one, or a word for a day."""
    if value.lower() in _NAMED or is_since(value):
        return True
    if not _DATE.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value + "0001-01-01T00:00"[len(value) :])
    except ValueError:
        return False
    return True


def around(value: str) -> tuple[str, str]:
    """Two days between which, the first included, everything lies that a date or a start of one
    names, wherever on earth it was printed: a moment of a day stands behind the day itself. Either
    is empty where there is no such day."""
    start = value[:10]
    first = start + "0000-01-01"[len(start) :]
    last = _last_of(start)
    return _shifted(first, -1), _shifted(last, 2)


def _last_of(start: str) -> str:
    if len(start) <= 4:
        return start + "9999-12-31"[len(start) :]
    if len(start) == 10:
        return start
    return start + "-31"  # as a string it is behind all that the month has


def _shifted(day: str, days: int) -> str:
    """A day before or after; the last days of a month go beyond it."""
    try:
        if day.endswith("-31") and days > 0:
            year, month = int(day[:4]), int(day[5:7])
            return str(date(year + month // 12, month % 12 + 1, 2))
        return str(date.fromisoformat(day) + timedelta(days=days))
    except (ValueError, OverflowError):
        return ""
