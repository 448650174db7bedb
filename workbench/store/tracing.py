"""The rows of pasts: one for each record that has more of one than its own making.

What another database told of a record comes in through the journal; all else is worked out from the
entries as they are appended, so that the rows can be made again from the journal at any time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from workbench.domain.journal import Record, Standing
from workbench.domain.ledger import trace_anew
from workbench.domain.past import Key, Past, key_of_past, past_uid
from workbench.store.entity import Entity
from workbench.stored.rows import Loaded, Row

_BYTES = 16
"""Of a state's id."""
_COLUMNS = "entity, uid, states, ancestors, about, analyst, gone"
SELECT = f"SELECT {_COLUMNS} FROM past"
"""What `past_of_row` reads."""


def find_past(connection: sqlite3.Connection, key: Key) -> Past | None:
    """The past that is kept of a record."""
    row = connection.execute(f"{SELECT} WHERE entity = ? AND uid = ?", key).fetchone()
    return past_of_row(row) if row else None


class PastRows:
    """A `domain.ledger.KeptPasts` within the open write transaction of a connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def op_of(self, seq: int) -> str:
        row = self._connection.execute("SELECT op FROM journal WHERE seq = ?", (seq,)).fetchone()
        return row[0] if row else ""

    def pasts(self, keys: Iterable[Key]) -> dict[Key, Past]:
        found = ((key, find_past(self._connection, key)) for key in keys)
        return {key: past for key, past in found if past}

    def keep_pasts(self, pasts: Mapping[Key, Past | None]) -> None:
        for key, past in pasts.items():
            if past:
                _save(self._connection, past.to_record(key))
            else:
                _remove(self._connection, past_uid(key))


def trace_journal(connection: sqlite3.Connection) -> None:
    """Make the rows again of the whole journal, as far as it can be read."""
    connection.execute("DELETE FROM past")
    bodies = connection.execute("SELECT CAST(body AS BLOB) FROM journal ORDER BY seq")
    trace_anew(PastRows(connection), (body for (body,) in bodies))


def past_of_row(row: Row) -> Past:
    """The past of a row of SELECT."""
    _, _, states, ancestors, about, analyst, gone = row
    return Past(_ids(states), _ids(ancestors), about, bool(gone), analyst)


def _ids(joined: bytes) -> frozenset[str]:
    return frozenset(joined[n : n + _BYTES].hex() for n in range(0, len(joined), _BYTES))


def _load(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    key = key_of_past(uid)
    past = find_past(connection, key)
    return past.to_record(key) if past else None


def _save(connection: sqlite3.Connection, record: Record) -> None:
    connection.execute(
        f"INSERT OR REPLACE INTO past({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            *key_of_past(record["uid"]),
            bytes.fromhex("".join(record["states"])),
            bytes.fromhex("".join(record["ancestors"])),
            record["about"],
            record["analyst"],
            record["gone"],
        ),
    )


def _remove(connection: sqlite3.Connection, uid: str) -> None:
    connection.execute("DELETE FROM past WHERE entity = ? AND uid = ?", key_of_past(uid))


def _all(connection: sqlite3.Connection) -> Iterator[Standing]:
    for row in connection.execute(SELECT):
        key, past = (row[0], row[1]), past_of_row(row)
        yield past_uid(key), past.to_record(key)


PAST = Entity(_load, _save, _remove, _all)
