"""Time expressions: their span, TIMEX3 value, granularity, part of day and modifier.

Relative expressions are resolved against the anchor, the article's local publication date. Without
one they stay unresolved: value None, never a guess from today's date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from workbench.domain.fact import Time
from workbench.extract import calendar
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.numbers import NumberReader, numbers_for

_AT_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?:\s[A-Z]\w*)?\Z")
_LOOK_BACK = 48
"""Code points before a weekday in which a word of the future turns it ahead."""


@dataclass(frozen=True, slots=True)
class FoundTime:
    """One time expression with its rule."""

    start: int
    end: int
    attributes: Time
    rule: str
    reason: str
    score: float


def _cased(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in (word, word[:1].upper() + word[1:])]


class TimeRules:
    """The time patterns of one language, compiled together."""

    def __init__(self, lex: Lexicon, numbers: NumberReader) -> None:
        self.numbers = numbers
        self.months = lex.numbers("times", "months")
        self.weekdays = lex.numbers("times", "weekdays")
        self.parts = lex.map("times", "parts")
        self.days = lex.numbers("times", "days")
        self.units = lex.map("times", "units")
        self.past_units = lex.map("times", "past_units")
        self.modifiers = lex.map("times", "modifiers")
        self.vague = lex.map("times", "vague")
        self.durations = lex.map("times", "durations")
        self.shifts = {
            word.lower(): int(record["shift"])
            for record in lex.records("times", "relative")
            for word in record["words"]
        }
        self.ahead = lex.set("times", "ahead")
        self.future = re.compile(rf"\b{alternation(_cased(lex.words('frames', 'future')))}\b")
        self.traps = re.compile(
            rf"(?:^|\W){alternation(lex.words('times', 'part_traps'))}\s{{1,3}}\Z", re.IGNORECASE
        )
        self.pattern = self._compile(lex)
        self._inner(lex)

    def _inner(self, lex: Lexicon) -> None:
        def find(words: Iterable[str]) -> re.Pattern[str]:
            return re.compile(rf"(?<!\w){alternation(words)}(?!\w)", re.IGNORECASE)

        self.find_month = find(self.months)
        self.find_weekday = find(self.weekdays)
        self.find_part = find(self.parts)
        self.find_modifier = re.compile(rf"{alternation(self.modifiers)}(?!\w)", re.IGNORECASE)
        self.find_shift = find(self.shifts)
        self.find_unit = find([*self.units, *self.past_units])
        self.find_ahead = find(self.ahead)
        self.find_day = find(self.days)

    def _compile(self, lex: Lexicon) -> re.Pattern[str]:
        def any_of(key: str) -> str:
            return alternation(_cased(lex.words("times", key)))

        month = alternation(list(lex.numbers("times", "months") and self._proper(lex, "months")))
        weekday = alternation(self._proper(lex, "weekdays"))
        part = alternation(_cased(self.parts))
        modifier = rf"(?:{alternation(_cased(self.modifiers))}(?!\w)\s{{1,3}})?"
        before = self._relatives(lex, "before")
        after = self._relatives(lex, "after")
        unit = alternation(_cased(self.units))
        number = numbers_source = self.numbers.source
        prefix = rf"(?:{any_of('day_prefix')}\s{{1,2}})?"
        numeric = r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?"
        in_brackets = rf"(?:,?\s?\({numeric}\))"
        zone = rf"(?:\s{{1,2}}{alternation(lex.words('times', 'zones'))})?"
        day_month = (
            rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s|-){{1,2}}(?:of\s)?{month}(?!\w)(?:\.(?=\s\d))?(?:,?\s\d{{4}}(?!\d))?"
            rf"|{month}(?!\w)\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?![\d.,:]\d)(?:,?\s\d{{4}}(?!\d))?)"
        )
        clock_word = alternation(_cased(lex.words("times", "clock_prefix")))
        at_clock = rf"(?:,?\s(?:{clock_word}\s)?\d{{1,2}}[:.]\d{{2}}(?!\d){zone})"
        alternatives = {
            "iso": r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2})?",
            "date": rf"{modifier}{prefix}(?:{weekday}(?:\s{part})?,?\s{{1,2}}\(?)?"
            rf"{day_month}(?:(?<=\d{{4}}){at_clock}|(?:,?\s{part})?)",
            "numeric": rf"{modifier}{prefix}{weekday}(?:\s{part})?{in_brackets}(?:\s{part})?",
            "slashed": r"\d{1,2}/\d{1,2}/\d{4}|(?<=\()\d{1,2}/\d{1,2}(?=\))",
            "month_year": rf"{modifier}{month}(?!\w)\.?,?\s\d{{4}}(?!\d)",
            "vague": alternation(_cased(self.vague)),
            "day": rf"{alternation(_cased(self.days))}(?:\s{part})?{in_brackets}?",
            "weekday": (
                rf"{modifier}{prefix}(?:{before}\s)?{weekday}(?!\w)(?:,?\s{part}(?!\w))?(?:\s(?:{unit}\s)?{after}(?!\w))?"
            ),
            "ago": (
                rf"{modifier}(?:{number}\s{{1,2}}{unit}|{alternation(_cased(self.past_units))})"
                rf"\s{{1,2}}(?:{any_of('ago')}|{any_of('ahead')})"
            ),
            "unit": (
                rf"{modifier}(?:{unit}\s{{1,2}}{after}|{before}\s{{1,2}}{unit})"
                if before != "(?!)"
                else rf"{modifier}{unit}\s{{1,2}}{after}"
            ),
            "period": alternation(_cased(self.durations))
            + rf"|{numbers_source}(?:\s|-){{1,2}}{unit}|{alternation(_cased(self.past_units))}",
            "clock": rf"{any_of('clock_prefix')}\s{{1,2}}\d{{1,2}}(?:[.:]\d{{2}})?{zone}"
            rf"|\d{{1,2}}[:.]\d{{2}}\s{{1,2}}{alternation(lex.words('times', 'zones'))}",
            "year": rf"(?:{any_of('year_prefix')}|{alternation(_cased(self.modifiers))})\s{{1,3}}"
            r"(?:1[89]|20)\d{2}(?![\d.,/-]\d|\s?%)",
            "month": rf"{modifier}{month}(?!\w)",
            "part": part,
        }
        body = "|".join(f"(?P<{name}>{source})" for name, source in alternatives.items())
        return re.compile(rf"(?<![\w/.,-])(?:{body})(?!\w)")

    def _proper(self, lex: Lexicon, key: str) -> list[str]:
        return [word[:1].upper() + word[1:] for word in lex.numbers("times", key)]

    @staticmethod
    def _relatives(lex: Lexicon, place: str) -> str:
        return alternation(
            _cased(
                word
                for record in lex.records("times", "relative")
                if record.get("place", "after") == place
                for word in record["words"]
            )
        )


@lru_cache(maxsize=16)
def rules_for(lang: str) -> TimeRules:
    """The time rules of a language."""
    return TimeRules(lexicon_for(lang), numbers_for(lang))


def find_times(
    text: str, start: int, end: int, lang: str, anchor: date | None, basis: str | None
) -> list[FoundTime]:
    """The time expressions of text[start:end], in order."""
    rules = rules_for(lang)
    reader = _Reader(rules, text, anchor)
    found = []
    for match in rules.pattern.finditer(text, start, end):
        name = match.lastgroup or ""
        read = _READERS[name](reader, match)
        if read is None:
            continue
        at, time, reason, score = read
        time = replace(
            time,
            resolved=time.value is not None,
            anchor=anchor.isoformat() if anchor else None,
            anchor_basis=basis if anchor else None,
        )
        found.append(FoundTime(at, match.end(), time, f"time.{name}", reason, score))
    return found


Read = tuple[int, Time, str, float]
"""Start of the span, attributes, reason, score."""


class _Reader:
    """Reads the value of each sort of match; one per text."""

    def __init__(self, rules: TimeRules, text: str, anchor: date | None) -> None:
        self.rules = rules
        self.text = text
        self.anchor = anchor

    def _part(self, words: str) -> str | None:
        match = self.rules.find_part.search(words)
        return self.rules.parts[" ".join(match.group().lower().split())] if match else None

    def _modifier(self, words: str) -> str | None:
        match = self.rules.find_modifier.match(words)
        return self.rules.modifiers[" ".join(match.group().lower().split())] if match else None

    def _made(
        self, match: re.Match[str], value: str | None, granularity: str, reason: str, score: float
    ) -> Read:
        words = match.group()
        modifier = self._modifier(words)
        part = self._part(words) if granularity in ("day", "part") else None
        if part and value and len(value) == 10:
            value, granularity = f"{value}T{part}", "part"
        end = ".." if modifier == "SINCE" and value else None
        time = Time(value, end, granularity, part, modifier)
        return match.start(), time, reason, score

    def iso(self, match: re.Match[str]) -> Read | None:
        words = match.group()
        day = calendar.make_date(int(words[:4]), int(words[5:7]), int(words[8:10]))
        if day is None:
            return None
        value = day.isoformat() + (f"T{words[11:16]}" if len(words) > 10 else "")
        grain = "minute" if len(words) > 10 else "day"
        return match.start(), Time(value, None, grain), "a date in ISO form", 0.97

    def date(self, match: re.Match[str]) -> Read | None:
        words = match.group()
        month_match = self.rules.find_month.search(words)
        if month_match is None:
            return None
        month = int(self.rules.months[month_match.group().lower()])
        clock = _AT_CLOCK.search(words)
        if clock:
            return self._with_clock(match, words[: clock.start()], month, clock)
        rest = words[: month_match.start()] + " " + words[month_match.end() :]
        digits = re.findall(r"\d+", rest)
        day = next((int(d) for d in digits if len(d) <= 2), 0)
        year = next((int(d) for d in digits if len(d) == 4), None)
        return self._calendar_day(match, day, month, year)

    def _with_clock(
        self, match: re.Match[str], words: str, month: int, clock: re.Match[str]
    ) -> Read | None:
        """ "7 Februari 2015 20:15": a date down to the minute."""
        numbers = re.findall(r"\d+", words)
        day = calendar.make_date(int(numbers[-1]), month, int(numbers[0]))
        hour, minute = int(clock.group(1)), int(clock.group(2))
        if day is None or hour > 24 or minute > 59:
            return None
        value = f"{day.isoformat()}T{hour:02d}:{minute:02d}"
        return match.start(), Time(value, None, "minute"), "a full date and the clock", 0.96

    def _calendar_day(
        self, match: re.Match[str], day: int, month: int, year: int | None
    ) -> Read | None:
        if not 1 <= month <= 12 or not 1 <= day <= 31:
            return None
        if year is not None:
            found = calendar.make_date(year, month, day)
            if found is None:
                return None
            return self._made(match, found.isoformat(), "day", "a full date", 0.97)
        if self.anchor is None:
            return self._made(match, None, "day", "a day and month without a year", 0.9)
        near = calendar.nearest_day(self.anchor, month, day)
        value = near.isoformat() if near else None
        return self._made(match, value, "day", "day and month, year taken from the anchor", 0.92)

    def numeric(self, match: re.Match[str]) -> Read | None:
        digits = [int(d) for d in re.findall(r"\d+", match.group())]
        day, month = digits[0], digits[1] if len(digits) > 1 else 0
        year = digits[2] if len(digits) > 2 else None
        if year is not None and year < 100:
            year += 2000
        return self._calendar_day(match, day, month, year)

    slashed = numeric

    def month_year(self, match: re.Match[str]) -> Read | None:
        found = self.rules.find_month.search(match.group())
        year = re.search(r"\d{4}", match.group())
        if not found or not year:
            return None
        month = int(self.rules.months[found.group().lower()])
        return self._made(match, f"{year.group()}-{month:02d}", "month", "a month and a year", 0.96)

    def month(self, match: re.Match[str]) -> Read | None:
        found = self.rules.find_month.search(match.group())
        if not found or len(found.group()) < 3:
            return None
        if len(found.group()) == 3 and found.group().lower() not in ("mei", "may"):
            return None
        month = int(self.rules.months[found.group().lower()])
        value = calendar.nearest_month(self.anchor, month) if self.anchor else None
        return self._made(match, value, "month", "a month, the latest before the anchor", 0.85)

    def vague(self, match: re.Match[str]) -> Read | None:
        value = self.rules.vague[" ".join(match.group().lower().split())]
        return match.start(), Time(value, None, "vague"), "a vague reference", 0.9

    def day(self, match: re.Match[str]) -> Read | None:
        words = match.group()
        if "(" in words:
            return self.numeric(match)
        found = self.rules.find_day.match(words)
        if found is None:
            return None
        key = " ".join(found.group().lower().split())
        value = None
        if self.anchor:
            moved = calendar.shift(self.anchor, "D", int(self.rules.days[key]))
            value = moved[0] if moved else None
        return self._made(match, value, "day", "a day counted from the anchor", 0.9)

    def weekday(self, match: re.Match[str]) -> Read | None:
        words = match.group()
        found = self.rules.find_weekday.search(words)
        if found is None:
            return None
        value, score = None, 0.93
        if self.anchor:
            ahead = self._is_ahead(match, words)
            number = int(self.rules.weekdays[found.group().lower()])
            week = self.rules.find_unit.search(words, found.end())
            if week and self.rules.units.get(week.group().lower()) == "W":
                shift = self.rules.find_shift.search(words, week.end())
                weeks = self.rules.shifts[shift.group().lower()] if shift else 0
                monday = self.anchor - timedelta(days=self.anchor.isoweekday() - 1)
                moved = monday + timedelta(days=7 * weeks + number - 1)
                return self._made(match, moved.isoformat(), "day", "a weekday of a week", 0.9)
            value = calendar.nearest_weekday(self.anchor, number, ahead=ahead).isoformat()
            score = 0.75 if ahead else 0.93
        return self._made(match, value, "day", "a weekday, the nearest one to the anchor", score)

    def _is_ahead(self, match: re.Match[str], words: str) -> bool:
        shift = self.rules.find_shift.search(words)
        if shift:
            return self.rules.shifts[" ".join(shift.group().lower().split())] > 0
        before = self.text[max(0, match.start() - _LOOK_BACK) : match.start()]
        clause = re.split(r"[.!?;,“”\"\n]", before)[-1]
        return bool(self.rules.future.search(clause))

    def ago(self, match: re.Match[str]) -> Read | None:
        words = match.group()
        unit, count = self._unit_and_count(words)
        if unit is None or count is None:
            return None
        sign = 1 if self.rules.find_ahead.search(words) else -1
        value, grain = None, "day"
        if self.anchor and count == int(count):
            moved = calendar.shift(self.anchor, unit, sign * int(count))
            value, grain = moved or (None, "hour")
        return self._made(match, value, grain, "counted back or ahead from the anchor", 0.88)

    def _unit_and_count(self, words: str) -> tuple[str | None, float | None]:
        units = list(self.rules.find_unit.finditer(words))
        if not units:
            return None, None
        found = units[0]
        key = " ".join(found.group().lower().split())
        if key in self.rules.past_units:
            return self.rules.past_units[key], 1
        modifier = self.rules.find_modifier.match(words)
        counted = words[modifier.end() if modifier else 0 : found.start()].strip(" -\n\t")
        return self.rules.units.get(key), self.rules.numbers.value(counted)

    def unit(self, match: re.Match[str]) -> Read | None:
        words = match.group()
        found = self.rules.find_unit.search(words)
        shift = self.rules.find_shift.search(words, found.end()) if found else None
        shift = shift or self.rules.find_shift.search(words)
        if not found or not shift:
            return None
        unit = self.rules.units.get(" ".join(found.group().lower().split()), "D")
        count = self.rules.shifts[" ".join(shift.group().lower().split())]
        if unit.startswith("T") or (unit == "D" and count == 0):
            return None
        value, grain = None, {"W": "week", "M": "month", "Y": "year"}.get(unit, "day")
        if self.anchor:
            value, grain = calendar.shift(self.anchor, unit, count) or (None, grain)
        return self._made(match, value, grain, "a calendar unit beside the anchor's", 0.9)

    def period(self, match: re.Match[str]) -> Read | None:
        key = " ".join(match.group().lower().split())
        if key in self.rules.durations:
            value = self.rules.durations[key]
            return match.start(), Time(value, None, "duration"), "a vague duration", 0.88
        unit, count = self._unit_and_count(match.group())
        if unit is None or count is None:
            return None
        amount = str(int(count)) if count == int(count) else f"{count:g}"
        value = calendar.duration(unit, amount)
        return match.start(), Time(value, None, "duration"), "a number and a unit of time", 0.88

    def clock(self, match: re.Match[str]) -> Read | None:
        digits = [int(d) for d in re.findall(r"\d+", match.group())]
        hour, minute = digits[0], digits[1] if len(digits) > 1 else 0
        if hour > 24 or minute > 59:
            return None
        value = f"T{hour:02d}:{minute:02d}"
        grain = "minute" if len(digits) > 1 else "hour"
        return match.start(), Time(value, None, grain), "a time of day by the clock", 0.9

    def year(self, match: re.Match[str]) -> Read | None:
        year = match.group()[-4:]
        modifier = self._modifier(match.group())
        start = match.start() if modifier else match.end() - 4
        end = ".." if modifier == "SINCE" else None
        time = Time(year, end, "year", None, modifier)
        return start, time, "a year behind a word of time", 0.9

    def part(self, match: re.Match[str]) -> Read | None:
        before = self.text[max(0, match.start() - 16) : match.start()]
        if self.rules.traps.search(before):
            return None
        part = self._part(match.group())
        return match.start(), Time(None, None, "part", part), "a part of day of no known day", 0.6


_READERS: dict[str, Callable[[_Reader, re.Match[str]], Read | None]] = {
    name: getattr(_Reader, name)
    for name in (
        "iso", "date", "numeric", "slashed", "month_year", "vague", "day", "weekday", "ago", "unit",
        "period", "clock", "year", "month", "part",
    )
}  # fmt: skip
