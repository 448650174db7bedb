"""How each kind of thing that people change is read from, written to and taken out of its tables.

The journal speaks in records (`Change.before`, `Change.after`); an `Entity` turns them into rows.
`load` gives back exactly the record that was saved: that equality is what refuses a lost race,
lets undo see that somebody was there since, and lets `verify` replay. Each noun's module defines
its own; entities.py collects them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from workbench.domain.journal import Record, Standing, compact
from workbench.errors import ConflictError
from workbench.store.rows import marks
from workbench.stored.rows import Loaded, Row


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of thing: its tables' verbs."""

    load: Callable[[sqlite3.Connection, str], Loaded | None]
    save: Callable[[sqlite3.Connection, Record], None]
    remove: Callable[[sqlite3.Connection, str], None]
    all: Callable[[sqlite3.Connection], Iterator[Standing]]
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
    booleans: tuple[str, ...] = (),
    written: tuple[str, ...] = (),
) -> Flat:
    """An entity whose record is one row: its uid is the column of that name, or the key columns'
    values joined by colons. columns: those beside a uid column; written: those of them that hold
    a list or a record, as JSON."""
    stored = columns if key != ("uid",) else ("uid", *columns)
    where = " AND ".join(f'"{name}" = ?' for name in key)
    names = ", ".join(f'"{name}"' for name in stored)
    places = ", ".join(f":{name}" for name in stored)
    keys = [stored.index(name) for name in key]
    keyed = ", ".join(f'"{name}"' for name in key)
    updates = ", ".join(f'"{name}" = excluded."{name}"' for name in stored if name not in key)

    def key_of(uid: str) -> list[str]:
        return uid.split(":", len(key) - 1)

    def load(connection: sqlite3.Connection, uid: str) -> Loaded | None:
        row = connection.execute(
            f"SELECT {names} FROM {table} WHERE {where}", key_of(uid)
        ).fetchone()
        return None if row is None else record_of(row)

    def record_of(row: Row) -> Loaded:
        uid = ":".join(str(row[place]) for place in keys)
        record = {"uid": uid, **dict(zip(stored, row, strict=True))}
        record |= {name: bool(record[name]) for name in booleans}
        return record | {name: json.loads(record[name]) for name in written}

    def as_written(record: Record) -> dict[str, str]:
        return {name: compact(record[name]) for name in written}

    def save(connection: sqlite3.Connection, record: Record) -> None:
        connection.execute(
            f"INSERT INTO {table}({names}) VALUES ({places}) "
            f"ON CONFLICT({keyed}) DO UPDATE SET {updates}",
            {**record, **as_written(record)},
        )

    def remove(connection: sqlite3.Connection, uid: str) -> None:
        connection.execute(f"DELETE FROM {table} WHERE {where}", key_of(uid))

    def every(connection: sqlite3.Connection) -> Iterator[Standing]:
        for row in connection.execute(f"SELECT {names} FROM {table}"):
            record = record_of(row)
            is_as_saved = all(row[stored.index(n)] == w for n, w in as_written(record).items())
            yield record["uid"], record if is_as_saved else None

    return Flat(load, save, remove, every, table, names, record_of)


def remover(table: str) -> Callable[[sqlite3.Connection, str], None]:
    """The verb that takes the row with this uid out of table."""

    def remove(connection: sqlite3.Connection, uid: str) -> None:
        connection.execute(f"DELETE FROM {table} WHERE uid = ?", (uid,))

    return remove


def end_of_merges(connection: sqlite3.Connection, table: str, record: Record) -> str:
    """The uid of what a thing that is to be saved is merged into in the end, its own where it is
    not. Raises ConflictError where that leads back to it: two analysts may try at once."""
    end: str = record["uid"]
    seen = {end}
    target = record["same_as"]
    while target is not None:
        if target in seen:
            raise ConflictError(
                f"{record['name']!r} cannot be merged: it was merged the other way round",
                f"Look at both {table}s.",
                mine=record,
            )
        seen.add(end := target)
        row = connection.execute(f"SELECT same_as FROM {table} WHERE uid = ?", (end,)).fetchone()
        target = row[0] if row else None
    return end


def versions(connection: sqlite3.Connection, entity: str, uids: Sequence[str]) -> dict[str, int]:
    """Uid -> how often the thing was changed, undo included, of those that ever were."""
    return dict(
        connection.execute(
            "SELECT uid, count(*) FROM touched WHERE entity = ? "
            f"AND uid IN ({marks(len(uids))}) GROUP BY uid",
            (entity, *uids),
        ).fetchall()
    )
