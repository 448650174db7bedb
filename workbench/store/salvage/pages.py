"""The pages of a database file, as its log has left them, where neither needs to be sound.

The format is SQLite's own: https://sqlite.org/fileformat2.html and, for the log,
https://sqlite.org/walformat.html. SQLite passes over everything behind the first damaged frame of
a log; each frame is proved by the one before it, so here only the damaged one is passed over.
"""

from __future__ import annotations

import struct
import sys
from array import array
from pathlib import Path
from typing import BinaryIO

from workbench.store.anchor import LOG
from workbench.store.schema import PAGE_SIZE

MAGIC = b"SQLite format 3\0"
HEADER = 100
"""Bytes of the file's header, which is the beginning of page 1."""
TREE_PAGES = (2, 5, 10, 13)
"""The first byte of a page of a tree: inside of an index, of a table; leaf of an index, of a
table."""

_LOG_HEADER, _FRAME_HEADER = 32, 24
_LOG_MAGIC = 0x377F0682
_SIZES = tuple(1 << power for power in range(9, 17))
_LOOKED_AT = 200
"""Pages that are looked at to tell their size, where the header does not say it."""
_ALMOST = 0.7
"""Of twice the true size all pages begin as they should, of half of it only every other."""

Sum = tuple[int, int]


class Pages:
    """What is on each page of a file; closed by whoever opened it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        log = path.with_name(path.name + LOG)
        self._log = log.open("rb") if log.is_file() else None
        self._length = self._file.seek(0, 2)
        head = _bytes_at(self._file, 0, HEADER).ljust(HEADER, b"\0")
        self.is_headed = head.startswith(MAGIC)
        """Whether the file says that it is a database."""
        self.size = self._likely_size(_page_size(head) or _log_page_size(self._log) or PAGE_SIZE)
        """Bytes of a page."""
        self.usable = self.size - (head[20] if self.is_headed and head[20] <= 32 else 0)
        """Bytes of a page that SQLite writes to."""
        self.unread_frames = 0
        """Frames of the log that are damaged."""
        self._in_log: dict[int, int] = {}
        if self._log is not None:
            self._read_log(self._log)
        whole = self._length // self.size
        self.count = max(whole, *self._in_log) if self._in_log else whole
        """The number of the last page."""
        self.missing = self._said_count() - self.count
        """How many pages the header counts that the file does not have."""

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._file.close()
        if self._log is not None:
            self._log.close()

    def page(self, number: int) -> bytes:
        """What is on a page; nothing where the file has no such page, or not all of it."""
        if self._log is not None and (at := self._in_log.get(number)):
            return _bytes_at(self._log, at, self.size)
        if not 1 <= number <= self._length // self.size:
            return b""
        return _bytes_at(self._file, (number - 1) * self.size, self.size)

    def header(self, at: int) -> int:
        """The number of four bytes in the file's header."""
        return int.from_bytes(self.page(1)[at : at + 4], "big")

    def free(self) -> set[int]:
        """The pages that are not in use; what stands on them is old. Without a header they are
        those that a page lists which can only be such a list."""
        found: set[int] = set()
        if not self.is_headed:
            for number in range(2, self.count + 1):
                if len(listed := self._listed_as_free(number)) > 1:
                    found |= {number, *listed}
            return found
        trunk = self.header(32)
        while trunk and trunk not in found:
            found |= {trunk, *self._listed_as_free(trunk)}
            trunk = int.from_bytes(self.page(trunk)[:4], "big")
        return found

    def _listed_as_free(self, trunk: int) -> tuple[int, ...]:
        """The pages that a page of the list of free ones lists; none where it is no such page."""
        page = self.page(trunk)
        count = int.from_bytes(page[4:8], "big")
        if not page or not 0 < count <= self.size // 4 - 2:
            return ()
        listed = struct.unpack_from(f">{count}I", page, 8)
        is_list = len({*listed, trunk, 0}) == count + 2 and max(listed) <= self.count
        return listed if is_list and int.from_bytes(page[:4], "big") <= self.count else ()

    def _said_count(self) -> int:
        head = self.page(1)
        is_current = head[24:28] == head[92:96]  # else the number of pages means nothing
        return int.from_bytes(head[28:32], "big") if self.is_headed and is_current else 0

    def _likely_size(self, said: int) -> int:
        """The size that is said, unless the pages of a file of that size would not begin as pages
        do: then the smallest at which most of them do."""

        def fitting(size: int) -> float:
            starts = range(size, min(self._length, size * _LOOKED_AT), size)
            found = [at for at in starts if _begins_a_tree(_bytes_at(self._file, at, 12), size)]
            return len(found) / len(starts) if starts else 0

        fits = {size: fitting(size) for size in _SIZES}
        most = max(fits.values())
        if fits[said] >= most * _ALMOST:
            return said
        return next(size for size in _SIZES if fits[size] >= most * _ALMOST)

    def _read_log(self, log: BinaryIO) -> None:
        """Find the last copy of each page that a transaction ended with."""
        head = _bytes_at(log, 0, _LOG_HEADER)
        if len(head) < _LOG_HEADER:
            return
        is_big = bool(int.from_bytes(head[:4], "big") & 1)
        salt, at = head[16:24], _LOG_HEADER
        last: Sum = struct.unpack(">II", head[24:32])
        pending: dict[int, int] = {}
        unread = 0
        while len(frame := _bytes_at(log, at, _FRAME_HEADER)) == _FRAME_HEADER:
            data = _bytes_at(log, at + _FRAME_HEADER, self.size)
            number, commits = struct.unpack(">II", frame[:8])
            said: Sum = struct.unpack(">II", frame[16:24])
            is_sound = frame[8:16] == salt and _summed(frame[:8] + data, last, is_big) == said
            if is_sound:
                pending[number] = at + _FRAME_HEADER
                if commits:
                    self._in_log |= pending
                    self.unread_frames += unread
                    pending, unread = {}, 0
            elif frame[8:16] == salt:
                unread += 1
            last = said
            at += _FRAME_HEADER + self.size
        self.unread_frames += unread


def _bytes_at(file: BinaryIO, at: int, count: int) -> bytes:
    file.seek(at)
    return file.read(count)


def _page_size(head: bytes) -> int:
    """The size that the header says; 0 where it says none."""
    if not head.startswith(MAGIC):
        return 0
    said = int.from_bytes(head[16:18], "big")
    size = 65_536 if said == 1 else said
    return size if size in _SIZES else 0


def _log_page_size(log: BinaryIO | None) -> int:
    if log is None:
        return 0
    head = _bytes_at(log, 0, 12)
    magic, size = int.from_bytes(head[:4], "big"), int.from_bytes(head[8:12], "big")
    return size if magic | 1 == _LOG_MAGIC | 1 and size in _SIZES else 0


def _begins_a_tree(head: bytes, size: int) -> bool:
    if len(head) < 12 or head[0] not in TREE_PAGES:
        return False
    count, content = int.from_bytes(head[3:5], "big"), int.from_bytes(head[5:7], "big")
    if not count:  # a table without rows, of which a new database has many
        return content == size & 0xFFFF
    return count <= size // 4 and 8 + 2 * count <= content < size


def _summed(data: bytes, start: Sum, is_big: bool) -> Sum:
    """The checksum of a frame that follows one with the checksum start."""
    words = array("I", data)
    if is_big != (sys.byteorder == "big"):
        words.byteswap()
    one, two = start
    numbers = iter(words)
    for word in numbers:
        one = (one + word + two) & 0xFFFFFFFF
        two = (two + next(numbers) + one) & 0xFFFFFFFF
    return one, two
