"""Opening a database on a server: what it is, whether it takes writes, and its schema.

Refused are servers that are too old, databases of another encoding, a schema of that name that is
another program's, and newer schemas. An empty database gets our schema, an older one is brought up
to date: by one program at a time, in one transaction, or not at all.
"""

from __future__ import annotations

from contextlib import closing
from typing import NamedTuple

from workbench.errors import DataError, ReadOnlyError
from workbench.postgres.address import Address
from workbench.postgres.connection import (
    PATIENCE_MS,
    Connection,
    Connections,
    Writer,
    connect,
    translated,
)
from workbench.postgres.schema import (
    APPLICATION,
    IS_OWNER,
    IS_SHARED,
    SCHEMA_VERSION,
)
from workbench.verbs import Access

OLDEST_SERVER = 140_000
"""The oldest server that is spoken to, as PostgreSQL numbers itself."""

_LOOK = f"""SELECT current_setting('server_version_num')::bigint,
    current_setting('server_encoding'),
    to_regnamespace('workbench') IS NOT NULL, to_regclass('workbench.about') IS NOT NULL,
    pg_is_in_recovery(), {IS_SHARED}"""
_READ_ONLY = "SELECT NOT has_table_privilege('workbench.journal', 'INSERT')"


class Found(NamedTuple):
    """What a database is."""

    schema: int
    """0 where there is nothing of ours yet."""
    why_read_only: str
    is_shared: bool
    """Whether others than its owner may write to it."""


def open_connections(
    address: Address, access: Access = Access.WRITE, *, patience_ms: int = PATIENCE_MS
) -> Connections:
    """The connections to the database at an address, its schema made or brought up to date when
    needed. An act waits patience_ms for another desk's.

    Raises DataError for a server or a database that is none for us, BusyError where none answers.
    What its account may not change opens for reading (see `Connections.access`).
    """
    news = tuple[str, ...]()
    with closing(connect(address)) as connection, translated(address):
        found = look_at(connection, address)
        if found.schema < SCHEMA_VERSION:
            _refuse_making(connection, address, access, found)
            news = _brought_up_to_date(connection, address)
            found = look_at(connection, address)
    why = found.why_read_only if access is Access.WRITE else ""
    return Connections(
        address,
        Access.READ if why else access,
        begin_writer=lambda address: _writer(address, patience_ms),
        why_read_only=why,
        is_shared=found.is_shared,
        news=news,
    )


def _writer(address: Address, patience_ms: int) -> Writer:
    from workbench.postgres.writer import Writer

    return Writer(address, patience_ms=patience_ms)


def look_at(connection: Connection, address: Address) -> Found:
    """What a database is. Raises DataError for one that is none for us."""
    row = connection.execute(_LOOK.encode()).fetchone()
    assert row is not None
    version, encoding, has_name, has_about, is_copy, is_shared = row
    if version < OLDEST_SERVER:
        raise DataError(
            f"the server of {address} is too old (PostgreSQL {version // 10_000}, needed is "
            f"{OLDEST_SERVER // 10_000})",
            "Ask who runs it.",
        )
    if encoding != "UTF8":
        raise DataError(
            f"{address} keeps its words in {encoding}, which cannot hold all of them",
            "Make one that can: createdb --encoding UTF8 --template template0 NAME",
        )
    if has_name and not has_about:
        raise _foreign(address)
    schema = _schema_of(connection, address) if has_about else 0
    why = "it is a copy that follows another server" if is_copy else ""
    if schema and not why and _one(connection, _READ_ONLY):
        why = "your account may only read there"
    return Found(schema, why, is_shared)


def _schema_of(connection: Connection, address: Address) -> int:
    row = connection.execute("SELECT application, schema FROM workbench.about").fetchone()
    if row is None or row[0] != APPLICATION:
        raise _foreign(address)
    schema: int = row[1]
    if schema > SCHEMA_VERSION:
        raise DataError(
            f"{address} was made by a newer version of workbench (schema {schema}, this one "
            f"knows {SCHEMA_VERSION})",
            "Update workbench.",
        )
    return schema


def _foreign(address: Address) -> DataError:
    return DataError(
        f"{address} has a schema named workbench that another program made",
        "Name another database.",
    )


def _refuse_making(connection: Connection, address: Address, access: Access, found: Found) -> None:
    if access is Access.READ and not found.schema:
        raise DataError(f"{address} holds nothing yet", "Import something first.")
    if found.why_read_only:
        raise ReadOnlyError(f"{address} takes no changes: {found.why_read_only}")
    older = f"{address} has an older schema ({found.schema}, this workbench knows {SCHEMA_VERSION})"
    if found.schema and not _one(connection, IS_OWNER):
        raise ReadOnlyError(older, "Its owner brings it up to date: by opening it.")
    if found.schema and access is Access.READ:
        raise DataError(older, "Opened where it may be written to, it is brought up to date.")


def _brought_up_to_date(connection: Connection, address: Address) -> tuple[str, ...]:
    """Make the schema this one; what is to be told of it."""
    from workbench.postgres.migrations import migrate

    before, now = migrate(connection)
    return (f"{address}: brought from schema {before} to {now}",) if 0 < before < now else ()


def _one(connection: Connection, question: str) -> bool:
    row = connection.execute(question.encode()).fetchone()
    return bool(row and row[0])
