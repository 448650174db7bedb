"""The library's rows: pages by keyset, an outline for the scroll bar, never all of it in memory.

The first page is there before anything else; the outline (how many, and the key of every page)
follows. A row that is not loaded yet is None, and the list asks for its page. In an order that work
changes the numbers of the first RANKED articles are kept, so that no row moves under the cursor.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from threading import Lock
from typing import TYPE_CHECKING

from workbench.domain.article import ArticleRow
from workbench.domain.filter import Order
from workbench.present.shelf import common_of
from workbench.services.listing import PAGE, Listing, Outline
from workbench.services.workbench import Workbench

if TYPE_CHECKING:
    from workbench.domain.fact import Fact
    from workbench.domain.filter.tree import Filter
    from workbench.domain.selection import Progress, Selection
    from workbench.present.columns import Common
    from workbench.services.view import ArticleView

_KEPT = 64
"""Pages in memory: 16,384 rows."""
_FIRST = 100
"""Rows of the first page: more than any screen shows."""
RANKED = 10_000
"""Articles of a list whose order work changes."""


class Library:
    """The articles that a filter leaves, in an order, as a list that is read where it is looked
    at. It says what is next for everybody who works through it."""

    def __init__(self, bench: Workbench, listing: Listing | None = None) -> None:
        self.bench = bench
        self.listing = listing or Listing()
        self.days: tuple[tuple[str, int], ...] = ()
        """Publication dates of its articles and how many have each, once they are read."""
        self.common: Common | None = None
        """What the rows that were read since the list was have in common."""
        self.progress: Progress | None = None
        """How far the analyst is with a selection, once it is read."""
        self._outline: Outline | None = None
        self._ranked: Sequence[int] = ()
        self._left_out = 0
        """Articles beyond the ranked ones."""
        self._first: tuple[ArticleRow, ...] = ()
        self._pages: OrderedDict[int, tuple[ArticleRow, ...]] = OrderedDict()
        self._lock = Lock()
        """Rows are painted while worker threads read others."""

    @property
    def words(self) -> str:
        """The filter as it was typed."""
        return self.listing.words

    @property
    def terms(self) -> Filter:
        """What the filter asks for."""
        return self.listing.terms

    @property
    def order(self) -> Order:
        """How its articles stand."""
        return self.listing.order

    @property
    def selection(self) -> Selection | None:
        """The one that is worked through."""
        return self.listing.selection

    def __len__(self) -> int:
        if self.order.is_ranked:
            return len(self._ranked)
        return self._outline.total if self._outline else len(self._first)

    @property
    def is_complete(self) -> bool:
        """Whether the length is known, not only that of the first page."""
        if self.order.is_ranked:
            return not self._left_out
        return self._outline is not None or len(self._first) < _FIRST

    def row(self, place: int) -> ArticleRow | None:
        """The row at a place from 0; None while its page is not loaded."""
        with self._lock:
            page = self._pages.get(place // PAGE)
            if page is not None:
                self._pages.move_to_end(place // PAGE)
        if page is not None:
            return page[place % PAGE] if place % PAGE < len(page) else None
        return self._first[place] if place < len(self._first) else None

    def loaded(self, numbers: Iterable[int]) -> list[ArticleRow]:
        """The rows of these articles that are read, as the list shows them."""
        wanted = set(numbers)
        with self._lock:
            pages = [self._first, *self._pages.values()]
        return [row for page in pages for row in page if row.number in wanted]

    def load_first(self) -> None:
        """Read the first page. In a worker thread."""
        if self.order.is_ranked:
            self._rank()
            return
        self._first = self._seen(
            self.bench.store.articles.rows(
                self.terms, analyst=self._analyst, limit=_FIRST, order=self.order
            ),
            is_first=True,
        )
        if len(self._first) < _FIRST:
            with self._lock:
                self._pages.clear()
            self._outline = None

    def _rank(self) -> None:
        """Read which articles stand where, and the first of them."""
        numbers, total = self.bench.store.articles.ranked(
            self.terms, self.order, analyst=self._analyst, limit=RANKED
        )
        first = self.bench.store.articles.rows_of(numbers[:_FIRST], analyst=self._analyst)
        with self._lock:
            self._pages.clear()
            self._ranked, self._left_out = numbers, total - len(numbers)
            self._first = self._seen(first, is_first=True)

    def load_outline(self) -> None:
        """Read how long the list is. In a worker thread."""
        if not self.is_complete and not self.order.is_ranked:
            self._outline = self.bench.store.articles.outline(
                self.terms, analyst=self._analyst, order=self.order
            )

    def load_days(self) -> None:
        """Read when its articles were published. In a worker thread."""
        self.days = tuple(self.bench.store.articles.days(self.terms, analyst=self._analyst))

    def load_progress(self) -> None:
        """Read how far the analyst is, where a selection is worked through. In a worker thread."""
        from workbench.services.selections import progress_of

        if self.selection:
            self.progress = progress_of(self.bench, self.listing)

    def load_page(self, place: int) -> None:
        """Read the page that a place is on. In a worker thread."""
        number = place // PAGE
        if self.order.is_ranked:
            numbers = self._ranked[number * PAGE : (number + 1) * PAGE]
            self._keep(number, self.bench.store.articles.rows_of(numbers, analyst=self._analyst))
            return
        if self._outline is None or number >= len(self._outline.anchors):
            self.load_first()
            return
        rows = self.bench.store.articles.rows(
            self.terms,
            analyst=self._analyst,
            start=self._outline.anchors[number],
            limit=PAGE,
            order=self.order,
        )
        self._keep(number, rows)

    @property
    def _analyst(self) -> str:
        return self.bench.analyst

    def _keep(self, page: int, rows: Iterable[ArticleRow]) -> None:
        with self._lock:
            self._pages[page] = self._seen(rows)
            while len(self._pages) > _KEPT:
                self._pages.popitem(last=False)

    def _seen(
        self, rows: Iterable[ArticleRow], *, is_first: bool = False
    ) -> tuple[ArticleRow, ...]:
        """Rows that were read. is_first: the list begins with them, read anew."""
        read = tuple(rows)
        common = common_of(read)
        if self.common and common and not is_first:
            common = self.common.and_of(common)
        self.common = common or self.common
        return read

    def reload(self) -> None:
        """Read everything that was read anew, after a change; an order that work changes stays as
        it was. In a worker thread."""
        if self.order.is_ranked:
            with self._lock:
                self._pages.clear()
            rows = self.bench.store.articles.rows_of(self._ranked[:_FIRST], analyst=self._analyst)
            self._first = self._seen(rows, is_first=True)
            return
        with self._lock:
            self._pages.clear()
        complete = self.is_complete
        self.load_first()
        if not complete or self._outline is not None:
            self._outline = None
            self.load_outline()

    def rank(self) -> None:
        """Read an order that work changes anew. In a worker thread."""
        if self.order.is_ranked:
            self._rank()

    def refresh_article(self, number: int) -> None:
        """Read the row of one article anew, wherever it is loaded. In a worker thread."""
        fresh = self.bench.store.articles.row(number, analyst=self._analyst)
        self._seen([fresh])
        self._first = _replaced(self._first, fresh)
        with self._lock:
            for place, page in self._pages.items():
                self._pages[place] = _replaced(page, fresh)

    def place_of(self, number: int) -> int | None:
        """Where an article stands in the list; None when the filter leaves it out. In a worker.

        What is read stays where it is shown until the list is read anew, though an answer may have
        put it out of the filter: it would be counted past itself otherwise, and `queue:mine` would
        lead on to the article that is open."""
        if self.order.is_ranked:
            return self._ranked.index(number) if number in self._ranked else None
        with self._lock:
            pages = {0: self._first} | self._pages
        for page, rows in pages.items():
            for at, row in enumerate(rows):
                if row.number == number:
                    return page * PAGE + at
        return self.bench.store.articles.place(
            number, self.terms, analyst=self._analyst, order=self.order
        )

    def next_open(self, after: int | None = None) -> tuple[ArticleView, Fact] | None:
        """The next article down the list with an open question, below the one of a number, and the
        first of these questions; None when there is none. In a worker thread."""
        from workbench.services.view import view_article

        number = self._next_open(after)
        if number is None:
            return None
        view = view_article(self.bench, number)
        questions = view.open_questions()
        return (view, questions[0]) if questions else None

    def _next_open(self, after: int | None) -> int | None:
        articles = self.bench.store.articles
        if not self.order.is_ranked:
            return articles.with_open_questions(
                self.terms, analyst=self._analyst, after=after, order=self.order
            )
        place = self.place_of(after) if after is not None else None
        rest = self._ranked[0 if place is None else place + 1 :]
        return articles.first_with_open_questions(rest, analyst=self._analyst)


def _replaced(rows: tuple[ArticleRow, ...], fresh: ArticleRow) -> tuple[ArticleRow, ...]:
    return tuple(fresh if row.number == fresh.number else row for row in rows)
