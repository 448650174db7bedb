"""The connections to one database: one writer thread, and readers that are lent and come back.

What a connection is told when it is made stands in its address and costs no round trip. psycopg's
errors leave here as members of the error family and in no other form. A server that goes away is
asked anew with the next question: whoever reads or writes then is told, and nobody has to reopen.
"""

from __future__ import annotations

import logging
import select
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Protocol, TypeVar

import psycopg
from psycopg.adapt import Dumper, Loader
from psycopg.pq import TransactionStatus

from workbench.errors import DataError, ReadOnlyError, UnreadError, WorkbenchError
from workbench.postgres.address import Address
from workbench.postgres.ahead import Ahead, AheadConnection, AheadCursor
from workbench.postgres.schema import IS_SHARED
from workbench.verbs import Access, Durability

if TYPE_CHECKING:
    from workbench.stored.turn import Turn
    from workbench.stored.unread import Unread

T = TypeVar("T")
Connection = AheadConnection
Query = Callable[[Connection], T]

PATIENCE_MS = 10_000
"""How long an act waits for another desk's."""
MOST_IDLE = 4
"""Readers that are kept for the next question; others are closed when they come back."""
CANCEL_SECONDS = 2.0
SHARED_SECONDS = 30.0
"""How long it is known whether a database is shared."""

logging.getLogger("psycopg").disabled = True
"""It writes to a desk's screen else, and what it says may hold an address."""

_MOMENT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


Line = Callable[[], bytes]
"""What an act of people would be kept as: a file that is lost needs it, and a server does not."""


class Writer(Protocol):
    """The one that writes (`writer`), which is loaded with the first write only."""

    recorded: int

    @property
    def seconds_waited(self) -> float:
        """How long an act has waited for another desk's; 0 when none waits."""

    def put(
        self, act: Query[T], durability: Durability, *, patience_ms: int | None, line: Line | None
    ) -> Turn[T]:
        """Hand in an act."""

    def give_up(self) -> None:
        """Do without the act that waits for another desk's."""

    def finish(self) -> None:
        """Do what was handed in, and end."""


class Connections:
    """The connections to one database on a server."""

    def __init__(
        self,
        address: Address,
        access: Access,
        *,
        begin_writer: Callable[[Address], Writer],
        why_read_only: str = "",
        is_shared: bool = False,
        news: tuple[str, ...] = (),
    ) -> None:
        self.address = address
        self.access = access
        self.why_read_only = why_read_only
        """Why nothing is written to it; empty where it may be."""
        self.is_shared = is_shared
        """Whether others than its owner could write to it when that was asked last."""
        self.asked_at = time.monotonic()
        """When it was."""
        self.news = news
        """What was done to the database as it was opened, in words."""
        self.damage: list[str] = []
        """What was found damaged since, and what came of it, in words."""
        self._begin_writer = begin_writer
        self._local = threading.local()
        self._idle: list[Connection] = []
        self._lent: set[Connection] = set()
        self._ending: set[Connection] = set()
        """Those of them that only end their moment."""
        self._resting = threading.Condition()
        self._writer: Writer | None = None
        self._unread: Unread | None = None
        self._closed = False
        self._handed_in = 0

    # Reading ---------------------------------------------------------------------------------

    def read(self, query: Query[T]) -> T:
        """What query returns, which asks one question: a statement sees one moment by itself, so
        none begins a transaction and it costs one round trip.

        Inside `moment` it is asked in that.
        """
        with self._told():
            if inside := self._inside():
                return query(inside)
            with self._reader() as connection:
                self._look_again(connection)
                return query(connection)

    def _look_again(self, connection: Connection) -> None:
        """Ask whether it is shared, where that was long ago: whoever acts needs it at hand, and on
        the loop of keys nothing is asked."""
        if time.monotonic() - self.asked_at < SHARED_SECONDS:
            return
        self.asked_at = time.monotonic()
        row = connection.execute(f"SELECT {IS_SHARED}".encode()).fetchone()
        self.is_shared = bool(row and row[0])

    def read_together(self, query: Query[T]) -> T:
        """What query returns, which asks several questions, all of one moment. They go through a
        pipeline: what is asked before an answer is fetched goes in one round trip, so ask first
        and fetch then. There a cursor has no rowcount before its rows were fetched."""
        with self.moment(), self._told():
            inside = self._inside()
            assert inside is not None
            return query(inside)

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Let all that this thread reads inside be of one moment, on one connection. Its end is a
        way of its own, for which nobody waits: all that was asked is there."""
        if self._inside():
            yield
            return
        try:
            with ExitStack() as ending:
                connection = ending.enter_context(self._reader())
                ending.enter_context(connection.pipeline())
                self._local.inside, connection.ahead = connection, Ahead()
                try:
                    connection.execute(_MOMENT)
                    yield
                finally:
                    self._local.inside = connection.ahead = None
                    with suppress(psycopg.Error):  # what did not end is not lent again
                        connection.execute("ROLLBACK")
                with self._resting:
                    self._ending.add(connection)
                threading.Thread(target=_end, args=(ending.pop_all(),), daemon=True).start()
        except psycopg.Error as error:  # all else is of whoever reads
            from workbench.postgres.refusals import refusal

            raise refusal(error, self.address) from error

    def ask_ahead(self, questions: Iterable[Callable[[], object]]) -> None:
        """Ask what these verbs ask, inside a moment: whoever calls them finds it on its way."""
        if (inside := self._inside()) and inside.ahead:
            inside.ahead.ask(questions)

    def _inside(self) -> Connection | None:
        return getattr(self._local, "inside", None)

    @contextmanager
    def _reader(self) -> Iterator[Connection]:
        """A connection that nobody else uses meanwhile."""
        with self._resting:
            while not self._idle and self._ending:  # sooner there than a new one
                self._resting.wait()
            if self._closed:
                raise DataError("the database is closed")
            connection = self._idle.pop() if self._idle else None
        if connection is None or not is_at_rest(connection):
            if connection is not None:
                connection.close()
            connection = connect(self.address)
        with self._resting:
            self._lent.add(connection)
        try:
            yield connection
        finally:
            self._take_back(connection)

    def _take_back(self, connection: Connection) -> None:
        is_whole = is_at_rest(connection)
        with self._resting:
            self._lent.discard(connection)
            self._ending.discard(connection)
            is_kept = is_whole and not self._closed and len(self._idle) < MOST_IDLE
            if is_kept:
                self._idle.append(connection)
            self._resting.notify_all()
        if not is_kept:
            connection.close()

    def _drop_idle(self) -> None:
        with self._resting:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        with translated(self.address):
            try:
                yield
            except UnicodeEncodeError:
                raise  # of what was asked
            except ValueError as error:
                raise UnreadError(
                    f"{self.address} holds what cannot be read ({error})",
                    "workbench verify tells where.",
                ) from error

    @property
    def unread(self) -> Unread:
        """What could not be read."""
        with self._resting:
            if self._unread is None:
                from workbench.stored.unread import Unread

                self._unread = Unread()
            return self._unread

    @property
    def has_unread(self) -> bool:
        """Whether something could not be read."""
        return self._unread is not None and self._unread.is_any

    # Writing ---------------------------------------------------------------------------------

    def write(
        self,
        act: Query[T],
        durability: Durability = Durability.FULL,
        *,
        patience_ms: int | None = None,
        line: Line | None = None,
    ) -> T:
        """What act returns, run and committed on the writer thread; blocks, raises as act does.

        Everything in it goes through a pipeline: a statement whose rows nobody fetches costs no
        round trip of its own, and what it is refused for is raised by the next that is fetched, or
        by the commit. So conflicts are met by ON CONFLICT and not by catching; a cursor has no
        rowcount before its rows were fetched (say RETURNING); COPY does not work.

        patience_ms: how long it waits for another desk; as long as all without it. line: that it
        is an act of people.
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
        self.require_writing()
        with self._resting:
            if self._closed:
                raise DataError("the database is closed")
            self._handed_in += line is not None
            if self._writer is None:
                self._writer = self._begin_writer(self.address)
            return self._writer.put(act, durability, patience_ms=patience_ms, line=line)

    def require_writing(self) -> None:
        """Raises ReadOnlyError where it is open for reading."""
        if self.access is Access.READ:
            why = f": {self.why_read_only}" if self.why_read_only else ""
            raise ReadOnlyError(f"{self.address} is open for reading only{why}")

    @property
    def acts(self) -> tuple[int, int]:
        """How many acts of people were handed in, and how many of them are recorded."""
        return self._handed_in, self._writer.recorded if self._writer else 0

    @property
    def seconds_waited(self) -> float:
        """How long an act has waited for another desk's; 0 when none waits."""
        return self._writer.seconds_waited if self._writer else 0.0

    # Ending ----------------------------------------------------------------------------------

    def interrupt(self) -> None:
        """End every query that is being read right now, and do without the act that waits for
        another desk's; their callers get BusyError."""
        if self._writer:
            self._writer.give_up()
        self._interrupt_readers()

    def _interrupt_readers(self) -> None:
        with self._resting:
            lent = self._lent - self._ending
        for connection in lent:
            cancel(connection)

    def close(self) -> None:
        """Finish the queued writes, end the reads, close every connection. May be called twice."""
        with self._resting:
            if self._closed:
                return
            self._closed = True
            writer = self._writer
        while self._is_lent():
            self._interrupt_readers()  # each time: one may have begun since
            with self._resting:
                self._resting.wait(0.01)
        self._drop_idle()
        if writer is not None:
            writer.finish()

    def _is_lent(self) -> bool:
        inside = self._inside()  # who closes reads nothing
        with self._resting:
            return bool(self._lent - {inside} if inside else self._lent)


def _end(ending: ExitStack) -> None:
    """Wait for the end of a moment, and give its connection back."""
    with suppress(psycopg.Error):
        ending.close()


def connect(address: Address) -> Connection:
    """The only way to a connection. Raises a member of the error family."""
    try:
        connection = Connection.connect(
            address.conninfo, autocommit=True, cursor_factory=AheadCursor
        )
    except psycopg.Error as error:
        from workbench.postgres.refusals import unopened

        raise unopened(error, address) from None  # libpq's words hold what an address may hold
    connection.adapters.register_dumper(bool, _BoolDumper)
    connection.adapters.register_loader("numeric", _NumericLoader)
    return connection


def is_at_rest(connection: Connection) -> bool:
    """Whether nothing is begun on a connection and its server has not said anything since, as it
    does where it ends one: seen without a round trip."""
    if connection.closed or connection.info.transaction_status != TransactionStatus.IDLE:
        return False
    told = select.poll()
    told.register(connection.fileno(), select.POLLIN)
    return not told.poll(0)


def cancel(connection: Connection) -> None:
    """End what a connection asks right now."""
    with suppress(psycopg.Error):
        connection.cancel_safe(timeout=CANCEL_SECONDS)


@contextmanager
def translated(address: Address) -> Iterator[None]:
    """Let psycopg's errors out as members of the error family."""
    try:
        yield
    except WorkbenchError:
        raise
    except (psycopg.Error, UnicodeError, OverflowError) as error:
        from workbench.postgres.refusals import refusal

        raise refusal(error, address) from error


class _BoolDumper(Dumper):
    """Yes and no are 1 and 0 in every table, as the journal's records may have either."""

    oid = 21  # int2

    def dump(self, obj: bool) -> bytes:
        return b"1" if obj else b"0"


class _NumericLoader(Loader):
    """A sum of whole numbers is a whole number, however the server adds them up."""

    def load(self, data: bytes | bytearray | memoryview) -> int | float:
        words = bytes(data)
        return int(words) if words.lstrip(b"-").isdigit() else float(words)
