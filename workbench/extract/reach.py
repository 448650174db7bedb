"""How far a credit reaches: the article, a part of it, or the statement that it stands in.

A line of credit, an agency in the dateline and a credit with a date like a dateline's ("dilansir
AFP, Jumat (29/5/2026)") speak for the article, wherever they stand; one that opens a sentence only
where somebody was quoted already speaks from there on; "kata X, dikutip Y" speaks for what X said
there. Says why in words; an analyst may see it otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from workbench.domain.relay import Bounds, Reach
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.sentences import UPPER

_SHORT = 60
"""Code points of a closing sentence that does nothing but credit."""
_QUOTED = compiled('["“”„«»]')
_DAY = compiled(r"\(\s?(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?\d{2,4})?\s?\)")
"""A day as datelines have it: "(29/5/2026)"."""
_DATE_LONGEST, _DAYS_NEAR = 60, 8
"""Code points behind a credit in which its date stands; how many days beside it are compared."""
_FIRST = 5
"""Sentences of a headline and what tells where an article has it all from."""
_ENDING = 200
"""Code points of the end of a text."""
_MONTH, _YEAR = 31, 372
"""Days, where each month has as many."""
FROM_THERE = "it opens a sentence behind what others said: from there on"
_LEAD, _TOLD = 2, 2
"""Sentences of a lead, one of which may be a headline; and of quotations behind it, with which an
article has begun to tell what it has from elsewhere."""


class ReachRules:
    """What a date behind a credit looks like in one language."""

    def __init__(self, lex: Lexicon) -> None:
        read_on = alternation(lex.words("lines", "read_on"))
        self.read_on = compiled(rf"(?i)(?:\n|[.!?”\"] ){read_on}(?![\w-])")
        openers = alternation(lex.words("frames", "leads"))
        self.opener = compiled(rf"(?i){openers},?\s{{1,2}}")
        self.posting = lex.set("people", "posting")
        """Words for those who write on a platform."""
        place = alternation(lex.words("names", "place_prepositions"))
        named = rf"(?:\s[{UPPER}][\w&'’-]{{0,20}})"
        self.dated = compiled(
            rf"{named}{{0,3}}(?:\s?,?\s{place}{named}{{1,3}})?"
            rf"\s{{0,2}}(?:,\s{{0,2}}|\s{{1,2}}){day_behind(lex)}"
        )
        """A date behind an outlet's name, or behind the place of the outlet's report."""
        self.weekday = compiled(rf"\s{{0,2}},\s{{0,2}}{_weekday(lex)}\s?(?:[.,]|\Z)")
        """A day behind an outlet's name that only the week tells: "dilansir AFP, Jumat."."""


def day_behind(lex: Lexicon) -> str:
    """Pattern source of a day as datelines have it, with what may lead it in: "pada Rabu (5/6)"."""
    neutral = lexicon_for("")
    months = {*lex.numbers("times", "months"), *neutral.numbers("times", "months")}
    leads = alternation(lex.words("lines", "relay_dates"))
    weekday = _weekday(lex)
    month = f"(?i:{alternation(sorted(months))})"
    number = r"\d{1,2}\s{0,2}[/.-]\s{0,2}\d{1,2}(?:\s{0,2}[/.-]\s{0,2}\d{2,4})?"
    date = rf"(?:{number}|\d{{1,2}}\s{month}|{month}\s\d{{1,2}})"
    return (
        rf"(?:{leads}\s){{0,2}}(?:{weekday}\s{{0,2}},?\s{{0,2}}(?:\(\s?{date}|{date})"
        rf"|\(\s?{number}\s?\)|\d{{1,2}}\s{month}\s\d{{4}})"
    )


def _weekday(lex: Lexicon) -> str:
    """Pattern source of the name of a day."""
    named = (one.numbers("times", "weekdays") for one in (lex, lexicon_for("")))
    return f"(?i:{alternation(sorted({day for days in named for day in days}))})"


@lru_cache(maxsize=16)
def rules_for(lang: str) -> ReachRules:
    """The rules of a language."""
    return ReachRules(lexicon_for(lang))


class Said(NamedTuple):
    """What somebody is said to have said, and who that is."""

    start: int
    end: int
    who: tuple[str, ...]
    """By name, or by the words for who has none; empty where nobody is known."""
    names: tuple[str, ...] = ()


class Place:
    """Where credits stand: the text in paragraphs and sentences, and what is said in it."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Bounds],
        sentences: Sequence[Bounds],
        lang: str,
        said: Sequence[Said] = (),
    ) -> None:
        self.text = text
        self.blocks = blocks
        self.sentences = sentences
        self.lang = lang
        self.said = said

    def paragraph(self, at: int) -> Bounds | None:
        """The paragraph around an offset."""
        return _around(self.blocks, at)

    def statement(self, at: int) -> Bounds | None:
        """The sentence around an offset."""
        return _around(self.sentences, at)

    def quotes(self, sentence: Bounds) -> bool:
        """Whether a sentence holds a quotation."""
        return _QUOTED.search(self.text, *sentence) is not None

    def is_dated(self, end: int, *, by_week: bool = False) -> bool:
        """Whether a date like a dateline's follows. by_week: the name of a day is enough."""
        rules = rules_for(self.lang)
        weekday = rules.weekday.match(self.text, end) if by_week else None
        return (weekday or rules.dated.match(self.text, end)) is not None

    def is_of_earlier_day(self, start: int, end: int) -> bool:
        """Whether a dated credit is older than a day on which somebody was quoted before it: then
        the article was not taken from there, only what it tells of that earlier day."""
        own = _DAY.search(self.text, end, end + _DATE_LONGEST)
        said = self.statement(start)
        if own is None or said is None:
            return False
        before = bisect_right(self._quoted_days, said[0], key=lambda one: one[0])
        near = self._quoted_days[max(0, before - _DAYS_NEAR) : before]
        return any(0 < (day - _day(own)) % _YEAR < _YEAR // 2 for _, day in near)

    @cached_property
    def _quoted_days(self) -> list[tuple[int, int]]:
        """The days in sentences that quote somebody, in text order."""
        return [
            (day.start(), _day(day))
            for start, end in self.sentences
            if self.quotes((start, end))
            for day in _DAY.finditer(self.text, start, end)
        ]

    def reach(self, start: int, *, names_who: bool) -> tuple[Reach, str]:
        """How far an undated reference reaches, and why. names_who: it tells who said something
        ("menurut X", "kepada X"), not what the article was taken from."""
        said = self.statement(start)
        if names_who or said is None:
            return Reach.STATEMENT, "it speaks for what was said there"
        if self._closes(said):
            return Reach.ARTICLE, "it closes the article"
        if self._opens(start, said):
            if self._is_told_before(start):
                return Reach.PARAGRAPH, FROM_THERE
            if self.posted_behind(start) is not None:
                return Reach.PARAGRAPH, "it opens a sentence: up to what people post"
            return Reach.ARTICLE, "it opens a sentence"
        if self.quotes(said):
            return Reach.STATEMENT, "it speaks for the words in that sentence"
        if said == self.sentences[0]:
            return Reach.ARTICLE, "it stands in the lead"
        return Reach.STATEMENT, "it speaks for that sentence"

    def opens_late(self, start: int) -> bool:
        """Whether a credit opens a sentence where the article has quoted somebody already: it adds
        something to what the outlet has from elsewhere."""
        said = self.statement(start)
        return said is not None and self._opens(start, said) and self._is_told_before(start)

    def _opens(self, start: int, sentence: Bounds) -> bool:
        """Whether nothing but "sementara itu" stands before a place in its sentence."""
        at = sentence[0]
        while at < start and (lead := rules_for(self.lang).opener.match(self.text, at, start)):
            at = lead.end()
        return at == start

    def _is_told_before(self, start: int) -> bool:
        """Whether people are quoted between the lead and a place: one sentence may be the lead's
        still."""
        return len(self._told) >= _TOLD and self._told[_TOLD - 1] < start

    @cached_property
    def _told(self) -> list[int]:
        """Where the sentences behind the lead begin in which somebody is quoted."""
        lead = self.sentences[min(_LEAD, len(self.sentences)) - 1][1] if self.sentences else 0
        quoted = {
            sentence[0]
            for one in self.said
            if (sentence := self.statement(one.start)) and self.quotes(sentence)
        }
        return sorted(at for at in quoted if at >= lead)

    def posted_behind(self, start: int) -> int | None:
        """Where the first sentence behind a place begins in which people on a platform speak: an
        outlet reads those itself."""
        at = bisect_right(self._posted, start)
        return self._posted[at] if at < len(self._posted) else None

    @cached_property
    def _posted(self) -> list[int]:
        posting = rules_for(self.lang).posting
        return sorted(
            sentence[0]
            for one in self.said
            if (sentence := self.statement(one.start)) and _posts(one, posting)
        )

    def other_day_behind(self, end: int) -> int | None:
        """Where somebody is quoted of another day than the one behind a credit."""
        own = _DAY.search(self.text, end, end + _DATE_LONGEST)
        if own is None:
            return None
        behind = bisect_right(self._quoted_days, own.end(), key=lambda one: one[0])
        near = self._quoted_days[behind : behind + _DAYS_NEAR]
        return next((at for at, day in near if day != _day(own)), None)

    def opens_with(self, start: int) -> bool:
        """Whether a place stands in the lead, below a headline or not."""
        return bool(self.sentences) and start < self.sentences[min(1, len(self.sentences) - 1)][1]

    def comes_first(self, start: int) -> bool:
        """Whether a place stands near the beginning, before more than one thing was said."""
        last = self.sentences[min(_FIRST, len(self.sentences)) - 1 : _FIRST]
        before = [one for one in self.said if one.end <= start]
        return bool(last) and start < last[0][1] and len(before) <= 1

    @cached_property
    def sends_on(self) -> bool:
        """Whether the text ends by sending its readers to where it was taken from."""
        read_on = rules_for(self.lang).read_on
        return read_on.search(self.text, max(0, len(self.text) - _ENDING)) is not None

    def _closes(self, sentence: Bounds) -> bool:
        last = self.sentences[-1] == sentence
        return last and len(self.sentences) > 1 and sentence[1] - sentence[0] <= _SHORT


class Statements:
    """The sentences of a text, each with what the same speaker is said to add right behind it.

    credits: where outlets are named that something was said to; there an earlier one ends."""

    def __init__(
        self, sentences: Sequence[Bounds], said: Sequence[Said], credits: Sequence[int] = ()
    ) -> None:
        self._sentences = sentences
        self._ends = [end for _, end in sentences]
        who = self._who_speaks(said)
        begun = {_index_around(sentences, at) for at in credits}
        for at in range(len(sentences) - 2, -1, -1):
            first = next(iter(who[at]), ())
            if first and at + 1 not in begun and all(one == first for one in who[at + 1] or [()]):
                self._ends[at] = self._ends[at + 1]

    def _who_speaks(self, said: Sequence[Said]) -> list[list[tuple[str, ...]]]:
        """Those who are said to say something in each sentence."""
        who: list[list[tuple[str, ...]]] = [[] for _ in self._sentences]
        for one in said:
            at = bisect_right(self._ends, one.start)
            while at < len(who) and self._sentences[at][0] < one.end:
                who[at].append(one.who)
                at += 1
        return who

    def around(self, at: int) -> Bounds | None:
        """The statement around an offset."""
        index = _index_around(self._sentences, at)
        return None if index is None else (self._sentences[index][0], self._ends[index])


class Parts:
    """What those credits speak for that reach a part of the article: from their sentence on, until
    a credit of another outlet, another day or what people post begins."""

    def __init__(self, place: Place, credits: Sequence[tuple[int, str]]) -> None:
        """credits: where each begins, and its outlet; in text order."""
        self._place = place
        self._next: dict[int, int] = {}
        behind: tuple[int, str] | None = None
        for at, (start, outlet) in reversed(list(enumerate(credits))):
            later = credits[at + 1] if at + 1 < len(credits) else None
            if later and later[1] != outlet:
                behind = later
            if behind:
                self._next[start] = behind[0]

    def around(self, start: int, end: int) -> Bounds | None:
        """The part that a credit from start to end speaks for."""
        place = self._place
        said = place.statement(start)
        if said is None:
            return None
        ends = (self._next.get(start), place.other_day_behind(end), place.posted_behind(start))
        behind = [at for at in ends if at is not None and at >= said[1]]
        begun = place.statement(min(behind)) if behind else None
        return said[0], begun[0] if begun else place.sentences[-1][1]


def _posts(said: Said, posting: Collection[str]) -> bool:
    words = (name.lower().split() for name in said.who)
    return any(
        name[0].startswith("@") or any(one in posting for one in name) for name in words if name
    )


def _day(match: re.Match[str]) -> int:
    return int(match[2]) * _MONTH + int(match[1])


def _around(stretches: Sequence[Bounds], at: int) -> Bounds | None:
    index = _index_around(stretches, at)
    return None if index is None else stretches[index]


def _index_around(stretches: Sequence[Bounds], at: int) -> int | None:
    index = bisect_right(stretches, at, key=lambda one: one[0]) - 1
    return None if index < 0 or stretches[index][1] <= at else index
