"""What a text counts of the dead, the missing, the injured and the like, off the machine's facts.

`counted.toml` has the words by which it is known what a number counts: nothing else of two articles
is so much alike that their numbers can be laid side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import NamedTuple

from workbench.domain.fact import Event, Fact, Quantity, Speaker
from workbench.domain.segment import sentence_at
from workbench.domain.span import Span


class Count(NamedTuple):
    """A number in a text, and what it counts."""

    what: str
    """A name of `counted.toml`."""
    low: float
    high: float
    """The same as low, but for "dozens"."""
    span: Span
    """The number with what it counts, as the text has it."""
    sentence: str
    speakers: tuple[str, ...] = ()
    """Who says so, as the machine read it; nobody where the article does."""


class _Counted(NamedTuple):
    words: frozenset[str]
    is_money: bool


_FILE = Path(__file__).with_name("counted.toml")
_WORD = re.compile(r"\w+")
_CURRENCY = re.compile(r"[A-Z]{3}")


def counts_of(text: str, facts: Iterable[Fact]) -> list[Count]:
    """What an article counts, in the order of its text, each number once for each thing."""
    found: dict[tuple[str, float, float], Count] = {}
    for count in every_count(text, facts):
        found.setdefault((count.what, count.low, count.high), count)
    return list(found.values())


def every_count(text: str, facts: Iterable[Fact]) -> Iterator[Count]:
    """What an article counts, wherever it does."""
    every = list(facts)
    numbers = {
        fact.span: fact.attributes
        for fact in every
        if isinstance(fact.attributes, Quantity) and fact.attributes.value is not None
    }
    said = [fact for fact in every if fact.speaker]
    acts: dict[Span, str] = {}
    for fact in every:
        event = fact.attributes
        if isinstance(event, Event) and event.quantity and _happened(event):
            acts[event.quantity] = event.act.words
    for span, number in numbers.items():
        sentence = text[slice(*sentence_at(text, span.start))]
        for what in _things(number, acts.get(span, ""), sentence):
            low = number.value or 0.0
            high = max(low, number.max or low)
            yield Count(what, low, high, span, sentence, _speakers(span, said))


def things() -> list[str]:
    """What can be counted, in the order in which it is told."""
    return list(_counted())


def _happened(event: Event) -> bool:
    return event.polarity == "positive" and event.modality == "asserted"


def _speakers(number: Span, said: Iterable[Fact]) -> tuple[str, ...]:
    """Those who say a number: of the shortest words that somebody says and that have it."""
    around = [
        fact for fact in said if fact.span.start <= number.start and number.end <= fact.span.end
    ]
    if not around:
        return ()
    speaker = min(around, key=lambda fact: fact.span.end - fact.span.start).speaker
    return names_of(speaker) if speaker else ()


def names_of(speaker: Speaker) -> tuple[str, ...]:
    """What the machine calls somebody who speaks: by name, else in the words of the text."""
    return speaker.names or (speaker.name or speaker.span.words,)


def _things(number: Quantity, act: str, sentence: str) -> Iterator[str]:
    is_money = bool(number.unit and _CURRENCY.fullmatch(number.unit))
    said = sentence if is_money else f"{number.counts or ''} {act}"
    there = {*_WORD.findall(said.casefold())}
    for what, counted in _counted().items():
        if counted.is_money is is_money and not counted.words.isdisjoint(there):
            yield what


@cache
def _counted() -> Mapping[str, _Counted]:
    record = loads(_FILE.read_text("utf-8"))
    return {
        what: _Counted(frozenset(one["words"]), one.get("is_money", False))
        for what, one in record.items()
    }
