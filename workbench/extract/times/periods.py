"""Periods by the calendar: months, years, quarters, weeks of a month, decades, centuries, and the
units beside the anchor's ("pekan lalu", "akhir tahun ini").

A bare year or month is only taken where the words around it leave no doubt: numbers of laws, names
and counted things are read as traps.
"""

from __future__ import annotations

from typing import NamedTuple

from workbench.extract import calendar
from workbench.extract.kept import compiled
from workbench.extract.rule_list import NOTHING, Nothing, RuleList
from workbench.extract.times.reading import Draft, Reading, trap
from workbench.extract.times.words import GAP, ROMAN

_YEAR = compiled(rf"{GAP}((?:1\d|20)\d{{2}})(?!\w|[.,:]\d|\s?%)")
_TO_YEAR = compiled(r"\s?[-–/]\s?((?:1\d|20)?\d{2})(?!\w|[.,:/-]\d|\s?%)")
_WORD = compiled(rf"{GAP}([^\W\d_]{{3,20}})(?!\w)")
_COMMA = compiled(r"\s?,(?=\s)")
_SHORT_YEARS = compiled(rf"{GAP}\d{{1,4}}(?:\s?[-–]\s?\d{{1,4}})?(?!\w|[.,:]\d)")
_OLDEST_BARE = 1500
"""An older year needs its word, or brackets."""
_DASH = compiled(r"\s?[-–/]\s?")
_SEPARATOR = compiled(r"\s?[-/,]\s?(?=(?:1[5-9]|20)\d{2})")
_LAST_WORD = compiled(r"([^\W\d_][\w-]*)\s{1,3}\Z")
_SHORT_QUARTER = compiled(r"[Qq]([1-4])(?!\w)")
_GRAINS = {"W": "week", "WE": "weekend", "M": "month", "Q": "quarter", "Y": "year", "D": "day",
           "DE": "decade", "CE": "century", "6M": "half"}  # fmt: skip


def year_at(r: Reading, at: int) -> tuple[int, int] | None:
    """A year in four digits at a place."""
    match = _YEAR.match(r.text, at, r.end)
    return (int(match.group(1)), match.end()) if match else None


def year(r: Reading, start: int) -> Draft | None:
    """A year behind a word for it, or bare where the words around it make it one."""
    prefix = r.words.year_first.at(r.text, start, r.end)
    if prefix is None:
        draft = led_year(r, start)
        is_sure = draft is None or draft.rule == "decade" or _is_bare_year(r, start, draft)
        return draft if is_sure else None
    if r.words.law_number.search(r.before(start)):
        found = year_at(r, prefix[1])
        return trap(found[1]) if found else None
    return led_year(r, prefix[1]) or _reckoned_years(r, prefix[1])


def led_year(r: Reading, at: int) -> Draft | None:
    """A year, years from one to another, or a decade, with "lalu" behind it."""
    if found := _decade(r, at):
        return found
    first = year_at(r, at)
    if first is None:
        return None
    value, end = first
    until = _second_year(r, value, end)
    if until:
        return Draft(until[1], "years", f"{value}", "year", "years from one to another", 0.93,
                     f"{until[0]}")  # fmt: skip
    if r.text[end : end + 1] in ("/", "-") and r.text[end + 1 : end + 2].isalnum():
        return None
    if hit := r.words.after.at(r.text, end, r.end):
        end = hit[1]
    reckoned = r.words.reckonings.at(r.text, end, r.end)
    if reckoned and reckoned[0] not in r.words.common_era:
        return Draft(reckoned[1], "year", None, "year", "a year of another reckoning", 0.9)
    end = reckoned[1] if reckoned else end
    return Draft(end, "year", f"{value}", "year", "a year", 0.9)


def _reckoned_years(r: Reading, at: int) -> Draft | None:
    """ "580 - 480 sebelum Masehi": years of another reckoning, of any length."""
    years = _SHORT_YEARS.match(r.text, at, r.end)
    reckoned = r.words.reckonings.at(r.text, years.end(), r.end) if years else None
    if reckoned is None or reckoned[0] in r.words.common_era:
        return None
    return Draft(reckoned[1], "year", None, "year", "a year of another reckoning", 0.9)


def _second_year(r: Reading, first: int, at: int) -> tuple[int, int] | None:
    match = _TO_YEAR.match(r.text, at, r.end)
    if match:
        digits = match.group(1)
        second = int(digits) if len(digits) == 4 else first - first % 100 + int(digits)
        return (second, match.end()) if first < second <= first + 120 else None
    join = r.words.joins.at(r.text, at, r.end)
    if join is None:
        return None
    at = join[1]
    if prefix := r.words.year_first.at(r.text, at, r.end):
        at = prefix[1]
    found = year_at(r, at)
    return found if found and first < found[0] <= first + 120 else None


def _is_bare_year(r: Reading, start: int, draft: Draft) -> bool:
    """A year behind a word in small letters or in brackets; nothing that is numbered or counted."""
    if r.text[start - 1 : start] == "(" and r.text[draft.end : draft.end + 1] == ")":
        return True
    if draft.value is None:
        return True
    if not r.words.knows_years or int(draft.value) < _OLDEST_BARE:
        return False
    before = r.before(start)
    if r.words.article_before.search(before) and r.capital_follows(draft.end):
        return False
    if r.words.counted.match(r.text, draft.end, r.end) or r.words.year_traps.search(before):
        return False
    goes_on = draft.end > start + 4
    if goes_on or r.words.year_before.search(before):
        return True
    word = _LAST_WORD.search(before)
    return word is not None and word.group(1)[0].islower()


def _decade(r: Reading, at: int) -> Draft | None:
    match = r.words.decade.match(r.text, at, r.end)
    if match is None:
        return None
    digits = match.group(1)
    if len(digits) == 2 and (
        r.words.ages.search(r.before(at)) or r.words.counted.match(r.text, match.end(), r.end)
    ):
        return None  # of an age, or a number of things
    full = digits if len(digits) == 4 else f"19{digits}"
    return Draft(match.end(), "decade", full[:3], "decade", "a decade", 0.92)


class Months(NamedTuple):
    """One month or two, as they are printed."""

    number: int
    last: int | None
    """The second of two."""
    end: int
    is_short: bool
    is_led: bool
    """Whether a word for a month stands before it ("bulan Maret")."""


def months_at(r: Reading, start: int) -> Months | None:
    """The month at a place, or two with what joins them."""
    words, at = r.words, start
    prefix = words.month_first.at(r.text, at, r.end)
    at = prefix[1] if prefix else at
    hit = words.months.at(r.text, at, r.end)
    if hit is None:
        return None
    number, end = hit
    is_short = r.text[at:end].strip().lower() in words.short_months
    if is_short and r.text[end : end + 2] == ". ":
        end += 1
    last = _last_month(r, end)
    number_of_last, stop = last or (None, end)
    return Months(number, number_of_last, stop, is_short, prefix is not None)


def month(r: Reading, start: int) -> Draft | None:
    """A month, two of them, with a year or "lalu" behind."""
    found = months_at(r, start)
    return MONTHS(r, start, found) if found else None


def month_of_year(r: Reading, start: int, found: Months) -> Draft | None:
    """ "Maret 2018", "Maret-April tahun 2018"."""
    year = _year_behind(r, found.end)
    return _month_of(year[1], found.number, year[0], found.last) if year else None


def short_month(r: Reading, start: int, found: Months) -> Nothing | None:
    """ "Mar" without a year is as often a name."""
    return NOTHING if found.is_short else None


def month_of_told_year(r: Reading, start: int, found: Months) -> Draft | None:
    """ "Maret tahun lalu"."""
    whole = unit(r, found.end)
    if whole is None or whole.granularity != "year" or whole.rule != "unit":
        return None
    year = int(whole.value) if whole.value else None
    return _month_of(whole.end, found.number, year, found.last)


def month_like_a_name(r: Reading, start: int, found: Months) -> Draft | None:
    """ "Mei Lestari": a name, where neither "bulan" nor "lalu" stands beside it."""
    shift = r.words.after.at(r.text, found.end, r.end)
    is_name = shift is None and not found.is_led and _is_name(r, start, found.end)
    return trap(found.end) if is_name else None


def month_by_anchor(r: Reading, start: int, found: Months) -> Draft:
    """ "Maret", "Maret lalu": its year is the one nearest to the anchor."""
    shift = r.words.after.at(r.text, found.end, r.end)
    end = shift[1] if shift else found.end
    value = _month_value(r, end, found.number, shift[0] if shift else None)
    until = calendar.month_from(value, found.last) if value and found.last else None
    return Draft(end, "month", value, "month", "a month, its year by the anchor", 0.85, until)


MONTHS: RuleList[Reading, int, Months, Draft] = RuleList(
    month_of_year, short_month, month_of_told_year, month_like_a_name, month_by_anchor
)
"""Which year a month belongs to."""


def _last_month(r: Reading, at: int) -> tuple[int, int] | None:
    dash = _DASH.match(r.text, at, r.end)
    join = None if dash else r.words.joins.at(r.text, at, r.end)
    if not dash and not join:
        return None
    at = dash.end() if dash else join[1] if join else at
    return r.words.months.at(r.text, at, r.end)


def _year_behind(r: Reading, at: int) -> tuple[int, int] | None:
    """A year behind a month, with "tahun" before and "lalu" behind it where they stand."""
    if comma := _COMMA.match(r.text, at, r.end):
        at = comma.end()
    if joined := r.words.of.at(r.text, at, r.end):
        at = joined[1]
    if prefix := r.words.year_first.at(r.text, at, r.end):
        at = prefix[1]
    found = year_at(r, at)
    if found is None:
        return None
    year, end = found
    shift = r.words.after.at(r.text, end, r.end)
    return year, shift[1] if shift else end


def _month_of(end: int, number: int, year: int | None, last: int | None) -> Draft:
    if year is None:
        return Draft(end, "month_year", None, "month", "a month of a year by the anchor", 0.9)
    value = f"{year:04d}-{number:02d}"
    until = f"{year:04d}-{last:02d}" if last else None
    return Draft(end, "month_year", value, "month", "a month and a year", 0.96, until)


def _month_value(r: Reading, end: int, number: int, shift: int | None) -> str | None:
    if r.anchor is None:
        return None
    if shift is not None and shift < 0:
        return calendar.last_month(r.anchor, number)
    if (shift or 0) > 0 or (shift is None and r.is_ahead(end)):
        return calendar.next_month(r.anchor, number)
    return calendar.nearest_month(r.anchor, number)


def _is_name(r: Reading, start: int, end: int) -> bool:
    """ "Mei Hwa", "Universitas Sebelas Maret": a month's word inside a name."""
    if r.capital_follows(end) or r.words.name_traps.search(r.before(start)):
        return True
    word = _LAST_WORD.search(r.before(start))
    return word is not None and word.group(1)[0].isupper() and r.words.numbers.value(
        word.group(1)
    ) is not None  # fmt: skip


def unit(r: Reading, start: int) -> Draft | None:
    """A calendar unit beside the anchor's, or of another time the text told of."""
    draft = bare_unit(r, start)
    return draft if draft and draft.reason else None


def bare_unit(r: Reading, start: int) -> Draft | None:
    """The same, also without a direction ("tahun" in "awal tahun"); then it has no reason."""
    words, at, shift = r.words, start, None
    if before := words.before.at(r.text, at, r.end):
        shift, at = before
    hit = words.units.at(r.text, at, r.end)
    if hit is None:
        return None
    which, at = hit
    if which.startswith("T"):
        return None
    grain = _GRAINS[which]
    if shift is None and (after := words.after.at(r.text, at, r.end)):
        shift, at = after
    elif shift is None and (told := words.told_from.at(r.text, at, r.end)):
        return Draft(told[1], "unit_told", None, grain, "counted from another time told of", 0.8)
    if shift is None:
        reason = "a weekend of no known week" if which == "WE" else ""
        return Draft(at, "unit", None, grain, reason, 0.75)
    if which == "D" and shift == 0:
        return None
    value = calendar.shift(r.anchor, which, shift) if r.anchor else None
    return Draft(
        at, "unit", value[0] if value else None, grain, "a calendar unit beside the anchor's"
    )


def quarter(r: Reading, start: int) -> Draft | None:
    """ "kuartal III 2017", "semester I", "the third quarter of 2017", "Q3 2017"."""
    words = r.words
    if short := _SHORT_QUARTER.match(r.text, start, r.end):
        return _quarter_of(r, short.end(), "Q", int(short.group(1)))
    if hit := words.quarters.at(r.text, start, r.end):
        ordinal = _ordinal_at(r, hit[1])
        return _quarter_of(r, ordinal[1], hit[0], ordinal[0]) if ordinal else None
    ordinal = _ordinal_at(r, start)
    hit = words.quarters.at(r.text, ordinal[1], r.end) if ordinal else None
    return _quarter_of(r, hit[1], hit[0], ordinal[0]) if hit and ordinal else None


def _ordinal_at(r: Reading, at: int) -> tuple[int, int] | None:
    match = r.words.numbered.match(r.text, at, r.end)
    if match:
        digits, roman = match.groups()
        return int(digits) if digits else ROMAN[roman], match.end()
    word = _WORD.match(r.text, at, r.end)
    number = r.words.numbers.ordinal(word.group(1)) if word else None
    return (int(number), word.end()) if word and number else None


def _quarter_of(r: Reading, end: int, which: str, number: int) -> Draft | None:
    if number > {"Q": 4, "H": 2}.get(which, 3):
        return None
    at = end
    separator = _SEPARATOR.match(r.text, at, r.end)
    at = separator.end() if separator else at
    grain = "quarter" if which == "Q" else "half"
    found = _year_behind(r, at)
    if found:
        return Draft(found[1], "quarter", f"{found[0]}-{which}{number}", grain,
                     "a part of a year", 0.95)  # fmt: skip
    if joined := r.words.of.at(r.text, at, r.end):
        at = joined[1]
    whole = unit(r, at)
    if whole and whole.granularity == "year":
        value = f"{whole.value}-{which}{number}" if whole.value else None
        return Draft(whole.end, "quarter", value, grain, "a part of a year", 0.9)
    return Draft(end, "quarter", None, grain, "a part of a year that is not named", 0.8)


def week_of_month(r: Reading, start: int) -> Draft | None:
    """ "pekan kedua Februari", "minggu pertama bulan Januari 2018": the month is its value."""
    words = r.words
    hit = words.units.at(r.text, start, r.end)
    ordinal = _ordinal_at(r, hit[1]) if hit and hit[0] == "W" else None
    if ordinal is None:
        first = _ordinal_at(r, start)
        hit = words.units.at(r.text, first[1], r.end) if first else None
        ordinal = (first[0], hit[1]) if first and hit and hit[0] == "W" else None
    if ordinal is None:
        return None
    at = ordinal[1]
    if joined := words.of.at(r.text, at, r.end):
        at = joined[1]
    inner = month(r, at)
    if inner is None or not inner.rule:
        return None
    return Draft(inner.end, "week_of_month", inner.value, "month", "a week of a month", 0.88)


def century(r: Reading, start: int) -> Draft | None:
    """ "abad ke-19", "the 19th century"; the TIMEX3 value counts from 00."""
    words = r.words
    if hit := words.centuries.at(r.text, start, r.end):
        ordinal = _ordinal_at(r, hit[1])
        end = ordinal[1] if ordinal else 0
    else:
        ordinal = _ordinal_at(r, start)
        hit = words.centuries.at(r.text, ordinal[1], r.end) if ordinal else None
        end = hit[1] if hit else 0
    if hit is None or ordinal is None:
        return None
    value: str | None = f"{ordinal[0] - 1:02d}"
    if reckoned := words.reckonings.at(r.text, end, r.end):
        end = reckoned[1]
        value = value if reckoned[0] in words.common_era else None
    return Draft(end, "century", value, "century", "a century by its number", 0.93)
