"""What sqlite3 and the system say when they refuse, as members of the error family.

Loaded with the first refusal only: what is wrong with the file, who holds it and which right is
missing is looked up then. It must never let an error out as it came.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from workbench.errors import BusyError, ConflictError, DataError, ReadOnlyError, WorkbenchError
from workbench.store.holders import writer_of
from workbench.store.no_text import is_no_text
from workbench.store.rights import has_locks, missing, no_room

_OF_LOCKS = (
    sqlite3.SQLITE_IOERR_LOCK, sqlite3.SQLITE_IOERR_RDLOCK, sqlite3.SQLITE_IOERR_UNLOCK,
    sqlite3.SQLITE_IOERR_SHMLOCK, sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK,
)  # fmt: skip
_WAITABLE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def code_of(error: Exception) -> int:
    """SQLite's extended code for an error; 0 of one of Python's own, as over bytes that are no
    text, which has none."""
    return getattr(error, "sqlite_errorcode", 0)


def refusal(error: Exception, path: Path) -> WorkbenchError:
    """What an error over the database at path means to whoever asked for something."""
    if isinstance(error, sqlite3.IntegrityError):
        return _of_rules(error)
    if isinstance(error, sqlite3.DatabaseError):
        return _of_sqlite(error, path)
    if isinstance(error, OSError):
        is_shut = isinstance(error, PermissionError)
        return unreachable(path, error.strerror or type(error).__name__, to_write=is_shut)
    if isinstance(error, UnicodeDecodeError):
        # SQLite's own message: it quotes a name of the schema that is no UTF-8 any more.
        return _not_sound(path, "its schema cannot be read")
    return DataError(f"that cannot be stored or looked for: {error}")


def _of_rules(error: sqlite3.IntegrityError) -> WorkbenchError:
    if code_of(error) == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        # Deferred to the commit: only a merge can be left pointing to nothing.
        return ConflictError(
            "a source that others are merged into cannot be taken out", "Take those back first."
        )
    return DataError(f"the database refused a change: {error}")


def _of_sqlite(error: sqlite3.DatabaseError, path: Path) -> WorkbenchError:
    code = code_of(error)
    is_of_locks = code & 0xFF in _WAITABLE or code in _OF_LOCKS
    if is_of_locks and not has_locks(path.absolute().parent):
        return no_locks(path)
    if code & 0xFF in _WAITABLE:
        return BusyError(f"busy: {writer_of(path)} is writing to {path}", "Try again.")
    if code & 0xFF == sqlite3.SQLITE_FULL:
        return BusyError("the disk is full; nothing was changed", "Make room and try again.")
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE):
        return BusyError(f"{no_room(path)}; nothing was changed", "Make room and try again.")
    if code & 0xFF == sqlite3.SQLITE_INTERRUPT:
        return BusyError("the query was cancelled")
    if code & 0xFF == sqlite3.SQLITE_READONLY:
        return no_writes(path, "takes no writes")
    if code & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM):
        return unreachable(path, str(error))
    if code & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return _not_sound(path, str(error))
    if is_no_text(error):  # its own words would tell those of the row
        return DataError(f"{path} holds bytes that are no text", "workbench verify tells where.")
    return DataError(f"the database at {path} failed: {error}")


def unreachable(path: Path, why: str, *, to_write: bool = False) -> BusyError:
    """Of a database that the system does not let this user get to. why: where no right is
    missing. to_write: whether the right to do that counts."""
    right = missing(path, to_write=to_write)
    return BusyError(right or f"{path} cannot be reached ({why})", "Check the disk and the rights.")


def _not_sound(path: Path, why: str) -> DataError:
    return DataError(
        f"{path} is not a sound database ({why})",
        f"Restore a backup, or: workbench salvage {path} NEW",
    )


def no_locks(path: Path) -> DataError:
    """Of a place where no file can be locked: two that write would spoil the database."""
    return DataError(
        f"{path} is on a file system that locks no files, as SQLite must; nothing was changed",
        "Put the database on a local disk: --db FILE or $WORKBENCH_DB.",
    )


def given_up(path: Path) -> BusyError:
    """Of an act that nobody wants to wait for any more."""
    return BusyError(f"given up, nothing was changed: {writer_of(path)} is writing to {path}")


def no_writes(path: Path, what: str, refused: str = "") -> ReadOnlyError:
    """Of a database that takes no writes: what it is, and why. refused: where that is not the
    file's doing."""
    if refused:
        return ReadOnlyError(f"{path} {what}: {refused}")
    why = missing(path, to_write=True)
    words = f"{path} {what}: {why}" if why else f"{path} {what}"
    return ReadOnlyError(words, "Copy it to a folder you may write to.")
