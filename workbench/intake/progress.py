"""How far the reading of inputs has come: who reads writes it down, who shows it looks.

Telling costs an addition an article. Nothing here knows a screen or a clock.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from workbench.intake.folders import Found, inputs_of

T = TypeVar("T")


def _nobody() -> None:
    """Nobody looks."""


class Progress:
    """Bytes that were read, of how many."""

    def __init__(self, total: int = 0, tell: Callable[[], None] = _nobody) -> None:
        self.total = total
        """Bytes of all inputs; 0 where that is not known."""
        self.at = 0
        """Bytes that were read and handed on."""
        self.name = ""
        """The input that is being read before anything of it is handed on; else empty."""
        self.read = 0
        """How many articles were read of that one."""
        self.tell = tell
        """Called whenever it goes on where nobody is handed anything."""

    def reading(self, taken: Iterable[T], name: str) -> Iterator[T]:
        """The same, while an input is read that is handed on only when all of it was."""
        self.name, self.read = name, 0
        for one in taken:
            self.read += 1
            self.tell()
            yield one
        self.name = ""

    def handing_on(
        self, taken: Iterable[T], stream: BinaryIO, size: int, *, is_read: bool
    ) -> Iterator[T]:
        """The same, as it is handed on. is_read: it was read by then, and is counted; else the
        place in the stream tells how far it has come."""
        begun = self.at
        try:
            for number, one in enumerate(taken, 1):
                here = size * number // max(self.read, number) if is_read else _place(stream, size)
                self.at = begun + here
                yield one
        finally:
            self.at = begun + size


def _place(stream: BinaryIO, size: int) -> int:
    with suppress(OSError, ValueError):
        return min(stream.tell(), size)
    return 0


def bytes_in(paths: Iterable[Path]) -> int:
    """How many bytes the inputs at these paths have."""
    return sum(
        _size(found.path)
        for path in paths
        for found in inputs_of(path, lambda _: None)
        if isinstance(found, Found)
    )


def _size(path: Path) -> int:
    with suppress(OSError, ValueError):
        status = os.stat(path)  # noqa: PTH116 - of a hundred thousand files
        return status.st_size if stat.S_ISREG(status.st_mode) else 0
    return 0
