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

MOST = 300
"""Articles that are read, the newest of those that are chosen; `workbench numbers` reads all."""


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
        self._tell(0)

    def _tell(self, articles: int) -> None:
        many = f", of the newest {MOST} articles" if articles > MOST else ""
        self.title = f"Numbers over time: {cut(self._which.name, 40)}{many}"

    async def load(self, reader: Reader) -> None:
        """Read them anew, where anything was changed."""
        if await reader.call(reader.bench.store.journal.head) != self._head:
            self._beside(self)

    async def grow(self, reader: Reader) -> bool:
        """Read them."""
        head = self._head = await reader.call(reader.bench.store.journal.head)
        found, articles = await reader.call(read_quantities, reader.bench, self._which)
        if head is not self._head:
            return False  # read anew meanwhile: that is newer, whichever is there first
        self._tell(articles)
        self.empty = "No two articles are known to give a number of one thing."
        self.entries = tuple(entry for one in found for entry in self._entries(one))
        return True

    def _entries(self, series: Series) -> Iterator[Entry]:
        many = counted(len(series.articles), "article")
        yield Entry(partial(series_row, series), detail=f"{series_words(series)}  in {many}")
        for one in series.numbers:
            yield self._number(one)

    def _number(self, one: Number[Given]) -> Entry:
        said = one.of.stated
        return Entry(
            partial(number_row, one, glyphs=self.glyphs),
            words_opener(said),
            number_details(one),
            subject=Subject(article=said.article.number, fact=said.fact, claim=said.claim),
        )


def read_quantities(bench: Workbench, which: Which) -> tuple[list[Series], int]:
    """The quantities of the newest of some articles, and how many these are. In a worker thread."""
    numbers = numbers_of(bench, which)
    found = quantities(bench, numbers[: -MOST - 1 : -1], is_story=which.is_story)
    return found, len(numbers)
