"""An act on its way to the writer thread: what it is, whether it still is wanted, what came of it.

A lock and four fields instead of `concurrent.futures.Future`, whose conditions cost an act as much
as looking at the file does. Whoever handed it in waits for `result`; an act that waits for another
program's lock can be given up until it has begun, and never after.
"""

from __future__ import annotations

from _thread import allocate_lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from workbench.store.connection import Durability, Line, Query

T = TypeVar("T")

_FOR_EVER = -1


class Turn(Generic[T]):
    """One act, and what came of it."""

    __slots__ = ("_ended", "_error", "_result", "act", "durability", "is_given_up", "line",
                 "patience_ms")  # fmt: skip

    def __init__(
        self,
        act: Query[T] | None,
        durability: Durability,
        *,
        patience_ms: int | None = None,
        line: Line | None = None,
    ) -> None:
        self.act = act
        """None: a look at the file is all."""
        self.durability = durability
        self.patience_ms = patience_ms
        """How long it waits for another program's lock; None for as long as all do."""
        self.line = line
        """What is kept of it where no copy can be made: a journal entry without a number."""
        self.is_given_up = False
        """Whether nobody wants it any more: it is not begun then."""
        self._result: T
        self._error: BaseException | None = None
        self._ended = allocate_lock()
        self._ended.acquire()

    def result(self, timeout: float = _FOR_EVER) -> T:
        """What the act returned, once it ended; raises what it raised. Raises TimeoutError when it
        has not ended within timeout seconds."""
        if not self._ended.acquire(timeout=timeout):
            raise TimeoutError
        self._ended.release()
        if self._error is not None:
            try:
                raise self._error
            finally:
                del self  # or the error's traceback would hold it, and it the error
        return self._result

    def end(self, result: T) -> None:
        """It was made, and this is what it returned."""
        self._result = result
        self._ended.release()

    def fail(self, error: BaseException) -> None:
        """It was not made."""
        self._error = error
        self._ended.release()
