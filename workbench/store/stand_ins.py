"""What is read in the place of something derived that is damaged: a temporary object of the same
name, which the queries find first. Rows that can be read are in it, facts that cannot be are
computed anew by whoever asks for them, and the search index is made of the texts.

The file is not written to; each reading connection has its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager, suppress

from workbench.store.blueprint import blank, blueprint
from workbench.store.schema import SCHEMA_VERSION
from workbench.store.search_build import begin
from workbench.store.search_twin import (
    INDEXES,
    empty_index,
    fits_texts,
    make_twin,
    rebuild_claims,
)
from workbench.store.words import CLAIM_INDEX, SHELVES

_KEYS = {
    "search_folding": "version",
    "extraction": "article_id",
    "question": 'article_id, start, "end", kind',
    "rule": "id",
    "sketch": "value, article_id",
    "likeness": "article_id, other_id",
    "gist": "article_id",
    "gist_word": "value, article_id",
    "gist_waiting": "article_id",
    "signature": "turn",
    "counterpart": 'article_id, start, "end", other_id, other_start, other_end',
    "asked_open": "kept",
    "renewed": "mark",
    "reply": 'kept, article_id, start, "end"',
    "touched": "entity, uid, seq",
    "passed": "article_id, claim, place",
    "passed_word": "article_id, word",
    "cited": "article_id, claim_id, place",
    "cited_name": "id",
    "untraced": "id",
    "traced": "id",
    "compared": "what, article_id",
    "compared_at": "what",
    "moved": "mark",
}
"""Derived tables, and what their rows are told apart by."""
_COMPARED = ("compared", "compared_at", "moved")
_UNKEPT = frozenset(("traced", *_COMPARED))
"""What stands in for these is empty: chains, differences and how far people agree are computed by
whoever asks."""
VIEW = "asked"
DERIVED = frozenset((*_KEYS, *INDEXES, VIEW))
"""What something else can be read in the place of."""


def damaged(connection: sqlite3.Connection) -> list[str]:
    """What is derived and cannot be read, or does not fit the texts."""
    expected = blueprint(SCHEMA_VERSION)
    found = [table for table, keys in _KEYS.items() if not _is_readable(connection, table, keys)]
    if {*found} & {"passed", "passed_word", "cited", "cited_name", "untraced"}:
        found.append("traced")  # a part of it would be taken for all
    if {*found} & {*_COMPARED}:
        found += [table for table in _COMPARED if table not in found]
    for index in INDEXES:
        with suppress(sqlite3.DatabaseError):
            if fits_texts(connection, index, expected["table", index]):
                continue
        found.append(index)
    return found


def _is_readable(connection: sqlite3.Connection, table: str, keys: str) -> bool:
    try:
        for _ in connection.execute(f"SELECT * FROM main.{table} ORDER BY {keys}"):
            pass
    except sqlite3.DatabaseError:
        return False
    return True


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether no page of the file is damaged: then what is derived can be made anew in it."""
    found: list[tuple[str]] = connection.execute("PRAGMA quick_check(1)").fetchall()
    return found == [("ok",)]


def begin_anew(connection: sqlite3.Connection, indexes: Collection[str]) -> None:
    """Put new search indexes in the place of damaged ones, in an open write transaction: that of
    claims whole, those of articles empty, to be made by `search_build`."""
    expected = blueprint(SCHEMA_VERSION)
    if CLAIM_INDEX in indexes:
        rebuild_claims(connection, expected["table", CLAIM_INDEX])
    if {*indexes} - {CLAIM_INDEX}:
        for shelf in SHELVES:
            for index in (shelf.words, shelf.trigrams):
                empty_index(connection, index, expected["table", index])
        connection.execute("DELETE FROM search_folding")
        begin(connection)


@contextmanager
def outside_snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """End the snapshot that a connection reads in, if it does, and begin it anew behind: nothing
    can be put up within one, nor would be seen in it."""
    is_inside = connection.in_transaction
    if is_inside:
        connection.execute("ROLLBACK")
    try:
        yield
    finally:
        if is_inside:
            connection.execute("BEGIN")


def put_up(connection: sqlite3.Connection, names: Collection[str]) -> None:
    """Put up something to be read in the place of these, on a connection for reading that is in no
    transaction."""
    expected = blueprint(SCHEMA_VERSION)
    connection.execute("PRAGMA query_only = OFF")  # the file itself is open for reading only
    try:
        for name in names:
            if name in _KEYS:
                _copy_table(connection, name)
            elif name in INDEXES:
                make_twin(connection, name, expected["table", name])
                connection.execute(f"INSERT INTO temp.{name}({name}) VALUES('rebuild')")
        for shelf in SHELVES:
            if shelf.trigrams in names:
                connection.execute(
                    f"CREATE VIRTUAL TABLE temp.{shelf.places} "
                    f"USING fts5vocab('temp', '{shelf.trigrams}', 'instance')"
                )
        if {VIEW, "question", "rule"}.intersection(names):
            # A view of the file would go on reading the file's own tables.
            view = expected["view", VIEW].replace("CREATE VIEW", "CREATE TEMP VIEW", 1)
            connection.execute(f"DROP VIEW IF EXISTS temp.{VIEW}")
            connection.execute(view)
    finally:
        connection.execute("PRAGMA query_only = ON")


def _copy_table(connection: sqlite3.Connection, table: str) -> None:
    with closing(blank(SCHEMA_VERSION)) as new:
        names = [f'"{row[1]}"' for row in new.execute(f"PRAGMA table_info({table})")]
    columns, places = ", ".join(names), ", ".join("?" * len(names))
    connection.execute(f"CREATE TEMP TABLE {table}({columns})")
    connection.execute(f"CREATE UNIQUE INDEX temp.{table}_keys ON {table}({_KEYS[table]})")
    for order in () if table in _UNKEPT else ("", "DESC"):
        ordered = ", ".join(f"{key} {order}" for key in _KEYS[table].split(", "))
        query = f"SELECT {columns} FROM main.{table} ORDER BY {ordered}"
        connection.executemany(
            f"INSERT OR IGNORE INTO temp.{table} VALUES ({places})", _readable(connection, query)
        )


def _readable(connection: sqlite3.Connection, query: str) -> Iterator[tuple[object, ...]]:
    """The rows of a query up to the first that cannot be read."""
    with suppress(sqlite3.DatabaseError):
        yield from connection.execute(query)
