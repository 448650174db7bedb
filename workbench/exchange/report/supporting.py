"""What articles beside a report say that may bear out a statement of it.

A machine laid the two side by side, by their words, numbers and days. It counts as no origin: who
says so there may have it from whom the report has it from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from workbench.domain.article import Article
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.likeness import own_relays
from workbench.exchange.report.negated import is_negated
from workbench.exchange.report.stated import Marks, Stated
from workbench.exchange.report.statements import Statement
from workbench.exchange.report.tying import Ties

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
    ties = Ties(one for one in digest.firsts if one.stance.supports)
    there = [
        _Told(one, _names(one), marks)
        for one, marks in ties.marks.items()
        if not is_negated(one.told.claim.span.words)
    ]
    found = [
        Support(beside.article, stated, about)
        for beside in digest.beyond
        if beside.article.outlet.casefold() not in credited
        for stated in beside.stated
        if (about := _about(stated, there, partial(ties.days_of, article=beside.article)))
    ]
    return sorted(found, key=lambda one: one.about.number)


def _names(statement: Statement) -> frozenset[str]:
    places = [place for one in (statement, *statement.again) for place in one.places]
    names = {name for place in places for step in place.chain.steps for name in step.names}
    return frozenset(map(str.casefold, names))


def _about(
    stated: Stated, told: Iterable[_Told], days_of: Callable[[Statement], frozenset[str]]
) -> Statement | None:
    """What it may bear out best. days_of: by which a statement is known there, if by any."""
    names = set(map(str.casefold, stated.voice.names))
    alike = (
        (_shared(stated.marks, one.marks, days_of(one.statement)), one.statement)
        for one in told
        if one.names.isdisjoint(names)
    )
    most, found = max(alike, key=lambda one: one[0], default=(0, None))
    return found if most else None


def _shared(stated: Marks, told: Marks, own_days: frozenset[str]) -> int:
    """How much two have in common; 0 where they are not of the same, or count it otherwise.
    own_days: by which what is told is known in the article that states it."""
    numbers, days = stated.numbers & told.numbers, stated.days & told.days
    stems = stated.stems & told.stems
    if not numbers and not stated.units.isdisjoint(told.units):
        return 0
    by_number = numbers and (days or len(stems) >= _BESIDE_NUMBER)
    by_words = len(stems) >= max(_WORDS, _SHARE * len(stated.stems))
    is_same = by_number or by_words or not own_days.isdisjoint(days)
    return len(numbers) + len(days) + len(stems) if is_same else 0
