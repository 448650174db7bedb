"""What articles beside a report say that may bear out a statement of it.

A machine laid the two side by side, by their words, numbers and days. It counts as no origin: who
says so there may have it from whom the report has it from.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workbench.domain.article import Article
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.likeness import own_relays
from workbench.exchange.report.negated import is_negated
from workbench.exchange.report.stated import Marks, Stated, marks_in
from workbench.exchange.report.statements import Place, Statement

_WORDS, _SHARE = 3, 0.6
"""Words, and their share of those that are said, that the statement has too."""
_BESIDE_NUMBER = 2
"""Words beside a number that both have, from which on they are of the same; of one day none."""


class Support(NamedTuple):
    """What an article beside a report says, and the statement that it may bear out."""

    article: Article
    stated: Stated
    about: Statement


class _Told(NamedTuple):
    """A statement of the report, with what tells what it is of."""

    statement: Statement
    names: frozenset[str]
    """Of all in its chains: who is one of them bears out nothing by saying it again."""
    marks: Marks


def supports(digest: Digest) -> list[Support]:
    """What may bear out a statement, in the order of these; nothing of an article whose outlet the
    report's articles credit: they have it from there."""
    if not digest.beyond:
        return []
    credited = {name.casefold() for told in digest.articles for name in own_relays(told.annotated)}
    every = [_told(one) for one in digest.firsts if one.stance.supports]
    there = [one for one in every if not is_negated(one.statement.told.claim.span.words)]
    found = [
        Support(beside.article, stated, about)
        for beside in digest.beyond
        if beside.article.outlet.casefold() not in credited
        for stated in beside.stated
        if (about := _about(stated, there))
    ]
    return sorted(found, key=lambda one: one.about.number)


def _told(statement: Statement) -> _Told:
    places = [place for one in (statement, *statement.again) for place in one.places]
    names = {name for place in places for step in place.chain.steps for name in step.names}
    return _Told(statement, frozenset(map(str.casefold, names)), _marks(statement.told))


def _marks(place: Place) -> Marks:
    span = place.claim.span
    return marks_in(place.within.text, (span.start, span.end), place.within.facts)


def _about(stated: Stated, told: Iterable[_Told]) -> Statement | None:
    """What it may bear out best."""
    names = set(map(str.casefold, stated.voice.names))
    alike = (
        (_shared(stated.marks, one.marks), one.statement)
        for one in told
        if one.names.isdisjoint(names)
    )
    most, found = max(alike, key=lambda one: one[0], default=(0, None))
    return found if most else None


def _shared(stated: Marks, told: Marks) -> int:
    """How much two have in common; 0 where they are not of the same, or count it otherwise."""
    numbers, days = stated.numbers & told.numbers, stated.days & told.days
    stems = stated.stems & told.stems
    if not numbers and not stated.units.isdisjoint(told.units):
        return 0
    by_number = numbers and (days or len(stems) >= _BESIDE_NUMBER)
    by_words = len(stems) >= max(_WORDS, _SHARE * len(stated.stems))
    return len(numbers) + len(days) + len(stems) if by_number or by_words else 0
