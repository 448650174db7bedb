"""Whether a database still is what it must be, and copies of it.

SQLite's integrity check misses changes inside payloads; the hashes of the texts and the chain of
the journal do not. A replay of the journal must give exactly what the tables hold.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from workbench.domain.journal import GENESIS, Entry, Record, chain_hash
from workbench.store.connection import Connections, translated
from workbench.store.entities import ENTITIES
from workbench.store.schema import FIRST_SCHEMA


class Proof:
    """Checks over the whole database, and backups."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def problems(self, head: str | None = None) -> Iterator[str]:
        """Everything that is wrong, a line each. head: a hash that the journal must contain, as
        a whole or its first digits (a cut tail shows only so)."""
        yield from self._connections.read(_structure)
        yield from self._connections.read(_texts)
        yield from self._connections.read(_search)
        yield from self._connections.read(lambda connection: _journal(connection, head))

    def backup(self, target: Path) -> None:
        """A consistent copy of the database, made while others may write."""

        def query(connection: sqlite3.Connection) -> None:
            with translated(target):
                copy = sqlite3.connect(target)
                try:
                    connection.execute("ROLLBACK")
                    connection.backup(copy)
                finally:
                    copy.close()

        self._connections.read(query)


def _structure(connection: sqlite3.Connection) -> list[str]:
    problems = [
        f"integrity: {message}"
        for (message,) in connection.execute("PRAGMA integrity_check")
        if message != "ok"
    ]
    problems += [
        f"foreign key: row {row[1]} of {row[0]} points to a missing {row[2]}"
        for row in connection.execute("PRAGMA foreign_key_check")
    ]
    expected = {
        statement.split()[2] for statement in FIRST_SCHEMA if statement.startswith("CREATE TRIGGER")
    }
    present = {
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type='trigger'")
    }
    problems += [f"guard missing: {name}" for name in sorted(expected - present)]
    problems += [f"strange trigger: {name}" for name in sorted(present - expected)]
    return problems


def _texts(connection: sqlite3.Connection) -> list[str]:
    problems = []
    rows = connection.execute(
        "SELECT a.id, a.sha256, a.length, t.text FROM article a "
        "LEFT JOIN article_text t ON t.id = a.id ORDER BY a.id"
    )
    for number, digest, length, text in rows:
        if text is None:
            problems.append(f"article #{number}: its text is missing")
        elif sha256(text.encode("utf-8")).hexdigest() != digest or len(text) != length:
            problems.append(f"article #{number}: its text is not the one that was imported")
    return problems


def _search(connection: sqlite3.Connection) -> list[str]:
    """Articles that no search would find. FTS5 keeps a row of sizes for each one it knows."""
    rows = connection.execute(
        "SELECT id FROM article EXCEPT SELECT id FROM article_words_docsize ORDER BY id"
    )
    return [f"article #{number}: search does not know it" for (number,) in rows]


def _journal(connection: sqlite3.Connection, head: str | None) -> list[str]:
    problems: list[str] = []
    state: dict[tuple[str, str], Record | None] = {}
    prev, expected, head_seen = GENESIS, 1, head is None
    for seq, analyst, op, body, stored_prev, digest in connection.execute(
        "SELECT seq, analyst, op, body, prev, hash FROM journal ORDER BY seq"
    ):
        if seq != expected:
            problems.append(f"journal: entry {expected} is missing")
        if stored_prev != prev or chain_hash(stored_prev, body.encode("utf-8")) != digest:
            problems.append(f"journal: the chain breaks at entry {seq}")
        try:
            entry = Entry.from_bytes(body)
        except (ValueError, KeyError, TypeError, AttributeError):
            problems.append(f"journal: entry {seq} cannot be read")
            prev, expected = digest, seq + 1
            continue
        if (entry.seq, entry.analyst, entry.op) != (seq, analyst, op):
            problems.append(f"journal: the columns of entry {seq} are not those of its body")
        if entry.to_bytes() != body.encode("utf-8"):
            problems.append(f"journal: entry {seq} is not in canonical form")
        problems += _replayed(state, entry)
        head_seen = head_seen or digest.startswith(head or "")
        prev, expected = digest, seq + 1
    if not head_seen:
        problems.append(f"journal: no entry has the hash {head}: it was cut or replaced")
    return problems + _compared(connection, state)


def _replayed(state: dict[tuple[str, str], Record | None], entry: Entry) -> list[str]:
    problems = []
    for change in entry.changes:
        key = change.entity, change.uid
        if key in state and state[key] != change.before:
            problems.append(
                f"journal: entry {entry.seq} changes {change.entity} {change.uid} from a state "
                "that was not there"
            )
        state[key] = change.after
    return problems


def _compared(
    connection: sqlite3.Connection, state: dict[tuple[str, str], Record | None]
) -> list[str]:
    """What differs between the journal's last word and the tables."""
    problems = []
    for (name, uid), record in state.items():
        if name not in ENTITIES:
            problems.append(f"journal: nobody knows what {name!r} is")
        elif ENTITIES[name].load(connection, uid) != record:
            problems.append(f"{name} {uid}: not what the journal says")
    for name, entity in ENTITIES.items():
        if name == "metadata":
            problems += _metadata(connection, state)
            continue
        problems += [
            f"{name} {uid}: the journal knows nothing of it"
            for uid in entity.uids(connection)
            if state.get((name, uid)) is None
        ]
    return problems


def _metadata(
    connection: sqlite3.Connection, state: dict[tuple[str, str], Record | None]
) -> list[str]:
    import json

    problems = []
    load = ENTITIES["metadata"].load
    for uid, imported in connection.execute("SELECT uid, imported FROM article").fetchall():
        if ("metadata", uid) not in state and load(connection, uid) != json.loads(imported):
            problems.append(f"metadata of {uid}: changed outside the journal")
    return problems
