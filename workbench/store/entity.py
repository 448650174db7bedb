"""How each kind of thing that people change is read from, written to and taken out of its tables.

The journal speaks in records (`Change.before`, `Change.after`); an `Entity` turns them into rows.
`load` gives back exactly the record that was saved: that equality is what refuses a lost race,
lets undo see that somebody was there since, and lets `verify` replay. Each noun's module defines
its own; entities.py collects them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workbench.domain.journal import Record

Loaded = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of thing: its tables' verbs."""

    load: Callable[[sqlite3.Connection, str], Loaded | None]
    save: Callable[[sqlite3.Connection, Record], None]
    remove: Callable[[sqlite3.Connection, str], None]
    uids: Callable[[sqlite3.Connection], list[str]]
    """Every uid that is there: what `verify` compares a replay with."""


def flat(
    table: str,
    columns: tuple[str, ...],
    *,
    key: tuple[str, ...] = ("uid",),
    booleans: tuple[str, ...] = (),
) -> Entity:
    """An entity whose record is one row: its uid is the column of that name, or the key columns'
    values joined by colons. columns: those beside a uid column."""
    stored = columns if key != ("uid",) else ("uid", *columns)
    where = " AND ".join(f"{name} = ?" for name in key)
    names = ", ".join(f'"{name}"' for name in stored)
    places = ", ".join(f":{name}" for name in stored)
    updates = ", ".join(f'"{name}" = excluded."{name}"' for name in stored if name not in key)

    def key_of(uid: str) -> list[str]:
        return uid.split(":", len(key) - 1)

    def load(connection: sqlite3.Connection, uid: str) -> Loaded | None:
        row = connection.execute(
            f"SELECT {names} FROM {table} WHERE {where}", key_of(uid)
        ).fetchone()
        if row is None:
            return None
        record = {"uid": uid, **dict(zip(stored, row, strict=True))}
        return record | {name: bool(record[name]) for name in booleans}

    def save(connection: sqlite3.Connection, record: Record) -> None:
        connection.execute(
            f"INSERT INTO {table}({names}) VALUES ({places}) "
            f"ON CONFLICT({', '.join(key)}) DO UPDATE SET {updates}",
            dict(record),
        )

    def remove(connection: sqlite3.Connection, uid: str) -> None:
        connection.execute(f"DELETE FROM {table} WHERE {where}", key_of(uid))

    made_of = " || ':' || ".join(key)
    return Entity(load, save, remove, lister(f"SELECT {made_of} FROM {table}"))


def remover(table: str) -> Callable[[sqlite3.Connection, str], None]:
    """The verb that takes the row with this uid out of table."""

    def remove(connection: sqlite3.Connection, uid: str) -> None:
        connection.execute(f"DELETE FROM {table} WHERE uid = ?", (uid,))

    return remove


def lister(query: str) -> Callable[[sqlite3.Connection], list[str]]:
    """The verb that lists the uids which query selects."""

    def uids(connection: sqlite3.Connection) -> list[str]:
        return [uid for (uid,) in connection.execute(query)]

    return uids
