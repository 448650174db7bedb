"""Whether the file that SQLite has open still is the one at its path.

Looked at before an act and after its commit. A file that was deleted, moved, replaced, cut short
or written over takes no acts any more: what went into it nobody would find at the path. Costs a
few `stat` calls an act and never opens the file: closing a descriptor of it would let go of every
lock that SQLite holds on it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

Identity = tuple[int, int]
"""Device and inode."""

_Rights = tuple[int, int, int]
"""Mode, owner and group."""
_BY_EFFECTIVE = os.access in os.supports_effective_ids

LOG, INDEX = "-wal", "-shm"
BESIDE_SECONDS = 0.02
"""How long what was seen of the side files holds: less than between two keys."""
_INDEX_HEAD = 136
"""Bytes of the index that are read: https://sqlite.org/walformat.html, "The WAL-Index Header"."""
_SALTS, _FOLDED, _BEGUN = slice(32, 40), slice(96, 100), slice(128, 132)
"""Which log it is; how much of it is folded into the file; how much was begun to be."""


def identity(path: Path | str) -> Identity | None:
    """What is at a path; None when nothing can be reached there."""
    try:
        status = os.stat(path)  # noqa: PTH116 (a third of the time of Path.stat)
    except OSError:
        return None
    return status.st_dev, status.st_ino


class Changed(NamedTuple):  # as the others here: a frozen dataclass takes a millisecond to make
    """What happened to an open database."""

    words: str
    """As what follows the file's name."""
    is_intact: bool
    """Whether the file that is open was left as it was: only its name, or its log, went."""


class _SideFile(NamedTuple):
    place: str
    opened: Identity
    descriptor: int | None


class _Look(NamedTuple):
    folding: bytes | None
    size: int
    written: int


class Anchor:
    """One open database file and the side files that SQLite has open with it."""

    def __init__(self, path: Path, opened: Identity) -> None:
        self._path = path
        self._place = os.fspath(path)
        self._opened = opened
        beside = [(end, identity(self._place + end)) for end in (LOG, INDEX)]
        self._side_files = [
            _SideFile(self._place + end, found, _descriptor_of(found))
            for end, found in beside
            if found
        ]
        self._index_descriptor = next(
            (one.descriptor for one in self._side_files if one.place.endswith(INDEX)), None
        )
        self._looked_beside = 0.0
        self.is_shut = False
        """Whether the right to the file, or to look at its path, was taken away. That is no loss,
        and may end."""
        self._allowed: _Rights | None = None
        """What the file's rights were when it was tried last whether they let this user write."""
        self._is_refused = False
        self._last = self._look(os.stat(path))  # noqa: PTH116

    def changed(self) -> Changed | None:
        """What happened since the last look; None when all is as it was left."""
        return self.written_past() or self._parted(self._side_files)

    def changed_at_an_act(self) -> Changed | None:
        """As `changed`, for a fraction of its cost while act follows act. A side file that has a
        name left is taken to be where it was."""
        now = time.monotonic()
        if now - self._looked_beside < BESIDE_SECONDS:
            return self.changed_since()
        self._looked_beside = now
        return self.written_past() or self._parted(filter(_has_no_name, self._side_files))

    def changed_since(self) -> Changed | None:
        """As `changed`, where the file looks otherwise than a moment ago: one call of the system,
        for each lets another thread in."""
        try:
            status = os.stat(self._place)  # noqa: PTH116
        except OSError:
            return self.changed()
        self.is_shut = self._refuses(status)
        last = self._last
        is_same = (status.st_dev, status.st_ino) == self._opened
        if is_same and status.st_mtime_ns == last.written and status.st_size == last.size:
            return None
        return self.changed()

    def written_past(self) -> Changed | None:
        """As `changed`, of the file alone."""
        try:
            folding = self._folding()
            status = os.stat(self._place)  # noqa: PTH116
        except PermissionError:
            self.is_shut = True
            return None
        except OSError:
            return Changed("was deleted or moved away", is_intact=True)
        self.is_shut = self._refuses(status)
        if (status.st_dev, status.st_ino) != self._opened:
            return Changed("was replaced by another file", is_intact=True)
        last, self._last = self._last, _Look(folding, status.st_size, status.st_mtime_ns)
        is_written = status.st_mtime_ns != last.written or status.st_size != last.size
        if is_written and not (status.st_size and self._is_folded_into(last, folding)):
            is_cut = status.st_size < last.size
            words = "was cut short" if is_cut else "was written over by another program"
            return Changed(words, is_intact=False)
        return None

    def _refuses(self, status: os.stat_result) -> bool:
        """Whether the file's rights keep this user from it now: what is open stays open for the
        system, whatever they are."""
        rights = status.st_mode, status.st_uid, status.st_gid
        if rights != self._allowed:
            wanted = os.R_OK | os.W_OK
            self._is_refused = not os.access(self._place, wanted, effective_ids=_BY_EFFECTIVE)
            self._allowed = rights
        return self._is_refused

    def _parted(self, side_files: Iterable[_SideFile]) -> Changed | None:
        """Whether a side file is another one, or none."""
        for one in side_files:
            if not self.is_shut and identity(one.place) != one.opened:
                return Changed(f"lost its {one.place[-4:]} file", is_intact=True)
        return None

    def is_mine(self, ending: str) -> bool:
        """Whether the side file at its path still is the one that is open."""
        place = self._place + ending
        return any(identity(place) == one.opened for one in self._side_files if one.place == place)

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


def _has_no_name(one: _SideFile) -> bool:
    """Whether an open side file was deleted, or nobody can say without its path."""
    if one.descriptor is None:
        return True
    try:
        status = os.fstat(one.descriptor)
    except OSError:
        return True
    return not (status.st_nlink and (status.st_dev, status.st_ino) == one.opened)


def _descriptor_of(wanted: Identity) -> int | None:
    """The descriptor by which SQLite has a file open; None where the system does not list them."""
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
