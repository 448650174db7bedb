"""What several articles give a number of, over time and by source: a quantity, and below it each
that gives one. They are read beside the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.quantity import Given, Series
from workbench.domain.series import Number
from workbench.present.cells import cut
from workbench.present.counting import counted
from workbench.present.numbers import number_details, number_row, series_row, series_words
from workbench.services.numbers import quantities
from workbench.services.which import Which, numbers_of
from workbench.tui.pages.counterparts import words_opener
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.subject import Subject
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.present.glyphs import Glyphs
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Reader

FIRST, MOST = 32, 300
"""Articles that are read before the page shows anything, and in all: the newest of those that are
chosen. `workbench numbers` reads all."""
_NAME, _NAME_BEFORE = 40, 20
"""Cells of what the page is of, and where it says of how many articles: a line of 80 has both."""


class NumbersPage(ListPage):
    """Quantities, those first on which articles differ."""

    list_pane = Pane.TIMELINE

    def __init__(self, glyphs: Glyphs, which: Which, beside: Callable[[NumbersPage], None]) -> None:
        """beside: has `grow` run beside the keys, and what came of it
        painted."""
        super().__init__("", (), empty="Reading…")
        self.glyphs = glyphs
        self._which = which
        self._beside = beside
        self._head: tuple[int, str] | None = None
        self._most = 0
        """Articles that were read then, at most."""
        self._is_whole = False
        self._tell(0)

    def _tell(self, articles: int) -> None:
        many = f", of the newest {self._most} articles" if articles > self._most else ""
        name = cut(self._which.name, _NAME_BEFORE if many else _NAME)
        self.title = f"Numbers over time: {name}{many}"

    async def load(self, reader: Reader) -> None:
        """Read them anew, where anything was changed."""
        if await reader.call(reader.bench.store.journal.head) != self._head:
            self._beside(self)

    async def grow(self, reader: Reader) -> bool:
        """Read those of a few articles, then of all; whether there was anything left to read."""
        head = await reader.call(reader.bench.store.journal.head)
        is_as_before = head == self._head
        if is_as_before and self._is_whole:
            return False
        most = MOST if is_as_before else FIRST
        self._head, self._is_whole = head, False
        found, articles = await reader.call(read_quantities, reader.bench, self._which, most)
        if head is not self._head:
            return False  # read anew meanwhile: that is newer, whichever is there first
        self._most, self._is_whole = most, articles <= most or most == MOST
        self._tell(articles)
        self.empty = "No two articles are known to give a number of one thing."
        here = self.key(self.cursor)
        self.entries = tuple(entry for one in found for entry in self._entries(one))
        places = (place for place, one in enumerate(self.entries) if one.key == here)
        self.cursor = next(places, self.cursor) if self.cursor else 0
        return True

    def _entries(self, series: Series) -> Iterator[Entry]:
        many = counted(len(series.articles), "article")
        detail = f"{series_words(series)}  in {many}"
        yield Entry(partial(series_row, series), detail=detail, key=f"of {_key(series.numbers[0])}")
        for one in series.numbers:
            yield self._number(one)

    def _number(self, one: Number[Given]) -> Entry:
        said = one.of.stated
        return Entry(
            partial(number_row, one, glyphs=self.glyphs),
            words_opener(said),
            number_details(one),
            key=_key(one),
            subject=Subject(article=said.article.number, fact=said.fact, claim=said.claim),
        )


def _key(one: Number[Given]) -> str:
    return ":".join(map(str, (*one.of.stated.key, one.low)))


def read_quantities(bench: Workbench, which: Which, most: int) -> tuple[list[Series], int]:
    """The quantities of the newest of some articles, and how many these are. In a worker thread."""
    numbers = numbers_of(bench, which)
    found = quantities(bench, numbers[: -most - 1 : -1], is_story=which.is_story)
    return found, len(numbers)
