"""What a text counts of the dead, the missing, the injured and the like, off the machine's facts.

`counted.toml` has the words by which it is known what a number counts: nothing else of two articles
is so much alike that their numbers can be laid side by side. What a correction says is right has
often no such word ("the correct number is 12"): it counts what the number before it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import islice
from pathlib import Path
from tomllib import loads
from typing import NamedTuple

from workbench.domain.fact import LINE_KINDS, Event, Fact, Kind, Quantity
from workbench.domain.segment import sentence_at
from workbench.domain.span import Span
from workbench.told.corrective import counts_as_before, right_extents
from workbench.told.occasion import Occasion, is_part, placed, rough_of, whom_of
from workbench.told.voices import Voice, voice_of


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
    voice: Voice | None = None
    """Who says so, as the machine read it; nobody where the article does."""
    occasion: Occasion = Occasion()
    """Whom it counts, where and when."""
    is_right: bool = False
    """Whether a correction says that this is the right one."""
    rough: str = ""
    """"least", "most" or "about", where the text has it so."""
    currency: str = ""
    """ISO 4217, of sums of money: those of two are never compared."""

    def may_equal(self, other: Count) -> bool:
        """Whether the two may be the same number."""
        return self.low <= other.high and other.low <= self.high


class _Counted(NamedTuple):
    words: frozenset[str]
    also: frozenset[str]
    is_money: bool


_FILE = Path(__file__).with_name("counted.toml")
_WORD = re.compile(r"\w+")
_MOST = 24
"""Numbers of one article that are compared: a list of all deaths of a year is no news of one."""
_CURRENCY = re.compile(r"[A-Z]{3}")


def counts_of(text: str, facts: Iterable[Fact], *, is_correction: bool = False) -> list[Count]:
    """What an article counts, in the order of its text, each number once for each thing, where
    somebody says it before where nobody does, what only its titles and captions have last; not what
    is a part of another number of it."""
    every = list(facts)
    lines = [one.span for one in every if one.kind in LINE_KINDS and one.kind is not Kind.DATELINE]
    counts = sorted(
        every_count(text, every, is_correction=is_correction),
        key=lambda one: any(line.overlaps(one.span.start, one.span.end) for line in lines),
    )
    firsts: dict[tuple[object, ...], Count] = {}
    said: dict[tuple[object, ...], Count] = {}
    for count in counts:
        if not is_part(text, count.span):
            key = count.what, count.currency, count.low, count.high, count.occasion.whom
            firsts.setdefault(key, count)
            if count.voice:
                said.setdefault(key, count)
    where = partial(placed, text, every, is_all_of_one=is_correction)
    return [
        said.get(key, one)._replace(occasion=where(one.occasion, one.span), is_right=one.is_right)
        for key, one in islice(firsts.items(), _MOST)
    ]


def every_count(
    text: str, facts: Iterable[Fact], *, is_correction: bool = False
) -> Iterator[Count]:
    """What an article counts, wherever it does, but for what somebody is told to deny; where and
    when that was is not looked for."""
    every = list(facts)
    said = [fact for fact in every if fact.speaker]
    right = right_extents(text) if is_correction else []
    last = ""
    for number in sorted(_numbers(text, every), key=lambda one: one.span.start):
        sentence = text[slice(*sentence_at(text, number.span.start))]
        is_right = any(start <= number.span.start < end for start, end in right)
        last = number.what or (last if is_right and counts_as_before(sentence) else "")
        nearest = _nearest(number.span, said)
        is_held = nearest is None or all(hop.stance.supports for hop in nearest.chain)
        if last and is_held:
            yield Count(
                last, number.low, number.high, number.span, sentence,
                voice_of(nearest, every) if nearest else None,
                Occasion(whom_of(number.counts)), is_right, number.rough, number.currency,
            )  # fmt: skip


class _Number(NamedTuple):
    what: str
    """Empty where nothing says what it counts, of people."""
    span: Span
    low: float
    high: float
    counts: str
    rough: str
    currency: str


def _numbers(text: str, facts: Iterable[Fact]) -> Iterator[_Number]:
    """The numbers of a text that count people or money, by what they count."""
    every = list(facts)
    acts: dict[Span, str] = {}
    for fact in every:
        event = fact.attributes
        if isinstance(event, Event) and event.quantity and _happened(event):
            acts[event.quantity] = event.act.words
    for fact in every:
        number = fact.attributes
        if not isinstance(number, Quantity) or number.value is None:
            continue
        sentence = text[slice(*sentence_at(text, fact.span.start))]
        found = list(_things(number, acts.get(fact.span, ""), sentence))
        for what in found or ([""] if number.unit == "person" else []):
            high = max(number.value, number.max or number.value)
            rough = rough_of(text, fact.span, "about") if number.approximate else ""
            currency = _currency(number)
            yield _Number(what, fact.span, number.value, high, number.counts or "", rough, currency)


def things() -> list[str]:
    """What can be counted, in the order in which it is told."""
    return list(_counted())


def things_in(words: str) -> frozenset[str]:
    """What can be counted, of that which words speak of."""
    there = {*_WORD.findall(words.casefold())}
    return frozenset(
        what for what, one in _counted().items() if not there.isdisjoint(one.words | one.also)
    )


def is_money(what: str) -> bool:
    """Whether what is counted are sums of money."""
    return _counted()[what].is_money


def _happened(event: Event) -> bool:
    return event.polarity == "positive" and event.modality == "asserted"


def _nearest(number: Span, said: Iterable[Fact]) -> Fact | None:
    """The shortest words that somebody says and that have a number."""
    around = [
        fact for fact in said if fact.span.start <= number.start and number.end <= fact.span.end
    ]
    return min(around, key=lambda fact: fact.span.end - fact.span.start, default=None)


def _things(number: Quantity, act: str, sentence: str) -> Iterator[str]:
    is_money = bool(_currency(number))
    said = sentence if is_money else f"{number.counts or ''} {act}"
    there = {*_WORD.findall(said.casefold())}
    for what, counted in _counted().items():
        if counted.is_money is is_money and not counted.words.isdisjoint(there):
            yield what


def _currency(number: Quantity) -> str:
    return number.unit if number.unit and _CURRENCY.fullmatch(number.unit) else ""


@cache
def _counted() -> Mapping[str, _Counted]:
    record = loads(_FILE.read_text("utf-8"))
    return {
        what: _Counted(
            frozenset(one["words"]), frozenset(one.get("also", ())), one.get("is_money", False)
        )
        for what, one in record.items()
    }
