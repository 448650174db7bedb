"""A pure function over all cores: processes are started only once there is enough to do.

For importing and for `workbench facts --jsonl`. The processes are started anew rather than forked,
because the store's threads are running; they leave interrupts to their parent and end with it,
however it ends. It must never be given a function that touches a database.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.connection import wait
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")

ALONE = 40
"""Items that are worked on in this process first: what starting others costs, about 0.2 s."""
MOST = 8
"""Processes at most: an analyst's machine has other users."""


class Cores(Generic[T, R]):
    """One function, a module's own and picklable, over all cores."""

    def __init__(self, function: Callable[[T], R]) -> None:
        self._function = function
        self._given = 0
        self._pool: ProcessPoolExecutor | None = None
        self._cores = min(MOST, len(os.sched_getaffinity(0)))

    def submit(self, item: T) -> Future[R]:
        """The function of an item: at once for the first ones, later in another process."""
        self._given += 1
        if self._cores < 2 or self._given <= ALONE:
            return _done(self._function, item)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._cores, multiprocessing.get_context("spawn"), initializer=_follow_parent
            )
        return self._pool.submit(self._function, item)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _done(function: Callable[[T], R], item: T) -> Future[R]:
    future: Future[R] = Future()
    try:
        future.set_result(function(item))
    except Exception as error:
        future.set_exception(error)
    return future


def _follow_parent() -> None:
    """In a new process: leave interrupts to the parent, and end when it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
