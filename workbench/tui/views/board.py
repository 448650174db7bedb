"""The board's rows: pages by keyset, an outline for the scroll bar, never all of it in memory.

As the library's, over claims. The first page is there before the page shows; the outline (how many,
and the key of every page) is read beside it. A row that is not loaded yet is None.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from threading import Lock

from workbench.domain.filter import ClaimSort
from workbench.present.board import OPTIONAL
from workbench.services.board import (
    BOARD_PAGE,
    BoardOutline,
    BoardQuery,
    BoardRow,
    board_query,
    read_places,
)
from workbench.services.workbench import Workbench

_KEPT = 64
"""Pages in memory: 4,096 rows."""


class Board:
    """The claims that a filter leaves, in an order, as a list that is read where it is looked at.

    Its methods that read run in worker threads.
    """

    def __init__(
        self,
        bench: Workbench,
        words: str = "",
        *,
        sort: ClaimSort = ClaimSort.NEWEST,
        only_mine: bool = False,
    ) -> None:
        self.bench = bench
        self.words = words
        """The filter as it was typed."""
        self.sort = sort
        self.only_mine = only_mine
        """Whether colleagues' claims are left out, those too that may be seen."""
        self.query = self._query()
        self._outline: BoardOutline | None = None
        self._pages: OrderedDict[int, tuple[BoardRow | None, ...]] = OrderedDict()
        self._head: tuple[int, str] | None = None
        """Where the journal stood when the board was read."""
        self.filled: frozenset[str] = frozenset()
        """Columns that a row has something in, of those that are not always there."""
        self._lock = Lock()
        """Rows are painted while worker threads read others."""

    def __len__(self) -> int:
        if self._outline:
            return self._outline.total
        return len(self._pages.get(0, ()))

    @property
    def is_complete(self) -> bool:
        """Whether the length is known, not only that of the first page."""
        return self._outline is not None

    def row(self, place: int) -> BoardRow | None:
        """The row at a place from 0; None while its page is not loaded, and where it cannot be
        read."""
        number, at = divmod(place, BOARD_PAGE)
        with self._lock:
            page = self._pages.get(number)
            if page is not None:
                self._pages.move_to_end(number)
        return page[at] if page is not None and at < len(page) else None

    def _keep(self, number: int, rows: Iterable[BoardRow | None]) -> None:
        """Keep a page that was read."""
        page = tuple(rows)
        with self._lock:
            self._pages[number] = page
            self.filled |= {
                name
                for name, fills in OPTIONAL.items()
                if name not in self.filled and any(fills(row) for row in page if row)
            }
            while len(self._pages) > _KEPT:
                self._pages.popitem(last=False)

    def load_first(self) -> None:
        """Read the first page."""
        self._head = self.bench.store.journal.head()
        rows, following = read_places(self.bench, self.query)
        self._keep(0, rows)
        if following is None:
            self._outline = BoardOutline(len(rows), ())

    def load_outline(self) -> None:
        """Read how long the board is."""
        self._outline = self.bench.store.claims.outline(self.query)

    def load_page(self, place: int) -> None:
        """Read the page that a place is on."""
        number = place // BOARD_PAGE
        if self._outline is None or number >= len(self._outline.anchors):
            self.load_first()
            return
        rows, _ = read_places(self.bench, self.query, start=self._outline.anchors[number])
        self._keep(number, rows)

    def is_current(self) -> bool:
        """Whether nothing was changed since the board was read, by anybody."""
        return self._head == self.bench.store.journal.head()

    def reload(self) -> None:
        """Read everything anew, after a change."""
        fresh = self._query()
        with self._lock:
            self._pages.clear()
            self.filled = frozenset()
        self.query = fresh
        self._outline = None
        self.load_first()
        if not self.is_complete:
            self.load_outline()

    def _query(self) -> BoardQuery:
        query = board_query(self.bench, self.words, sort=self.sort)
        return replace(query, hides_colleagues=self.only_mine)

    def uids(self) -> list[str]:
        """The claims on it, in no order."""
        return self.bench.store.claims.uids(self.query)

    def place_of(self, uid: str) -> int | None:
        """Where a claim stands; None when the filter leaves it out."""
        return self.bench.store.claims.place(uid, self.query)
