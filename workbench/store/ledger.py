"""The journal and all that it can name, in the tables of one connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from workbench.domain.journal import GENESIS, Change, Entry, Record
from workbench.domain.ledger import Asked, Found, UnlinkedError
from workbench.domain.past import Key, Past
from workbench.store.entities import ENTITIES
from workbench.store.moved import mark_changes
from workbench.store.tracing import PastRows


class Tables(PastRows):
    """A `domain.ledger.Ledger` within the open write transaction of a connection."""

    def knows(self, entity: str) -> bool:
        return entity in ENTITIES

    def look(self, asked: Asked) -> Found:
        return Found(
            self._load(asked.things),
            self.pasts(asked.pasts),
            self.op_of(asked.undone) if asked.undone else "",
            last_of(self._connection, asked.analyst) if asked.analyst else 0,
            head(self._connection),
        )

    def make(self, changes: Sequence[Change]) -> Mapping[Key, Record]:
        for change in changes:
            entity = ENTITIES[change.entity]
            try:
                if change.after is None:
                    entity.remove(self._connection, change.uid)
                else:
                    entity.save(self._connection, change.after)
            except sqlite3.IntegrityError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
                    raise
                raise UnlinkedError(change) from error
        return self._load((one.entity, one.uid) for one in changes)

    def chain(
        self, entry: Entry, body: str, prev: str, digest: str, pasts: Mapping[Key, Past | None]
    ) -> None:
        self._connection.execute(
            "INSERT INTO journal(seq, analyst, op, body, prev, hash) VALUES (?, ?, ?, ?, ?, ?)",
            (entry.seq, entry.analyst, entry.op, body, prev, digest),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO touched(entity, uid, seq) VALUES (?, ?, ?)",
            [(change.entity, change.uid, entry.seq) for change in entry.changes],
        )
        mark_changes(self._connection, entry.changes)
        self.keep_pasts(pasts)

    def _load(self, keys: Iterable[Key]) -> dict[Key, Record]:
        connection, found = self._connection, dict[Key, Record]()
        for key in keys:
            if (record := ENTITIES[key[0]].load(connection, key[1])) is not None:
                found[key] = record
        return found


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
