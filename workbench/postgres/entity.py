"""How each kind of thing that people change is read from, written to and taken out of its tables.

As `workbench.store.entity` has it, but many at a time: an act of a thousand changes asks for what
they change in as many round trips as one of a single change. Each verb asks all it has to ask
before anything is fetched, so that kinds of things that are asked for together share a trip.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from workbench.domain.journal import Record, Standing, compact
from workbench.errors import ConflictError
from workbench.postgres.connection import Connection
from workbench.stored.rows import Loaded, Row

Answer = Callable[[], dict[str, Loaded]]
"""What fetches the records that were asked for, by uid: those that are there."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of thing: its tables' verbs."""

    load: Callable[[Connection, Sequence[str]], Answer]
    """Ask for what these uids are. Every statement is executed before the answer is returned, and
    nothing is fetched before the answer is called."""
    save: Callable[[Connection, Sequence[Record]], None]
    """Make these things, of different uids, what their records say. Nothing is fetched but what
    the statements need; what the server refuses is raised by the next fetch of anything."""
    remove: Callable[[Connection, Sequence[str]], None]
    """Take them out. As of saving."""
    all: Callable[[Connection], Iterator[Standing]]
    """Everything that is there, its tables read once in order: what `verify` compares a replay
    with."""


@dataclass(frozen=True, slots=True)
class Flat(Entity):
    """One whose record is one row."""

    table: str
    names: str
    """Its columns, for a query."""
    record: Callable[[Row], Loaded]
    """The record of a row of them."""


def flat(
    table: str,
    columns: tuple[str, ...],
    *,
    key: tuple[str, ...] = ("uid",),
    numbers: tuple[str, ...] = (),
    booleans: tuple[str, ...] = (),
    written: tuple[str, ...] = (),
) -> Flat:
    """An entity whose record is one row: its uid is the column of that name, or the key columns'
    values joined by colons, of which numbers are no words. columns: those beside a uid column;
    written: those of them that hold a list or a record, as JSON."""
    stored = columns if key != ("uid",) else ("uid", *columns)
    names = ", ".join(f'"{name}"' for name in stored)
    keys = [stored.index(name) for name in key]
    keyed = ", ".join(f'"{name}"' for name in key)
    given = ", ".join(f"%s::{'bigint' if name in numbers else 'text'}[]" for name in key)
    where = f"({keyed}) IN (SELECT * FROM unnest({given}))"
    upsert = _upsert(table, stored, keyed, key)

    def keys_of(uids: Sequence[str]) -> list[list[str]]:
        parts = zip(*(uid.split(":", len(key) - 1) for uid in uids), strict=True)
        return [list(part) for part in parts] or [[] for _ in key]

    def record_of(row: Row) -> Loaded:
        uid = ":".join(str(row[place]) for place in keys)
        record = {"uid": uid, **dict(zip(stored, row, strict=True))}
        record |= {name: bool(record[name]) for name in booleans}
        return record | {name: json.loads(record[name]) for name in written}

    def as_written(record: Record) -> dict[str, str]:
        return {name: compact(record[name]) for name in written}

    def load(connection: Connection, uids: Sequence[str]) -> Answer:
        rows = connection.execute(
            f"SELECT {names} FROM {table} WHERE {where}".encode(), keys_of(uids)
        )
        return lambda: {record["uid"]: record for row in rows if (record := record_of(row))}

    def save(connection: Connection, records: Sequence[Record]) -> None:
        connection.cursor().executemany(
            upsert, [{**record, **as_written(record)} for record in records]
        )

    def remove(connection: Connection, uids: Sequence[str]) -> None:
        connection.execute(f"DELETE FROM {table} WHERE {where}".encode(), keys_of(uids))

    def every(connection: Connection) -> Iterator[Standing]:
        for row in connection.execute(f"SELECT {names} FROM {table} ORDER BY {keyed}".encode()):
            record = record_of(row)
            is_as_saved = all(row[stored.index(n)] == w for n, w in as_written(record).items())
            yield record["uid"], record if is_as_saved else None

    return Flat(load, save, remove, every, table, names, record_of)


def _upsert(table: str, stored: tuple[str, ...], keyed: str, key: tuple[str, ...]) -> bytes:
    names = ", ".join(f'"{name}"' for name in stored)
    places = ", ".join(f"%({name})s" for name in stored)
    updates = ", ".join(f'"{name}" = excluded."{name}"' for name in stored if name not in key)
    what = f"UPDATE SET {updates}" if updates else "NOTHING"
    return (
        f"INSERT INTO {table}({names}) VALUES ({places}) ON CONFLICT ({keyed}) DO {what}".encode()
    )


def remover(table: str) -> Callable[[Connection, Sequence[str]], None]:
    """The verb that takes the rows with these uids out of table."""
    statement = f"DELETE FROM {table} WHERE uid = ANY(%s)".encode()

    def remove(connection: Connection, uids: Sequence[str]) -> None:
        connection.execute(statement, (list(uids),))

    return remove


def end_of_merges(connection: Connection, table: str, record: Record) -> str:
    """The uid of what a thing that is to be saved is merged into in the end, its own where it is
    not. Raises ConflictError where that leads back to it: two analysts may try at once."""
    target = record["same_as"]
    if target is None:
        uid: str = record["uid"]
        return uid
    rows = connection.execute(
        f"""WITH RECURSIVE chain(uid, place) AS (
            VALUES (%s::text COLLATE "C", 0)
            UNION ALL
            SELECT t.same_as, c.place + 1 FROM chain c JOIN {table} t ON t.uid = c.uid
                WHERE t.same_as IS NOT NULL AND c.uid <> %s
        ) CYCLE uid SET is_again USING path
        SELECT uid FROM chain WHERE NOT is_again ORDER BY place""".encode(),
        (target, record["uid"]),
    ).fetchall()
    uids = [uid for (uid,) in rows]
    if record["uid"] in uids:
        raise ConflictError(
            f"{record['name']!r} cannot be merged: it was merged the other way round",
            f"Look at both {table}s.",
            mine=record,
        )
    end: str = uids[-1]
    return end


def versions(connection: Connection, entity: str, uids: Sequence[str]) -> dict[str, int]:
    """Uid -> how often the thing was changed, undo included, of those that ever were."""
    return dict(
        connection.execute(
            "SELECT uid, count(*) FROM touched WHERE entity = %s AND uid = ANY(%s) GROUP BY uid",
            (entity, list(uids)),
        ).fetchall()
    )
