"""What is derived from the texts: facts with their questions, the search index, sketches,
likenesses, clusters. It is proved by checksums; the search index by FTS5's own comparison with the
texts, made on a copy that lives in the temporary schema, so that nothing is written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from workbench.store.checksum import UNJOURNALLED, read_kept, rows_checksum
from workbench.store.proof.problem import Problem, Rebuild
from workbench.store.words import is_unspaced


def check_facts(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Facts and questions of every article."""
    there = set()
    for kept in read_kept(connection):
        there.add(kept.number)
        if not kept.is_sound:
            yield _facts(kept.number, "not what was kept")
    for (number,) in connection.execute("SELECT id FROM article ORDER BY id"):
        if number not in there:
            yield _facts(number, "missing")


def _facts(number: int, what: str) -> Problem:
    return Problem(f"article #{number}: its facts are {what}", Rebuild.FACTS, number)


def check_search(connection: sqlite3.Connection) -> Iterator[Problem]:
    """The indexes of words and of trigrams against the texts."""
    unspaced = _without_spaces(connection)
    for index, wanted in (("article_words", None), ("article_trigrams", unspaced)):
        expected = _ids(connection, "SELECT id FROM article_text") if wanted is None else wanted
        known = _ids(connection, f"SELECT id FROM {index}_docsize")
        for number in sorted(expected - known):
            yield Problem(f"article #{number}: search does not know it", Rebuild.SEARCH, number)
        if known == expected and not _fits(connection, index, unspaced):
            yield Problem(f"search: {index} does not fit the texts", Rebuild.SEARCH)
        elif known - expected:
            yield Problem(f"search: {index} knows what is not there", Rebuild.SEARCH)


def _ids(connection: sqlite3.Connection, query: str) -> set[int]:
    return {number for (number,) in connection.execute(query)}


def _without_spaces(connection: sqlite3.Connection) -> set[int]:
    return {
        number
        for number, text in connection.execute("SELECT id, text FROM article_text")
        if is_unspaced(text)
    }


_CONTENTS = {
    "article_words": "CREATE TEMP VIEW article_text AS SELECT * FROM main.article_text",
    "article_trigrams": """CREATE TEMP VIEW unspaced_text AS SELECT id,
        title || char(10, 10) AS title, text || char(10, 10) AS text FROM main.article_text
        WHERE id IN (SELECT id FROM unspaced)""",
}


def _fits(connection: sqlite3.Connection, index: str, unspaced: Iterable[int]) -> bool:
    """Whether an index is the one of its texts."""
    (sql,) = connection.execute(
        "SELECT sql FROM main.sqlite_schema WHERE name = ?", (index,)
    ).fetchone()
    sql = sql.replace(f"VIRTUAL TABLE {index}", f"VIRTUAL TABLE temp.{index}", 1)
    sql = sql.replace("content=''", "content='unspaced_text', content_rowid='id'")
    connection.execute("PRAGMA query_only = OFF")  # the file itself is open for reading only
    connection.execute("SAVEPOINT copied")
    try:
        connection.execute("CREATE TEMP TABLE unspaced(id INTEGER PRIMARY KEY)")
        connection.executemany("INSERT INTO unspaced VALUES (?)", [(one,) for one in unspaced])
        connection.execute(_CONTENTS[index])
        connection.execute(sql)
        for part in ("data", "idx", "docsize", "config"):
            connection.execute(f"DELETE FROM temp.{index}_{part}")
            connection.execute(f"INSERT INTO temp.{index}_{part} SELECT * FROM main.{index}_{part}")
        connection.execute(f"INSERT INTO temp.{index}({index}, rank) VALUES('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR):
            return False
        raise
    finally:
        connection.execute("ROLLBACK TO copied")
        connection.execute("RELEASE copied")
        connection.execute("PRAGMA query_only = ON")
    return True


def check_likenesses(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Sketches, what texts are like, and the clusters that this makes."""
    sketches = _by_article(connection, "SELECT article_id, value FROM sketch ORDER BY 1, 2")
    likenesses = _by_article(
        connection, "SELECT article_id, other_id, kind, score FROM likeness ORDER BY 1, 2"
    )
    clusters = _clusters(connection)
    empty = rows_checksum(())
    for number, sketch, likeness, cluster in connection.execute(
        "SELECT id, sketch_checksum, likeness_checksum, cluster FROM article ORDER BY id"
    ):
        if sketches.get(number, empty) != sketch:
            yield Problem(
                f"article #{number}: its sketch is not what was kept", Rebuild.SKETCHES, number
            )
        if likenesses.get(number, empty) != likeness:
            yield Problem(
                f"article #{number}: its likenesses are not what was kept",
                *(Rebuild.LIKENESSES, number),
            )
        elif clusters.get(number, number) != cluster:
            yield Problem(
                f"article #{number}: it stands in another cluster than its likenesses make",
                *(Rebuild.LIKENESSES, number),
            )


def _by_article(connection: sqlite3.Connection, query: str) -> dict[int, int]:
    """Article -> checksum of its rows."""
    return {
        number: rows_checksum(row[1] if len(row) == 2 else row[1:] for row in rows)
        for number, rows in groupby(connection.execute(query), itemgetter(0))
    }


def _clusters(connection: sqlite3.Connection) -> dict[int, int]:
    """Article -> the first one of its cluster, for all that are like another one."""
    first: dict[int, int] = {}

    def root(number: int) -> int:
        while first.setdefault(number, number) != number:
            number = first[number]
        return number

    for one, other in connection.execute("SELECT article_id, other_id FROM likeness"):
        low, high = sorted((root(one), root(other)))
        first[high] = low
    return {number: root(number) for number in first}


def check_unjournalled(connection: sqlite3.Connection) -> Iterator[Problem]:
    """The rows that are written without the journal."""
    for table, keys in UNJOURNALLED.items():
        cursor = connection.execute(f"SELECT * FROM {table}")
        places = [[column[0] for column in cursor.description].index(key) for key in keys]
        for row in cursor:
            if rows_checksum(row[:-1]) != row[-1]:
                which = ":".join(str(row[place]) for place in places)
                yield Problem(f"{table} {which}: not what was kept", Rebuild.ROWS)
