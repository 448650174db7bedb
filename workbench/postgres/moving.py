"""Handing over all rows of a database on a server, and filling one that holds nothing yet.

Each goes over a connection of its own, by COPY: a table is read as it comes and is never held.
All guards stand while it is filled: what they refuse was never to be there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path

import psycopg

from workbench.errors import DataError
from workbench.postgres.connection import (
    PATIENCE_MS,
    Connection,
    Connections,
    connect,
    translated,
)
from workbench.postgres.schema import WRITING
from workbench.postgres.search_build import begin_anew
from workbench.stored.rows import Row
from workbench.stored.tables import TABLES
from workbench.verbs.moving import Table, Take

_PAGE = 2_000
"""Rows that the server sends at once."""
_AT_ONCE = 100_000
"""Rows that are sent in one statement: what each of them names is looked up at its end, and the
server holds which they are until then."""


class Moving:
    """Handing over everything, and taking it in."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def pour(self, take: Take) -> None:
        with self._apart("ISOLATION LEVEL REPEATABLE READ READ ONLY") as connection:
            for name in TABLES:
                table = _table(connection, name)
                asked = (
                    f"SELECT {_names(table.columns)} FROM {name} ORDER BY {_key(connection, name)}"
                )
                with connection.cursor("poured") as rows:
                    rows.itersize = _PAGE
                    take(table, rows.execute(asked.encode()))

    def fill(self, pour: Callable[[Take], None]) -> None:
        self._connections.require_writing()
        with self._apart("") as connection:
            connection.execute(f"SET LOCAL lock_timeout = {PATIENCE_MS}")
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (WRITING,))
            if taken := _taken(connection):
                raise DataError(
                    f"{self._connections.address} holds something already ({taken})",
                    "Name one that holds nothing yet.",
                )

            def take(table: Table, rows: Iterable[Row]) -> None:
                if {*table.columns} != {*_table(connection, table.name).columns}:
                    raise DataError(f"the table {table.name} is another one here")
                copying = f"COPY {table.name}({_names(table.columns)}) FROM STDIN".encode()
                coming = iter(rows)
                while first := next(coming, None):
                    with connection.cursor().copy(copying) as copy:
                        for row in chain([first], islice(coming, _AT_ONCE - 1)):
                            copy.write_row(row)

            pour(take)
            _number_on(connection)
            begin_anew(connection)
            # The server looks at its tables only after a while, and until then plans as for none.
            connection.execute(f"ANALYZE {', '.join(TABLES)}".encode())

    def copy_file(self, target: Path) -> bool:
        return False

    @contextmanager
    def _apart(self, how: str) -> Iterator[Connection]:
        """A transaction on a connection of its own."""
        address = self._connections.address
        with translated(address), connect(address) as connection:
            connection.execute(f"BEGIN {how}".encode())
            yield connection
            try:
                connection.execute("COMMIT")
            except psycopg.OperationalError as error:
                from workbench.postgres.refusals import in_doubt

                raise in_doubt(address) from error


def _table(connection: Connection, name: str) -> Table:
    rows = connection.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 "
        "AND NOT attisdropped ORDER BY attnum",
        (name,),
    )
    return Table(name, tuple(column for (column,) in rows))


def _taken(connection: Connection) -> str | None:
    """A table that has rows."""
    asked = " UNION ALL ".join(f"(SELECT '{name}' FROM {name} LIMIT 1)" for name in TABLES)
    row = connection.execute(f"{asked} LIMIT 1".encode()).fetchone()
    return row[0] if row else None


def _number_on(connection: Connection) -> None:
    """Let what the server numbers by itself go on behind what came with its number."""
    numbered = connection.execute(
        "SELECT attrelid::regclass::text, attname FROM pg_attribute "
        "WHERE attidentity <> '' AND attrelid = ANY(%s::regclass[])",
        ([*TABLES],),
    )
    for table, column in numbered.fetchall():
        connection.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), max({column})) "
            f"FROM {table}".encode()
        )


def _key(connection: Connection, table: str) -> str:
    """What the rows of a table are ordered by: entries of the journal follow each other."""
    rows = connection.execute(
        """SELECT a.attname FROM pg_index x
        CROSS JOIN unnest(x.indkey) WITH ORDINALITY AS k(attnum, place)
        JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum
        WHERE x.indrelid = %s::regclass AND x.indisprimary ORDER BY k.place""",
        (table,),
    )
    return _names(column for (column,) in rows)


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
