"""Whether the file that SQLite has open still is the one at its path.

Looked at before an act and after its commit. A file that was deleted, moved, replaced, cut short
or written over takes no acts any more: what went into it nobody would find at the path. Costs a
few `stat` calls an act and never opens the file: closing a descriptor of it would let go of every
lock that SQLite holds on it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

Identity = tuple[int, int]
"""Device and inode."""

LOG, INDEX = "-wal", "-shm"
_INDEX_HEAD = 136
"""Bytes of the index that are read: https://sqlite.org/walformat.html, "The WAL-Index Header"."""
_SALTS, _FOLDED, _BEGUN = slice(32, 40), slice(96, 100), slice(128, 132)
"""Which log it is; how much of it is folded into the file; how much was begun to be."""


def identity(path: Path) -> Identity | None:
    """What is at a path; None when nothing can be reached there."""
    try:
        status = os.stat(path)  # noqa: PTH116 (a third of the time of Path.stat)
    except OSError:
        return None
    return status.st_dev, status.st_ino


@dataclass(frozen=True, slots=True)
class Changed:
    """What happened to an open database."""

    words: str
    """As what follows the file's name."""
    is_intact: bool
    """Whether the file that is open was left as it was: only its name, or its log, went."""


@dataclass(frozen=True, slots=True)
class _Look:
    folding: bytes | None
    size: int
    written: int


class Anchor:
    """One open database file and the side files that SQLite has open with it."""

    def __init__(self, path: Path, opened: Identity) -> None:
        self._path = path
        self._place, self._log, self._index = (os.fspath(path) + end for end in ("", LOG, INDEX))
        self._opened = opened
        self._log_opened = identity(Path(self._log))
        self._index_opened = identity(Path(self._index))
        self._index_descriptor = _descriptor_of(self._index_opened)
        self._last = self._look(os.stat(path))  # noqa: PTH116

    def changed(self) -> Changed | None:
        """What happened since the last look; None when all is as it was left."""
        try:
            folding = self._folding()
            status = os.stat(self._place)  # noqa: PTH116
        except OSError:
            return Changed("was deleted or moved away", is_intact=True)
        if (status.st_dev, status.st_ino) != self._opened:
            return Changed("was replaced by another file", is_intact=True)
        if status.st_nlink == 0:
            return Changed("was deleted", is_intact=True)
        last, self._last = self._last, _Look(folding, status.st_size, status.st_mtime_ns)
        is_written = (status.st_size, status.st_mtime_ns) != (last.size, last.written)
        if is_written and not (status.st_size and self._is_folded_into(last, folding)):
            is_cut = status.st_size < last.size
            words = "was cut short" if is_cut else "was written over by another program"
            return Changed(words, is_intact=False)
        for place, opened in ((self._log, self._log_opened), (self._index, self._index_opened)):
            if opened is not None and identity(Path(place)) != opened:
                return Changed(f"lost its {place[-4:]} file", is_intact=True)
        return None

    def is_mine(self, ending: str) -> bool:
        """Whether the side file at its path still is the one that is open."""
        opened = self._log_opened if ending == LOG else self._index_opened
        return opened is not None and identity(Path(self._place + ending)) == opened

    def is_at_path(self) -> bool:
        """Whether the file that is open is at the path."""
        return identity(self._path) == self._opened

    def _is_folded_into(self, last: _Look, folding: bytes | None) -> bool:
        """Whether the log was folded into the file meanwhile, as somebody does now and then: the
        index says so before the first page is written. Without a look into it: perhaps."""
        if folding is None or last.folding is None:
            return True
        now = self._folding()
        is_under_way = last.folding[8:12] != last.folding[12:16]
        return is_under_way or folding != last.folding or now != last.folding

    def _look(self, status: os.stat_result) -> _Look:
        return _Look(self._folding(), status.st_size, status.st_mtime_ns)

    def _folding(self) -> bytes | None:
        """Which log, how much of it is folded in, how much was begun; None when nobody can say.
        Read before the file's times, so that it is never older than what explains them."""
        if self._index_descriptor is None:
            return None
        head = os.pread(self._index_descriptor, _INDEX_HEAD, 0)
        return head[_SALTS] + head[_FOLDED] + head[_BEGUN]


def _descriptor_of(wanted: Identity | None) -> int | None:
    """The descriptor by which SQLite has a file open; None where the system does not list them."""
    if wanted is None:
        return None
    try:
        names = os.listdir("/proc/self/fd")  # noqa: PTH208
    except OSError:
        return None
    for name in names:
        try:
            status = os.fstat(int(name))
        except OSError:
            continue
        if (status.st_dev, status.st_ino) == wanted:
            return int(name)
    return None
