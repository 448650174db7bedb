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
from dataclasses import dataclass
from enum import Enum

from workbench.store.schema import OBJECTS

Name = tuple[str, str]
"""Type and name of an object: ("trigger", "article_fixed")."""

_NOISE = re.compile(r"[\s'\"`\[\]]+")
_BEHIND_SEARCH = ("_data", "_idx", "_docsize", "_config", "_content")


class Differs(Enum):
    """How an object of a file differs."""

    MISSING = "missing"
    CHANGED = "changed"
    STRANGE = "strange"
    """The schema has none of that name."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An object of a file that is not as the schema says."""

    how: Differs
    type: str
    name: str

    def __str__(self) -> str:
        what = "guard" if self.type == "trigger" and self.how is not Differs.STRANGE else self.type
        if self.how is Differs.MISSING:
            return f"{what} missing: {self.name}"
        return f"{self.how.value} {what}: {self.name}"

    @property
    def is_derived(self) -> bool:
        """Whether it can be made anew and nothing is lost: an index that is not there."""
        return self.type == "index" and self.how is Differs.MISSING


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
    for kind, name in sorted(found.keys() | expected.keys()):
        key = kind, name
        if key not in found:
            yield Difference(Differs.MISSING, kind, name)
        elif key not in expected:
            yield Difference(Differs.STRANGE, kind, name)
        elif _worded(found[key], name, searched) != _worded(expected[key], name, searched):
            yield Difference(Differs.CHANGED, kind, name)


def _worded(sql: str, name: str, searched: Iterable[str]) -> str:
    behind = any(name == f"{index}{ending}" for index in searched for ending in _BEHIND_SEARCH)
    return _NOISE.sub("", sql).lower() if behind else sql


def make_missing_indexes(connection: sqlite3.Connection, expected: Mapping[Name, str]) -> None:
    """Make what is derived and missing, in an open write transaction."""
    for one in list(differences(read_schema(connection), expected)):
        if one.is_derived:
            connection.execute(expected[one.type, one.name])
