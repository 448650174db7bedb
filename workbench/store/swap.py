"""Putting another database file where one is, when nobody has that one open.

Whoever has it open is known by SQLite's own locks, which the kernel ends with their process. The
old file is kept under another name, with its log: nothing is thrown away.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from workbench.errors import BusyError
from workbench.store.anchor import INDEX, LOG
from workbench.store.connection import connect, translated
from workbench.store.holders import openers_of, process_words

_LOCKED = {"": (0x4000_0000, 512), INDEX: (120, 9)}
"""First byte and number of bytes that SQLite locks: https://sqlite.org/fileformat2.html, "The
Lock-Byte Page", and https://sqlite.org/walformat.html, "WAL-Index Locks"."""


def new_file(path: Path) -> None:
    """An empty private file where nothing is; never through a link. Raises OSError."""
    flags = os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY
    os.close(os.open(path, flags, 0o600))


def copy_database(source: Path, target: Path) -> None:
    """Copy a database, with what its log holds, into a new private file. Raises DataError for what
    is no database, BusyError, and OSError where the target cannot be made."""
    new_file(target)
    with translated(source), closing(connect(source, writable=False)) as opened:
        opened.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        with closing(connect(target, writable=True)) as copy:
            opened.backup(copy)
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def put_in_place(new: Path, path: Path) -> Path | None:
    """Put a new file at path in one step; where the old one is kept, None where there was none.
    Raises BusyError, and changes nothing, while another program has the old one open."""
    sync(new)
    with _alone_with(path):
        aside = _moved_aside(path) if os.path.lexists(path) else None
        for ending in (LOG, INDEX):  # of no file that is there any more
            path.with_name(path.name + ending).unlink(missing_ok=True)
        os.replace(new, path)  # noqa: PTH105
    sync(path.absolute().parent)
    return aside


def put_where_nothing_is(new: Path, target: Path) -> None:
    """Give a new file its name in one step. Raises FileExistsError when something has it."""
    sync(new)
    try:
        os.link(new, target)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        if os.path.lexists(target):  # a file system without links
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from error
        new.rename(target)
    sync(target.absolute().parent)


def sync(path: Path) -> None:
    """See to it that a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _alone_with(path: Path) -> Iterator[None]:
    """Hold every lock that SQLite may take on a database. Nothing in this process may have it
    open: closing these descriptors lets go of its locks as well."""
    with ExitStack() as held:
        for ending, (first, count) in _LOCKED.items():
            try:
                file = held.enter_context(path.with_name(path.name + ending).open("r+b"))
            except FileNotFoundError:
                continue
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, count, first)
            except OSError as error:
                if error.errno not in (errno.EACCES, errno.EAGAIN):
                    raise
                raise _in_use(path) from error
        yield


def _in_use(path: Path) -> BusyError:
    who = ", ".join(map(process_words, openers_of(path))) or "another program"
    return BusyError(f"{path} is open: {who}; nothing was changed", "End that first.")


def _moved_aside(path: Path) -> Path:
    """Give the old file another name as well, and its log that name instead. Its index is made
    anew from the log."""
    aside = _free_name(path)
    try:
        os.link(path, aside, follow_symlinks=False)
    except OSError:  # a file system without links
        path.rename(aside)
    log = path.with_name(path.name + LOG)
    with suppress(FileNotFoundError):
        if log.stat().st_size:
            log.rename(aside.with_name(aside.name + LOG))
    return aside


def _free_name(path: Path) -> Path:
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    for more in ("", *(f"-{number}" for number in range(2, 100))):
        aside = path.with_name(f"{path.stem}.replaced-{stamp}{more}{path.suffix}")
        if not os.path.lexists(aside):
            return aside
    raise BusyError(f"{path.parent} holds too many replaced files already")
