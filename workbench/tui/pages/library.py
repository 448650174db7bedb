"""The library: the list of articles."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.domain.filter import ORDER_WORDS, Order, joint_hint
from workbench.domain.text import safe_line
from workbench.present.cells import fit, width_of
from workbench.present.glyphs import Glyphs
from workbench.present.runs import Run, Runs, fill_runs
from workbench.present.shelf import article_line, cut_off, due_words, heading_line
from workbench.tui.pages.page import Page, Rows, marked, title_runs
from workbench.tui.pages.subject import Subject
from workbench.tui.registry import Pane
from workbench.tui.views.library import Library
from workbench.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.domain.article import ArticleRow
    from workbench.present.columns import Common
    from workbench.present.histogram import Histogram
    from workbench.tui.pages.host import Canvas, Host, Reader

_DRAWN = 300
"""Rows kept as they were drawn: those of the highest screen."""
_NAME = 24
"""Cells of a selection's name beside the tally."""


class LibraryPage(Page):
    """The list of articles that a filter leaves."""

    list_pane = Pane.LIBRARY
    rows_are = "articles"
    has_days = True

    def __init__(self, library: Library, glyphs: Glyphs) -> None:
        self.library = library
        self.glyphs = glyphs
        self.waiting = 0
        """How much came in that waits for an answer, once it was counted."""
        self.queue = ""
        """What the analyst's own queue asks for, in few words, once it was counted."""
        self.company: Mapping[int, tuple[str, ...]] = {}
        """Article number -> the colleagues who have it open now."""
        self._bars: tuple[object, int, Histogram | None] = ((), 0, None)
        """The dates and the width that they were made for, and the bars."""
        self._line = lru_cache(_DRAWN)(self._drawn)

    def _drawn(
        self,
        row: ArticleRow,
        above: ArticleRow | None,
        width: int,
        common: Common | None,
        has_company: bool,
    ) -> Runs:
        """An article's row, drawn; kept a while, since a change paints all that show again."""
        return article_line(
            row, width, self.glyphs, common=common, above=above, has_company=has_company
        )

    def key(self, place: int) -> str:
        """Number of the article."""
        row = self.library.row(place)
        return str(row.number) if row else ""

    async def all_keys(self, reader: Reader) -> Iterable[str]:
        """Numbers of the articles that the filter leaves."""
        numbers = reader.bench.store.articles.numbers
        found = await reader.call(numbers, self.library.terms, analyst=reader.bench.analyst)
        return map(str, found)

    @property
    def rows(self) -> Rows:
        """Its rows, as far as they are read."""
        library = self.library

        def draw(index: int, width: int) -> Runs | None:
            row = library.row(index)
            if row is None:
                return None
            has_company = row.number in self.company
            return self._line(row, self._above(index), width, library.common, has_company)

        return Rows(library, draw)

    def _above(self, place: int) -> ArticleRow | None:
        return self.library.row(place - 1) if place else None

    @property
    def row(self) -> ArticleRow | None:
        """The article under the cursor."""
        return self.library.row(self.cursor)

    @property
    def heading(self) -> Runs:
        """The columns' names, without those that the tally would cut in two."""
        names = "".join(run.text for run in self._columns)
        room = max(0, self.width - width_of(self.tally) - 3) if self.tally else len(names)
        if names[room : room + 1].strip():
            room = names.rfind(" ", 0, room) + 1
        return (Run(f"  {names[:room]}", "header"),)

    @property
    def _columns(self) -> Runs:
        return heading_line(self._row_width, self.library.common)

    @property
    def _row_width(self) -> int:
        return max(20, self.width - GUTTER)

    @property
    def tally(self) -> str:
        """Where in how many."""
        if not len(self.library):
            return ""
        plus = "" if self.library.is_complete else "+"
        selection = self.library.selection
        name = f"{fit(safe_line(selection.name), _NAME).rstrip()} " if selection else ""
        return f"{name}{marked(self.marks)}{self.cursor + 1}/{len(self.library)}{plus}"

    @property
    def subject(self) -> Subject:
        """The article."""
        return Subject(article=self.row.number if self.row else None)

    @property
    def citation(self) -> str:
        """The article's number, outlet and title."""
        row = self.row
        return f"#{row.number} {row.outlet}: {row.title}" if row else ""

    def density(self, width: int) -> Runs:
        """When the articles were published: a row of bars, that of the one under the cursor
        marked."""
        if not self.library.days:
            return fill_runs((), width)
        from workbench.present.histogram import histogram, histogram_line

        days, made_for, bars = self._bars
        if days is not self.library.days or made_for != width:
            bars = histogram(self.library.days, width)
            self._bars = (self.library.days, width, bars)
        published = self.row.published if self.row else ""
        return histogram_line(bars, width, published=published, glyphs=self.glyphs)

    @property
    def waiting_words(self) -> str:
        """What the analyst's queue asks for and how much came in, each as a key and words; empty
        where nothing waits."""
        mine = f"{{queue.show}} {self.queue}" if self.queue else ""
        came = f"{{arrival.list}} {self.waiting:,} wait" if self.waiting else ""
        return "  ".join(filter(None, (mine, came)))

    @property
    def standing(self) -> str:
        """How far the analyst is with the selection that is worked through."""
        selection, progress = self.library.selection, self.library.progress
        if selection is None or progress is None:
            return ""
        from workbench.present.standing import progress_words

        return progress_words(selection, progress)

    @property
    def details(self) -> tuple[Runs, Runs]:
        """What the row under the cursor cuts off of its outlet and title, and the filter."""
        if not len(self.library):
            if not self.library.words:
                none = "No articles yet. Quit and run: workbench import PATH"
            else:
                hint = joint_hint(self.library.words)
                none = (f"{hint}. " if hint else "") + self.keyed(
                    "No article fits the filter; {library.clear_filter} shows all again."
                )
            return (Run(none, "warning"),), self._chosen()
        row = self.row
        if row is None:
            return (), self._chosen()
        outlet, title = cut_off(
            row, self._row_width, common=self.library.common, above=self._above(self.cursor)
        )
        tags = safe_line(row.tags)
        told = ((due_words(row), "open"), (tags, "dim"), (outlet, "source"), (title, "title"))
        return title_runs(*told), self._chosen(self.company.get(row.number, ()))

    def _chosen(self, company: Sequence[str] = ()) -> Runs:
        """Who else has the article open; the filter, and the order where it is not the usual
        one."""
        words, order = self.library.words, self.library.order
        here = (("here now:", "dim"), (safe_line(", ".join(company)), "source")) if company else ()
        filtered = (("filter:", "dim"), (safe_line(words), "prompt")) if words else ()
        ordered = ((ORDER_WORDS[order], "dim"),) if order is not Order.NEWEST else ()
        return title_runs(*here, *filtered, *ordered)

    def paint(self, canvas: Canvas) -> None:
        """Fill the list."""
        self.cursor = max(0, min(self.cursor, len(self.library) - 1))
        canvas.list.show(self.rows, self.cursor)

    async def load_rows(self, place: int) -> None:
        """Read rows that are looked at."""
        import asyncio  # not for the first page

        await asyncio.to_thread(self.library.load_page, place)

    async def ready(self, reader: Reader) -> None:
        """Read the row under the cursor, after a move far down the list."""
        if self.row is None and self.cursor < len(self.library):
            await reader.call(self.library.load_page, self.cursor)

    async def load(self, reader: Reader) -> None:
        """Read the list anew; the cursor stays on its article."""
        number = self.row.number if self.row else None
        await reader.call(self.library.reload)
        if number is not None:
            place = await reader.call(self.library.place_of, number)
            self.cursor = self.cursor if place is None else place

    async def open_row(self, host: Host) -> None:
        """Open the article."""
        if self.row:
            await host.places.open_article(self.row.number)
