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
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
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
        answer: Future[R] = Future()
        elsewhere = self._elsewhere(item) if self._cores > 1 and self._given > ALONE else None
        if elsewhere is None:
            self._answer(answer, item)
        else:
            elsewhere.add_done_callback(lambda done: self._take(done, answer, item))
        return answer

    def _elsewhere(self, item: T) -> Future[R] | None:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._cores, multiprocessing.get_context("spawn"), initializer=_follow_parent
            )
        try:
            return self._pool.submit(self._function, item)
        except BrokenExecutor:
            self._cores = 1
            return None

    def _take(self, done: Future[R], answer: Future[R], item: T) -> None:
        if done.cancelled():
            answer.cancel()
        elif isinstance(error := done.exception(), BrokenExecutor):
            self._answer(answer, item)  # its process was killed, as by a system out of memory
        elif error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(done.result())

    def _answer(self, answer: Future[R], item: T) -> None:
        try:
            answer.set_result(self._function(item))
        except Exception as error:
            answer.set_exception(error)

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
