"""Opening the database: one function, one set of pragmas, one writer thread, many readers.

The writer thread owns the only write connection and is fed by a queue; each reading thread has a
connection of its own (`query_only`). Writes go through BEGIN IMMEDIATE. sqlite3's errors leave
here as members of the error family and in no other form. Neither sqlite_utils nor the rest of the
store is loaded for a database that is up to date.
"""

from __future__ import annotations

import os
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from workbench.errors import BusyError, DataError, ReadOnlyError, WorkbenchError
from workbench.store.schema import APPLICATION_ID

T = TypeVar("T")
Query = Callable[[sqlite3.Connection], T]

SCHEMA_VERSION = 1
BUSY_TIMEOUT_MS = 10_000

_NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ceph"}
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE)
_WAITABLE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Access(Enum):
    """How a database is open."""

    WRITE = "write"
    READ = "read"
    """By choice, or because the file or its folder does not take writes."""


class Durability(Enum):
    """What a committed write survives."""

    FULL = "FULL"
    """Power loss: for what analysts do."""
    NORMAL = "NORMAL"
    """A crash of the program: for bulk import, which can be run again."""


class Connections:
    """The connections to one database file."""

    def __init__(self, path: Path, access: Access) -> None:
        self.path = path
        self.access = access
        self._immutable = False
        self._local = threading.local()
        self._readers: set[sqlite3.Connection] = set()
        self._lock = threading.Lock()
        self._tasks: queue.SimpleQueue[tuple[Future[Any], Query[Any], Durability] | None] = (
            queue.SimpleQueue()
        )
        self._writer: threading.Thread | None = None
        self._closed = False

    def read(self, query: Query[T]) -> T:
        """What query returns, run on this thread's own read connection in one snapshot."""
        connection = self._reader()
        with translated(self.path):
            connection.execute("BEGIN")
            try:
                return query(connection)
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def write(self, act: Query[T], durability: Durability = Durability.FULL) -> T:
        """What act returns, run and committed on the writer thread; blocks, raises as act does."""
        return self.submit(act, durability).result()

    def submit(self, act: Query[T], durability: Durability = Durability.FULL) -> Future[T]:
        """As `write`, as a future."""
        if self.access is Access.READ:
            raise ReadOnlyError(
                f"{self.path} is open for reading only", "Copy it to a folder you may write to."
            )
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise DataError("the database is closed")
            if self._writer is None:
                self._writer = threading.Thread(
                    target=self._write_all, name="workbench-writer", daemon=True
                )
                self._writer.start()
            self._tasks.put((future, act, durability))
        return future

    def interrupt(self) -> None:
        """End every query that is being read right now; their callers get BusyError."""
        with self._lock:
            for connection in self._readers:
                connection.interrupt()

    def close(self) -> None:
        """Finish the queued writes, end the reads, close every connection. May be called twice."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            writer = self._writer
        self.interrupt()
        if writer is not None:
            self._tasks.put(None)
            writer.join()
        with self._lock:
            for connection in self._readers:
                connection.close()
            self._readers.clear()

    def _reader(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            with self._lock:
                if self._closed:
                    raise DataError("the database is closed")
            with translated(self.path):
                connection = _connect(self.path, writable=False)
            self._local.connection = connection
            with self._lock:
                self._readers.add(connection)
        return connection

    def _write_all(self) -> None:
        connection: sqlite3.Connection | None = None
        durability = None
        while (task := self._tasks.get()) is not None:
            future, act, wanted = task
            try:
                with translated(self.path):
                    if connection is None:
                        connection = _connect(self.path, writable=True)
                    if wanted is not durability:
                        connection.execute(f"PRAGMA synchronous = {wanted.value}")
                        durability = wanted
                    result = _in_transaction(connection, act)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)
        if connection is not None:
            connection.close()


def open_connections(path: Path, access: Access = Access.WRITE) -> Connections:
    """The connections to the database at path, made and migrated when needed.

    Raises DataError for a foreign, newer or damaged file, or one on a network file system;
    BusyError when another program holds it. A file or folder that takes no writes opens for
    reading (see `Connections.access`).
    """
    with translated(path):
        if not path.exists():
            if access is Access.READ:
                raise DataError(f"{path} does not exist", "Import something first.")
            _create(path)
            _upgrade(path)
            return Connections(path, access)
        if access is Access.WRITE and not _takes_writes(path):
            access = Access.READ
        if access is Access.WRITE and (kind := _file_system(path)) in _NETWORK_FILE_SYSTEMS:
            raise DataError(
                f"{path} is on a network file system ({kind}), where SQLite cannot lock",
                "Put the database on a local disk: --db FILE or $WORKBENCH_DB.",
            )
        version = _recognise(path)
        if version < SCHEMA_VERSION:
            if access is Access.READ:
                raise DataError(
                    f"{path} has an older schema and takes no writes",
                    "Copy it to a folder you may write to, and open the copy.",
                )
            _upgrade(path)
    return Connections(path, access)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Let sqlite3's errors out as members of the error family."""
    try:
        yield
    except WorkbenchError:
        raise
    except sqlite3.IntegrityError as error:
        raise DataError(f"the database refused a change: {error}") from error
    except sqlite3.DatabaseError as error:
        raise _translate(error, path) from error


def _translate(error: sqlite3.DatabaseError, path: Path) -> WorkbenchError:
    code = getattr(error, "sqlite_errorcode", 0)
    if code & 0xFF in _WAITABLE:
        return BusyError(f"{path} is busy: another program is writing to it", "Try again.")
    if code in _FULL or code & 0xFF == sqlite3.SQLITE_FULL:
        return BusyError("the disk is full; nothing was changed", "Make room and try again.")
    if code & 0xFF == sqlite3.SQLITE_INTERRUPT:
        return BusyError("the query was cancelled")
    if code & 0xFF == sqlite3.SQLITE_READONLY:
        return ReadOnlyError(f"{path} takes no writes", "Copy it to a folder you may write to.")
    if code & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM):
        return BusyError(f"{path} cannot be reached ({error})", "Check the disk and the rights.")
    if code & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return DataError(f"{path} is not a sound database ({error})", "Restore a backup.")
    return DataError(f"the database at {path} failed: {error}")


def _connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """The only way to a connection: every pragma that a guarantee rests on is set here."""
    connection = _open(path, "mode=rw" if writable else "mode=ro")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    if not writable and not os.access(path.absolute().parent, os.W_OK):
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema")
        except sqlite3.OperationalError:
            # In a folder that takes no writes a WAL database without its -shm file opens only
            # as immutable: nobody is writing to it, or that file would be there.
            connection.close()
            connection = _open(path, "mode=ro&immutable=1")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")
    if not writable:
        connection.execute("PRAGMA query_only = ON")
    return connection


def _open(path: Path, how: str) -> sqlite3.Connection:
    target = f"{path.absolute().as_uri()}?{how}"
    return sqlite3.connect(
        target, uri=True, isolation_level=None, check_same_thread=False, timeout=0
    )


def _create(path: Path) -> None:
    """An empty file of our own making, readable by its owner only; never through a link."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if (kind := _file_system(path.parent)) in _NETWORK_FILE_SYSTEMS:
        raise DataError(
            f"{path.parent} is on a network file system ({kind}), where SQLite cannot lock",
            "Put the database on a local disk: --db FILE or $WORKBENCH_DB.",
        )
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise BusyError(
            f"{path} cannot be made ({error.strerror})", "Name another place: --db FILE."
        ) from error


def _upgrade(path: Path) -> None:
    from workbench.store.migrations import migrate

    connection = _connect(path, writable=True)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection)
    finally:
        connection.close()


def _recognise(path: Path) -> int:
    """The schema version of a database of ours; 0 for an empty file. Raises DataError otherwise."""
    connection = _connect(path, writable=False)
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if application == version == tables == 0:
            return 0
        if application != APPLICATION_ID:
            raise DataError(
                f"{path} is a database of another program", "Name another file: --db FILE."
            )
        if version > SCHEMA_VERSION:
            raise DataError(
                f"{path} was made by a newer version of workbench (schema {version}, this one "
                f"knows {SCHEMA_VERSION})",
                "Update workbench.",
            )
        return version
    finally:
        connection.close()


def _takes_writes(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _file_system(path: Path) -> str:
    """The file system's type that path lies on, as the kernel names it; empty when unknown."""
    try:
        mounts = Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines()
        place = os.path.realpath(path)
    except OSError:
        return ""
    best, kind = "", ""
    for line in mounts:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        inside = place == point or place.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def _in_transaction(connection: sqlite3.Connection, act: Query[T]) -> T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = act(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result
