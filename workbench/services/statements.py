"""The statements of an article: what somebody says in it, or the outlet itself, that is worth
comparing with what other articles say; each with its signature.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from threading import Lock
from typing import NamedTuple

from workbench.domain.counterpart import Place
from workbench.domain.fact import Fact, Kind, Quote
from workbench.domain.gist import day_of
from workbench.domain.signature import Signature
from workbench.extract.signing.signer import Signer
from workbench.match.comparing import Side
from workbench.match.rewrites import LEAD
from workbench.services.kept import take_kept
from workbench.services.workbench import Workbench

_MOST = 40
"""Statements of an article that are compared; who says more has them in others, too."""
_MOST_LATELY = 150
"""Articles whose statements are remembered, of about 0.1 MB each."""
_SHORTEST = 15
"""Code points of a statement."""


class Statement(NamedTuple):
    """One statement, ready to be compared."""

    place: Place
    side: Side
    keys: frozenset[str | float]
    """What it is looked up by: concepts, words of names, numbers."""


class Signatures:
    """The statements of articles, each article's read once, and none that was read lately."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._of: dict[int, tuple[Statement, ...]] = {}

    def of(self, number: int) -> tuple[Statement, ...]:
        """The statements of an article."""
        if number not in self._of:
            self._of[number] = self._read(number)
        return self._of[number]

    def at(self, place: Place) -> Side:
        """What is said at a place, whether anything found stands there or not."""
        for one in self.of(place.number):
            if one.place == place:
                return one.side
        store = self._bench.store
        _, lang, text = store.gists.told(place.number)
        publication = store.articles.get(place.number).metadata.publication
        anchor = publication.anchor if publication else None
        signer, around = signer_of(text, store.facts.of_article(place.number), lang, anchor)
        return Side(signer.sign(place.start, place.end, around=around))

    def _read(self, number: int) -> tuple[Statement, ...]:
        store = self._bench.store
        article = store.articles.get(number)
        publication, lang = article.metadata.publication, article.metadata.lang
        anchor = publication.anchor if publication else None
        run, _ = store.facts.standing(number)
        key = (number, article.sha256, lang, anchor, run)
        found = _lately().get(key)
        if found is None:
            _, _, text = store.gists.told(number)
            facts = store.facts.of_article(number)
            found = statements(number, text, facts, lang, anchor)
            _lately().keep(key, found)
        return found


class _Lately:
    """The statements that were signed last, by what they are made of: near articles are kept one
    soon after the other, and signing one takes half as long as finding its facts."""

    def __init__(self) -> None:
        self._of: dict[tuple[object, ...], tuple[Statement, ...]] = {}
        self._lock = Lock()

    def get(self, key: tuple[object, ...]) -> tuple[Statement, ...] | None:
        return self._of.get(key)

    def keep(self, key: tuple[object, ...], found: tuple[Statement, ...]) -> None:
        with self._lock:
            self._of[key] = found
            while len(self._of) > _MOST_LATELY:
                del self._of[next(iter(self._of))]


@lru_cache(maxsize=1)
def _lately() -> _Lately:
    """Those of this process."""
    return _Lately()


def signer_of(
    text: str, facts: Sequence[Fact], lang: str, anchor: str | None
) -> tuple[Signer, Signature]:
    """What signs the statements of a text, and what is told around them all: what it begins with.
    anchor: its local publication date, where one is known."""
    take_kept()
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
        found.append(Statement(Place(number, span.start, span.end), side, keys_of(side)))
    return tuple(found)


def _asked(facts: Iterable[Fact]) -> Iterable[Fact]:
    for fact in facts:
        if fact.is_question and fact.kind is not Kind.RELAY:
            is_short = fact.span.end - fact.span.start < _SHORTEST
            if not (is_short and isinstance(fact.attributes, Quote)):
                yield fact


def keys_of(side: Side) -> frozenset[str | float]:
    """What a statement is looked up by."""
    core = side.core
    names = (part for name in core.names for part in name.parts)
    numbers = (amount.low for amount in core.amounts)
    return frozenset((*side.said.concepts, *names, *core.proper, *core.words, *numbers))
