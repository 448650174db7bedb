"""The marks "nothing here" in the database: a row for each sentence and analyst."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from workbench.domain.coverage import Nothing
from workbench.domain.journal import Record, Standing
from workbench.store.connection import Connections
from workbench.store.entity import Entity
from workbench.store.rows import article_number, check_words
from workbench.stored.nothings import key_of_nothing, nothing_record, nothing_uid
from workbench.stored.rows import Loaded, Row


class Nothings:
    """What can be asked about the marks."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of_article(self, number: int) -> list[Nothing]:
        unread = self._connections.unread

        def query(connection: sqlite3.Connection) -> list[Nothing]:
            rows = connection.execute(
                f'{_SELECT} WHERE n.article_id = ? ORDER BY n.start, n."end", n.analyst', (number,)
            )
            return unread.readable(rows, lambda row: f"nothing {nothing_uid(row)}", _nothing)

        return self._connections.read(query)


_SELECT = (
    'SELECT a.uid, n.analyst, n.start, n."end", n.exact FROM nothing_here n '
    "JOIN article a ON a.id = n.article_id"
)


def _nothing(row: Row) -> Nothing:
    return Nothing.from_record(nothing_record(row))


def _load_nothing(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    row = connection.execute(
        f'{_SELECT} WHERE a.uid = ? AND n.start = ? AND n."end" = ? AND n.analyst = ?',
        key_of_nothing(uid),
    ).fetchone()
    return None if row is None else nothing_record(row)


def _save_nothing(connection: sqlite3.Connection, record: Record) -> None:
    number = article_number(connection, record["article"])
    start, end, exact = record["start"], record["end"], record["exact"]
    check_words(connection, number, start, end, exact)
    connection.execute(
        'INSERT INTO nothing_here(article_id, start, "end", analyst, exact) VALUES (?, ?, ?, ?, ?) '
        'ON CONFLICT(article_id, start, "end", analyst) DO UPDATE SET exact = excluded.exact',
        (number, start, end, record["analyst"], exact),
    )


def _remove_nothing(connection: sqlite3.Connection, uid: str) -> None:
    article, *key = key_of_nothing(uid)
    connection.execute(
        'DELETE FROM nothing_here WHERE article_id = ? AND start = ? AND "end" = ? AND analyst = ?',
        (article_number(connection, article), *key),
    )


def _all_nothings(connection: sqlite3.Connection) -> Iterator[Standing]:
    for row in connection.execute(_SELECT):
        yield nothing_uid(row), nothing_record(row)


NOTHING = Entity(_load_nothing, _save_nothing, _remove_nothing, _all_nothings)
