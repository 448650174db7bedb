"""The statements of an article: what somebody says in it, or the outlet itself, that is worth
comparing with what other articles say; each with its signature.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from workbench.domain.counterpart import Place
from workbench.domain.fact import Fact, Kind, Quote
from workbench.domain.gist import day_of
from workbench.domain.signature import Signature
from workbench.extract.signing.signer import Signer
from workbench.match.comparing import Side
from workbench.match.rewrites import LEAD
from workbench.services.workbench import Workbench

_MOST = 40
"""Statements of an article that are compared; who says more has them in others, too."""
_SHORTEST = 15
"""Code points of a statement."""


class Statement(NamedTuple):
    """One statement, ready to be compared."""

    place: Place
    side: Side
    keys: frozenset[str | float]
    """What it is looked up by: concepts, words of names, numbers."""


class Signatures:
    """The statements of articles, each article's read once."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._of: dict[int, tuple[Statement, ...]] = {}

    def of(self, number: int) -> tuple[Statement, ...]:
        """The statements of an article."""
        if number not in self._of:
            _, lang, text = self._bench.store.gists.told(number)
            metadata = self._bench.store.articles.get(number).metadata
            facts = self._bench.store.facts.of_article(number)
            anchor = metadata.publication.anchor if metadata.publication else None
            self._of[number] = statements(number, text, facts, lang, anchor)
        return self._of[number]


def signer_of(
    text: str, facts: Sequence[Fact], lang: str, anchor: str | None
) -> tuple[Signer, Signature]:
    """What signs the statements of a text, and what is told around them all: what it begins with.
    anchor: its local publication date, where one is known."""
    signer = Signer(text, facts, lang, day=day_of(anchor))
    return signer, signer.sign(0, min(len(text), LEAD))


def statements(
    number: int, text: str, facts: Sequence[Fact], lang: str, anchor: str | None
) -> tuple[Statement, ...]:
    """The statements of a text: its quotations, and what the outlet itself says that is worth
    checking."""
    signer, around = signer_of(text, facts, lang, anchor)
    found = []
    for fact in islice(_asked(facts), _MOST):
        speaker = fact.speaker
        is_denied = speaker is not None and not speaker.stance.supports
        span = fact.span
        signature = signer.sign(span.start, span.end, is_denied=is_denied, around=around)
        side = Side(signature)
        found.append(Statement(Place(number, span.start, span.end), side, _keys(side)))
    return tuple(found)


def _asked(facts: Iterable[Fact]) -> Iterable[Fact]:
    for fact in facts:
        if fact.is_question and fact.kind is not Kind.RELAY:
            is_short = fact.span.end - fact.span.start < _SHORTEST
            if not (is_short and isinstance(fact.attributes, Quote)):
                yield fact


def _keys(side: Side) -> frozenset[str | float]:
    core = side.core
    names = (part for name in core.names for part in name.parts)
    numbers = (amount.low for amount in core.amounts)
    return frozenset((*side.said.concepts, *names, *core.proper, *core.words, *numbers))
