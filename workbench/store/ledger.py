"""The journal and all that it can name, in the tables of one connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from workbench.domain.journal import GENESIS, Entry, Record
from workbench.domain.ledger import UnlinkedError
from workbench.store.entities import ENTITIES
from workbench.store.moved import mark_changes
from workbench.store.tracing import PastRows


class Tables(PastRows):
    """A `domain.ledger.Ledger` within the open write transaction of a connection."""

    def knows(self, entity: str) -> bool:
        return entity in ENTITIES

    def load(self, entity: str, uid: str) -> Record | None:
        return ENTITIES[entity].load(self._connection, uid)

    def save(self, entity: str, record: Record) -> None:
        with _linked():
            ENTITIES[entity].save(self._connection, record)

    def remove(self, entity: str, uid: str) -> None:
        with _linked():
            ENTITIES[entity].remove(self._connection, uid)

    def head(self) -> tuple[int, str]:
        return head(self._connection)

    def last_of(self, analyst: str) -> int:
        return last_of(self._connection, analyst)

    def chain(self, entry: Entry, body: str, prev: str, digest: str) -> None:
        self._connection.execute(
            "INSERT INTO journal(seq, analyst, op, body, prev, hash) VALUES (?, ?, ?, ?, ?, ?)",
            (entry.seq, entry.analyst, entry.op, body, prev, digest),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO touched(entity, uid, seq) VALUES (?, ?, ?)",
            [(change.entity, change.uid, entry.seq) for change in entry.changes],
        )
        mark_changes(self._connection, entry.changes)


@contextmanager
def _linked() -> Iterator[None]:
    try:
        yield
    except sqlite3.IntegrityError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            raise
        raise UnlinkedError from error


def head(connection: sqlite3.Connection) -> tuple[int, str]:
    """Number and hash of the last entry."""
    row = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, GENESIS)


def last_of(connection: sqlite3.Connection, analyst: str) -> int:
    """Number of an analyst's last entry; 0 for none."""
    row = connection.execute(
        "SELECT max(seq) FROM journal WHERE analyst = ?", (analyst,)
    ).fetchone()
    number: int = row[0] or 0
    return number
