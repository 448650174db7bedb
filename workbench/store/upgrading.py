"""Bringing an older database up to this schema: first a proved copy beside it, then all migrations.

Both happen under one write lock, so that several programs that open it at once make one copy and
migrate once, and a kill at any moment leaves the old schema or the new one. The copy holds the old
schema as it was: `workbench restore` takes it back for the version that made it.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from glob import escape
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from workbench.errors import BusyError, DataError
from workbench.files import sync
from workbench.store.anchor import LOG
from workbench.store.carrying import FIRST_CARRYING
from workbench.store.connection import BUSY_TIMEOUT_MS, connect, open_immutable
from workbench.store.migrations import migrate
from workbench.store.refusals import code_of
from workbench.store.schema import PAGE_SIZE, SCHEMA_VERSION
from workbench.store.search_build import AT_ONCE, build_on
from workbench.store.strangers import refuse_strange
from workbench.store.swap import copy_database, part_of, put_beside, take_rights

_SPARE = 2**20
"""Bytes that are left over beside the copy, at least, before it is begun."""
_ROWS = 500
"""Rows that are compared at a time."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What was done to a database of an older schema."""

    before: int
    """Its schema's number before."""
    now: int
    kept: Path
    """The copy of what it was before."""
    claims: str = ""
    """What became of the claims' chains, in words."""

    def __str__(self) -> str:
        made = f"brought from schema {self.before} to {self.now}"
        if not self.before:
            made = f"it had lost the number of its schema, which is {self.now} now"
        words = f"{made}; kept as it was: {self.kept.name}"
        return "; ".join(filter(None, (words, self.claims)))


class NoRoomError(BusyError):
    """The disk has no room for bringing a database up to date; nothing was changed."""


def make_schema(path: Path) -> Upgraded | None:
    """Bring the database at path to this schema, an empty file too; what was done to an older one.
    Raises NoRoomError, DataError for one that cannot be copied whole, and sqlite3's errors; then
    nothing was changed."""
    with closing(connect(path, writable=True)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        _switch_to_wal(connection)
        copies: list[_Copy] = []

        def keep(version: int) -> None:
            refuse_strange(connection, version)
            try:
                copies.append(_kept(path, version))
            except (OSError, sqlite3.OperationalError) as error:
                raise (_no_room(path) if _is_full(error) else error) from error

        try:
            before, now = migrate(connection, keep)
        except BaseException as error:
            for copy in copies:
                _forget(connection, copy)
            if copies and _is_full(error):
                raise _no_room(path) from error
            raise
        claims = _claims_words(connection) if 0 < before < FIRST_CARRYING else ""
        if copies:
            _index_some(connection)
    return Upgraded(before, now, copies[0].path, claims) if copies else None


def _index_some(connection: sqlite3.Connection) -> None:
    """The first batches of a search index that has to be made anew: a small file needs no more.
    What ends it is met again by whoever goes on with it."""
    for _ in range(AT_ONCE):
        try:
            connection.execute("BEGIN IMMEDIATE")
            is_whole = not build_on(connection).below
            connection.execute("COMMIT")
        except sqlite3.DatabaseError:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            return
        if is_whole:
            return


def _claims_words(connection: sqlite3.Connection) -> str:
    """How many claims kept the chain that they showed, in words; empty where there are none."""
    every, kept, relayed = connection.execute(
        "SELECT count(*), count(k.claim), total(k.steps <> '[]') "
        "FROM claim c LEFT JOIN carried k ON k.claim = c.uid"
    ).fetchone()
    if not every:
        return ""
    return f"claims: {kept} kept ({relayed:.0f} with relays carried over), {every - kept} changed"


def make_schema_of_scratch(path: Path) -> None:
    """As `make_schema`, of a file that is nobody's: no copy is kept."""
    with closing(connect(path, writable=True)) as connection:
        migrate(connection, lambda version: refuse_strange(connection, version))


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """SQLite does not wait for the lock that this needs: two that open a new file at once would
    each hold what the other wants. So it is tried again for as long as a write would wait."""
    deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if code_of(error) & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


class _Copy(NamedTuple):
    path: Path
    schema: int
    is_new: bool
    """Whether it was made now."""


def _kept(path: Path, version: int) -> _Copy:
    """A proved copy of the database beside it. One that an earlier start left, which was killed
    then, is as good. Nobody may write meanwhile."""
    stem = f"{path.stem}.schema-{version}-"
    for left in path.parent.glob(f".{escape(stem)}*.part*"):  # by a start that was killed
        left.unlink(missing_ok=True)
    with closing(connect(path, writable=False)) as original:
        original.text_factory = bytes
        for earlier in sorted(path.parent.glob(f"{escape(stem)}*{escape(path.suffix)}")):
            with suppress(DataError, sqlite3.Error, OSError):
                _prove(earlier, original)
                return _Copy(earlier, version, is_new=False)
        _refuse_without_room(path)
        wanted = path.with_name(f"{stem}{datetime.now(UTC):%Y%m%d-%H%M%S}{path.suffix}")
        with part_of(wanted) as part:
            copy_database(path, part)
            _prove(part, original)
            take_rights(part, path)
            return _Copy(put_beside(part, wanted), version, is_new=True)


def _prove(copy: Path, original: sqlite3.Connection) -> None:
    """Raises DataError when a copy is not sound or does not hold, row by row, what the original
    holds."""
    with closing(open_immutable(copy)) as opened:
        opened.text_factory = bytes
        for (problem,) in opened.execute("PRAGMA quick_check(1)"):
            if problem != b"ok":
                raise DataError(
                    f"{copy.name} is not a sound copy ({problem.decode(errors='replace')})",
                    "The schema was not changed. Restore a backup.",
                )
        for mine, theirs in zip_longest(_rows(opened), _rows(original)):
            if mine != theirs:
                raise DataError(f"{copy.name} does not hold what it was copied from")


def _rows(connection: sqlite3.Connection) -> Iterator[object]:
    """Everything that a database holds: what it says of itself, its schema, and the rows of its
    tables, some at a time."""
    for number in ("user_version", "application_id"):
        yield connection.execute(f"PRAGMA {number}").fetchone()
    schema = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")
    tables = schema.fetchall()
    yield tables
    for kind, name, sql in tables:
        if kind != b"table" or sql.startswith(b"CREATE VIRTUAL"):
            continue
        quoted = name.decode().replace('"', '""')
        rows = connection.execute(f'SELECT * FROM "{quoted}"')
        while some := rows.fetchmany(_ROWS):
            yield some


def _refuse_without_room(path: Path) -> None:
    disk = os.statvfs(path.parent)
    if disk.f_bavail * disk.f_frsize < _size(path) + _SPARE:
        raise _no_room(path)


def _size(path: Path) -> int:
    """Bytes of a database and of its log."""
    size = path.stat().st_size
    with suppress(OSError):
        size += path.with_name(path.name + LOG).stat().st_size
    return size


def _no_room(path: Path) -> NoRoomError:
    megabytes = _size(path) // 2**20 + 1
    return NoRoomError(
        f"the disk has no room to bring {path.name} to schema {SCHEMA_VERSION} ({megabytes} MB for "
        "the copy that is kept of it, and as much again for the change at most)",
        "Make room and open it anew.",
    )


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return isinstance(error, sqlite3.OperationalError) and (
        code_of(error) & 0xFF == sqlite3.SQLITE_FULL
        or code_of(error) in (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE)
    )


def _forget(connection: sqlite3.Connection, copy: _Copy) -> None:
    """Take away a copy of what nothing happened to: `migrate` has rolled back then."""
    with suppress(sqlite3.Error, OSError):
        here = connection.execute("PRAGMA user_version").fetchone()[0]
        if copy.is_new and here == copy.schema:
            copy.path.unlink()
            sync(copy.path.parent)
