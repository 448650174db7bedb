"""The line of time: what is said in some articles, by when it is of and by when it was said.

What nobody answered stands there as what accepting it would give, and is told as not reviewed; what
was rejected or withdrawn does not. As of a day only what was published by then counts, and where it
is asked for only what was recorded by then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from workbench.domain.article import Article
from workbench.domain.found import Found
from workbench.domain.stated import Stated
from workbench.domain.timeline import Dated, Timed, moment_at
from workbench.domain.timex import day_at
from workbench.errors import DataError, UsageError
from workbench.services.extraction import facts_of
from workbench.services.sources import NameBook
from workbench.services.then import Then
from workbench.services.timing import Timing
from workbench.services.told_counterparts import Statements
from workbench.services.view import ArticleView, view_of
from workbench.services.workbench import Workbench

_DAY = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
_END_OF_DAY = "T23:59:59Z"


class AsOf(NamedTuple):
    """Until when things count."""

    day: str = ""
    """YYYY-MM-DD; empty: all of it."""
    is_recorded: bool = False
    """Whether only what was recorded by then counts, too."""

    @classmethod
    def of(cls, words: str, *, is_recorded: bool = False) -> AsOf:
        """As it was asked for: a day, a month or a year, which count to their ends. Raises
        UsageError."""
        moment = moment_at(words) if words else None
        if words and not (moment and _DAY.fullmatch(words)):
            raise UsageError(f"{words!r} is no day", "As 2026-05-31, 2026-05 or 2026.")
        if is_recorded and not moment:
            raise UsageError("--recorded is as of a day", "Name it: --as-of 2026-05-31.")
        return cls(day_at(moment.extent.last - 1) if moment else "", is_recorded)

    def holds(self, article: Article) -> bool:
        """Whether an article was published by then, for sure; and was here, where that is asked
        for."""
        if not self.day:
            return True
        published = moment_at(article.metadata.day)
        is_out = published is not None and day_at(published.extent.last - 1) <= self.day
        return is_out and not (self.is_recorded and article.retrieved_at > self.stamp)

    @property
    def stamp(self) -> str:
        """The last second of it."""
        return self.day + _END_OF_DAY


NOW = AsOf()


class Read(NamedTuple):
    """One article with its statements."""

    view: ArticleView
    statements: tuple[Stated, ...]
    timing: Timing


def dated(read: Iterable[Read]) -> Iterator[Dated]:
    """The statements of some articles, each with its times, in no order along the line."""
    return (Dated(said, when_of(said, one.timing)) for one in read for said in one.statements)


def read_statements(bench: Workbench, numbers: Sequence[int], as_of: AsOf = NOW) -> Iterator[Read]:
    """The articles of these that count as of a day, each with its statements. Reads each one's
    facts: not for the key path."""
    book, unasked = NameBook(bench), bench.store.facts.unasked_rules()
    then = Then(bench, as_of.stamp) if as_of.is_recorded else None
    for number in numbers:
        try:
            article = bench.store.articles.get(number)
            if not as_of.holds(article):
                continue
            view = view_of(bench, article, Found(facts_of(bench, number)))
        except DataError:
            bench.store.leave_out(f"article #{number}")
            continue
        view = then.view(view) if then else view
        found = tuple(Statements(bench, view, book, unasked).every())
        yield Read(view, found, Timing(article, view.text, view.facts, view.claims))


def when_of(said: Stated, timing: Timing) -> Timed:
    """When a statement is: as its claim has it, else as the machine reads the question."""
    if said.claim:
        return timing.of_claim(said.claim)
    return timing.of_fact(said.fact) if said.fact else Timed()
