"""Days: weekdays, dates, days counted from the anchor, and parts of days.

"hari Rabu (10/1/2018) malam lalu" is one expression: a weekday or a date with whatever part of day,
printed date, direction, clock or zone stands right behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from workbench.extract import calendar
from workbench.extract.kept import compiled
from workbench.extract.times.clock import Clock, clock_at, second_clock
from workbench.extract.times.reading import Draft, Reading, trap

_DASH = compiled(r"\s?[-–/]\s?")
_COMMA = compiled(r"\s?,\s{1,2}")
_LETTERS = compiled(r"[^\W\d_]*")
_OPENED = compiled(r",?\s{0,2}\(")
_UNREAD_DATE = compiled(r",?\s{0,2}\(?\d{1,2}(?:\s|[/.-])[^\W\d_]{2,12}\.?[\s/.-]{1,2}\d{4}(?!\d)")
"""A date behind a weekday whose month is not known: the weekday alone would be another day."""
_DAY_NUMBER = compiled(r"\s{1,3}(\d{1,2})(?![\w%]|[.,:/-]\d)")


class Printed(NamedTuple):
    """A date as it is printed; the year may be missing, the second day ends a range."""

    day: int
    last: int | None
    month: int
    year: int | None

    def is_possible(self) -> bool:
        """Whether a calendar may have it; "28 sampai 3 Maret" is no stretch of one month."""
        last = self.day if self.last is None else self.last
        return 1 <= self.month <= 12 and 1 <= self.day <= last <= 31


@dataclass(slots=True)
class _Tail:
    """What stands behind a weekday or a date and belongs to it."""

    end: int
    part: str | None = None
    printed: Printed | None = None
    shift: int | None = None
    week: int | None = None
    is_told: bool = False
    """Counted from another day that the text told of ("Senin berikutnya")."""
    clock: Clock | None = None
    clock_until: Clock | None = None


def printed_at(r: Reading, at: int) -> tuple[Printed, int] | None:
    """A date in words at a place: "8 Januari 2018", "9-11 Januari", "January 6, 2020"."""
    match = r.words.day_month.match(r.text, at, r.end)
    if match:
        day, last, month, year = match.groups()
    elif match := r.words.month_day.match(r.text, at, r.end):
        month, day, last, year = match.groups()
        if not year and not r.words.leads_with_month:
            return None
        if last and int(last) < int(day):  # "March 24 to 3"
            alone = Printed(int(day), None, r.words.months.values[month.lower()], None)
            behind = _LETTERS.match(r.text, match.end(2))
            return (alone, behind.end()) if behind and alone.is_possible() else None
    else:
        return None
    number = r.words.months.values[month.lower()]
    printed = Printed(int(day), int(last) if last else None, number, int(year) if year else None)
    return (printed, match.end()) if printed.is_possible() else None


def _figures_at(r: Reading, pattern: re.Pattern[str], at: int) -> tuple[Printed, int] | None:
    """A date in figures: "(8/1/2018)", "(10-11/1)"; in order of the language where both fit."""
    match = pattern.match(r.text, at, r.end)
    if match is None:
        return None
    day, last, month, year = match.groups()
    first, second = int(day), int(month)
    if r.words.leads_with_month and second > 12:
        first, second = second, first
    century = 2000 if year and len(year) == 2 else 0
    printed = Printed(
        first, int(last) if last else None, second, int(year) + century if year else None
    )
    return (printed, match.end()) if printed.is_possible() else None


def _tail(r: Reading, at: int, *, is_dated: bool = False) -> _Tail:
    tail = _Tail(at)
    text, end, words = r.text, r.end, r.words
    while True:
        at = tail.end
        if tail.part is None and (part := words.parts.at(text, at, end)):
            tail.part, tail.end = part
        elif tail.printed is None and not is_dated and (printed := _printed_behind(r, at)):
            tail.printed, tail.end = printed
        elif tail.shift is None and tail.week is None and _direction(r, tail):
            continue
        else:
            break
    if zone := words.zones.at(text, tail.end, end):
        tail.end = zone[1]
    clock = clock_at(r, tail.end) if text[tail.end : tail.end + 1].isspace() else None
    is_dated = is_dated or (tail.printed is not None and tail.printed.year is not None)
    if clock and (clock.is_sure or (is_dated and not tail.part)):
        tail.clock, tail.end = clock, clock.end
        if second := second_clock(r, clock.end):
            tail.clock_until, tail.end = second, second.end
    return tail


def _printed_behind(r: Reading, at: int) -> tuple[Printed, int] | None:
    if found := _figures_at(r, r.words.bracketed, at):
        return found
    comma = _COMMA.match(r.text, at, r.end)
    if comma and (found := _figures_at(r, r.words.slashed, comma.end())):
        return found
    opened = _OPENED.match(r.text, at, r.end)
    begin = comma.end() if comma else opened.end() if opened else at
    if prefix := r.words.date_first.at(r.text, begin, r.end):
        begin = prefix[1]
    found = printed_at(r, begin)
    if found and opened and not comma:
        closes = r.text[found[1] : found[1] + 1] == ")"
        return (found[0], found[1] + 1) if closes else None
    return found


def _direction(r: Reading, tail: _Tail) -> bool:
    """Read "lalu", "depan", "pekan lalu" or "berikutnya" behind a day."""
    words, text, end = r.words, r.text, r.end
    if hit := words.after.at(text, tail.end, end):
        tail.shift, tail.end = hit
        return True
    unit = words.units.at(text, tail.end, end)
    if unit and unit[0] == "W" and (hit := words.after.at(text, unit[1], end)):
        tail.week, tail.end = hit
        return True
    if not tail.is_told and (told := words.told_from.at(text, tail.end, end)):
        tail.is_told, tail.end = True, told[1]
        return True
    return False


def weekday(r: Reading, start: int) -> Draft | None:
    """A weekday with what belongs to it."""
    words = r.words
    at, shift = start, None
    if prefix := words.weekday_first.at(r.text, at, r.end):
        at = prefix[1]
    elif before := words.before.at(r.text, at, r.end):
        shift, at = before
    hit = words.weekdays.at(r.text, at, r.end)
    if hit is None:
        return None
    number, named_end = hit
    last, at = _last_weekday(r, named_end)
    tail = _tail(r, at)
    tail.shift = tail.shift if shift is None else shift
    if tail.printed is None and _is_no_weekday(r, start, named_end, tail):
        return trap(named_end) if tail.shift is None else None
    day = _weekday_date(r, number, tail)
    until = _until(day, last, tail.printed)
    return _finished(tail, day, until, "weekday", _REASON[tail.printed is not None])


_REASON = {False: "a weekday, the nearest one to the anchor", True: "a weekday with its date"}


def _last_weekday(r: Reading, at: int) -> tuple[int | None, int]:
    """The second of "Rabu-Kamis" or "Senin hingga Rabu"."""
    dash = _DASH.match(r.text, at, r.end)
    join = None if dash else r.words.joins.at(r.text, at, r.end)
    if dash or join:
        hit = r.words.weekdays.at(r.text, dash.end() if dash else join[1] if join else at, r.end)
        if hit:
            return hit
    return None, at


def _is_no_weekday(r: Reading, start: int, named_end: int, tail: _Tail) -> bool:
    """ "Pasar Minggu", "Jumat Agung", and "Minggu lalu" as a week where a capital says nothing."""
    words = r.words
    word = r.text[start:named_end].lower()
    if tail.shift is not None and word in words.units.values:
        return r.opens_sentence(start)
    if words.weekday_traps.search(r.before(start)):
        return True
    return words.weekday_traps_after.at(r.text, named_end, r.end) is not None


def _weekday_date(r: Reading, number: int, tail: _Tail) -> date | None:
    if tail.printed:
        return _day_of(r, tail.printed, tail)
    if r.anchor is None or tail.is_told or _UNREAD_DATE.match(r.text, tail.end, r.end):
        return None
    if tail.week is not None:
        monday = r.anchor - timedelta(days=r.anchor.isoweekday() - 1)
        return calendar.moved(monday, 7 * tail.week + number - 1)
    if tail.shift == 0:
        return calendar.moved(r.anchor, number - r.anchor.isoweekday())
    if tail.shift is not None:
        return calendar.weekday_from(r.anchor, number, tail.shift)
    if r.is_ahead(tail.end):
        return calendar.weekday_from(r.anchor, number, 1)
    return calendar.nearest_weekday(r.anchor, number)


def _until(day: date | None, last: int | None, printed: Printed | None) -> date | None:
    """The end of "Rabu-Kamis (10-11/1)"."""
    if day is None:
        return None
    if printed and printed.last is not None:
        return calendar.make_date(day.year, day.month, printed.last)
    if last is None or printed:
        return None
    return calendar.weekday_from(day, last, 1)


def _day_of(r: Reading, printed: Printed, tail: _Tail) -> date | None:
    """The day of a printed date; its year by the anchor and the words around it."""
    if printed.year is not None:
        return calendar.make_date(printed.year, printed.month, printed.day)
    if r.anchor is None or tail.is_told:
        return None
    if tail.shift is not None and tail.shift < 0:
        return calendar.last_day(r.anchor, printed.month, printed.day)
    if (tail.shift or 0) > 0 or r.is_ahead(tail.end):
        return calendar.next_day(r.anchor, printed.month, printed.day)
    return calendar.nearest_day(r.anchor, printed.month, printed.day)


def _finished(tail: _Tail, day: date | None, until: date | None, rule: str, reason: str) -> Draft:
    value = day.isoformat() if day else None
    grain, part = "day", tail.part
    ends = until.isoformat() if until else None
    if tail.clock and until is None:
        grain, part = tail.clock.grain, None
        if tail.clock_until and value:
            ends = f"{value}{tail.clock_until.value}"
        value = f"{value}{tail.clock.value}" if value else None
    elif part:
        grain = "part"
        value = f"{value}T{part}" if value else None
    score = 0.97 if tail.printed else 0.92
    return Draft(tail.end, rule, value, grain, reason, score, ends, part)


def printed(r: Reading, start: int) -> Draft | None:
    """A date in words, with what belongs to it; two of them where they are an interval."""
    at = start
    if prefix := r.words.date_first.at(r.text, at, r.end):
        at = prefix[1]
    found = printed_at(r, at)
    if found is None:
        return _day_number(r, at) if prefix else None
    date_read, at = found
    second = _second_printed(r, at)
    if second and date_read.year is None:
        date_read = Printed(date_read.day, date_read.last, date_read.month, second[0].year)
    tail = _tail(r, second[1] if second else at, is_dated=date_read.year is not None)
    if r.words.name_traps.search(r.before(start)):
        return trap(tail.end)
    day = _day_of(r, date_read, tail)
    if day is None and date_read.year is not None:
        return trap(at)
    until = _until(day, None, date_read)
    if second and day:
        until = _day_of(r, second[0], tail)
    reason = "a full date" if date_read.year else "day and month, the year by the anchor"
    tail.printed = date_read if date_read.year else None
    return _finished(tail, day, until, "date", reason)


def _second_printed(r: Reading, at: int) -> tuple[Printed, int] | None:
    dash = _DASH.match(r.text, at, r.end)
    join = None if dash else r.words.joins.at(r.text, at, r.end)
    if not dash and not join:
        return None
    at = dash.end() if dash else join[1] if join else at
    if prefix := r.words.date_first.at(r.text, at, r.end):
        at = prefix[1]
    return printed_at(r, at)


def _day_number(r: Reading, at: int) -> Draft | None:
    """ "tanggal 10": a day of a month that other words must name."""
    match = _DAY_NUMBER.match(r.text, at, r.end)
    if match is None or not 1 <= int(match.group(1)) <= 31:
        return None
    return Draft(match.end(), "day_number", None, "day", "a day of a month that is not named", 0.8)


def figures(r: Reading, start: int) -> Draft | None:
    """A date in figures: "8/1/2018" anywhere, "8/1" alone in brackets."""
    found = _figures_at(r, r.words.slashed, start)
    if found is None and r.text[start - 1 : start] == "(":
        found = _figures_at(r, r.words.bracketed, start - 1)
        found = (found[0], found[1] - 1) if found else None
    if found is None:
        return None
    tail = _Tail(found[1])
    day = _day_of(r, found[0], tail)
    until = _until(day, None, found[0])
    if day is None and (found[0].year is not None or r.anchor):
        return trap(found[1])
    return _finished(tail, day, until, "figures", "a date in figures")


def counted_day(r: Reading, start: int) -> Draft | None:
    """ "kemarin", "besok pagi", "hari ini, Kamis (11/1/2018)"."""
    hit = r.words.days.at(r.text, start, r.end)
    if hit is None:
        return None
    shift, at = hit
    tail = _tail(r, at)
    if tail.printed is None and (comma := _COMMA.match(r.text, at, r.end)):
        beside = weekday(r, comma.end())
        if beside and beside.rule and ")" in r.text[comma.end() : beside.end]:
            return beside
    day = calendar.moved(r.anchor, shift) if r.anchor else None
    if tail.printed:
        day = _day_of(r, tail.printed, tail)
    if tail.part is None:
        tail.part = _part_in(r, start, at)
    return _finished(tail, day, None, "day", "a day counted from the anchor")


def told_day(r: Reading, start: int) -> Draft | None:
    """ "keesokan harinya", "the following day": beside a day that the text told of."""
    hit = r.words.told_days.at(r.text, start, r.end)
    if hit is None:
        return None
    return Draft(hit[1], "told_day", None, "day", "beside a day told of", 0.85)


def _part_in(r: Reading, start: int, end: int) -> str | None:
    """The part of day inside a word of day: "tadi malam", "this morning"."""
    for word in re.finditer(r"\w+", r.text[start:end]):
        if hit := r.words.parts.at(r.text, start + word.start(), end):
            return hit[0]
    return r.words.day_parts.get(" ".join(r.text[start:end].lower().split()))


def part(r: Reading, start: int) -> Draft | None:
    """A part of day; of a day only where a word says which ("pagi tadi")."""
    hit = r.words.parts.at(r.text, start, r.end)
    if hit is None:
        return None
    words, (which, at) = r.words, hit
    if r.text[at : at + 1] in ("-", "–") or r.text[start - 1 : start] == "-":
        return trap(at)
    if words.part_traps.search(r.before(start)) or words.part_traps_after.at(r.text, at, r.end):
        return trap(at)
    if idiom := words.parts.at(r.text, at, r.end):
        return trap(idiom[1])
    if shift := words.part_days.at(r.text, at, r.end):
        day = calendar.moved(r.anchor, shift[0]) if r.anchor else None
        value = f"{day.isoformat()}T{which}" if day else None
        return Draft(
            shift[1], "day", value, "part", "a part of a day counted from the anchor", 0.9,
            part=which,
        )  # fmt: skip
    if joined := words.of.at(r.text, at, r.end):
        for reader in (weekday, printed):
            inner = reader(r, joined[1])
            if inner and inner.rule and inner.granularity == "day":
                value = f"{inner.value}T{which}" if inner.value else None
                return Draft(
                    inner.end, inner.rule, value, "part", inner.reason, inner.score, part=which
                )
    that = words.that.at(r.text, at, r.end)
    return Draft(
        that[1] if that else at, "part", None, "part", "a part of day of no known day", 0.6,
        part=which,
    )  # fmt: skip
