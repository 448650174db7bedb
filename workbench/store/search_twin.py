"""A second search index beside the stored one, in the temporary schema of a connection: to compare
the stored one with what it is of, to take its place where that is damaged, and to be read instead
of it where nothing may be written. Whatever state the stored one is in, it is not asked.
"""

from __future__ import annotations

import sqlite3

from workbench.domain.folding import FOLDING, fold_words
from workbench.store.refusals import code_of
from workbench.store.search_build import below_of, by_place, state
from workbench.store.words import CLAIM_INDEX, SHELVES, Shelf
from workbench.stored.indexed import CLAIM_PARTS, fold_apart, joined
from workbench.stored.words import is_unspaced

_PARTS = ("data", "idx", "docsize", "config")
_WORDS = (
    "SELECT id, folded(title) AS title, folded(text) AS text, joined(title, text) AS joined "
    "FROM main.article_text WHERE id >= {below}"
)
_TRIGRAMS = (
    "SELECT id, folded(title) || char(10, 10) AS title, folded(text) || char(10, 10) AS text "
    "FROM main.article_text WHERE id >= {below} AND id IN (SELECT id FROM temp.unspaced)"
)
_CLAIMS = (
    f"SELECT id, {', '.join(f'apart({part}) AS {part}' for part in CLAIM_PARTS)}, "
    f"joined({', '.join(CLAIM_PARTS)}) AS joined FROM main.claim"
)

INDEXES = (*(name for shelf in SHELVES for name in (shelf.words, shelf.trigrams)), CLAIM_INDEX)
"""All search indexes."""


def shelf_with(index: str) -> tuple[int, Shelf] | None:
    """The shelf that an index of articles stands on, and its place; None of that of claims."""
    found = ((place, shelf) for place, shelf in enumerate(SHELVES) if index in shelf)
    return next(found, None)


def index_of(name: str) -> str | None:
    """The index that a table belongs to, which may be one of those behind it."""
    if name in INDEXES:
        return name
    if places := next((shelf for shelf in SHELVES if name == shelf.places), None):
        return places.trigrams
    owners = (one for one in INDEXES if name.removeprefix(f"{one}_") in (*_PARTS, "content"))
    return next(owners, None)


def rows_in(connection: sqlite3.Connection, index: str) -> set[int]:
    """The rows that an index must have, as far as it is made."""
    place = shelf_with(index)
    if place is None:
        return _numbers(connection, "SELECT id FROM main.claim")
    made = by_place(connection)
    if place[0] not in made:
        return set()
    wanted = f"SELECT id FROM main.article_text WHERE id >= {made[place[0]]}"
    if index == place[1].words:
        return _numbers(connection, wanted)
    return _numbers(connection, wanted) & unspaced_articles(connection)


def _numbers(connection: sqlite3.Connection, query: str) -> set[int]:
    return {number for (number,) in connection.execute(query)}


def unspaced_articles(connection: sqlite3.Connection) -> set[int]:
    """The articles whose texts are in the index of trigrams."""
    return {
        number
        for number, text in connection.execute("SELECT id, text FROM main.article_text")
        if is_unspaced(text)
    }


def fits_texts(connection: sqlite3.Connection, index: str, statement: str) -> bool:
    """Whether a stored index is the one of its texts, by FTS5's own comparison. statement: the one
    that makes it. The connection is one for reading, in a transaction. Words that were folded
    otherwise than now cannot be compared: such an index fits as long as it can be read."""
    connection.execute("PRAGMA query_only = OFF")  # the file itself is open for reading only
    connection.execute("SAVEPOINT compared")
    try:
        make_twin(connection, index, statement)
        for part in _PARTS:
            connection.execute(f"DELETE FROM temp.{index}_{part}")
            connection.execute(f"INSERT INTO temp.{index}_{part} SELECT * FROM main.{index}_{part}")
        if _is_of_now(connection, index):
            connection.execute(
                f"INSERT INTO temp.{index}({index}, rank) VALUES('integrity-check', 1)"
            )
        # What says in which format it is kept is read when it is asked.
        connection.execute(f"SELECT 1 FROM main.{index} WHERE {index} MATCH 'a' LIMIT 1").fetchall()
    except sqlite3.DatabaseError as error:
        if code_of(error) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR):
            return False
        raise
    finally:
        connection.execute("ROLLBACK TO compared")
        connection.execute("RELEASE compared")
        connection.execute("PRAGMA query_only = ON")
    return True


def _is_of_now(connection: sqlite3.Connection, index: str) -> bool:
    place = shelf_with(index)
    others = (version for version in state(connection) if version != FOLDING)
    return place is None or place[0] not in (version % 2 for version in others)


def empty_index(connection: sqlite3.Connection, index: str, statement: str) -> None:
    """Put an empty index in the place of the stored one, in an open write transaction."""
    make_twin(connection, index, statement)
    _take_place(connection, index)


def rebuild_claims(connection: sqlite3.Connection, statement: str) -> None:
    """Put a new index of claims in the place of the stored one, in an open write transaction."""
    make_twin(connection, CLAIM_INDEX, statement)
    connection.execute(f"INSERT INTO temp.{CLAIM_INDEX}({CLAIM_INDEX}) VALUES('rebuild')")
    _take_place(connection, CLAIM_INDEX)


def _take_place(connection: sqlite3.Connection, index: str) -> None:
    for part in _PARTS:
        connection.execute(f"DELETE FROM main.{index}_{part}")
        connection.execute(f"INSERT INTO main.{index}_{part} SELECT * FROM temp.{index}_{part}")
    connection.execute(f"DROP TABLE temp.{index}")
    connection.execute(f"DROP VIEW temp.{_source(index)}")
    connection.execute("DROP TABLE temp.unspaced")


def make_twin(connection: sqlite3.Connection, index: str, statement: str) -> None:
    """An empty index over the same texts, in the temporary schema."""
    source = _source(index)
    statement = statement.replace(f"VIRTUAL TABLE {index}", f"VIRTUAL TABLE temp.{index}", 1)
    statement = statement.replace("content=''", f"content='{source}', content_rowid='id'", 1)
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS unspaced(id INTEGER PRIMARY KEY)")
    place = shelf_with(index)
    query = _CLAIMS
    if place:
        query = _TRIGRAMS if index == place[1].trigrams else _WORDS
        query = query.format(below=below_of(connection, place[0]))
    if query.endswith("temp.unspaced)"):
        connection.executemany(
            "INSERT OR IGNORE INTO temp.unspaced VALUES (?)",
            [(number,) for number in unspaced_articles(connection)],
        )
    # What a view of the file itself may not call; one in the temporary schema is ours.
    connection.create_function("folded", 1, fold_words, deterministic=True)
    connection.create_function("apart", 1, fold_apart, deterministic=True)
    connection.create_function("joined", -1, lambda *texts: joined(texts), deterministic=True)
    connection.execute(f"CREATE TEMP VIEW {source} AS {query}")
    connection.execute(statement)


def _source(index: str) -> str:
    """The view that a twin of an index is over."""
    return f"texts_of_{index}"
