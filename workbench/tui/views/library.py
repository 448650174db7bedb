"""The library's rows: pages by keyset, an outline for the scroll bar, never all of it in memory.

The first page is there before anything else; the outline (how many, and the key of every page)
follows. A row that is not loaded yet is None, and the list asks for its page.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from workbench.domain.article import ArticleRow
from workbench.domain.filter import Term
from workbench.services.listing import PAGE, Outline
from workbench.services.workbench import Workbench

_KEPT = 64
"""Pages in memory: 16,384 rows."""
_FIRST = 100
"""Rows of the first page: more than any screen shows."""


class Library:
    """The articles that a filter leaves, as a list that is read where it is looked at."""

    def __init__(self, bench: Workbench, words: str = "", terms: Sequence[Term] = ()) -> None:
        self.bench = bench
        self.words = words
        """The filter as it was typed."""
        self.terms = tuple(terms)
        self._outline: Outline | None = None
        self._first: tuple[ArticleRow, ...] = ()
        self._pages: OrderedDict[int, tuple[ArticleRow, ...]] = OrderedDict()
        self._lock = Lock()
        """Rows are painted while worker threads read others."""

    def __len__(self) -> int:
        return self._outline.total if self._outline else len(self._first)

    @property
    def is_complete(self) -> bool:
        """Whether the length is known, not only that of the first page."""
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

    def load_first(self) -> None:
        """Read the first page. In a worker thread."""
        self._first = tuple(
            self.bench.store.articles.rows(self.terms, analyst=self.bench.analyst, limit=_FIRST)
        )
        if len(self._first) < _FIRST:
            with self._lock:
                self._pages.clear()
            self._outline = None

    def load_outline(self) -> None:
        """Read how long the list is. In a worker thread."""
        if not self.is_complete:
            self._outline = self.bench.store.articles.outline(
                self.terms, analyst=self.bench.analyst
            )

    def load_page(self, place: int) -> None:
        """Read the page that a place is on. In a worker thread."""
        number = place // PAGE
        if self._outline is None or number >= len(self._outline.anchors):
            self.load_first()
            return
        rows = self.bench.store.articles.rows(
            self.terms,
            analyst=self.bench.analyst,
            start=self._outline.anchors[number],
            limit=PAGE,
        )
        with self._lock:
            self._pages[number] = tuple(rows)
            while len(self._pages) > _KEPT:
                self._pages.popitem(last=False)

    def reload(self) -> None:
        """Read everything that was read anew, after a change. In a worker thread."""
        with self._lock:
            self._pages.clear()
        complete = self.is_complete
        self.load_first()
        if not complete or self._outline is not None:
            self._outline = None
            self.load_outline()

    def refresh_article(self, number: int) -> None:
        """Read the row of one article anew, wherever it is loaded. In a worker thread."""
        fresh = self.bench.store.articles.row(number, analyst=self.bench.analyst)
        self._first = _replaced(self._first, fresh)
        with self._lock:
            for place, page in self._pages.items():
                self._pages[place] = _replaced(page, fresh)

    def place_of(self, number: int) -> int | None:
        """Where an article stands in the list; None when the filter leaves it out. In a worker."""
        return self.bench.store.articles.place(number, self.terms, analyst=self.bench.analyst)


def _replaced(rows: tuple[ArticleRow, ...], fresh: ArticleRow) -> tuple[ArticleRow, ...]:
    return tuple(fresh if row.number == fresh.number else row for row in rows)
