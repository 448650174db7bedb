"""What the schema of a database on a server is made of, and by which numbers desks find each other.

The scripts stand beside this module, as SQL that the server reads: tables first, guards last.
"""

from __future__ import annotations

from pathlib import Path

SCHEMA = "workbench"
"""Of the database: all that is ours is in it."""
APPLICATION = "AWB1"
"""What says in the table `about` that a schema is ours."""
SCHEMA_VERSION = 8
"""Number of the last migration: that of SQLite's schema with the same tables."""
WRITING = 0x41574231_0001
"""The lock under which one desk at a time writes."""
MIGRATING = 0x41574231_0002
"""The lock under which one program at a time makes a schema or brings it up to date."""

IS_SHARED = """coalesce((SELECT bool_or(given.grantee <> c.relowner) FROM pg_class c
        CROSS JOIN LATERAL aclexplode(c.relacl) given
    WHERE c.oid = to_regclass('workbench.journal') AND given.privilege_type = 'INSERT'), false)"""
"""Whether others than its owner may write to the database."""

MIGRATIONS: dict[int, tuple[str, ...]] = {
    SCHEMA_VERSION: ("tables.sql", "search.sql", "guards.sql")
}
"""Schema -> the scripts that make it of the one before; the first of nothing."""


def statements(schema: int) -> str:
    """What makes a schema of the one before it."""
    here = Path(__file__).parent
    return "\n".join((here / name).read_text("utf-8") for name in MIGRATIONS[schema])
