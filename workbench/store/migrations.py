"""Schema changes: numbered, append-only sqlite-utils migrations.

Never `table.transform()` on a guarded table: it drops the triggers. A change that has shipped is
never edited; the next one is added below. SCHEMA_VERSION is the number of the last migration and
stands in `user_version`, so that the way to the first paint needs no sqlite_utils.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from workbench.store.schema import APPLICATION_ID, FIRST_SCHEMA, SCHEMA_VERSION

migrations = Migrations("workbench")


@migrations()
def m001_first_schema(db: Database) -> None:
    """Everything of the first version."""
    for statement in FIRST_SCHEMA:
        db.conn.execute(statement)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to SCHEMA_VERSION, in one transaction that takes the write lock first.

    Three processes that open a new file at once all succeed: the two that wait find it done.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
