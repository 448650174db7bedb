"""The line of time: what is said in some articles, by when it is of and by when it was said.

What nobody answered stands there as what accepting it would give, and is told as not reviewed; what
was rejected or withdrawn does not. As of a day only what was published by then counts, and where it
is asked for only what was recorded by then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from workbench.domain.article import Article
from workbench.domain.fact import Fact
from workbench.domain.filter.tree import Term
from workbench.domain.found import Found
from workbench.domain.stated import Stated
from workbench.domain.timeline import Dated, Timed, moment_at
from workbench.domain.timex import day_at
from workbench.errors import DamagedError, DataError, UsageError
from workbench.services.extraction import facts_of
from workbench.services.sources import NameBook
from workbench.services.then import Then
from workbench.services.timing import Timing
from workbench.services.told_counterparts import Statements
from workbench.services.uncollected import uncollected
from workbench.services.view import ArticleView, ask_ahead, view_of
from workbench.services.workbench import Workbench

_DAY = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
_END_OF_DAY = "T23:59:59Z"
_AT_ONCE = 16
"""Articles that are read at once: as many as a page reads before it shows."""


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


def numbers_until(bench: Workbench, numbers: Sequence[int], as_of: AsOf) -> Sequence[int]:
    """Those of some articles that may count as of a day: what was published later is left out,
    without reading any."""
    if not as_of.day:
        return numbers
    until = (Term("date", "<=", as_of.day),)
    out = {*bench.store.articles.numbers(until, analyst=bench.analyst)}
    return [number for number in numbers if number in out]


def read_statements(bench: Workbench, numbers: Sequence[int], as_of: AsOf = NOW) -> Iterator[Read]:
    """The articles of these that count as of a day, each with its statements. Reads each one's
    facts: not for the key path."""
    reading = _Reading(bench, as_of)
    for first in range(0, len(numbers), _AT_ONCE):
        yield from reading.read(numbers[first : first + _AT_ONCE])


class _Reading:
    """Reads articles, some of them in one moment: each takes twenty small questions."""

    def __init__(self, bench: Workbench, as_of: AsOf) -> None:
        self._bench = bench
        self._as_of = as_of
        self._book = NameBook(bench)
        self._unasked = bench.store.facts.unasked_rules()
        self._then = Then(bench, as_of.stamp) if as_of.is_recorded else None

    @uncollected()
    def read(self, numbers: Sequence[int]) -> list[Read]:
        """Those of some articles that count, with their statements."""
        store = self._bench.store
        try:
            with store.snapshot():
                store.ahead(*(partial(store.articles.get, number) for number in numbers))
                for number in numbers:
                    store.ahead(partial(store.facts.of_article, number))
                    ask_ahead(self._bench, number)
                return [*self._each(numbers, store.facts.of_article, is_first=True)]
        except DamagedError:  # facts are computed anew, which is not seen in that moment
            return [*self._each(numbers, partial(facts_of, self._bench))]

    def _each(
        self,
        numbers: Sequence[int],
        facts_of: Callable[[int], list[Fact]],
        *,
        is_first: bool = False,
    ) -> Iterator[Read]:
        """Those that count; one that is not read is left out, unless it is damaged at first."""
        store = self._bench.store
        for number in numbers:
            try:
                article = store.articles.get(number)
                if not self._as_of.holds(article):
                    continue
                view = view_of(self._bench, article, Found(facts_of(number)))
            except DataError as error:
                if is_first and isinstance(error, DamagedError):
                    raise
                store.leave_out(f"article #{number}")
            else:
                yield self._told(view)

    def _told(self, today: ArticleView) -> Read:
        view = self._then.view(today) if self._then else today
        said = tuple(Statements(self._bench, view, self._book, self._unasked).every())
        return Read(view, said, Timing(view.article, view.text, view.facts, view.claims))


def when_of(said: Stated, timing: Timing) -> Timed:
    """When a statement is: as its claim has it, else as the machine reads the question."""
    if said.claim:
        return timing.of_claim(said.claim)
    return timing.of_fact(said.fact) if said.fact else Timed()
