"""A second search index beside the stored one, in the temporary schema of a connection: to compare
the stored one with the texts, to take its place where that is damaged, and to be read instead of it
where nothing may be written. Whatever state the stored one is in, it is not asked.
"""

from __future__ import annotations

import sqlite3

from workbench.domain.folding import fold_words, joined_words
from workbench.store.refusals import code_of
from workbench.store.words import is_unspaced

_PARTS = ("data", "idx", "docsize", "config")
_TEXTS = {
    "article_words": (
        "folded_text",
        "SELECT id, folded(title) AS title, folded(text) AS text, "
        "joined(title, text) AS joined FROM main.article_text",
    ),
    "article_trigrams": (
        "unspaced_text",
        "SELECT id, folded(title) || char(10, 10) AS title, folded(text) || char(10, 10) AS text "
        "FROM main.article_text WHERE id IN (SELECT id FROM temp.unspaced)",
    ),
}
"""Index -> name and query of what it is over, as `index_text` has it."""

INDEXES = tuple(_TEXTS)


def index_text(connection: sqlite3.Connection, number: int, title: str, text: str) -> None:
    """Add an article to the indexes, in an open write transaction."""
    folded = fold_words(title), fold_words(text)
    connection.execute(
        "INSERT INTO article_words(rowid, title, text, joined) VALUES (?, ?, ?, ?)",
        (number, *folded, _joined(title, text)),
    )
    if is_unspaced(text):
        # Two line feeds more, so that the last two characters begin a trigram as well: a word of
        # one or two characters is found as the beginning of one.
        connection.execute(
            "INSERT INTO article_trigrams(rowid, title, text) VALUES (?, ?, ?)",
            (number, *(f"{words}\n\n" for words in folded)),
        )


def _joined(title: str, text: str) -> str:
    return f"{joined_words(title)} {joined_words(text)}".strip()


def index_everything(connection: sqlite3.Connection) -> None:
    """Fill the indexes, which are empty, in an open write transaction."""
    for number, title, text in connection.execute(
        "SELECT id, CAST(title AS BLOB), CAST(text AS BLOB) FROM article_text ORDER BY id"
    ):
        index_text(connection, number, _words(title), _words(text))


def _words(value: object) -> str:
    """A stored text. One that is none is indexed as far as it can be read."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")


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
    # What a view of the file itself may not call; one in the temporary schema is ours.
    for name, places, function in (("folded", 1, fold_words), ("joined", 2, _joined)):
        connection.create_function(name, places, function, deterministic=True)
    connection.execute(f"CREATE TEMP VIEW {texts} AS {query}")
    connection.execute(statement)
