"""Handing over all rows of a file, and filling a file that holds nothing yet.

All guards stand while it is filled: what they refuse was never to be there. Rows are read from the
file itself, whatever is read elsewhere in the place of what is damaged: all of it or nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from workbench.errors import DataError
from workbench.store.connection import Connections, translated
from workbench.store.schema import FOLDED_SEARCH
from workbench.store.search_build import begin
from workbench.store.search_twin import rebuild_claims
from workbench.store.words import CLAIM_INDEX
from workbench.stored.rows import Row
from workbench.stored.tables import TABLES
from workbench.verbs.moving import Table, Take


class Moving:
    """Handing over everything, and taking it in."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def pour(self, take: Take) -> None:
        with self._connections.apart() as connection:
            connection.execute("BEGIN")
            for table in map(_table_in(connection), TABLES):
                take(table, connection.execute(f"SELECT {_names(table)} FROM {table.name}"))

    def fill(self, pour: Callable[[Take], None]) -> None:
        def act(connection: sqlite3.Connection) -> None:
            described = _table_in(connection)
            if taken := next(filter(lambda name: _has_rows(connection, name), TABLES), None):
                raise DataError(
                    f"{self._connections.path} holds something already ({taken})",
                    "Name one that is not there yet.",
                )
            connection.execute("PRAGMA defer_foreign_keys = ON")

            def take(table: Table, rows: Iterable[Row]) -> None:
                if {*table.columns} != {*described(table.name).columns}:
                    raise DataError(f"the table {table.name} is another one here")
                places = ", ".join("?" * len(table.columns))
                connection.executemany(
                    f"INSERT INTO {table.name}({_names(table)}) VALUES ({places})", rows
                )

            pour(take)
            begin(connection)
            rebuild_claims(connection, next(one for one in FOLDED_SEARCH if CLAIM_INDEX in one))

        self._connections.write(act)

    def copy_file(self, target: Path) -> bool:
        with (
            self._connections.apart() as connection,
            translated(target),
            closing(sqlite3.connect(target)) as copy,
        ):
            connection.backup(copy)
        return True


def _table_in(connection: sqlite3.Connection) -> Callable[[str], Table]:
    def described(name: str) -> Table:
        rows = connection.execute("SELECT name FROM pragma_table_info(?)", (name,))
        return Table(name, tuple(column for (column,) in rows))

    return described


def _has_rows(connection: sqlite3.Connection, name: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() is not None


def _names(table: Table) -> str:
    return ", ".join(f'"{column}"' for column in table.columns)
