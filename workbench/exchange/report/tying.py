"""Which statements words elsewhere may be about, by what is the same in any language: a number of
the same, or a day that only one statement has.

It says nothing of whether they agree: 41 aboard may stand there beside 60.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from workbench.domain.article import Article
from workbench.exchange.report.stated import Marks, marks_in
from workbench.exchange.report.statements import Place, Statement

_FEW = 10
"""Numbers up to which any two texts may have one."""


class Ties:
    """The statements of a report by what they count and when."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._statements = list(statements)

    @cached_property
    def marks(self) -> dict[Statement, Marks]:
        """What each statement has that tells what it is of."""
        return {one: _marks(one.told) for one in self._statements}

    def of(self, marks: Marks, article: Article) -> list[Statement]:
        """Those that have a number of some words of an article, or, in another language, their
        day."""
        return [
            one
            for one, there in self.marks.items()
            if any(number > _FEW for number, _ in marks.numbers & there.numbers)
            or not marks.days.isdisjoint(self.days_of(one, article))
        ]

    def days_of(self, statement: Statement, article: Article) -> frozenset[str]:
        """The days by which it is known in an article of another language: those that no other
        statement has, and on which neither article appeared."""
        own, lang = statement.told.within.article.metadata, article.metadata.lang
        if not lang or own.lang == lang:
            return frozenset()
        rare = (one for one in self.marks[statement].days if self._held[one] == 1)
        return frozenset(rare) - {own.day, article.metadata.day}

    @cached_property
    def _held(self) -> Counter[str]:
        """How many statements have a day."""
        return Counter(day for one in self.marks.values() for day in one.days)


def _marks(place: Place) -> Marks:
    span = place.claim.span
    return marks_in(place.within.text, (span.start, span.end), place.within.facts)
