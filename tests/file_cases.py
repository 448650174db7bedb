"""A hand in SQLite's files. What wants it is about the file, and not about any store."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.store import Store as FileStore
from workbench.store import open_store
from workbench.store.connection import Connections, Query

if TYPE_CHECKING:
    from workbench.verbs.store import Store

PEOPLE_MADE = (
    "source", "source_name", "rating", "belonging", "unalike", "unrelated", "article",
    "article_state", "relay", "decision", "nothing_here", "claim", "hop", "hop_source",
    "assessment", "link", "note", "tag", "topic", "extraction", "question", "selection",
    "selection_article", "wanted", "subscription", "kept_open", "heard",
)  # fmt: skip


def damage(path: Path, *statements: str) -> None:
    """Run statements behind the program's back, guards taken off meanwhile."""
    with closing(sqlite3.connect(path)) as connection:
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in guards:
            connection.execute(sql)
        connection.commit()


class SqliteFile:
    """What the fixture `only_file` hands to tests, which no other kind of store has."""

    damage = staticmethod(damage)

    @contextmanager
    def by_hand(self, path: Path) -> Iterator[sqlite3.Connection]:
        """A connection of one's own; what was done is committed."""
        with closing(sqlite3.connect(path)) as connection, connection:
            yield connection

    def reader(self, store: Store) -> sqlite3.Connection:
        """The connection that the store itself reads by."""
        assert isinstance(store, FileStore)
        return store._connections.read(lambda connection: connection)

    def unpacked(self, packed: Path, path: Path) -> Store:
        """The store that a version of the program left, which stands packed in the tests."""
        path.write_bytes(gzip.decompress(packed.read_bytes()))
        path.chmod(0o600)
        return open_store(path)

    def reads(self, patch: pytest.MonkeyPatch) -> list[object]:
        """The queries that are asked of any store from now on."""
        asked: list[object] = []
        read = Connections.read

        def counting(connections: Connections, query: Query[object]) -> object:
            asked.append(query)
            return read(connections, query)

        patch.setattr(Connections, "read", counting)
        return asked


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything that people made, without the row numbers that come and go."""
    connection = sqlite3.connect(store.place.file)
    try:
        numbers = {
            table: dict(connection.execute(f"SELECT id, uid FROM {table}").fetchall())
            for table in ("source", "claim")
        }
        numbers["rule"] = dict(connection.execute("SELECT id, name FROM rule").fetchall())
        found: dict[str, list[tuple[object, ...]]] = {}
        for table in PEOPLE_MADE:
            cursor = connection.execute(f"SELECT * FROM {table}")
            columns = [column[0] for column in cursor.description]
            found[table] = sorted(
                (_named(dict(zip(columns, row, strict=True)), table, numbers) for row in cursor),
                key=repr,
            )
        return found
    finally:
        connection.close()


def _named(
    row: dict[str, object], table: str, numbers: dict[str, dict[object, str]]
) -> tuple[object, ...]:
    if table in ("source", "claim", "rating", "belonging", "subscription"):
        del row["id"]
    for column, other in (("source_id", "source"), ("outlet_id", "source"), ("claim_id", "claim")):
        if row.get(column) is not None:
            row[column] = numbers[other][row[column]]
    if table == "question":
        row["rule"] = numbers["rule"].get(row["rule"])
    return tuple(row.items())
