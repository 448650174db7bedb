"""What the library comes to, read beside the keys: when its articles were published, how far the
analyst is with the selection that is worked through, and how much came in and waits.

Nothing waits for it, and it reads again only after the list or the journal changed.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.tui.screens.calls import failed_beside

if TYPE_CHECKING:
    from workbench.services.workbench import Workbench
    from workbench.tui.screens.calls import Calls
    from workbench.tui.screens.screen import DeskScreen
    from workbench.tui.views.library import Library


_QUICK = 0.5
"""Seconds that counting may take after each act."""
_INSTANT = 0.05
"""Seconds for counting what waits after each act."""
_SHARE = 20
"""Where it takes longer, how many times that long it rests."""


class Overview:
    """The counts over one desk's library."""

    def __init__(self, screen: DeskScreen, calls: Calls) -> None:
        self._screen = screen
        self._calls = calls
        self._is_reading = False
        self._is_due = False
        self._read_for: tuple[Library, int] | None = None
        """The library whose progress is shown, and where the journal stood then."""
        self._days_of: Library | None = None
        self._rests_until = 0.0
        self._counted_at: tuple[int, int] | None = None
        """The acts that were recorded when it was last counted what waits."""
        self._queue_of: int | None = None
        """The journal's last entry when the queue was looked at for colleagues' acts."""
        self._came: int | None = None
        """How much waited then, seen or not."""
        self._count_took = 0.0

    def look(self) -> None:
        """Read what has changed, once nothing else is being read."""
        self._is_due = True
        if not self._is_reading and self._has_work():
            # The function, not its coroutine: a desk that ends would never await that.
            self._screen.run_worker(self._read, exit_on_error=False)  # type: ignore[arg-type]

    def forget_days(self) -> None:
        """Articles may have come: read their dates again."""
        self._days_of = None

    def _has_work(self) -> bool:
        library = self._screen.library.library
        return library.selection is not None or self._wants_days(library) or self._wants_count()

    def _wants_count(self) -> bool:
        """Whether anything was recorded since it was counted what waits."""
        return self._counted_at != self._calls.bench.store.acts

    def _wants_days(self, library: Library) -> bool:
        return self._screen.shows_days and self._days_of is not library

    async def _read(self) -> None:
        self._is_reading = True
        try:
            while self._is_due:
                self._is_due = False
                await self._read_once(self._screen.library.library)
        except WorkbenchError:
            return  # cancelled, or busy: the next act tries again
        except Exception as error:
            failed_beside(error)
        finally:
            self._is_reading = False

    async def _read_once(self, library: Library) -> None:
        if self._wants_days(library):
            await asyncio.to_thread(library.load_days)
            self._days_of = library
            self._screen.tell()
        if self._wants_count():
            before = self._screen.library.waiting_words
            await self.count_waiting()
            if self._screen.library.waiting_words != before:
                self._screen.tell()
        if library.selection:
            seq, _ = await asyncio.to_thread(self._calls.bench.store.journal.head)
            if self._read_for != (library, seq) and not self._rests(library):
                began = time.monotonic()
                await asyncio.to_thread(library.load_progress)
                took = time.monotonic() - began
                self._rests_until = began + (took * _SHARE if took > _QUICK else 0)
                self._read_for = (library, seq)
                self._screen.tell()

    async def count_waiting(self) -> int:
        """How much came in that nobody answered, as the list of it has it; the library says so from
        then on, and what the analyst's queue asks for. Where counting what came takes long it is
        done again only once more or less waits. Raises WorkbenchError."""
        bench, page = self._calls.bench, self._screen.library
        self._counted_at = bench.store.acts
        page.queue = await asyncio.to_thread(_queue_words, bench)
        came = await asyncio.to_thread(bench.store.arrivals.how_many)
        if came != self._came or (came and self._count_took < _INSTANT):
            from workbench.services.arrivals import waiting

            began = time.monotonic()
            seen = await asyncio.to_thread(waiting, bench) if came else ()
            page.waiting, self._came = len(seen), came
            self._count_took = time.monotonic() - began
        return page.waiting

    async def look_at_queue(self) -> None:
        """Count again what the analyst's queue asks for, where anybody did anything since: a
        colleague may have given her articles, or finished them. Raises WorkbenchError."""
        bench, page = self._calls.bench, self._screen.library
        seq, _ = await asyncio.to_thread(bench.store.journal.head)
        if seq == self._queue_of:
            return
        words = await asyncio.to_thread(_queue_words, bench)
        self._queue_of = seq
        if words != page.queue:
            page.queue = words
            self._screen.tell()

    def _rests(self, library: Library) -> bool:
        """Whether counting this list took so long that it is not worth doing at each act."""
        known = self._read_for is not None and self._read_for[0] is library
        return known and time.monotonic() < self._rests_until


def _queue_words(bench: Workbench) -> str:
    """What the analyst's queue asks for; the words are loaded once she was given anything."""
    if not bench.store.assignments.has_any(bench.analyst):
        return ""
    from workbench.present.queue import queue_brief
    from workbench.services.assigned import queue_of

    return queue_brief(queue_of(bench))
