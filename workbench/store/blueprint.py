"""What the schema of a number is, object by object: made in memory by the migrations themselves, so
that nothing stands twice; and what of a file differs from it.

Objects that SQLite makes for itself (its sequence, its statistics, indexes that a table implies)
and the table in which sqlite-utils counts migrations are no part of it, but a trigger on them is.
The tables behind a full-text index are worded by SQLite, which may word them otherwise one day:
of them only the columns count.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing

from workbench.store.schema import OBJECTS
from workbench.stored.blueprint import Difference, Name
from workbench.stored.blueprint import differences as differences_of

_NOISE = re.compile(r"[\s'\"`\[\]]+")
_BEHIND_SEARCH = ("_data", "_idx", "_docsize", "_config", "_content")


def blueprint(version: int) -> dict[Name, str]:
    """The objects of the schema with this number, and their text."""
    with closing(blank(version)) as connection:
        return read_schema(connection)


def blank(version: int) -> sqlite3.Connection:
    """An empty database of this schema, in memory."""
    from workbench.store.migrations import migrate

    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, up_to=version)
    return connection


def read_schema(connection: sqlite3.Connection) -> dict[Name, str]:
    """The objects of a database that are to be compared, and their text."""
    return {(kind, name): sql for kind, name, sql in connection.execute(OBJECTS)}


def differences(found: Mapping[Name, str], expected: Mapping[Name, str]) -> Iterator[Difference]:
    """What of the objects found is not as expected, by type and name."""
    searched = [name for (_, name), sql in expected.items() if "USING fts5" in sql]

    def worded(objects: Mapping[Name, str]) -> Mapping[Name, str]:
        return {key: _worded(sql, key[1], searched) for key, sql in objects.items()}

    yield from differences_of(worded(found), worded(expected))


def _worded(sql: str, name: str, searched: Iterable[str]) -> str:
    behind = any(name == f"{index}{ending}" for index in searched for ending in _BEHIND_SEARCH)
    return _NOISE.sub("", sql).lower() if behind else sql


def make_missing_indexes(connection: sqlite3.Connection, expected: Mapping[Name, str]) -> None:
    """Make what is derived and missing, in an open write transaction."""
    for one in list(differences(read_schema(connection), expected)):
        if one.is_derived:
            connection.execute(expected[one.type, one.name])
