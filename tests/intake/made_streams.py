"""A stream that is made as it is read, and counts."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Pieces(io.RawIOBase):
    """A stream of pieces that are made as they are read, and how many bytes that was."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = b""
        self.read_so_far = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer)
        self._rest = self._rest or next(self._pieces, b"")
        taken = self._rest[: len(room)]
        self._rest = self._rest[len(taken) :]
        room[: len(taken)] = taken
        self.read_so_far += len(taken)
        return len(taken)
