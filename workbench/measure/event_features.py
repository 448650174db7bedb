"""What an order of events can be learned from: what an analyst sees of one at a glance, in words
that she reads beside its weight. Any language: words are counted, and none is known here, but that
the act itself is one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from workbench.domain.fact import Event, Fact, Kind
from workbench.domain.span import Span

_OPENING = 100
"""Code points from the beginning of an article in which stands what it is about."""
_SHORT, _LONG = 70, 160
"""Code points of a statement."""
_LONG_WHO, _LONG_WHOM = 6, 5
"""Words of who acts and of what is acted on, where more than that may have been taken."""


class _Seen(NamedTuple):
    event: Event
    span: Span
    who: list[str]
    """Words."""
    whom: list[str]
    is_named: bool
    """Whether who acts holds the name of a person or body."""


_FEATURES: Mapping[str, Callable[[_Seen], bool]] = {
    "nobody acts": lambda seen: not seen.who,
    "who acts is named": lambda seen: seen.is_named,
    "who acts is one word": lambda seen: len(seen.who) == 1,
    "who acts takes many words": lambda seen: len(seen.who) >= _LONG_WHO,
    "a figure in who acts": lambda seen: _has_figure(seen.who),
    "the act stands right behind who acts": lambda seen: _follows(seen.event),
    "nothing is acted on": lambda seen: not seen.whom,
    "a figure in what is acted on": lambda seen: _has_figure(seen.whom),
    "what is acted on is one word": lambda seen: len(seen.whom) == 1,
    "what is acted on takes many words": lambda seen: len(seen.whom) >= _LONG_WHOM,
    "a place": lambda seen: seen.event.place is not None,
    "a time": lambda seen: seen.event.time is not None,
    "a quantity": lambda seen: seen.event.quantity is not None,
    "not asserted": lambda seen: seen.event.modality != "asserted",
    "denied": lambda seen: seen.event.polarity != "positive",
    "opens the article": lambda seen: seen.span.start < _OPENING,
    "begins within a sentence": lambda seen: seen.span.exact[:1].islower(),
    "short": lambda seen: seen.span.end - seen.span.start < _SHORT,
    "long": lambda seen: seen.span.end - seen.span.start > _LONG,
}
"""Name -> whether an event has it."""


def event_features(fact: Fact, named: Collection[int]) -> frozenset[str]:
    """The features of an event; none of another fact. named: where people and bodies are named, as
    `named_at` has it."""
    if not isinstance(fact.attributes, Event):
        return frozenset()
    event = fact.attributes
    who = event.who
    is_named = who is not None and any(who.start <= start < who.end for start in named)
    seen = _Seen(event, fact.span, _words(who), _words(event.whom), is_named)
    found = {name for name, has in _FEATURES.items() if has(seen)}
    return frozenset((*found, f"act: {event.act.exact.casefold()}"))


def named_at(facts: Collection[Fact]) -> frozenset[int]:
    """Where people and bodies are named in an article."""
    kinds = (Kind.PERSON, Kind.ORGANISATION)
    return frozenset(fact.span.start for fact in facts if fact.kind in kinds)


def _words(span: Span | None) -> list[str]:
    return span.exact.split() if span else []


def _has_figure(words: Collection[str]) -> bool:
    return any(letter.isdigit() for word in words for letter in word)


def _follows(event: Event) -> bool:
    return event.who is not None and 0 <= event.act.start - event.who.end <= 1
