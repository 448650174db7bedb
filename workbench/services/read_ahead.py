"""Answers over all cores: lines are read ahead of them and answered in their order.

Within bounds: neither a line without end nor any number of long ones makes the memory grow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from queue import Queue
from threading import Condition, Thread
from typing import TypeVar

from workbench.services.cores import Cores

T = TypeVar("T")

AHEAD = 200
"""Documents that are read ahead of the answers."""
AHEAD_BYTES = 32_000_000
"""Bytes that they hold together; a single one may have more."""


def answers_ahead(
    lines: Iterable[bytes | None], answer_to: Callable[[bytes | None], T]
) -> Iterator[T]:
    """The answers to lines in order, each as soon as it and those before it are there.

    A thread reads, so that a feeder which waits for an answer gets it.
    """
    asked: Queue[tuple[Future[T], int] | None] = Queue(maxsize=AHEAD)
    room = _Room(AHEAD_BYTES)

    def ask() -> None:
        try:
            for line in lines:
                if line is None or line.strip():
                    size = len(line or b"")
                    room.take(size)
                    asked.put((cores.submit(line), size))
        except (OSError, RuntimeError) as error:  # RuntimeError: nobody waits for answers any more
            failed: Future[T] = Future()
            failed.set_exception(error)
            asked.put((failed, 0))
        asked.put(None)

    with Cores(answer_to, alone=0) as cores:
        Thread(target=ask, daemon=True).start()
        while (answered := asked.get()) is not None:
            answer, size = answered
            yield answer.result()
            room.give(size)


class _Room:
    """So many bytes for all: who needs some waits until they are there."""

    def __init__(self, size: int) -> None:
        self._size, self._taken = size, 0
        self._changed = Condition()

    def take(self, count: int) -> None:
        """Wait for room; whoever is alone gets it however much it is."""
        with self._changed:
            self._changed.wait_for(lambda: not self._taken or self._taken + count <= self._size)
            self._taken += count

    def give(self, count: int) -> None:
        """Give it back."""
        with self._changed:
            self._taken -= count
            self._changed.notify_all()
