"""Ending one read that nobody waits for any more; all others go on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from workbench.errors import BusyError


class Stop:
    """What a read is handed in with, and ended by, from another thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._end: Callable[[], None] | None = None
        self._is_given = False

    def give(self) -> None:
        """End the read, now or as soon as it begins: whoever reads gets BusyError."""
        with self._lock:
            self._is_given = True
            if self._end:
                self._end()

    def check(self) -> None:
        """Raises BusyError where the read is to end: between two statements nothing else would."""
        if self._is_given:
            raise BusyError("the query was cancelled")

    @contextmanager
    def over(self, end: Callable[[], None]) -> Iterator[None]:
        """Let what is read meanwhile be ended. end: how."""
        with self._lock:
            self.check()
            self._end = end
        try:
            yield
        finally:
            with self._lock:
                self._end = None
