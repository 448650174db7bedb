"""How a database is read where the disk has no room for what SQLite keeps beside one.

As long as its last changes are in the file itself and its schema is this one, the file is read as
it lies. Else what it holds is brought into memory and read there; the file is left alone, but for
its log, which SQLite folds in on the way where the room is enough.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from workbench.errors import BusyError
from workbench.store.anchor import LOG
from workbench.store.connection import Still, guard, open_immutable
from workbench.store.migrations import migrate
from workbench.store.refusals import code_of
from workbench.store.schema import SCHEMA_VERSION
from workbench.store.strangers import refuse_strange

_READY_WITHIN_MS = 2_000


def opened_still(
    path: Path, why: str, version_in: Callable[[sqlite3.Connection, Path], int]
) -> Still:
    """How it is read. version_in: raises DataError for what is no database of ours. Raises that,
    BusyError where it is too large for memory, and sqlite3's errors."""
    has_log = _has_log(path)
    with closing(_alone_with_log(path) if has_log else open_immutable(path)) as connection:
        version = version_in(connection, path)
        if not version:
            raise BusyError(f"{path} is empty, and {why}", "Make room and open it anew.")
        if version == SCHEMA_VERSION and not has_log:
            return Still(why, lambda: _guarded(open_immutable(path)), lambda: None)
        try:
            return _in_memory(connection, why)
        except sqlite3.OperationalError as error:
            if code_of(error) != sqlite3.SQLITE_FULL:
                raise
            raise BusyError(f"{path}: {why}, and it is too large for memory", "Make room.") from (
                error
            )


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + LOG)
    return log.exists() and log.stat().st_size > 0


def _alone_with_log(path: Path) -> sqlite3.Connection:
    """A connection that reads the log without an index beside it: it keeps that in memory, and so
    must be the only one."""
    target = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(target, uri=True, isolation_level=None, timeout=0)
    try:
        connection.execute(f"PRAGMA busy_timeout = {_READY_WITHIN_MS}")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if code_of(error) == sqlite3.SQLITE_IOERR_LOCK:  # a file that takes no writes
            return open_immutable(path)  # says what is wrong
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _in_memory(connection: sqlite3.Connection, why: str) -> Still:
    """Bring what a connection reads into memory that all connections of this process share, as
    long as one is open; an older schema is brought up to date there."""
    target = f"file:/workbench-{secrets.token_hex(8)}?vfs=memdb"
    kept = _open(target)
    try:
        connection.execute("VACUUM INTO ?", (target,))  # a plain copy would ask for a log as well
        migrate(kept, lambda version: refuse_strange(kept, version))
    except BaseException:
        kept.close()
        raise
    return Still(why, lambda: _guarded(_open(target)), kept.close)


def _open(target: str) -> sqlite3.Connection:
    return sqlite3.connect(
        target, uri=True, isolation_level=None, check_same_thread=False, timeout=0
    )


def _guarded(connection: sqlite3.Connection) -> sqlite3.Connection:
    guard(connection, writable=False)
    return connection
