"""The closed lists of words that time expressions are made of, each as one pattern.

Language knowledge is data (`lang/<language>/times.toml`); here it only becomes patterns. Nothing in
here knows a calendar or an anchor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, cased, lexicon_for
from workbench.extract.numbers import NumberReader, numbers_for
from workbench.extract.terms import DateOrder
from workbench.extract.text_words import first_words

T = TypeVar("T")

GAP = r"\s{0,3}"
"""Blanks before a word of an expression: none after a bracket, three where a line is wrapped."""
_NUMERALS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"
ROMAN = {numeral: place + 1 for place, numeral in enumerate(_NUMERALS.split())}
"""Of quarters and centuries."""


def fold(words: str) -> str:
    """Words as the tables are keyed: lower case, single blanks, straight apostrophes."""
    return " ".join(words.lower().replace("’", "'").split())


class Words(Generic[T]):
    """A closed list of words with what each means."""

    __slots__ = ("pattern", "starts", "values")

    def __init__(self, values: Mapping[str, T], *, forms: Iterable[str] | None = None) -> None:
        """forms: how they are written where that is not lower case and with a capital."""
        self.values = {fold(word): value for word, value in values.items()}
        written = list(cased(values) if forms is None else forms)
        self.pattern = compiled(rf"{GAP}({alternation(written)})(?!\w)")
        self.starts = first_words(values)

    @classmethod
    def of(cls, words: Iterable[str]) -> Words[str]:
        """Words that mean themselves."""
        return Words({word: fold(word) for word in words})

    def at(self, text: str, at: int, end: int) -> tuple[T, int] | None:
        """What stands at a place, past blanks: its value and where it ends."""
        match = self.pattern.match(text, at, end)
        return (self.values[fold(match.group(1))], match.end()) if match else None


def _titled(words: str, joins: Iterable[str]) -> str:
    """ "natal dan tahun baru" as it is printed: what joins two names stays small."""
    titled = words.title().replace("'S", "'s")
    for join in joins:
        titled = titled.replace(f" {join.title()} ", f" {join} ")
    return titled


def behind(words: Iterable[str]) -> re.Pattern[str]:
    """Finds one of the words at the very end of a stretch."""
    return compiled(rf"(?:^|\W)({alternation(words)})\s{{1,3}}\Z", re.IGNORECASE)


class TimeWords:
    """The time words and number patterns of one language."""

    def __init__(self, lex: Lexicon, numbers: NumberReader) -> None:
        self.numbers = numbers
        self._calendar(lex)
        self._relations(lex)
        self._named(lex)
        self._shapes(lex)
        self._context(lex)

    def _calendar(self, lex: Lexicon) -> None:
        months = lex.numbers("times", "months")
        small = set(lex.words("times", "written_small"))
        forms = [*(word[:1].upper() + word[1:] for word in months), *(small & set(months))]
        self.months = Words({w: int(n) for w, n in months.items()}, forms=forms)
        longest: dict[float, int] = {}
        for word, number in months.items():
            longest[number] = max(longest.get(number, 0), len(word))
        self.short_months = {w for w, n in months.items() if len(w) < longest[n] - 1}
        weekdays = lex.numbers("times", "weekdays")
        forms = [*(word[:1].upper() + word[1:] for word in weekdays), *(small & set(weekdays))]
        self.weekdays = Words({w: int(n) for w, n in weekdays.items()}, forms=forms)
        self.weekday_first = Words.of(lex.words("times", "day_prefix"))
        self.date_first = Words.of(lex.words("times", "date_prefix"))
        self.month_first = Words.of(lex.words("times", "month_prefix"))
        self.year_first = Words.of(lex.words("times", "year_words"))
        self.parts = Words(lex.map("times", "parts"))
        self.days = Words({w: int(n) for w, n in lex.numbers("times", "days").items()})
        self.part_days = Words({w: int(n) for w, n in lex.numbers("times", "part_days").items()})
        self.units = Words(lex.map("times", "units"))
        self.one_unit = Words(lex.map("times", "past_units"))
        halves = cased(lex.words("quantities", "half"))
        self.half = compiled(rf"{GAP}{alternation(halves)}(?=\s)")
        self.leads_with_month = lex.text("times", "date_order") == DateOrder.MONTH_FIRST

    def _relations(self, lex: Lexicon) -> None:
        def relative(place: str) -> Words[int]:
            return Words({
                word: int(record["shift"])
                for record in lex.records("times", "relative")
                if record.get("place", "after") == place
                for word in record["words"]
            })  # fmt: skip

        self.before = relative("before")
        self.after = relative("after")
        self.ago = Words.of(lex.words("times", "ago"))
        self.ahead = Words.of(lex.words("times", "ahead"))
        self.lasting = Words.of(lex.words("times", "lasting"))
        self.lasting_before = Words.of(lex.words("times", "lasting_before"))
        self.told_from = Words.of(lex.words("times", "told_from"))
        self.modifiers = Words(lex.map("times", "modifiers"))
        self.since = Words.of(lex.words("times", "since"))
        self.joins = Words.of(lex.words("times", "joins"))
        self.articles = Words.of(lex.words("times", "articles"))
        self.of = Words.of(lex.words("times", "of"))
        self.every = Words.of(lex.words("times", "every"))
        both = alternation(lex.words("times", "and"))
        self.lists = compiled(rf",?\s{{1,2}}(?:{both}\s{{1,2}})?|\s?[-–]\s?")
        self.often = Words.of(lex.words("times", "often"))
        self.that = Words.of(lex.words("times", "that"))

    def _named(self, lex: Lexicon) -> None:
        self.vague = Words(lex.map("times", "vague"))
        self.some = Words.of(lex.words("times", "some"))
        self.durations = Words(lex.map("times", "durations"))
        self.quarters = Words(lex.map("times", "quarters"))
        self.centuries = Words.of(lex.words("times", "centuries"))
        self.era_first = Words.of(lex.words("times", "era_words"))
        self.eras = Words.of(lex.words("times", "eras"))
        self.seasons = Words.of(lex.words("times", "seasons"))
        holidays = lex.map("times", "holidays")
        joins = lex.words("times", "and")
        forms = [_titled(word, joins) for word in holidays]
        self.holidays = Words(holidays, forms=[*forms, *(f.replace("'", "’") for f in forms)])
        self.holiday_first = Words.of(lex.words("times", "holiday_prefix"))
        self.common_era = lex.set("times", "common_era")
        countdown = alternation(lex.words("times", "countdown"))
        self.countdown_starts = first_words(lex.words("times", "countdown"))
        self.countdown = compiled(rf"{countdown}\s?[-+–]\s?\d{{1,3}}(?![\w%]|[.,:/-]\d)")
        self.reckonings = Words.of(lex.words("times", "reckonings"))
        self.told_days = Words.of(lex.words("times", "told_days"))
        self.ordinal_starts = first_words(lex.numbers("quantities", "ordinals"))
        prefix = alternation(lex.words("quantities", "ordinal_prefixes"))
        suffix = alternation(lex.words("quantities", "ordinal_suffixes"))
        self.numbered = compiled(
            rf"{GAP}(?:(?:{prefix}\s?)?(\d{{1,2}})(?:{suffix})?|({alternation(ROMAN)}))(?!\w)"
        )

    def _shapes(self, lex: Lexicon) -> None:
        names = lex.numbers("times", "months")
        small = [word for word in lex.words("times", "written_small") if word in names]
        month = alternation([*(word[:1].upper() + word[1:] for word in names), *small])
        suffix = rf"(?:{alternation(lex.words('quantities', 'ordinal_suffixes'))})?"
        joins = alternation(lex.words("times", "date_joins"))
        dash = r"\s?[-–]\s?"
        upto = rf"(?:{dash}|\s{alternation(lex.words('times', 'joins'))}\s)"
        of_year = alternation(lex.words("times", "year_words"))
        year = rf"(?:(?:(?:\s?,)?\s{{1,2}}|-){GAP}(?:{of_year}\s)?(\d{{4}})(?!\d))?"
        self.day_month = compiled(
            rf"{GAP}(\d{{1,2}}){suffix}(?:{upto}(\d{{1,2}}){suffix})?(?:\s{{1,2}}|-)(?:{joins}\s)?"
            rf"({month})(?!\w)(?:\.(?=\s\d))?{year}"
        )
        self.month_day = compiled(
            rf"{GAP}({month})(?!\w)\.?\s(\d{{1,2}}){suffix}"
            rf"(?:(?:{dash}|{upto}(?=\d{{1,2}}{suffix}\s?(?:[.,;)]|\Z)))(\d{{1,2}}){suffix})?"
            rf"(?!\w|[.,:]\d){year}"
        )
        slashed = (
            rf"(\d{{1,2}})(?:{dash}(\d{{1,2}}))?\s?[/.-]\s?(\d{{1,2}})"
            r"(?:\s?[/.-]\s?(\d{4}|\d{2})(?!\d))?"
        )
        self.bracketed = compiled(rf",?\s{{0,2}}\(\s?{slashed}\s?\)")
        self.slashed = compiled(r"(\d{1,2})()[/-](\d{1,2})[/-](\d{4})(?![\d/-])")
        word = alternation(cased(lex.words("times", "clock_prefix")))
        zone = alternation(lex.words("times", "zones"))
        halves = alternation(lex.map("times", "halves"))
        self.halves = lex.map("times", "halves")
        self.clock = compiled(
            rf"{GAP}(?:({word})\s{{1,2}})?(\d{{1,2}})(?:(?:[:.]|\s[:.]\s)(\d{{2}})(?:[:.]\d{{2}})?)?"
            rf"(?![\d%]|[.,:]\d)(?:\s{{0,2}}({halves})(?!\w))?(?:\s{{1,2}}({zone})(?!\w))?"
        )
        self.clock_before = behind(lex.words("times", "clock_before"))
        self.day_parts = lex.map("times", "day_parts")
        self.clock_first = Words.of(lex.words("times", "clock_prefix"))
        self.zones = Words.of(lex.words("times", "zones"))
        self.number = compiled(rf"{GAP}({self.numbers.source})(?!\w)")
        decades = alternation(lex.words("times", "decade_suffixes"))
        self.decade = compiled(rf"{GAP}(\d{{4}}|\d{{2}}){decades}(?!\w)")
        short = alternation(lex.words("times", "short_decade_suffixes"))
        self.figures = compiled(
            rf"(?:1\d|20)\d{{2}}(?!\d)|\d{{1,4}}\s?[/–×-]|\d{{2}}{short}(?!\w)"
            r"|\d{1,2}[:.]\d{2}\s?[–-]|\d{1,2}:\d{2}(?!\d)"
        )
        """A year, a decade, an hour with a colon, or figures that go on behind a slash or dash."""
        self.word_behind = compiled(rf"[\d.,:\s–-]{{1,24}}?{suffix}\s{{0,3}}([^\W\d_]+)")
        law = alternation(lex.words("times", "law_numbers"))
        self.law_number = compiled(rf"(?:(?i:{law})|[A-Z]\w*)\s?\d[\w./-]*\s{{1,2}}\Z")

    def _context(self, lex: Lexicon) -> None:
        self.bounds = lex.map("times", "bounds")
        self.find_bound = behind(self.bounds)
        future = cased([*lex.words("frames", "future"), *lex.words("times", "coming")])
        self.future = compiled(rf"(?<!\w){alternation(future)}(?!\w)")
        self.as_of = compiled(rf"(?<!\w){alternation(lex.words('times', 'as_of'))}(?!\w)")
        self.part_traps = behind(lex.words("times", "part_traps"))
        self.part_traps_after = Words.of(lex.words("times", "part_traps_after"))
        self.weekday_traps = behind(lex.words("times", "weekday_traps"))
        self.weekday_traps_after = Words.of(lex.words("times", "weekday_traps_after"))
        self.name_traps = behind(lex.words("times", "name_traps"))
        self.year_traps = behind(lex.words("times", "year_traps"))
        self.knows_years = bool(lex.words("times", "year_prefix"))
        """Whether bare years can be told from counts: of no language in particular they cannot."""
        self.article_before = behind(lex.words("times", "articles"))
        self.year_before = behind(lex.words("times", "year_prefix"))
        ages, joins = (alternation(lex.words("times", key)) for key in ("ages", "age_joins"))
        self.ages = compiled(rf"(?:^|\W){ages}(?:\s{{1,2}}{joins})?\s{{1,3}}\Z", re.IGNORECASE)
        self.ages_after = Words.of(lex.words("times", "ages_after"))
        self.holiday_before = behind(lex.words("times", "holiday_before"))
        counted = [
            *lex.map("quantities", "units"),
            *lex.map("quantities", "classifiers"),
            *lex.numbers("quantities", "scales"),
        ]
        self.counted = compiled(rf"\s{{0,2}}{alternation(counted)}(?!\w)")


@lru_cache(maxsize=16)
def words_for(lang: str) -> TimeWords:
    """The time words of a language."""
    return TimeWords(lexicon_for(lang), numbers_for(lang))
