"""The writer: one thread, one connection, act after act, each in a transaction of its own.

Loaded with the first write. An act is called done only when the file at the path has it: what
happened to the file is looked at before each act and after its commit (`anchor`). Once the file is
lost, acts go into a copy of it (`rescue`), and who made them is told so by an error.
"""

from __future__ import annotations

import errno
import os
import queue
import sqlite3
import threading
import time
from collections import deque
from contextlib import suppress
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.domain.journal import Logged
from workbench.errors import DataError, LostError, WorkbenchError
from workbench.store.anchor import INDEX, LOG, Anchor, Changed
from workbench.store.connection import Connect, Line, Query, T, let_go, translated
from workbench.store.schema import APPLICATION_ID, SCHEMA_DIGEST, SCHEMA_VERSION, digest
from workbench.stored.turn import Turn
from workbench.verbs import Durability

if TYPE_CHECKING:
    from workbench.store.rescue import Rescued, Said

REST_SECONDS = 2.0
"""After so long without a write the log is folded into the file, so that the file alone is whole
and a log left behind says nothing."""
LOOKING_SECONDS = 1.0
"""How long a look waits for its turn."""
LEAVING_SECONDS = 0.5
"""How long closing waits for a lock that somebody else holds."""
SAID, SAID_BYTES = 2000, 20_000
"""How many of the last acts are remembered in memory, and how large one may be: they are needed
only when the file is damaged under the desk, and what is older lies in the file and its backups."""


PAUSES = (0.001, 0.002, 0.005, 0.01, 0.015, 0.02, 0.025)
"""Seconds between two attempts to get a lock that another program holds, the last one from there
on. As SQLite's own, which nobody could end."""


class Task(NamedTuple):
    """An act that waits for its turn."""

    turn: Turn[Any]
    act: Query[Any] | None
    """None: a look at the file is all."""
    durability: Durability
    patience_ms: int | None
    """How long it waits for another program's lock; None for as long as all do."""
    line: Line | None
    """What is kept of it where no copy can be made: a journal entry without a number."""


class Writer:
    """The one that writes to a database."""

    def __init__(self, path: Path, connect: Connect, *, patience_ms: int) -> None:
        self.path = path
        self.lost: LostError | None = None
        """Why nothing goes into the file any more."""
        self.recorded = 0
        """How many acts of people are in the file."""
        self._connect = connect
        self._patience_ms = patience_ms
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._connection: sqlite3.Connection | None = None
        self._anchor: Anchor | None = None
        self._rescued: Rescued | None = None
        self._said: deque[Said] = deque(maxlen=SAID)
        """What was called done in this run, the newest last: bytes, which cost no collection."""
        self._logged = 0
        """How many acts were called done, those too that are not remembered."""
        self._durability: Durability | None = None
        self._commits = -1
        """What SQLite counts of the commits of others."""
        self._schema = -1
        """What SQLite counts of the changes of the schema."""
        self._waiting: tuple[Turn[Any], float] | None = None
        """The act that waits for another program's lock, and since when."""
        self._thread = threading.Thread(target=self._run, name="workbench-writer", daemon=True)
        self._thread.start()

    @property
    def seconds_waited(self) -> float:
        """How long an act has waited for another program's lock; 0 when none waits."""
        waiting = self._waiting
        return time.monotonic() - waiting[1] if waiting else 0.0

    def put(
        self, act: Query[T], durability: Durability, *, patience_ms: int | None, line: Line | None
    ) -> Turn[T]:
        """Hand in an act."""
        turn: Turn[T] = Turn()
        self._tasks.put(Task(turn, act, durability, patience_ms, line))
        return turn

    def give_up(self) -> None:
        """Do without the act that waits for another program's lock. One that has its lock by now
        is made."""
        if waiting := self._waiting:
            waiting[0].is_given_up = True

    def look(self) -> None:
        """Raises LostError when the file is not at its path any more. Any thread, blocks."""
        turn: Turn[None] = Turn()
        self._tasks.put(Task(turn, None, Durability.NORMAL, 0, None))
        with suppress(WorkbenchError, TimeoutError):  # somebody else's lock is no loss
            turn.result(LOOKING_SECONDS)
        if self.lost:
            raise self.lost

    def finish(self) -> None:
        """Do what was handed in, and end. A lock that somebody else holds is not waited for."""
        self._tasks.put(None)
        while self._thread.is_alive():
            self._thread.join(LEAVING_SECONDS)
            self.give_up()

    # In the thread ---------------------------------------------------------------------------

    def _run(self) -> None:
        is_folded = True
        while True:
            try:
                task = self._tasks.get(timeout=None if is_folded else REST_SECONDS)
            except queue.Empty:
                self._fold()
                is_folded = True
                continue
            if task is None:
                break
            self._do(task)
            is_folded = False
        self._close()

    def _do(self, task: Task) -> None:
        try:
            with translated(self.path):
                result = self._done(task)
        except LostError as error:
            error.is_told = True
            task.turn.fail(error)
        except BaseException as error:
            task.turn.fail(error)
        else:
            task.turn.end(result)

    def _done(self, task: Task) -> object:
        if self.lost:
            raise self._kept(task)
        connection, anchor = self._opened()
        if task.act is None:
            if changed := anchor.changed():
                raise self._lose(connection, changed, task)
            return None
        if task.durability is not self._durability:
            connection.execute(f"PRAGMA synchronous = {task.durability.value}")
            self._durability = task.durability
        self._begin(connection, task)
        try:
            if changed := anchor.changed_at_an_act():
                connection.execute("ROLLBACK")
                raise self._lose(connection, changed, task)
            if anchor.is_shut:  # what is open takes it still, and nobody could say where it went
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self.path))
            self._refuse_other_schema(connection)
            result = task.act(connection)
            _commit(connection)
        except BaseException as error:
            let_go(error)
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        if isinstance(result, Logged):
            self._logged += 1
            if len(result.body) <= SAID_BYTES:
                self._said.append((result.entry.seq, result.body))
        if changed := anchor.changed_since():
            raise self._lose(connection, changed, None)
        self.recorded += task.line is not None
        return result

    def _opened(self) -> tuple[sqlite3.Connection, Anchor]:
        if self._connection is None or self._anchor is None:
            self._connection, opened = self._connect()
            self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            self._connection.execute("PRAGMA busy_timeout = 0")  # waiting is done here
            # A CHECK over a list of words makes a table for each insert. Elsewhere than in memory
            # each sets up a page cache of its own, which the system gets back and gives anew: a
            # tenth of what an act costs.
            self._connection.execute("PRAGMA temp_store = MEMORY")
            self._anchor = Anchor(self.path, opened)
        return self._connection, self._anchor

    def _refuse_other_schema(self, connection: sqlite3.Connection) -> None:
        """Another workbench may have brought the schema up to date while this one had it open, and
        another program may have put a trigger in, which shall never run: looked at whenever another
        connection has committed something."""
        commits = connection.execute("PRAGMA data_version").fetchone()[0]
        if commits == self._commits:
            return
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version != SCHEMA_VERSION:
            raise DataError(
                f"{self.path} has another schema now ({version}, this workbench knows "
                f"{SCHEMA_VERSION})",
                "Nothing was changed. Quit, and update workbench.",
            )
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise DataError(
                f"{self.path} is a database of another program now", "Nothing was changed."
            )
        schema = connection.execute("PRAGMA schema_version").fetchone()[0]
        if schema != self._schema and digest(connection) != SCHEMA_DIGEST:
            from workbench.store.strangers import refuse_strange_now

            refuse_strange_now(self.path, connection)
        self._commits, self._schema = commits, schema

    def _begin(self, connection: sqlite3.Connection, task: Task) -> None:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            self._wait(connection, task, error)

    def _wait(
        self, connection: sqlite3.Connection, task: Task, error: sqlite3.OperationalError
    ) -> None:
        """Begin once another program lets go of its lock. Raises the error when it does not while
        the act's patience lasts; BusyError when nobody waits for the act any more."""
        from workbench.store.refusals import code_of, given_up

        began = time.monotonic()
        patience_ms = self._patience_ms if task.patience_ms is None else task.patience_ms
        self._waiting = task.turn, began
        try:
            for pause in chain(PAUSES, repeat(PAUSES[-1])):
                if code_of(error) & 0xFF != sqlite3.SQLITE_BUSY:
                    raise error
                if task.turn.is_given_up:
                    raise given_up(self.path)
                if time.monotonic() - began >= patience_ms / 1000:
                    raise error
                time.sleep(pause)
                try:
                    connection.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError as again:
                    error = again
                else:
                    return
        finally:
            self._waiting = None

    def _fold(self) -> None:
        """Fold the log into the file while nobody waits; without it all is well, too."""
        connection, anchor = self._connection, self._anchor
        if connection is None or anchor is None or self.lost:
            return
        if changed := anchor.changed():
            self._lose(connection, changed, None)
            return
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if changed := anchor.changed():  # what the folding wrote is known from here on
            self._lose(connection, changed, None)

    def _close(self) -> None:
        connection, anchor = self._connection, self._anchor
        if connection and anchor and not self.lost and (changed := anchor.changed()):
            self._lose(connection, changed, None)
        for opened in (self._rescued, self._connection):
            if opened is not None:
                with suppress(sqlite3.Error):
                    opened.close()

    # When the file is lost -------------------------------------------------------------------

    def _lose(
        self, connection: sqlite3.Connection, changed: Changed, task: Task | None
    ) -> LostError:
        """Keep what is there in a copy, with the act where it was not made yet; why, as an error.
        The side files of what is lost are taken away: whatever is at the path now is no part of
        it."""
        from workbench.store.rescue import rescue

        self._rescued = rescue(connection, self.path, self._said, is_intact=changed.is_intact)
        kept = self._rescued.path if self._rescued else None
        by_act = self._rescued is not None and self._rescued.copy is None
        missing = self._logged - len(self._said) if by_act else 0
        self.lost = LostError(self.path, changed.words, kept, missing=missing)
        self._let_go(connection, changed)
        return self._kept(task) if task else self.lost

    def _kept(self, task: Task) -> LostError:
        """Keep the act as well; the error that says so."""
        assert self.lost is not None
        if task.act is None or (self._rescued is None and task.line is None):
            return self.lost
        try:
            self._keep(task.act, task.line)
        except Exception:  # whatever an act may raise: it is told that this one is not there
            self._say(missing=self.lost.missing + (task.line is not None))
            return self.lost.without_the_last()
        return self.lost

    def _keep(self, act: Query[Any], line: Line | None) -> None:
        """Keep an act, the first one that is to be kept too. Raises what it does, or OSError."""
        from workbench.store.rescue import rescued_lines

        if self._rescued:
            self._rescued.keep(act, line)
        elif line:
            self._rescued = rescued_lines(self.path, [*(body for _, body in self._said), line()])
            self._say(missing=self._logged - len(self._said))

    def _say(self, *, missing: int) -> None:
        """Say of what is lost how much of it is kept, and where."""
        assert self.lost is not None
        rescued, lost = self._rescued, self.lost
        kept = rescued.path if rescued and rescued.path.exists() else None
        self.lost = LostError(lost.path, lost.happened, kept, missing=missing)
        self.lost.is_told = lost.is_told

    def _let_go(self, connection: sqlite3.Connection, changed: Changed) -> None:
        from workbench.store.holders import openers_of

        anchor = self._anchor
        if anchor is None or (anchor.is_at_path() and changed.is_intact):
            return
        if openers_of(self.path):
            return  # somebody works with them: for that one they are right
        log = self.path.with_name(self.path.name + LOG)
        with suppress(OSError, sqlite3.Error):
            if changed.is_intact:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            elif anchor.is_mine(LOG):
                # SQLite folds the log in when it closes: there shall be nothing to fold into what
                # was written over.
                with log.open("r+b") as file:
                    file.truncate(0)
        for ending in (LOG, INDEX):
            if anchor.is_mine(ending):
                with suppress(OSError):
                    self.path.with_name(self.path.name + ending).unlink()


def _commit(connection: sqlite3.Connection) -> None:
    """Commit. What a disk fails to sync lies whole in the log, and whoever opens the file next
    would take it for done: it is written over, as it was refused."""
    try:
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        from workbench.store.refusals import code_of

        if code_of(error) & 0xFF == sqlite3.SQLITE_IOERR:
            _void(connection)
        raise


def _void(connection: sqlite3.Connection) -> None:
    """Write what is there already where a commit has failed, without a sync: the log ends there."""
    with suppress(sqlite3.Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        synchronous = connection.execute("PRAGMA synchronous").fetchone()[0]
        connection.execute("PRAGMA synchronous = OFF")
        try:
            connection.execute("BEGIN IMMEDIATE")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute(f"PRAGMA user_version = {version}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.execute(f"PRAGMA synchronous = {synchronous}")
