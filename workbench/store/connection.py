"""The connections to one database: one set of pragmas, one writer thread, many readers.

The writer thread (`writer`) owns the only write connection and is fed by a queue; each reading
thread has a connection of its own (`query_only`), to the same file as all others. sqlite3's errors
leave here as members of the error family and in no other form.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from workbench.errors import (
    BusyError,
    DataError,
    LostError,
    UnreadError,
    WorkbenchError,
)
from workbench.verbs import Access, Durability

if TYPE_CHECKING:
    from workbench.stored.turn import Turn
    from workbench.stored.unread import Unread

T = TypeVar("T")
Query = Callable[[sqlite3.Connection], T]
Line = Callable[[], bytes]
"""What is kept of an act where the file is lost and no copy can be made."""
Connect = Callable[[], tuple[sqlite3.Connection, tuple[int, int]]]
"""A new connection for writing; device and inode of its file."""

BUSY_TIMEOUT_MS = 10_000
READER_CACHE_KIB = 256


class Still(NamedTuple):
    """A way to read a database that nobody can write to now."""

    why: str
    """Why it takes no changes."""
    connect: Callable[[], sqlite3.Connection]
    close: Callable[[], None]


class UnreadableError(Exception):
    """A row holds a value that is none of those which can be there."""


class Strange(NamedTuple):
    """What a file's schema has of its own, or who opened it lacks."""

    why: str
    """Why nothing is written to it; empty where it may be."""
    instead: tuple[str, ...]
    """What is derived and has to be read from somewhere else (`stand_ins`)."""


AS_MADE = Strange("", ())
"""Of a file that has nothing of its own."""


class Writer(Protocol):
    """The one that writes (`writer`), which is loaded with the first write only."""

    lost: LostError | None
    recorded: int

    @property
    def seconds_waited(self) -> float:
        """How long an act has waited for another program's lock; 0 when none waits."""

    def put(
        self, act: Query[T], durability: Durability, *, patience_ms: int | None, line: Line | None
    ) -> Turn[T]:
        """Hand in an act."""

    def give_up(self) -> None:
        """Do without the act that waits for another program's lock."""

    def look(self) -> None:
        """Raises LostError when the file is not at its path any more."""

    def finish(self) -> None:
        """Do what was handed in, and end."""


class Connections:
    """The connections to one database file."""

    def __init__(
        self,
        path: Path,
        access: Access,
        *,
        begin_writer: Callable[[Path, Connect], Writer] | None = None,
        still: Still | None = None,
        strange: Strange = AS_MADE,
        news: tuple[str, ...] = (),
        busy_timeout_ms: int = BUSY_TIMEOUT_MS,
    ) -> None:
        self.path = path
        self.access = access
        self.still = still
        """How it is read, where the disk has no room for what writing needs."""
        self.strange = strange
        self.news = news
        """What was done to the file as it was opened, in words."""
        self.damage: list[str] = []
        """What was found damaged since, and what came of it, in words."""
        self._begin_writer = begin_writer
        self._busy_timeout_ms = busy_timeout_ms
        self._local = threading.local()
        self._readers: set[sqlite3.Connection] = set()
        self._lock = threading.Lock()
        self._resting = threading.Condition()
        self._running: Counter[int] = Counter()
        """Reads that run right now, by thread: closing a connection under one would end the
        process. A signal may end one at any instruction, so its own count can be left behind."""
        self._writer: Writer | None = None
        self._unread: Unread | None = None
        self._opened: tuple[int, int] | None = None
        """Device and inode of the file that all connections are to."""
        self._closed = False
        self._handed_in = 0

    def read(self, query: Query[T]) -> T:
        """What query returns, run on this thread's own read connection in one snapshot."""
        connection = self._reader()
        try:
            with self._at_work(), translated(self.path):
                try:
                    return in_snapshot(connection, query)
                except sqlite3.DatabaseError as error:
                    if not (
                        self._show_bytes(connection, error) or self._stand_in(connection, error)
                    ):
                        raise
                return in_snapshot(connection, query)
        except UnreadableError as error:
            raise UnreadError(
                f"{self.path} holds what cannot be read ({error})", "workbench verify tells where."
            ) from error

    def begin(self) -> bool:
        """Begin one moment for all that this thread reads; whether it is the one who ends it."""
        connection = self._reader()
        with self._at_work(), translated(self.path):
            if connection.in_transaction:
                return False
            connection.execute("BEGIN")
            return True

    def end(self) -> None:
        """End it; where all was closed meanwhile, it has ended."""
        connection: sqlite3.Connection = self._local.connection
        with suppress(DataError), self._at_work():
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """While it lasts nobody closes this thread's connection."""
        thread = threading.get_ident()
        with self._resting:
            if self._closed:
                raise DataError("the database is closed")
            self._running[thread] += 1
        try:
            yield
        finally:
            with self._resting:
                self._running[thread] -= 1
                if self._closed:
                    self._resting.notify_all()

    @property
    def unread(self) -> Unread:
        """What could not be read."""
        with self._lock:
            if self._unread is None:
                from workbench.stored.unread import Unread

                self._unread = Unread()
            return self._unread

    @property
    def has_unread(self) -> bool:
        """Whether something could not be read."""
        return self._unread is not None and self._unread.is_any

    def write(
        self,
        act: Query[T],
        durability: Durability = Durability.FULL,
        *,
        patience_ms: int | None = None,
        line: Line | None = None,
    ) -> T:
        """What act returns, run and committed on the writer thread; blocks, raises as act does.

        patience_ms: how long it waits for another program; as long as all without it. line: what
        is kept of it, when the file is lost and cannot be copied.
        """
        return self.submit(act, durability, patience_ms=patience_ms, line=line).result()

    def submit(
        self,
        act: Query[T],
        durability: Durability = Durability.FULL,
        *,
        patience_ms: int | None = None,
        line: Line | None = None,
    ) -> Turn[T]:
        """As `write`, and does not wait for what comes of it."""
        if self.still:
            raise BusyError(f"{self.still.why}; nothing was changed", "Make room and open it anew.")
        if self.access is Access.READ or self._begin_writer is None:
            from workbench.store.refusals import no_writes

            raise no_writes(self.path, "is open for reading only", self.strange.why)
        with self._lock:
            if self._closed:
                raise DataError("the database is closed")
            self._handed_in += line is not None
            if self._writer is None:
                self._writer = self._begin_writer(self.path, lambda: self._connect(writable=True))
            return self._writer.put(act, durability, patience_ms=patience_ms, line=line)

    @property
    def acts(self) -> tuple[int, int]:
        """How many acts of people were handed in, and how many of them are recorded."""
        return self._handed_in, self._writer.recorded if self._writer else 0

    @property
    def lost(self) -> LostError | None:
        """Why nothing goes into the file any more; None as long as it does."""
        return self._writer.lost if self._writer else None

    def look(self) -> None:
        """Raises LostError when something was written, and is not in the file at the path."""
        if self._writer and not self._closed:
            self._writer.look()

    @property
    def seconds_waited(self) -> float:
        """How long an act has waited for another program's lock; 0 when none waits."""
        return self._writer.seconds_waited if self._writer else 0.0

    def interrupt(self) -> None:
        """End every query that is being read right now, and do without the act that waits for
        another program's lock; their callers get BusyError."""
        if self._writer:
            self._writer.give_up()
        self._interrupt_readers()

    def _interrupt_readers(self) -> None:
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
        with self._resting:
            del self._running[threading.get_ident()]  # who closes reads nothing
            while any(self._running.values()):
                self._interrupt_readers()  # each time: one may have begun since
                self._resting.wait(0.01)
        # The writer's connection goes last: only that one can fold the log back into the file, so
        # that a copy of the file alone is whole.
        with self._lock:
            for connection in self._readers:
                connection.close()
            self._readers.clear()
        if self.still:
            self.still.close()
        if writer is not None:
            writer.finish()

    def _reader(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            with translated(self.path):
                connection = self._connect_reader()
                if self.strange.instead:
                    from workbench.store.stand_ins import put_up

                    put_up(connection, self.strange.instead)
            self._local.instead = set(self.strange.instead)
            with self._lock:
                if self._closed:
                    connection.close()
                    raise DataError("the database is closed")
                self._readers.add(connection)
            self._local.connection = connection
        return connection

    def _show_bytes(self, connection: sqlite3.Connection, error: sqlite3.DatabaseError) -> bool:
        """Whether bytes that are no text are shown as such from now on. What must be exact is read
        as bytes, and is refused."""
        from workbench.store.no_text import as_text, is_no_text

        if not is_no_text(error) or connection.text_factory is as_text:
            return False
        connection.text_factory = as_text
        self.unread.leave_out("bytes that are no text (\ufffd in their place)")
        return True

    def _stand_in(self, connection: sqlite3.Connection, error: sqlite3.DatabaseError) -> bool:
        """Whether something else can be read now in the place of what is damaged."""
        from workbench.store.refusals import code_of

        is_corrupt = code_of(error) & 0xFF == sqlite3.SQLITE_CORRUPT
        if not is_corrupt and "invalid fts5" not in str(error):
            return False
        from workbench.store.damage import found_instead
        from workbench.store.stand_ins import outside_snapshot

        write = self.write if self.access is Access.WRITE else None
        with outside_snapshot(connection):
            came = found_instead(connection, self._local.instead, write)
        self.damage += [came] if came else []
        return bool(came)

    @contextmanager
    def apart(self) -> Iterator[sqlite3.Connection]:
        """A connection that reads the file as it stands, whatever is read elsewhere in the place
        of something."""
        with translated(self.path):
            connection = self._connect_reader()
        with self._lock:
            self._readers.add(connection)
        try:
            with translated(self.path):
                yield connection
        finally:
            with self._lock:
                self._readers.discard(connection)
            connection.close()

    def _connect_reader(self) -> sqlite3.Connection:
        if self.lost and self.lost.kept:
            return connect(self.lost.kept, writable=False, busy_timeout_ms=self._busy_timeout_ms)
        if self.still:
            return self.still.connect()
        return self._connect(writable=False)[0]

    def _connect(self, *, writable: bool) -> tuple[sqlite3.Connection, tuple[int, int]]:
        """A connection to the file that the others are connected to, and which one that is."""
        before = _identity(self.path)
        connection = connect(self.path, writable=writable, busy_timeout_ms=self._busy_timeout_ms)
        with self._lock:
            self._opened = self._opened or before
            if before == _identity(self.path) == self._opened:
                return connection, before
        connection.close()
        raise DataError(
            f"{self.path} was replaced by another file while it was open", "Quit, and open it anew."
        )


def in_snapshot(connection: sqlite3.Connection, query: Query[T]) -> T:
    """What query returns, with everything as it was when it began, or the snapshot that it is asked
    in."""
    is_inside = connection.in_transaction
    if not is_inside:
        connection.execute("BEGIN")
    try:
        return query(connection)
    except BaseException as error:
        let_go(error)
        is_of_what_was_asked = isinstance(error, UnicodeEncodeError)
        if isinstance(error, ValueError) and not is_of_what_was_asked:
            raise UnreadableError(error) from error
        raise
    finally:
        if not is_inside and connection.in_transaction:
            connection.execute("ROLLBACK")


def let_go(error: BaseException) -> None:
    """Drop the cursors that the frames of an error hold, and of those behind it: while somebody
    keeps the error, one that was not read to its end keeps its connection in the moment of then,
    whatever is rolled back, and all that is read or written after it."""
    from traceback import clear_frames

    found = [error]
    for one in found:
        clear_frames(one.__traceback__)
        behind = (one.__cause__, one.__context__)
        found += [each for each in behind if each is not None and each not in found]


def _identity(path: Path) -> tuple[int, int]:
    try:
        status = os.stat(path)  # noqa: PTH116 (a third of the time of Path.stat)
    except FileNotFoundError as error:
        raise DataError(f"{path} was deleted or moved away", "Look for it.") from error
    return status.st_dev, status.st_ino


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Let sqlite3's errors out as members of the error family."""
    try:
        yield
    except WorkbenchError:
        raise
    except (sqlite3.DatabaseError, OSError, UnicodeError, OverflowError) as error:
        from workbench.store.refusals import refusal

        raise refusal(error, path) from error


def connect(
    path: Path, *, writable: bool, busy_timeout_ms: int = BUSY_TIMEOUT_MS
) -> sqlite3.Connection:
    """The only way to a connection: every pragma that a guarantee rests on is set here."""
    try:
        return _connected(path, writable=writable, busy_timeout_ms=busy_timeout_ms)
    except sqlite3.OperationalError as error:
        if writable or not _is_broken_off(error) or not os.access(path, os.W_OK):
            raise
    # A program was killed while it wrote without a log, as when a new file gets one: SQLite takes
    # back what was half written, and only a connection that may write can do that.
    with closing(_connected(path, writable=True, busy_timeout_ms=busy_timeout_ms)) as mending:
        mending.execute("SELECT count(*) FROM sqlite_schema")
    return _connected(path, writable=False, busy_timeout_ms=busy_timeout_ms)


def _is_broken_off(error: sqlite3.OperationalError) -> bool:
    from workbench.store.refusals import code_of

    return code_of(error) & 0xFF == sqlite3.SQLITE_READONLY


def _connected(path: Path, *, writable: bool, busy_timeout_ms: int) -> sqlite3.Connection:
    connection = _open(path, "mode=rw" if writable else "mode=ro")
    try:
        connection.execute(f"PRAGMA busy_timeout = {busy_timeout_ms}")
        if not writable and not os.access(path.absolute().parent, os.W_OK):
            try:
                connection.execute("SELECT count(*) FROM sqlite_schema")
            except sqlite3.OperationalError:
                connection.close()
                connection = open_immutable(path)
        guard(connection, writable=writable)
    except BaseException:
        connection.close()
        raise
    return connection


def guard(connection: sqlite3.Connection, *, writable: bool) -> None:
    """Set what a guarantee rests on, for one connection."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")
    if not writable:
        connection.execute("PRAGMA query_only = ON")
        # A reading thread each: the system keeps the file's pages once for all of them.
        connection.execute(f"PRAGMA cache_size = -{READER_CACHE_KIB}")


def _open(path: Path, how: str) -> sqlite3.Connection:
    target = f"{path.absolute().as_uri()}?{how}"
    return sqlite3.connect(
        target, uri=True, isolation_level=None, check_same_thread=False, timeout=0
    )


def open_immutable(path: Path) -> sqlite3.Connection:
    """A reading connection without any pragma, and without any file beside the database. Raises
    DataError when the last changes are not in the file itself.

    Where no -shm file can be made a WAL database without one opens only so: nobody is writing to
    it, or that file would be there."""
    unfinished = path.with_name(path.name + "-wal")
    if unfinished.exists() and unfinished.stat().st_size:
        raise DataError(
            f"{path} was not closed and its last changes are in {unfinished.name}",
            "Copy both to a folder you may write to, and open the copy.",
        )
    return _open(path, "mode=ro&immutable=1")
