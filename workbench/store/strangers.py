"""A file whose schema is not word for word this version's: how it may be read all the same.

What the file has of its own is never run: nothing is written to it, and where a view of ours is
another one there, ours is read. Loaded only for such a file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from workbench.errors import DataError, WorkbenchError
from workbench.store.blueprint import blueprint, differences, make_missing_indexes, read_schema
from workbench.store.connection import Strange, connect
from workbench.store.schema import SCHEMA_VERSION
from workbench.store.search_twin import index_of
from workbench.store.stand_ins import DERIVED
from workbench.stored.blueprint import Difference, Differs

_MOST = 3


def look_closer(
    path: Path, connection: sqlite3.Connection, tell: Callable[[str], object] | None
) -> Strange:
    """How a file may be read. tell: the file takes writes, and missing indexes are made anew and
    told of. Raises DataError where it lacks what nothing can be read in the place of."""
    found = list(differences(read_schema(connection), blueprint(SCHEMA_VERSION)))
    lacking = [one for one in found if one.type == "table" and one.how is Differs.MISSING]
    for one in lacking:
        if not (one.name in DERIVED or index_of(one.name)):
            raise DataError(
                f"{path} is not sound: {one}",
                f"Restore a backup, or: workbench salvage '{path}' NEW.",
            )
    strange = [one for one in found if not one.is_derived]
    missing = [one.name for one in found if one.is_derived]
    if missing and not strange and tell and _is_made_anew(path):
        tell(f"indexes were missing and are made anew: {', '.join(missing)}")
    return Strange(_words(strange), tuple(sorted(_instead(strange))))


def _instead(strange: list[Difference]) -> set[str]:
    changed = (one for one in strange if one.how is not Differs.STRANGE)
    names = {one.name for one in changed if one.type in ("table", "view")}
    return (names & DERIVED) | set(filter(None, map(index_of, names)))


def _is_made_anew(path: Path) -> bool:
    expected = blueprint(SCHEMA_VERSION)
    try:
        with closing(connect(path, writable=True)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            make_missing_indexes(connection, expected)
            connection.execute("COMMIT")
    except (sqlite3.Error, WorkbenchError):
        return False  # it is slower without, and nothing else
    return True


def _words(strange: list[Difference]) -> str:
    """What is strange, in words."""
    return f"it is not as this version makes it ({_listed(strange)})" if strange else ""


def _listed(strange: list[Difference]) -> str:
    more = f" and {len(strange) - _MOST} more" if len(strange) > _MOST else ""
    return f"{', '.join(map(str, strange[:_MOST]))}{more}"


def refuse_strange(connection: sqlite3.Connection, version: int) -> None:
    """Raises DataError for an older schema that is not as its version made it: bringing it up to
    date would run what it has of its own."""
    if not version:  # nobody's as yet, or its header lost the number
        version = _migrated(connection)
    found = differences(read_schema(connection), blueprint(version))
    if words := _words([one for one in found if not one.is_derived]):
        raise DataError(
            f"the database has an older schema, and {words}; it was not changed",
            "Get out what can be read: workbench salvage PATH NEW.",
        )


def refuse_strange_now(path: Path, connection: sqlite3.Connection) -> None:
    """Raises DataError where an open file got something of its own: what is written to it might run
    that."""
    found = differences(read_schema(connection), blueprint(SCHEMA_VERSION))
    if strange := [one for one in found if not one.is_derived]:
        raise DataError(
            f"{_listed(strange)} in {path.name}: it takes no writes any more",
            "Nothing was changed. Quit; it opens for reading.",
        )


def _migrated(connection: sqlite3.Connection) -> int:
    """The schema version by the migrations that a file counts."""
    try:
        made: int = connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()[0]
    except sqlite3.OperationalError:
        return 0
    return min(made, SCHEMA_VERSION)
