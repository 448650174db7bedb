"""Finds time expressions in running text: where one may begin, which reading is the longest.

The span is the fullest natural expression. In: "hari" before a weekday, "tanggal", "bulan" and
"tahun" before what they name, "pukul", a date in brackets with its brackets, the part of day,
"lalu" and "depan", "awal" and "akhir", the time zone, "sejak" (it opens an interval), "setiap" (it
makes a set), and both ends of an interval. Out: prepositions ("pada", "di", "selama", "sekitar",
"hingga" before a single end); what they say goes into the modifier. A clock behind a comma is its
own. Words for the present ("kini", "saat ini") say no more than the article's date: left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from workbench.domain.fact import Time
from workbench.extract.kept import compiled
from workbench.extract.text_words import FIGURE, first_words, words_in
from workbench.extract.times import clock, days, lengths, named, periods
from workbench.extract.times.reading import Draft, Reading
from workbench.extract.times.words import TimeWords, words_for

_TOKEN = compiled(r"\w+")
_ISO = compiled(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}))?(?![\w-])")
_CALENDAR = (
    "month",
    "year",
    "week",
    "quarter",
    "half",
    "decade",
    "century",
    "era",
    "weekend",
    "day",
)

Reader = Callable[[Reading, int], Draft | None]


class FoundTime(NamedTuple):
    """One time expression with its rule."""

    start: int
    end: int
    attributes: Time
    rule: str
    reason: str
    score: float


def iso(r: Reading, start: int) -> Draft | None:
    """A date in ISO form."""
    match = _ISO.match(r.text, start, r.end)
    if match is None:
        return None
    year, month, day, minute = match.groups()
    try:
        value = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
    grain = "minute" if minute else "day"
    value += f"T{minute}" if minute else ""
    return Draft(match.end(), "iso", value, grain, "a date in ISO form", 0.97)


def since(r: Reading, start: int) -> Draft | None:
    """ "sejak April": an interval from a time on."""
    led = r.words.since.at(r.text, start, r.end)
    inner = _longest(r, led[1], _READERS_BEHIND_SINCE) if led else None
    if inner is None or not inner.rule or inner.granularity in ("duration", "set"):
        return None
    until = inner.until or (".." if inner.value else None)
    return inner._replace(modifier="SINCE", until=until)


def part_of(r: Reading, start: int) -> Draft | None:
    """ "awal 2018", "akhir pekan lalu", "late on Tuesday": the beginning or end of a time."""
    led = r.words.modifiers.at(r.text, start, r.end)
    if led is None:
        return None
    modifier, at = led
    at += r.text[at : at + 1] == "-"
    if joined := r.words.of.at(r.text, at, r.end):
        at = joined[1]
    if article := r.words.articles.at(r.text, at, r.end):
        at = article[1]
    inner = _longest(r, at, _READERS_BEHIND_PART_OF)
    if inner is None or inner.granularity not in _CALENDAR or inner.until:
        return None
    if not inner.reason:
        inner = inner._replace(reason="a part of a calendar unit", value=_this(r, inner, modifier))
    return inner._replace(modifier=modifier)


def _this(r: Reading, inner: Draft, modifier: str) -> str | None:
    """ "awal tahun" is the anchor's; which year's end "akhir tahun" is stays open."""
    if modifier != "START" or r.anchor is None:
        return None
    return {
        "year": f"{r.anchor.year:04d}", "month": f"{r.anchor.year:04d}-{r.anchor.month:02d}"
    }.get(inner.granularity)  # fmt: skip


def with_article(r: Reading, start: int) -> Draft | None:
    """ "the third quarter of 2017", "the night of January 5"."""
    led = r.words.articles.at(r.text, start, r.end)
    if led is None:
        return None
    inner = _longest(r, led[1], _READERS_BEHIND_ARTICLE)
    return inner if inner and inner.rule not in ("", "part", "year", "years") else None


_READERS_BEHIND_PART_OF: tuple[Reader, ...] = (
    days.weekday, periods.month, periods.quarter, periods.century, periods.bare_unit,
    periods.led_year, periods.year, named.era, named.holiday, days.counted_day,
)  # fmt: skip
_READERS_BEHIND_ARTICLE: tuple[Reader, ...] = (
    periods.quarter, periods.century, periods.led_year, days.part, part_of,
    periods.week_of_month,
)  # fmt: skip
_READERS_BEHIND_SINCE: tuple[Reader, ...] = (
    days.weekday, days.printed, days.figures, days.counted_day, part_of, periods.unit,
    lengths.counted, periods.month, periods.led_year, periods.year, periods.quarter,
    periods.century, periods.week_of_month, named.era, named.holiday, clock.clock, days.part,
    lengths.vague, with_article, iso,
)  # fmt: skip


def _longest(r: Reading, at: int, readers: tuple[Reader, ...]) -> Draft | None:
    """The reading that goes furthest; of equals the first."""
    best = None
    for reader in readers:
        draft = reader(r, at)
        if draft is not None and (best is None or draft.end > best.end):
            best = draft
    return best


class Beginnings:
    """Which readers an expression's first word calls for."""

    def __init__(self, words: TimeWords) -> None:
        readers: defaultdict[str, list[Reader]] = defaultdict(list)
        numbers = first_words(words.numbers.words)
        for reader, starts in _starts(words, numbers):
            for start in starts:
                readers[start].append(reader)
        self.behind_number = _behind_number(words)
        self._readers = {start: tuple(found) for start, found in readers.items()}
        self.words = frozenset(self._readers)
        """Those that an expression may begin with."""

    def of(self, r: Reading, start: int, word: str) -> tuple[Reader, ...]:
        """The readers for a word of the text; none for a number that nothing makes a time."""
        if word == FIGURE:
            return self._readers[FIGURE] if self._may_be_time(r, start) else ()
        return self._readers.get(word, ())

    def _may_be_time(self, r: Reading, start: int) -> bool:
        """Whether a number is a year, written with a slash or dash, or before a word of time."""
        if r.words.figures.match(r.text, start, r.end):
            return True
        behind = r.words.word_behind.match(r.text, start, r.end)
        return behind is not None and behind.group(1).lower() in self.behind_number


def _behind_number(w: TimeWords) -> frozenset[str]:
    """The words that may make a time of the number before them."""
    scales, halves = first_words(w.numbers.scales), first_words(w.halves)
    return (
        w.months.starts | w.units.starts | w.zones.starts | w.joins.starts | w.centuries.starts
        | w.quarters.starts | w.holidays.starts | w.often.starts | w.of.starts | scales | halves
        | {"x"}
    )  # fmt: skip


def _starts(w: TimeWords, numbers: frozenset[str]) -> list[tuple[Reader, frozenset[str]]]:
    digit = frozenset({FIGURE})
    ordinals = w.ordinal_starts
    return [
        (iso, digit),
        (days.weekday, w.weekday_first.starts | w.before.starts | w.weekdays.starts),
        (days.printed, digit | w.date_first.starts | w.months.starts),
        (days.figures, digit),
        (days.counted_day, w.days.starts),
        (days.told_day, w.told_days.starts),
        (clock.clock, digit | w.clock_first.starts),
        (lengths.every, w.every.starts),
        (since, w.since.starts),
        (periods.unit, w.units.starts | w.before.starts),
        (part_of, w.modifiers.starts),
        (periods.week_of_month, w.units.starts | ordinals | digit),
        (periods.quarter, w.quarters.starts | ordinals | digit | {"q1", "q2", "q3", "q4"}),
        (periods.century, w.centuries.starts | ordinals | digit),
        (periods.month, w.month_first.starts | w.months.starts),
        (periods.year, digit | w.year_first.starts),
        (named.era, w.era_first.starts),
        (named.season, w.seasons.starts),
        (named.holiday, w.holiday_first.starts | w.holidays.starts | digit),
        (named.countdown, w.countdown_starts),
        (lengths.vague, w.vague.starts | w.some.starts),
        (lengths.vague_length, w.durations.starts),
        (lengths.how_often, w.often.starts | digit | numbers),
        (lengths.counted, digit | numbers | w.one_unit.starts | w.lasting_before.starts),
        (days.part, w.parts.starts),
        (with_article, w.articles.starts),
    ]


@lru_cache(maxsize=16)
def _beginnings_for(lang: str) -> Beginnings:
    return Beginnings(words_for(lang))


def longest_at(r: Reading, at: int, lang: str) -> Draft | None:
    """The reading of the words at a place that goes furthest; None where none begins."""
    r.origin = at
    token = _TOKEN.match(r.text, at, r.end)
    word = token.group().lower() if token else ""
    readers = _beginnings_for(lang).of(r, at, FIGURE if word[:1].isdigit() else word)
    return _longest(r, at, readers)


def find_times(
    text: str, start: int, end: int, lang: str, anchor: date | None, basis: str | None,
    moment: datetime | None = None,
) -> list[FoundTime]:  # fmt: skip
    """The time expressions of text[start:end], in order; moment: the local time of the anchor."""
    reading = Reading(text, start, end, words_for(lang), anchor, moment)
    beginnings = _beginnings_for(lang)
    found: list[FoundTime] = []
    at = start
    for begin, word in words_in(text).places(beginnings.words, start, end):
        if begin < at or (begin > start and text[begin - 1] in _INSIDE_A_WORD):
            continue
        if word != FIGURE and text[begin + len(word) : begin + len(word) + 1].isdigit():
            continue
        readers = beginnings.of(reading, begin, word)
        if not readers:
            continue
        reading.origin = begin
        draft = _longest(reading, begin, readers)
        if draft is None:
            continue
        at = draft.end
        if draft.rule:
            found.append(_found(reading, begin, draft, basis))
    return found


_INSIDE_A_WORD = frozenset("/.,-")
"""Marks right before a word that make it the middle of something longer."""


def _found(r: Reading, start: int, draft: Draft, basis: str | None) -> FoundTime:
    anchor = r.anchor.isoformat() if r.anchor else None
    time = Time(
        draft.value, draft.until, draft.granularity, draft.part,
        draft.modifier or r.bound(), anchor, basis if anchor else None,
        resolved=draft.value is not None,
    )  # fmt: skip
    return FoundTime(start, draft.end, time, f"time.{draft.rule}", draft.reason, draft.score)
