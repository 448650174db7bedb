"""The writer: one thread, one connection, act after act, each in a transaction of its own.

Loaded with the first write. All desks write one after the other: an act holds the database's lock
from its beginning to its commit, so that what it reads then is what it changes, and the journal has
one order. An act is called done only when the server has said so, or says so when it is asked
again: a connection may end between the commit and its answer.
"""

from __future__ import annotations

import queue
import threading
import time
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

import psycopg
from psycopg import errors

from workbench.domain.journal import Logged
from workbench.errors import BusyError, DataError
from workbench.postgres.address import Address
from workbench.postgres.connection import (
    Connection,
    Line,
    Query,
    cancel,
    connect,
    is_at_rest,
    translated,
)
from workbench.postgres.schema import SCHEMA_VERSION, WRITING
from workbench.stored.turn import Turn
from workbench.verbs import Durability

T = TypeVar("T")
Cursor = psycopg.Cursor[tuple[Any, ...]]
LEAVING_SECONDS = 0.5
"""How long closing waits for a lock that somebody else holds."""

_SYNCED = {Durability.FULL: "on", Durability.NORMAL: "off"}
_BEGUN = """SELECT pg_current_xact_id()::text::bigint,
    (SELECT schema FROM about WHERE id = 1)"""
"""Number of the transaction, and of the schema now: asked under the lock."""
_FATE = "SELECT pg_xact_status(%s::text::xid8) IS NOT DISTINCT FROM 'committed'"
_IS_LOGGED = "SELECT EXISTS(SELECT FROM journal WHERE seq = %s AND body = %s)"
"""What tells of an entry, and the number of its transaction does not: a server that crashed gives
numbers again of which it had written nothing down, and then tells of somebody else's act."""


class Task(NamedTuple):
    """An act that waits for its turn."""

    turn: Turn[Any]
    act: Query[Any]
    durability: Durability
    patience_ms: int
    is_of_people: bool


class Waiting(NamedTuple):
    """An act that may wait for another desk's."""

    turn: Turn[Any]
    begun: Cursor
    since: float

    @property
    def has_lock(self) -> bool:
        """Whether it has the lock: what is asked under it was answered."""
        return self.begun.pgresult is not None


class Writer:
    """The one that writes to a database."""

    def __init__(self, address: Address, *, patience_ms: int) -> None:
        self.recorded = 0
        """How many acts of people are in the database."""
        self._address = address
        self._patience_ms = patience_ms
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._connection: Connection | None = None
        self._waiting: Waiting | None = None
        self._thread = threading.Thread(target=self._run, name="workbench-writer", daemon=True)
        self._thread.start()

    @property
    def seconds_waited(self) -> float:
        """How long an act has waited for another desk's; 0 when none waits."""
        waiting = self._waiting
        return time.monotonic() - waiting.since if waiting and not waiting.has_lock else 0.0

    def put(
        self, act: Query[T], durability: Durability, *, patience_ms: int | None, line: Line | None
    ) -> Turn[T]:
        """Hand in an act."""
        turn: Turn[T] = Turn()
        patience = self._patience_ms if patience_ms is None else patience_ms
        self._tasks.put(Task(turn, act, durability, patience, line is not None))
        return turn

    def give_up(self) -> None:
        """Do without the act that waits for another desk's. One that has the lock by now is
        made."""
        waiting, connection = self._waiting, self._connection
        if waiting and connection and not waiting.has_lock:
            waiting.turn.is_given_up = True
            cancel(connection)

    def finish(self) -> None:
        """Do what was handed in, and end. A lock that somebody else holds is not waited for."""
        self._tasks.put(None)
        while self._thread.is_alive():
            self._thread.join(LEAVING_SECONDS)
            self.give_up()

    # In the thread ---------------------------------------------------------------------------

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            try:
                with translated(self._address):
                    result = self._done(task)
            except BaseException as error:
                task.turn.fail(error)
            else:
                self.recorded += task.is_of_people
                task.turn.end(result)
        if self._connection is not None:
            self._connection.close()

    def _done(self, task: Task) -> object:
        """The act and its commit, under one pipeline: it begins, waits for the lock and asks its
        first questions in one round trip."""
        connection, is_committing = self._opened(), False
        try:
            with connection.pipeline():
                begun = self._begin(connection, task)
                result = task.act(connection)
                number = self._numbered(begun)
                self._waiting = None
                is_committing = True
                connection.execute("COMMIT")
        except BaseException as error:
            if is_committing and connection.broken:
                if self._was_committed(number, result):
                    return result
                raise
            self._take_back(connection)
            if isinstance(error, errors.QueryCanceled) and task.turn.is_given_up:
                from workbench.postgres.refusals import given_up

                raise given_up(self._address) from error
            raise
        finally:
            self._waiting = None
        return result

    def _opened(self) -> Connection:
        if self._connection is None or not is_at_rest(self._connection):
            if self._connection is not None:
                self._connection.close()
            self._connection = connect(self._address)
        return self._connection

    def _begin(self, connection: Connection, task: Task) -> Cursor:
        connection.execute("BEGIN")
        connection.execute(f"SET LOCAL synchronous_commit = {_SYNCED[task.durability]}")
        connection.execute(f"SET LOCAL lock_timeout = {max(task.patience_ms, 1)}")
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (WRITING,))
        begun = connection.execute(_BEGUN)
        self._waiting = Waiting(task.turn, begun, time.monotonic())
        return begun

    def _numbered(self, begun: Cursor) -> int:
        """The number of the transaction. Raises DataError where the schema is another by now:
        another workbench may have brought it up to date while this one had the database open."""
        number, schema = begun.fetchone() or (0, 0)
        if schema != SCHEMA_VERSION:
            raise DataError(
                f"{self._address} has another schema now ({schema}, this workbench knows "
                f"{SCHEMA_VERSION})",
                "Nothing was changed. Quit, and update workbench.",
            )
        return int(number)

    def _was_committed(self, number: int, result: object) -> bool:
        """What became of a transaction whose commit nobody answered. result: of its act. Raises
        BusyError where that cannot be asked."""
        from workbench.postgres.refusals import in_doubt

        try:
            connection = self._opened()
            connection.execute(f"SET lock_timeout = {self._patience_ms}")
            # As long as it is not ended, it has the lock.
            connection.execute("SELECT pg_advisory_lock(%s)", (WRITING,))
            connection.execute("SELECT pg_advisory_unlock(%s)", (WRITING,))
            if isinstance(result, Logged):
                entry = result.entry.seq, result.body.decode("utf-8")
                row = connection.execute(_IS_LOGGED, entry).fetchone()
            else:
                row = connection.execute(_FATE, (number,)).fetchone()
        except errors.InvalidParameterValue:  # a number that the server, begun anew, never gave
            return False
        except (psycopg.Error, BusyError) as error:
            raise in_doubt(self._address) from error
        return row is not None and bool(row[0])

    def _take_back(self, connection: Connection) -> None:
        with suppress(psycopg.Error):
            if not connection.broken:
                connection.execute("ROLLBACK")
