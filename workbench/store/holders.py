"""Which other programs have a database open, and which of them writes to it.

Told by the locks that the kernel lists: they end with their process, however that ends. Where it
lists none (another system, another container) nobody is named, and nothing here fails.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.store.anchor import INDEX, LOG, Identity, identity

LOCKS = Path("/proc/locks")
_PROCESSES = Path("/proc")
_WRITE_BYTE = 120
"""Of the index: who holds it writes. https://sqlite.org/walformat.html, "WAL-Index Locks"."""


@dataclass(frozen=True, slots=True)
class Lock:
    """One lock of one process on one file."""

    process: int
    file: Identity
    is_exclusive: bool
    first: int
    last: int


def locks() -> list[Lock]:
    """Every lock on a range of a file that the kernel tells of."""
    try:
        lines = LOCKS.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        fields = line.split()
        if len(fields) != 8 or fields[1] != "POSIX":  # those who wait have an arrow more
            continue
        try:
            major, minor, inode = fields[5].split(":")
            file = (os.makedev(int(major, 16), int(minor, 16)), int(inode))
            last = -1 if fields[7] == "EOF" else int(fields[7])
            found.append(Lock(int(fields[4]), file, fields[3] == "WRITE", int(fields[6]), last))
        except ValueError:
            continue
    return found


def writer_of(path: Path) -> str:
    """Who keeps others from writing, in words."""
    index, file = identity(_beside(path, INDEX)), identity(path)
    for lock in locks():
        if lock.process == os.getpid() or not lock.is_exclusive:
            continue
        is_writing = lock.file == index and lock.first <= _WRITE_BYTE <= max(lock.last, lock.first)
        if is_writing or lock.file == file:
            return process_words(lock.process)
    return "another program"


def openers_of(path: Path) -> list[int]:
    """The other processes that have the database, or its side files, open."""
    files = {identity(_beside(path, ending)) for ending in ("", INDEX)} - {None}
    held = {lock.process for lock in locks() if lock.file in files}
    return sorted(held - {os.getpid()})


def users_at(path: Path) -> frozenset[int] | None:
    """The users whose processes have the database open, those of this process apart; None where
    the kernel does not tell of all: of those of other containers, or with hidden processes."""
    files = {identity(_beside(path, ending)) for ending in ("", INDEX)} - {None}
    held = {lock.process for lock in locks() if lock.file in files}
    if os.getpid() not in held:
        return None  # not even of this one
    try:
        return frozenset((_PROCESSES / str(one)).stat().st_uid for one in held - {os.getpid()})
    except FileNotFoundError:  # one ended just now
        return users_at(path)
    except OSError:
        return None


def process_words(process: int) -> str:
    """A process as its owner knows it: "workbench (process 4711, ana)"."""
    place = _PROCESSES / str(process)
    try:
        words = (place / "cmdline").read_bytes().split(b"\0")
        name = Path(os.fsdecode(words[0])).name
        if name.startswith("python") and len(words) > 1:
            name = _program(words) or name
        owner = _owner(place.stat().st_uid)
    except OSError:
        return f"process {process}"
    return f"{name or 'a program'} (process {process}, {owner})"


def _program(words: list[bytes]) -> str:
    """What Python runs: the module or the file."""
    _, *words = (word for word in words if word != b"-I")
    if words[0] == b"-m" and len(words) > 1:
        return os.fsdecode(words[1])
    if words[0] == b"-c" and b"workbench.__main__" in words[1]:  # a restricted run
        return "workbench"
    return "" if words[0].startswith(b"-") else Path(os.fsdecode(words[0])).name


def _owner(number: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"user {number}"


def drop_strange_side_files(path: Path) -> None:
    """Take away the log and its index where they belong to a file that was at this path before and
    that somebody still has open: they would be read as this one's. Their holder keeps what it has
    open. Only where the kernel says so for certain."""
    index = identity(_beside(path, INDEX))
    file = identity(path)
    if index is None or file is None:
        return
    held = locks()
    holders = {lock.process for lock in held if lock.file == index}
    if not holders or any(lock.file == file for lock in held):
        return
    with suppress(OSError):  # somebody else's process is not asked
        if all(_has_open(one, index) and not _has_open(one, file) for one in holders):
            for ending in (LOG, INDEX):
                _beside(path, ending).unlink(missing_ok=True)


def _has_open(process: int, file: Identity) -> bool:
    """Whether a process has a file open. Raises PermissionError for somebody else's process."""
    folder = _PROCESSES / str(process) / "fd"
    return any(identity(folder / name) == file for name in os.listdir(folder))  # noqa: PTH208


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
