"""The pasts of records in the database: a row for each that has one beside its own making.

What another database told of a record comes in through the journal; all else is worked out from the
entries as they are appended, so that the rows can be made again from the journal at any time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress

from workbench.domain.journal import TAKE_IN, UNDO, Entry, Record
from workbench.domain.past import Key, Past, key_of_past, past_uid, traced
from workbench.store.connection import Connections
from workbench.store.entity import Entity, Loaded, Standing
from workbench.store.rows import Row

PAST_TABLES = (
    # States stand in it as bytes, those it came from one behind the other: half of what they take
    # as words. No reference to anything: it outlives the record.
    """CREATE TABLE past(
        entity TEXT NOT NULL,
        uid TEXT NOT NULL,
        state BLOB NOT NULL CHECK(length(state) = 16),
        ancestors BLOB NOT NULL CHECK(length(ancestors) % 16 = 0),
        about TEXT NOT NULL,
        gone INTEGER NOT NULL CHECK(gone IN (0, 1)),
        PRIMARY KEY(entity, uid)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX past_by_subject ON past(about)",
)
"""What schema 8 adds for them."""

_BYTES = 16
"""Of a state's id."""
_COLUMNS = "entity, uid, state, ancestors, about, gone"
_SELECT = f"SELECT {_COLUMNS} FROM past"
_OF_ARTICLE = f"""WITH subject(uid) AS (
        SELECT :uid
        UNION SELECT uid FROM claim WHERE article_id = (SELECT id FROM article WHERE uid = :uid)
        UNION SELECT uid FROM past WHERE about = :uid AND entity = 'claim' AND gone = 1)
    {_SELECT} WHERE about IN (SELECT uid FROM subject) ORDER BY entity, uid"""
_OF_REST = f"""{_SELECT} WHERE entity IN (
        'source', 'rating', 'belonging', 'unalike', 'habit', 'topic')
    OR (entity = 'note' AND about IN (
        SELECT uid FROM source UNION SELECT uid FROM past WHERE entity = 'source'))
    ORDER BY entity, uid"""


class Pasts:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def kept(self, key: Key) -> Past | None:
        """The past of a record, where it has one beside its making."""
        return self._connections.read(lambda connection: find_past(connection, key))

    def of_article(self, uid: str) -> list[tuple[Key, Past]]:
        """Those of what is or was on an article and its claims."""
        return self._read(_OF_ARTICLE, {"uid": uid})

    def of_sources(self) -> list[tuple[Key, Past]]:
        """Those of sources, of what is said of them, and of topics."""
        return self._read(_OF_REST, {})

    def _read(self, query: str, values: dict[str, str]) -> list[tuple[Key, Past]]:
        return self._connections.read(
            lambda connection: [
                ((row[0], row[1]), _past(row)) for row in connection.execute(query, values)
            ]
        )


def find_past(connection: sqlite3.Connection, key: Key) -> Past | None:
    """The past that is kept of a record."""
    row = connection.execute(f"{_SELECT} WHERE entity = ? AND uid = ?", key).fetchone()
    return _past(row) if row else None


def trace(connection: sqlite3.Connection, entry: Entry) -> None:
    """Keep what an entry, which is in the journal by now, makes of the pasts of what it changed."""
    undone = entry.undoes if entry.op == UNDO else None
    (op,) = connection.execute("SELECT op FROM journal WHERE seq = ?", (undone,)).fetchone() or (
        "",
    )

    def find(key: Key) -> Past | None:
        return find_past(connection, key)

    for key, past in traced(entry.changes, find, forgets=op == TAKE_IN):
        if past:
            _save(connection, past.to_record(key))
        else:
            _remove(connection, past_uid(key))


def trace_journal(connection: sqlite3.Connection) -> None:
    """Make the rows again of the whole journal, as far as it can be read."""
    connection.execute("DELETE FROM past")
    for (body,) in connection.execute("SELECT CAST(body AS BLOB) FROM journal ORDER BY seq"):
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            trace(connection, Entry.from_bytes(body))


def _past(row: Row) -> Past:
    _, _, state, ancestors, about, gone = row
    every = (ancestors[n : n + _BYTES].hex() for n in range(0, len(ancestors), _BYTES))
    return Past(state.hex(), frozenset(every), about, bool(gone))


def _load(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    key = key_of_past(uid)
    past = find_past(connection, key)
    return past.to_record(key) if past else None


def _save(connection: sqlite3.Connection, record: Record) -> None:
    connection.execute(
        f"INSERT OR REPLACE INTO past({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        (
            *key_of_past(record["uid"]),
            bytes.fromhex(record["state"]),
            bytes.fromhex("".join(record["ancestors"])),
            record["about"],
            record["gone"],
        ),
    )


def _remove(connection: sqlite3.Connection, uid: str) -> None:
    connection.execute("DELETE FROM past WHERE entity = ? AND uid = ?", key_of_past(uid))


def _all(connection: sqlite3.Connection) -> Iterator[Standing]:
    for row in connection.execute(_SELECT):
        key, past = (row[0], row[1]), _past(row)
        yield past_uid(key), past.to_record(key)


PAST = Entity(_load, _save, _remove, _all)
