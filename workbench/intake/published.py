"""Printed publication dates become ISO 8601: local date first, printed offset, no false precision.

What is not printed is not added: no seconds, no offset, no day that was not there. A form that
two countries read differently (9/1/2020) is read day first, as Indonesian newsrooms print it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

from workbench.domain.article import Precision

_FIRST_YEAR = 1600
"""An earlier year is of another calendar ("1445-09-01 H"), or an empty field as some programs write
it ("0001-01-01")."""
_LONGEST = 200
"""Code points; whatever is longer is no printed date."""
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?)(?:[T ]\s*(?P<rest>\S.*))?)?)?",
    re.DOTALL,
)
_EPOCH = re.compile(r"(?P<seconds>\d{10})(?:\d{3}|\.\d{1,9})?")
"""Seconds or milliseconds since 1970, as feeds and databases print them."""
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
_DATES = (
    r"\b(?P<year>\d{4})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)\b",
    r"\b(?P<day>\d\d?)\s?[-/.]\s?(?P<month>\d\d?)\s?[-/.]\s?(?P<year>\d{4}|\d\d)\b",
    r"\b(?P<day>\d\d?)(?:st|nd|rd|th|\.)?[\s-]+(?:of\s+)?(?P<name>MONTH)\b[.,]?[\s-]*(?P<year>\d{4})\b",
    r"\b(?P<name>MONTH)\b\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b",
    r"\b(?P<name>MONTH)\s+(?P<day>\d\d?)\s+\d\d?:[\d:]{2,5}\s+(?:[a-z]{3,4}\s+)?(?P<year>\d{4})\b",
    r"\b(?P<name>MONTH)\b[.,]?\s+(?P<year>\d{4})\b",
    # As old mail and old servers print it; behind it nothing but a time, or "12 Mei 20.30" is one.
    r"\b(?P<day>\d\d?)[\s-]+(?P<name>MONTH)\b\.?[\s-]+(?P<year>\d\d)(?=\s+\d\d?:\d\d|$)",
)
_TIME = re.compile(
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)"
    r"(?:[:.](?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?(?![\d])"
    r"\s*(?P<half>[AaPp]\.?[Mm]\b\.?)?\s*\(?(?P<zone>[A-Za-z]{1,4}\b)?\s*(?P<offset>[+-]\d\d?(?::?\d\d)?\b)?"
)


def parse_published(raw: str) -> tuple[str, Precision] | None:
    """The `at` and `precision` of a Publication from a printed date; None when it holds none.

    ISO 8601, RFC 2822, numeric dates and Indonesian, English and German month names, WIB/WITA/WIT.
    """
    words = " ".join(raw.split())
    if not words or len(words) > _LONGEST:
        return None
    if match := _EPOCH.fullmatch(words):
        return _instant(int(match["seconds"]))
    if match := _ISO.fullmatch(words):
        time = _TIME.match(match["rest"]) if match["rest"] else None
        return None if int(match["year"]) < _FIRST_YEAR else _stamp(match, time)
    if match := _COMPACT.fullmatch(words):
        return _stamp(match, match if match["hour"] else None)
    folded = words.casefold()
    for pattern in _date_patterns():
        for match in pattern.finditer(folded):
            if _year(match["year"]) < _FIRST_YEAR:
                continue
            within = match[0] if ":" in match[0] else ""
            around = (folded[match.end() :], folded[: match.start()], within)
            time = next(filter(None, map(_TIME.search, around)), None)
            if stamp := _stamp(match, time):
                return stamp
    return None


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, int], dict[str, str]]:
    """Month numbers and zone offsets by casefolded name."""
    import tomllib
    from importlib.resources import files

    source = files("workbench.intake").joinpath("published.toml").read_text("utf-8")
    data = tomllib.loads(source)
    return data["months"] | data["months_elsewhere"], data["zones"]


@lru_cache(maxsize=1)
def _date_patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(_words()[0], key=len, reverse=True))
    return tuple(re.compile(pattern.replace("MONTH", names)) for pattern in _DATES)


def _stamp(date: re.Match[str], time: re.Match[str] | None) -> tuple[str, Precision] | None:
    """The date, and the time with its offset where one is printed; None when there is no such."""
    groups = date.groupdict()
    year, day = _year(groups["year"]), groups.get("day")
    month = _words()[0][groups["name"]] if groups.get("name") else groups.get("month")
    if month is None:
        return _checked(year, 1, 1, Precision.YEAR)
    if day is None:
        return _checked(year, int(month), 1, Precision.MONTH)
    day_stamp = _checked(year, int(month), int(day), Precision.DAY)
    if day_stamp is None and groups["year"] != date[0][:4] and not groups.get("name"):
        day_stamp = _checked(year, int(day), int(month), Precision.DAY)
    if day_stamp is None or time is None:
        return day_stamp
    return _with_time(day_stamp[0], time)


def _instant(seconds: int) -> tuple[str, Precision]:
    """Seconds since 1970: an instant in UTC."""
    at = datetime.fromtimestamp(seconds, UTC)
    return at.isoformat(timespec="seconds"), Precision.SECOND


def _year(digits: str) -> int:
    """Two digits are of the years 1970 to 2069."""
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= 70 else 2000)


def _checked(year: int, month: int, day: int, precision: Precision) -> tuple[str, Precision] | None:
    try:
        whole = datetime(year, month, day).date().isoformat()
    except ValueError:
        return None
    return whole[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(precision, 10)], precision


def _with_time(day: str, time: re.Match[str]) -> tuple[str, Precision] | None:
    groups = time.groupdict()
    hour = int(groups["hour"])
    if half := groups.get("half"):
        hour = hour % 12 + (12 if half[0] in "Pp" else 0)
    clock = f"{hour:02d}:{int(groups['minute']):02d}"
    precision = Precision.MINUTE
    if groups["second"]:
        clock += f":{int(groups['second']):02d}"
        precision = Precision.SECOND
    try:
        datetime.fromisoformat(f"{day}T{clock}")
    except ValueError:
        return day, Precision.DAY
    return (
        f"{day}T{clock}{_offset(groups.get('zone') or '', groups.get('offset') or '')}",
        precision,
    )


def _offset(zone: str, printed: str) -> str:
    """The printed offset as +hh:mm, else the named zone's; empty when neither is known."""
    if zone[:1] in ("+", "-"):
        printed = zone
    if printed:
        sign, digits = printed[0], printed[1:].replace(":", "")
        if len(digits) <= 2:
            digits = digits.zfill(2) + "00"
        digits = digits.zfill(4)
        hours, minutes = int(digits[:2]), int(digits[2:])
        unknown = sign == "-" and not hours and not minutes
        if hours > 14 or minutes > 59 or unknown:
            return ""
        return f"{sign}{hours:02d}:{minutes:02d}"
    return _words()[1].get(zone.casefold(), "")
