"""Lengths of time and what is counted with them: durations, "dua hari lalu", sets of times.

"tiga tahun terakhir" is a length; "tiga tahun lalu" is a time counted back from the anchor; "tiga
tahun kemudian" is counted from a time that only the text knows, so it has no value.
"""

from __future__ import annotations

import re

from workbench.extract import calendar
from workbench.extract.kept import compiled
from workbench.extract.times import days, periods
from workbench.extract.times.reading import Draft, Reading, trap
from workbench.extract.times.words import Words

_TIMES = compiled(r"\s?[x×]\s?", re.IGNORECASE)
_DASH = compiled(r"\s?[-–]\s?")
_NUMBER = compiled(r"\s{1,3}(\d{1,2})(?![\w%]|[.,:/-]\d)")
_CLOSES = compiled(r"\s?[),]")
_OPENED_BEHIND_A_NAME = compiled(r"([^\W\d_])[\w'-]*\s?\(\s?\Z")
_SETS = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "WE": "XXXX-WXX-WE",
         "Q": "XXXX-QX", "TH": "XXXX-XX-XXTXX"}  # fmt: skip
_SMALLER = ("CE", "DE", "Y", "M", "W", "D", "TH", "TM", "TS")


def counted(r: Reading, start: int) -> Draft | None:
    """A number and a unit, or a unit that says one ("setahun"), and what stands behind them."""
    words, at, is_lasting = r.words, start, False
    if led := words.lasting_before.at(r.text, at, r.end):
        at, is_lasting = led[1], True
    found = _length_at(r, at)
    if found is None:
        return None
    low, high, which, end = found
    if r.text[end : end + 1] == "-" and r.text[end + 1 : end + 2].isalpha():
        return trap(end)
    if which == "Y" and not is_lasting and periods.year_at(r, end):
        return None
    if _is_age(r, start, end, which):
        return trap(end)
    if is_lasting:
        return _duration(end, low, high, which)
    return _with_direction(r, low, high, which, end)


def _length_at(r: Reading, at: int) -> tuple[float, float | None, str, int] | None:
    """Number, upper number of a range, unit, and where they end."""
    words = r.words
    half = words.half.match(r.text, at, r.end)
    if one := words.one_unit.at(r.text, half.end() if half else at, r.end):
        return 0.5 if half else 1, None, one[0], one[1]
    number = words.number.match(r.text, at, r.end)
    low = words.numbers.value(number.group(1)) if number else None
    if number is None or low is None:
        return None
    end, high = number.end(), None
    if times := _TIMES.match(r.text, end, r.end):
        factor = words.number.match(r.text, times.end(), r.end)
        value = words.numbers.value(factor.group(1)) if factor else None
        if factor is None or value is None:
            return None
        low, end = low * value, factor.end()
    elif (upper := _upper(r, end)) and upper[0] > low:
        high, end = upper
    if r.text[end : end + 1] == "-":
        end += 1
    hit = words.units.at(r.text, end, r.end)
    return (low, high, hit[0], hit[1]) if hit and hit[0] != "WE" else None


def _upper(r: Reading, at: int) -> tuple[float, int] | None:
    dash = _DASH.match(r.text, at, r.end)
    join = None if dash else r.words.joins.at(r.text, at, r.end)
    if not dash and not join:
        return None
    number = r.words.number.match(r.text, dash.end() if dash else join[1] if join else at, r.end)
    value = r.words.numbers.value(number.group(1)) if number else None
    return (value, number.end()) if number and value is not None else None


def _is_age(r: Reading, start: int, end: int, which: str) -> bool:
    """ "berusia 25 tahun", "40 tahun ke atas", "Siti (25 tahun)"."""
    if r.words.ages.search(r.before(start)) or r.words.ages_after.at(r.text, end, r.end):
        return True
    if which != "Y" or not _CLOSES.match(r.text, end, r.end):
        return False
    name = _OPENED_BEHIND_A_NAME.search(r.before(start))
    return name is not None and name.group(1).isupper()


def _with_direction(r: Reading, low: float, high: float | None, which: str, end: int) -> Draft:
    words, text = r.words, r.text
    if hit := words.told_from.at(text, end, r.end):
        return Draft(hit[1], "told", None, "day", "counted from another time told of", 0.85)
    if hit := words.lasting.at(text, end, r.end):
        return _duration(hit[1], low, high, which)
    if hit := words.ago.at(text, end, r.end):
        return _counted_to(r, hit[1], -low, which)
    if hit := words.ahead.at(text, end, r.end):
        return _counted_to(r, hit[1], low, which)
    if often := _often(r, end):
        return Draft(often, "often", f"P1{which}", "set", "how often in a unit of time", 0.85)
    smaller = _length_at(r, end) if text[end : end + 1] == " " and high is None else None
    if smaller and _SMALLER.index(smaller[2]) > _SMALLER.index(which) and which in "YM":
        value = calendar.duration(which, _amount(low)) + _amount(smaller[0]) + smaller[2]
        return Draft(smaller[3], "duration", value, "duration", "two numbers and units of time")
    return _duration(end, low, high, which)


def _often(r: Reading, at: int) -> int | None:
    """The end of "dua kali" behind "seminggu"."""
    if hit := r.words.often.at(r.text, at, r.end):
        return hit[1]
    number = r.words.number.match(r.text, at, r.end)
    hit = r.words.often.at(r.text, number.end(), r.end) if number else None
    return hit[1] if hit else None


def _duration(end: int, low: float, high: float | None, which: str) -> Draft:
    value = calendar.duration(which, _amount(low))
    until = calendar.duration(which, _amount(high)) if high is not None else None
    return Draft(end, "duration", value, "duration", "a number and a unit of time", 0.88, until)


def _amount(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:g}"


def _counted_to(r: Reading, end: int, count: float, which: str) -> Draft:
    value = None
    if r.moment and which.startswith("T"):
        value = calendar.clock_shift(r.moment, which, count)
    elif r.anchor and count == int(count):
        value = calendar.shift(r.anchor, which, int(count))
    found, grain = value or (None, "hour" if which.startswith("T") else "day")
    return Draft(end, "ago", found, grain, "counted back or ahead from the anchor", 0.88)


def how_often(r: Reading, start: int) -> Draft | None:
    """ "tiga kali sehari", "twice a week"."""
    at = start
    if number := r.words.number.match(r.text, start, r.end):
        at = number.end()
    hit = r.words.often.at(r.text, at, r.end)
    one = r.words.one_unit.at(r.text, hit[1], r.end) if hit else None
    if one is None:
        return None
    return Draft(one[1], "often", f"P1{one[0]}", "set", "how often in a unit of time", 0.85)


def every(r: Reading, start: int) -> Draft | None:
    """ "setiap Senin", "tiap bulan", "every two weeks": a set, of no single day."""
    words = r.words
    led = words.every.at(r.text, start, r.end)
    if led is None:
        return None
    at = led[1]
    value, end = None, 0
    if hit := words.weekdays.at(r.text, _past(r, words.weekday_first, at), r.end):
        value, end = f"XXXX-WXX-{hit[0]}", _more_weekdays(r, hit[1])
        if part := words.parts.at(r.text, end, r.end):
            value, end = f"{value}T{part[0]}", part[1]
    elif month := words.months.at(r.text, _past(r, words.month_first, at), r.end):
        value, end = f"XXXX-{month[0]:02d}", month[1]
    elif which := words.units.at(r.text, at, r.end):
        value, end = _SETS.get(which[0]), which[1]
    elif part := words.parts.at(r.text, at, r.end):
        value, end = f"XXXX-XX-XXT{part[0]}", part[1]
    elif prefix := words.date_first.at(r.text, at, r.end):
        return _every_date(r, prefix[1])
    elif holiday := words.holidays.at(r.text, at, r.end):
        value, end = f"XXXX-{holiday[0]}" if holiday[0] else None, holiday[1]
    elif (length := _length_at(r, at)) and length[1] is None:
        value, end = calendar.duration(length[2], _amount(length[0])), length[3]
    if not end:
        return None
    return Draft(end, "every", value, "set", "a time that comes again", 0.85)


def _past(r: Reading, words: Words[str], at: int) -> int:
    """Past one of the words, where it stands there."""
    hit = words.at(r.text, at, r.end)
    return hit[1] if hit else at


def _more_weekdays(r: Reading, at: int) -> int:
    """The end of "Senin, Rabu, dan Jumat" behind its first."""
    end = at
    for _ in range(6):
        joint = r.words.lists.match(r.text, end, r.end)
        hit = r.words.weekdays.at(r.text, joint.end(), r.end) if joint else None
        if hit is None:
            break
        end = hit[1]
    return end


def _every_date(r: Reading, at: int) -> Draft | None:
    if found := days.printed_at(r, at):
        value = f"XXXX-{found[0].month:02d}-{found[0].day:02d}"
        return Draft(found[1], "every", value, "set", "a date that comes again", 0.9)
    number = _NUMBER.match(r.text, at, r.end)
    if number is None or not 1 <= int(number.group(1)) <= 31:
        return None
    value = f"XXXX-XX-{int(number.group(1)):02d}"
    return Draft(number.end(), "every", value, "set", "a day of each month", 0.88)


def vague(r: Reading, start: int) -> Draft | None:
    """ "baru-baru ini"; "ribuan tahun lalu", of which the last two words alone are one year ago."""
    words, text = r.words, r.text
    if hit := words.vague.at(text, start, r.end):
        return Draft(hit[1], "vague", hit[0], "vague", "a vague reference")
    some = words.some.at(text, start, r.end)
    unit = words.units.at(text, some[1], r.end) if some else None
    ago = words.ago.at(text, unit[1], r.end) if unit else None
    return Draft(ago[1], "vague", "PAST_REF", "vague", "a vague number of units") if ago else None


def vague_length(r: Reading, start: int) -> Draft | None:
    """ "berbulan-bulan", "beberapa hari"."""
    hit = r.words.durations.at(r.text, start, r.end)
    if hit is None:
        return None
    if told := r.words.told_from.at(r.text, hit[1], r.end):
        return Draft(told[1], "told", None, "day", "counted from another time told of", 0.8)
    return Draft(hit[1], "duration", hit[0], "duration", "a vague duration", 0.88)
