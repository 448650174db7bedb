"""Whom a number counts, where and when: what two numbers must have alike to be laid side by side.

Two numbers of the dead are of two events more often than not. Where nothing says that they are of
one, a page that shows them together makes a contradiction of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import NamedTuple

from workbench.domain.fact import LINE_KINDS, Event, Fact, Kind, Name, Quote, Time
from workbench.domain.segment import Extent, previous_sentence, sentence_at, sentences
from workbench.domain.span import Span
from workbench.told.wordlists import any_of

_FILE = Path(__file__).with_name("occasion.toml")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ENDS = re.compile(r"""[.!?…。]["”’»)]*\s*$""")
"""How a sentence ends that is no headline and no line of names and dates."""
_WORD = re.compile(r"\w+")
_AROUND = 40
"""Characters around a number in which it says that it is of some among others, or not exact."""


class Occasion(NamedTuple):
    """What a number is of, as far as the text around it says."""

    whom: str = ""
    """A name of `occasion.toml`; empty of people at large."""
    places: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    words: str = ""
    """Those that places and days were read in."""

    def may_be(self, other: Occasion, *, is_one_language: bool) -> bool:
        """Whether two numbers may be laid side by side: of the same whom, and of a place or a day
        that both have; where nothing at all is known of one, nothing speaks against it. Names of
        places in two languages say nothing by being others."""
        if self.whom != other.whom:
            return False
        if not (self.places or self.days) or not (other.places or other.days):
            return True
        if _has_place(self, other) or _has_place(other, self):
            return True
        if is_one_language and self.places and other.places:
            return False
        return not self.days.isdisjoint(other.days)


def placed(
    text: str, facts: Sequence[Fact], occasion: Occasion, number: Span, *, is_all_of_one: bool
) -> Occasion:
    """An occasion with where and when it is, as the text says around a number. is_all_of_one:
    whether the whole text tells of one event, as a correction does."""
    found = occasion
    extents = iter([(0, len(text))]) if is_all_of_one else _extents(text, facts, number)
    for extent in extents:
        words = text[slice(*extent)].casefold()
        found = Occasion(occasion.whom, _places(facts, extent), _days(facts, extent), words)
        if found.places or found.days:
            break
    return found


def whom_of(counts: str) -> str:
    """Whom a number counts, by what the machine read that it counts: a name of `occasion.toml`."""
    there = {*_WORD.findall(counts.casefold())}
    return next((name for name, words in _known().whom.items() if not words.isdisjoint(there)), "")


def is_part(text: str, number: Span) -> bool:
    """Whether a number says of itself that it is of some among others ("two of them children")."""
    known = _known()
    before = text[max(0, number.start - _AROUND) : number.start]
    behind = text[number.end : number.end + _AROUND]
    return bool(known.before.search(before) or known.behind.match(behind))


def rough_of(text: str, number: Span, otherwise: str = "") -> str:
    """ "least", "most" or "about", by the words before a number; else what is handed in."""
    before = text[max(0, number.start - _AROUND) : number.start]
    return next((name for name, known in _known().rough.items() if known.search(before)), otherwise)


def _has_place(one: Occasion, other: Occasion) -> bool:
    """Whether a place of one stands in the words that the other was read in."""
    return any(
        place in other.places or re.search(rf"(?<!\w){re.escape(place)}(?!\w)", other.words)
        for place in one.places
    )


def _extents(text: str, facts: Sequence[Fact], number: Span) -> Iterator[Extent]:
    """Where it may stand, the nearest first: what happened, as the machine read it; the sentence
    before it, which tells what happened where this one counts; the first sentence of the text. A
    number's own sentence is one of them only where it has a place: else its day is mostly the one
    on which somebody says so."""
    around = [
        fact.span
        for fact in facts
        if isinstance(fact.attributes, (Event, Quote)) and _holds(fact.span, number)
    ]
    if around:
        nearest = min(around, key=lambda span: span.end - span.start)
        yield nearest.start, nearest.end
    start, end = sentence_at(text, number.start)
    if not around and _places(facts, (start, end)):
        yield start, end
    earlier = previous_sentence(text, start)
    if earlier is not None and "\n" not in text[earlier:start]:
        yield earlier, start
    lines = [one.span for one in facts if one.kind in LINE_KINDS and one.kind is not Kind.DATELINE]
    for extent, _ in sentences(text):
        is_line = any(line.overlaps(*extent) for line in lines)
        if not is_line and _ENDS.search(text[slice(*extent)]):
            yield extent
            return


def _holds(span: Span, number: Span) -> bool:
    return span.start <= number.start and number.end <= span.end


def _places(facts: Iterable[Fact], extent: Extent) -> frozenset[str]:
    """The places in a stretch of a text; not those that a dateline says that it was written in."""
    every = list(facts)
    heads = [fact.span for fact in every if fact.kind is Kind.DATELINE]
    return frozenset(
        name.casefold()
        for fact in _within(every, extent)
        if fact.kind is Kind.PLACE and isinstance(fact.attributes, Name)
        if not any(head.overlaps(fact.span.start, fact.span.end) for head in heads)
        for name in (fact.attributes.name, fact.span.words)
    )


def _days(facts: Iterable[Fact], extent: Extent) -> frozenset[str]:
    return frozenset(
        day.group()
        for fact in _within(facts, extent)
        if isinstance(fact.attributes, Time) and not fact.attributes.modifier
        if (day := _DAY.match(fact.attributes.value or ""))
    )


def _within(facts: Iterable[Fact], extent: Extent) -> Iterator[Fact]:
    start, end = extent
    return (fact for fact in facts if start <= fact.span.start and fact.span.end <= end)


class _Known(NamedTuple):
    whom: Mapping[str, frozenset[str]]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    rough: Mapping[str, re.Pattern[str]]


@cache
def _known() -> _Known:
    record = loads(_FILE.read_text("utf-8"))
    among, rough = record.pop("among"), record.pop("rough")
    return _Known(
        {name: frozenset(one["words"]) for name, one in record.items()},
        _pattern(r"\b(?:{})\W*$", among["before"]),
        _pattern(r"\W{{0,3}}(?:{})\b", among["behind"]),
        {name: _pattern(r"\b(?:{})\s*$", words) for name, words in rough.items()},
    )


def _pattern(around: str, words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(around.format(any_of(words)), re.IGNORECASE)
