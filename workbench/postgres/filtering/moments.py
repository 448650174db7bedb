"""Days and parts of days on the clock of this place, as moments in UTC."""

from __future__ import annotations

from datetime import MAXYEAR, UTC, datetime, timedelta

_FIRST, _LAST = "", "~"
"""Before and behind all moments."""
_SECOND = len("2026-01-31T10:20:30")
_STEPS = {
    len("2026-01-31"): timedelta(days=1),
    len("2026-01-31T10"): timedelta(hours=1),
    len("2026-01-31T10:20"): timedelta(minutes=1),
    _SECOND: timedelta(seconds=1),
}


def utc_bounds(value: str) -> tuple[str, str]:
    """The first moment that a date, a start of one or a time of a day names here, and the first
    one behind it; of more than a second the same twice, behind that second."""
    if len(value) > _SECOND:
        _, behind = utc_bounds(value[:_SECOND])
        return behind, behind
    if len(value) <= len("2026"):
        return _year(int(value.ljust(4, "0"))), _year(int(value.ljust(4, "9")) + 1)
    if len(value) == len("2026-01"):
        year, month = int(value[:4]), int(value[5:])
        following = year + month // 12
        behind = _utc(datetime(following, month % 12 + 1, 1)) if following <= MAXYEAR else _LAST
        return _utc(datetime(year, month, 1)), behind
    first = datetime.fromisoformat(value)
    return _utc(first), _utc(first + _STEPS[len(value)])


def _year(year: int) -> str:
    if year < 1:
        return _FIRST
    return _LAST if year > MAXYEAR else _utc(datetime(year, 1, 1))


def _utc(here: datetime) -> str:
    try:
        return here.astimezone(UTC).isoformat(timespec="seconds")[:_SECOND]
    except (OverflowError, ValueError):  # so far away, a zone counts for nothing
        return here.isoformat(timespec="seconds")
