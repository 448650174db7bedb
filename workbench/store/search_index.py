"""A second search index beside the stored one, in the temporary schema of a connection: to compare
the stored one with the texts, to take its place where that is damaged, and to be read instead of it
where nothing may be written. Whatever state the stored one is in, it is not asked.
"""

from __future__ import annotations

import sqlite3

from workbench.store.refusals import code_of
from workbench.store.words import is_unspaced

_PARTS = ("data", "idx", "docsize", "config")
_TEXTS = {
    "article_words": ("article_text", "SELECT * FROM main.article_text"),
    # As `adding` has it: two line feeds more.
    "article_trigrams": (
        "unspaced_text",
        "SELECT id, title || char(10, 10) AS title, text || char(10, 10) AS text "
        "FROM main.article_text WHERE id IN (SELECT id FROM temp.unspaced)",
    ),
}
"""Index -> name and query of the texts that it is over."""

INDEXES = tuple(_TEXTS)


def unspaced_articles(connection: sqlite3.Connection) -> set[int]:
    """The articles whose texts are in the index of trigrams."""
    return {
        number
        for number, text in connection.execute("SELECT id, text FROM main.article_text")
        if is_unspaced(text)
    }


def fits_texts(connection: sqlite3.Connection, index: str, statement: str) -> bool:
    """Whether a stored index is the one of its texts, by FTS5's own comparison. statement: the one
    that makes it. The connection is one for reading, in a transaction."""
    connection.execute("PRAGMA query_only = OFF")  # the file itself is open for reading only
    connection.execute("SAVEPOINT compared")
    try:
        make_twin(connection, index, statement)
        for part in _PARTS:
            connection.execute(f"DELETE FROM temp.{index}_{part}")
            connection.execute(f"INSERT INTO temp.{index}_{part} SELECT * FROM main.{index}_{part}")
        connection.execute(f"INSERT INTO temp.{index}({index}, rank) VALUES('integrity-check', 1)")
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


def rebuild_index(connection: sqlite3.Connection, index: str, statement: str) -> None:
    """Put a new index in the place of the stored one, in an open write transaction."""
    make_twin(connection, index, statement)
    connection.execute(f"INSERT INTO temp.{index}({index}) VALUES('rebuild')")
    for part in _PARTS:
        connection.execute(f"DELETE FROM main.{index}_{part}")
        connection.execute(f"INSERT INTO main.{index}_{part} SELECT * FROM temp.{index}_{part}")
    connection.execute(f"DROP TABLE temp.{index}")
    connection.execute(f"DROP VIEW temp.{_TEXTS[index][0]}")
    connection.execute("DROP TABLE temp.unspaced")


def make_twin(connection: sqlite3.Connection, index: str, statement: str) -> None:
    """An empty index over the same texts, in the temporary schema."""
    texts, query = _TEXTS[index]
    statement = statement.replace(f"VIRTUAL TABLE {index}", f"VIRTUAL TABLE temp.{index}", 1)
    statement = statement.replace("content=''", f"content='{texts}', content_rowid='id'", 1)
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS unspaced(id INTEGER PRIMARY KEY)")
    if index == "article_trigrams":
        connection.executemany(
            "INSERT INTO temp.unspaced VALUES (?)",
            [(number,) for number in unspaced_articles(connection)],
        )
    connection.execute(f"CREATE TEMP VIEW {texts} AS {query}")
    connection.execute(statement)
