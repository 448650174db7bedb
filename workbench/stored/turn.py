"""What comes of an act that was handed to the writer thread.

A lock and three fields instead of `concurrent.futures.Future`, whose conditions cost an act as much
as looking at the file does. An act that waits for another program's lock can be given up until it
has begun, and never after.
"""

from __future__ import annotations

from _thread import allocate_lock
from typing import Generic, TypeVar

T = TypeVar("T")

_FOR_EVER = -1


class Turn(Generic[T]):
    """The turn of one act: whoever handed it in waits here."""

    __slots__ = ("_ended", "_error", "_result", "is_given_up")

    def __init__(self) -> None:
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
