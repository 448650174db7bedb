"""Times that have a name: eras, seasons, holidays, and days counted to or from a holiday.

A holiday's word alone is as often a kind of thing ("kue Lebaran") as a time; it is taken with a
year or a direction, or behind a word of time. Movable ones have no value: none is reckoned here.
"""

from __future__ import annotations

from workbench.extract import calendar
from workbench.extract.kept import compiled
from workbench.extract.times import periods
from workbench.extract.times.reading import Draft, Reading

_DAY = compiled(r"(\d{1,2})(?=\s)")
_FIRST_COMMON = 1500
"""An earlier year beside a holiday or a holy month is of the lunar calendar."""
_LUNAR_YEAR = compiled(r"\s{1,2}1[34]\d{2}(?!\d)")


def era(r: Reading, start: int) -> Draft | None:
    """ "era 1990-an", "masa Orde Baru", "periode 2014-2019", "musim 2017/2018"."""
    words = r.words
    first = words.era_first.at(r.text, start, r.end)
    if first is None:
        return None
    inner = periods.led_year(r, first[1])
    if inner and inner.rule in ("years", "decade"):
        return inner
    if hit := words.eras.at(r.text, first[1], r.end):
        return Draft(hit[1], "era", None, "era", "an era by its name", 0.8)
    return None


def season(r: Reading, start: int) -> Draft | None:
    """ "musim hujan", "musim kemarau tahun ini"."""
    hit = r.words.seasons.at(r.text, start, r.end)
    if hit is None:
        return None
    return Draft(_described(r, hit[1])[0], "season", None, "season", "a season", 0.8)


def holiday(r: Reading, start: int) -> Draft | None:
    """A holiday, or a day of a holy month, with its year or direction."""
    words, at = r.words, start
    prefix = words.holiday_first.at(r.text, at, r.end)
    at = prefix[1] if prefix else at
    day = _DAY.match(r.text, at, r.end)
    hit = words.holidays.at(r.text, day.end() if day else at, r.end)
    if hit is None or (day and not 1 <= int(day.group(1)) <= 30):
        return None
    fixed, named_end = hit
    end, year = _described(r, named_end)
    if not (prefix or day or end > named_end or _is_behind_time(r, start)):
        return None
    value = None if day else _value(r, end, fixed, year)
    if value is None and year is not None and not day:
        return Draft(end, "holiday", f"{year}", "year", "a holiday of a year", 0.85)
    return Draft(end, "holiday", value, "day", "a holiday", 0.8)


def _described(r: Reading, at: int) -> tuple[int, int | None]:
    """Where the year or direction behind a name ends, and the common year if it is one."""
    prefix = r.words.year_first.at(r.text, at, r.end)
    found = periods.year_at(r, prefix[1] if prefix else at)
    if found:
        end = found[1]
        reckoned = r.words.reckonings.at(r.text, end, r.end)
        other = reckoned is not None and reckoned[0] not in r.words.common_era
        other = other or found[0] < _FIRST_COMMON
        end = reckoned[1] if reckoned else end
        shift = r.words.after.at(r.text, end, r.end)
        return shift[1] if shift else end, None if other else found[0]
    lunar = _LUNAR_YEAR.match(r.text, at, r.end)
    if lunar:
        reckoned = r.words.reckonings.at(r.text, lunar.end(), r.end)
        return (reckoned[1], None) if reckoned else (at, None)
    if shift := r.words.after.at(r.text, at, r.end):
        return shift[1], _year_beside(r, None)
    whole = periods.unit(r, at)
    if whole and whole.granularity == "year":
        return whole.end, _year_beside(r, whole.value)
    return at, None


def _year_beside(r: Reading, value: str | None) -> int | None:
    return int(value) if value and value.isdigit() and r.anchor else None


def _is_behind_time(r: Reading, start: int) -> bool:
    return r.words.holiday_before.search(r.before(start)) is not None


def _value(r: Reading, end: int, fixed: str, year: int | None) -> str | None:
    """The day of a holiday that has its own in the calendar."""
    if not fixed:
        return None
    month, day = (int(piece) for piece in fixed.split("-"))
    if year is not None:
        found = calendar.make_date(year, month, day)
        return found.isoformat() if found else None
    if r.anchor is None:
        return None
    if r.is_ahead(end):
        near = calendar.next_day(r.anchor, month, day)
    else:
        near = calendar.nearest_day(r.anchor, month, day)
    return near.isoformat() if near else None


def countdown(r: Reading, start: int) -> Draft | None:
    """ "H-3 Lebaran", "H+7": days before or after one that the text names."""
    match = r.words.countdown.match(r.text, start, r.end)
    if match is None:
        return None
    end = match.end()
    if hit := r.words.holidays.at(r.text, end, r.end):
        end = _described(r, hit[1])[0]
    return Draft(end, "countdown", None, "day", "days to or from a day that is named", 0.85)
