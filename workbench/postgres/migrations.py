"""Schema changes: numbered, append-only, each the SQL that makes a schema of the one before it.

A change that has shipped is never edited; the next one is added below, under the number that
SQLite's has with the same tables. The first one makes all of nothing.
"""

from __future__ import annotations

from pathlib import Path

from workbench.postgres.connection import PATIENCE_MS, Connection
from workbench.postgres.schema import APPLICATION, MIGRATING, SCHEMA, SCHEMA_VERSION, WRITING

_HERE = Path(__file__).parent
MIGRATIONS: dict[int, tuple[Path, ...]] = {
    8: (_HERE / "tables.sql", _HERE / "search.sql", _HERE / "guards.sql"),
    10: (_HERE / "replies.sql",),
}
"""Schema -> the scripts that make it of the one before; SCHEMA_VERSION is the last one."""


def statements(schema: int) -> str:
    """What makes a schema of the one before it."""
    return "\n".join(script.read_text("utf-8") for script in MIGRATIONS[schema])


def migrate(connection: Connection) -> tuple[int, int]:
    """Bring the database to SCHEMA_VERSION in one transaction; the version before, 0 of nothing,
    and the one now.

    One program at a time does, and whoever waited finds it done. Nobody writes meanwhile: an act
    is of one schema from its beginning to its end.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (MIGRATING,))
        connection.execute(f"SET LOCAL lock_timeout = {PATIENCE_MS}")
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (WRITING,))
        before = _version(connection)
        for step in sorted(MIGRATIONS):
            if before < step <= SCHEMA_VERSION:
                connection.execute(statements(step).encode())
        if before < SCHEMA_VERSION:
            connection.execute(
                "INSERT INTO about(id, application, schema) VALUES (1, %s, %s) "
                "ON CONFLICT (id) DO UPDATE SET schema = excluded.schema",
                (APPLICATION, SCHEMA_VERSION),
            )
    return before, max(before, SCHEMA_VERSION)


def _version(connection: Connection) -> int:
    """The number of the schema; where there is none, 0, and room for one."""
    about = connection.execute("SELECT to_regclass(%s)", (f"{SCHEMA}.about",)).fetchone()
    if about and about[0]:
        row = connection.execute("SELECT schema FROM about WHERE id = 1").fetchone()
        return int(row[0]) if row else 0
    connection.execute(f"CREATE SCHEMA {SCHEMA}".encode())
    return 0
