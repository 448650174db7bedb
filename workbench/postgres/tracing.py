"""The rows of pasts: one for each record that has more of one than its own making.

What another database told of a record comes in through the journal; all else is worked out from the
entries as they are appended, so that the rows can be made again from the journal at any time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbench.domain.journal import Record, Standing
from workbench.domain.ledger import trace_anew
from workbench.domain.past import Key, Past, key_of_past, past_uid
from workbench.postgres.connection import Connection
from workbench.postgres.entity import Answer, Entity
from workbench.stored.rows import Row

_BYTES = 16
"""Of a state's id."""
_PAGE = 1000
"""Entries that are read at once, where all are."""
_COLUMNS = "entity, uid, states, ancestors, about, analyst, gone"
SELECT = f"SELECT {_COLUMNS} FROM past"
"""What `past_of_row` reads."""
_THESE = "(entity, uid) IN (SELECT * FROM unnest(%s::text[], %s::text[]))"


class PastRows:
    """A `domain.ledger.KeptPasts` within the open write transaction of a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def op_of(self, seq: int) -> str:
        row = self._connection.execute("SELECT op FROM journal WHERE seq = %s", (seq,)).fetchone()
        return row[0] if row else ""

    def pasts(self, keys: Sequence[Key]) -> dict[Key, Past]:
        return pasts_of_rows(ask_pasts(self._connection, keys)) if keys else {}

    def keep_pasts(self, pasts: Mapping[Key, Past | None]) -> None:
        if kept := [past.to_record(key) for key, past in pasts.items() if past]:
            _save(self._connection, kept)
        if gone := [past_uid(key) for key, past in pasts.items() if not past]:
            _remove(self._connection, gone)


def ask_pasts(connection: Connection, keys: Sequence[Key]) -> Iterator[Row]:
    """Ask for the rows of the pasts of these records."""
    return connection.execute(
        f"{SELECT} WHERE {_THESE}".encode(), ([key[0] for key in keys], [key[1] for key in keys])
    )


def pasts_of_rows(rows: Iterator[Row]) -> dict[Key, Past]:
    """The pasts of rows of SELECT, by what they are of."""
    return {(row[0], row[1]): past_of_row(row) for row in rows}


def trace_journal(connection: Connection) -> None:
    """Make the rows again of the whole journal, as far as it can be read."""
    connection.execute("DELETE FROM past")
    trace_anew(PastRows(connection), _bodies(connection))


def _bodies(connection: Connection) -> Iterator[bytes]:
    last = 0
    while rows := connection.execute(
        "SELECT seq, body FROM journal WHERE seq > %s ORDER BY seq LIMIT %s", (last, _PAGE)
    ).fetchall():
        yield from (body.encode() for _, body in rows)
        last = rows[-1][0]


def past_of_row(row: Row) -> Past:
    """The past of a row of SELECT."""
    _, _, states, ancestors, about, analyst, gone = row
    return Past(_ids(states), _ids(ancestors), about, bool(gone), analyst)


def _ids(joined: bytes) -> frozenset[str]:
    return frozenset(joined[n : n + _BYTES].hex() for n in range(0, len(joined), _BYTES))


def _load(connection: Connection, uids: Sequence[str]) -> Answer:
    rows = ask_pasts(connection, [*map(key_of_past, uids)])
    return lambda: {past_uid(key): past.to_record(key) for key, past in pasts_of_rows(rows).items()}


def _save(connection: Connection, records: Sequence[Record]) -> None:
    rows = [
        (
            *key_of_past(record["uid"]),
            bytes.fromhex("".join(record["states"])),
            bytes.fromhex("".join(record["ancestors"])),
            record["about"],
            record["analyst"],
            record["gone"],
        )
        for record in records
    ]
    # In one statement: an undo of thousands keeps thousands.
    connection.execute(
        f"""INSERT INTO past({_COLUMNS}) SELECT * FROM unnest(%s::text[], %s::text[], %s::bytea[],
            %s::bytea[], %s::text[], %s::text[], %s::smallint[])
        ON CONFLICT (entity, uid) DO UPDATE SET states = excluded.states,
            ancestors = excluded.ancestors, about = excluded.about, analyst = excluded.analyst,
            gone = excluded.gone""".encode(),
        [*map(list, zip(*rows, strict=True))],
    )


def _remove(connection: Connection, uids: Sequence[str]) -> None:
    keys = [*map(key_of_past, uids)]
    connection.execute(
        f"DELETE FROM past WHERE {_THESE}".encode(),
        ([entity for entity, _ in keys], [uid for _, uid in keys]),
    )


def _all(connection: Connection) -> Iterator[Standing]:
    for key, past in pasts_of_rows(
        connection.execute(f"{SELECT} ORDER BY entity, uid".encode())
    ).items():
        yield past_uid(key), past.to_record(key)


PAST = Entity(_load, _save, _remove, _all)
