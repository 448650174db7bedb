"""A pure function over all cores: processes are started only once there is enough to do.

For importing and for `workbench facts --jsonl`. The processes are started anew rather than forked,
because the store's threads are running; they leave interrupts to their parent and end with it,
however it ends. What waits for a free one goes to it together, since handing over costs as much as
a tenth of an article. It must never be given a function that touches a database.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing.connection import wait
from types import TracebackType
from typing import Generic, Self, TypeAlias, TypeVar

T = TypeVar("T")
R = TypeVar("R")

ALONE = 40
"""Items that are worked on in this process first: what starting others costs, about 0.2 s."""
MOST = 8
"""Processes at most: an analyst's machine has other users."""
TOGETHER = 16
"""Items at most that go to a process at once; those who wait for the first wait for all."""


Asked: TypeAlias = tuple[T, Future[R]]
Block: TypeAlias = Sequence[Asked[T, R]]
"""Items with what their answers are put into, that go to a process together."""


class Cores(Generic[T, R]):
    """One function, a module's own and picklable, over all cores."""

    def __init__(
        self,
        function: Callable[[T], R],
        *,
        alone: int = ALONE,
        prepare: Callable[[], None] = lambda: None,
    ) -> None:
        """prepare: done here before others are started, for them to find."""
        self._function = function
        self._prepare = prepare
        self._alone = alone
        self._pool: ProcessPoolExecutor | None = None
        self._cores = min(MOST, len(os.sched_getaffinity(0)))
        self._lock = threading.Lock()
        self._waiting: deque[Asked[T, R]] = deque()
        self._under_way = 0
        self._ended = False

    def submit(self, item: T) -> Future[R]:
        """The function of an item: at once for the first ones, later in another process."""
        asked: Asked[T, R] = (item, Future())
        if self._cores == 1 or self._alone > 0:
            self._alone -= 1
            self._answer(asked)
        else:
            with self._lock:
                if self._ended:
                    raise RuntimeError("nobody waits for answers any more")
                self._waiting.append(asked)
            self._send()
        return asked[1]

    def submit_all(self, items: Iterable[T]) -> list[Future[R]]:
        """The function of each of these."""
        return [self.submit(item) for item in items]

    @property
    def ahead(self) -> int:
        """How many hundreds of items are submitted before the first is waited for: as many as keep
        every process busy."""
        return 1 + 2 * self._cores * TOGETHER // 100

    def _send(self) -> None:
        """Keep every process busy, and have the next run ready for it."""
        while started := self._start():
            block, run = started
            if run is None:
                self._answer_here(block)
            else:
                run.add_done_callback(partial(self._take, block))

    def _start(self) -> tuple[Block[T, R], Future[list[R]] | None] | None:
        """What goes to a process now, and its run; None while all have enough to do."""
        with self._lock:
            if self._under_way >= 2 * self._cores or not self._waiting or self._ended:
                return None
            self._under_way += 1
            share = len(self._waiting) // (2 * self._cores)
            block = [self._waiting.popleft() for _ in range(max(1, min(TOGETHER, share)))]
            if self._cores == 1:
                return block, None
            if self._pool is None:
                self._prepare()
                self._pool = ProcessPoolExecutor(
                    self._cores, multiprocessing.get_context("spawn"), initializer=_follow_parent
                )
        # Outside of our lock: whoever tells us that the pool broke holds the pool's own (from
        # Python 3.12 on), and waits for ours.
        try:
            return block, self._pool.submit(_each, self._function, [item for item, _ in block])
        except BrokenExecutor:
            self._cores = 1
            return block, None

    def _take(self, block: Block[T, R], run: Future[list[R]]) -> None:
        if run.cancelled():
            for _, answer in block:
                answer.cancel()
        elif (error := run.exception()) is not None:
            # One of them raises, or their process was killed, as by a system out of memory. The
            # pool takes nothing more then, and must not be asked from here.
            if isinstance(error, BrokenExecutor):
                self._cores = 1
            self._answer_here(block)
        else:
            for (_, answer), found in zip(block, run.result(), strict=True):
                answer.set_result(found)
            self._done()
        self._send()

    def _answer_here(self, block: Block[T, R]) -> None:
        for asked in block:
            self._answer(asked)
        self._done()

    def _done(self) -> None:
        with self._lock:
            self._under_way -= 1

    def _answer(self, asked: Asked[T, R]) -> None:
        item, answer = asked
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
        with self._lock:
            self._ended = True
        for _, answer in self._waiting:
            answer.cancel()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _each(function: Callable[[T], R], items: Sequence[T]) -> list[R]:
    return [function(item) for item in items]


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
