"""The file as SQLite sees it, and its schema object by object; guards are tried, not believed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from workbench.domain.problem import Problem, Rebuild
from workbench.store.blueprint import blank, differences, read_schema
from workbench.store.proof.guards import guards_that_fail

_MOST = 100
"""Of SQLite's messages that are told."""


def check_integrity(connection: sqlite3.Connection) -> Iterator[Problem]:
    """SQLite's own check of every page, index and constraint, and references to nothing."""
    for (message,) in connection.execute(f"PRAGMA integrity_check({_MOST})"):
        if message != "ok":
            yield Problem(f"integrity: {message}")
    for row in connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST):
        which = "a row" if row[1] is None else f"row {row[1]}"  # some tables have no numbers
        yield Problem(f"foreign key: {which} of {row[0]} points to a missing {row[2]}")


def check_schema(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Every object against what a new database of this number has, and the guards at work."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    found = read_schema(connection)
    with closing(blank(version)) as new:
        expected, changes = read_schema(new), _changes(new)
    for one in differences(found, expected):
        yield Problem(str(one), Rebuild.INDEXES if one.is_derived else None)
    for name in guards_that_fail({key: sql for key, sql in found.items() if key in expected}):
        if ("trigger", name) in found:
            yield Problem(f"guard does not hold: {name}")
    if _changes(connection) != changes:
        yield Problem(f"schema: not made by the {version} changes that its number says")
    yield from _numbers(connection)


def _changes(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id")
    return [name for (name,) in rows]


def _numbers(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Articles' numbers are never given again: SQLite remembers the last one, which may be that of
    an article that was lost."""
    (highest,) = connection.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'article'").fetchone()
    if (row[0] if row else 0) < highest:
        yield Problem("numbers: an article's might be given again", Rebuild.ROWS)
