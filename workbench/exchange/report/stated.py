"""What is said in an article that a report does not hold, as the machine read it, and by what it is
known to be of the same as something in the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from workbench.domain.claim import Mode
from workbench.domain.fact import Fact, Quantity, Quote, Time
from workbench.domain.segment import Extent, previous_sentence, sentence_at
from workbench.exchange.report.negated import is_negated
from workbench.exchange.report.pointing import sentence_before, whole_sentence
from workbench.exchange.report.statements import stems_of
from workbench.told.voices import Voice, voice_of

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Marks(NamedTuple):
    """What words have that tells what they are of."""

    stems: frozenset[str] = frozenset()
    numbers: frozenset[tuple[float, str]] = frozenset()
    """Each with its unit, else with what it counts."""
    days: frozenset[str] = frozenset()

    @property
    def units(self) -> frozenset[str]:
        """What is counted."""
        return frozenset(unit for _, unit in self.numbers)


class Stated(NamedTuple):
    """What somebody stands behind."""

    voice: Voice
    words: str
    cue: str
    is_speech: bool
    whole: str
    """Its own sentence, where its words are few."""
    before: str
    """The sentence before it, where it only points at that."""
    marks: Marks
    """Of the words, else of the sentence that they point at."""


def stated_in(text: str, facts: Iterable[Fact]) -> tuple[Stated, ...]:
    """What is said in a text, but for what is denied."""
    every = list(facts)
    return tuple(_stated(text, every))


def _stated(text: str, facts: Sequence[Fact]) -> Iterator[Stated]:
    for fact in facts:
        quote, voice = fact.attributes, voice_of(fact, facts)
        if not isinstance(quote, Quote) or voice is None or is_negated(fact.span.words):
            continue
        if not all(hop.stance.supports for hop in fact.chain):
            continue
        before = sentence_before(text, fact.span)
        extent = fact.span.start, fact.span.end
        if (
            before
            and (earlier := previous_sentence(text, sentence_at(text, extent[0])[0])) is not None
        ):
            extent = sentence_at(text, earlier)
        yield Stated(
            voice, fact.span.words, quote.cue.words if quote.cue else "",
            quote.mode is Mode.DIRECT, whole_sentence(text, fact.span), before,
            marks_in(text, extent, facts),
        )  # fmt: skip


def marks_in(text: str, extent: Extent, facts: Iterable[Fact]) -> Marks:
    """What a stretch of a text has."""
    start, end = extent
    numbers, days = set(), set()
    for fact in facts:
        if start <= fact.span.start and fact.span.end <= end:
            one = fact.attributes
            if isinstance(one, Quantity) and one.value is not None and (one.unit or one.counts):
                numbers.add((one.value, one.unit or (one.counts or "").casefold()))
            elif isinstance(one, Time) and (day := _DAY.match(one.value or "")):
                days.add(day.group())
    return Marks(frozenset(stems_of(text[start:end])), frozenset(numbers), frozenset(days))
