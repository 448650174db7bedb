"""The marks "nothing here" in the database: a row for each sentence and analyst."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.domain.coverage import Nothing
from workbench.domain.journal import Record, Standing
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.entity import Answer, Entity
from workbench.postgres.rows import ARTICLE
from workbench.stored.nothings import key_of_nothing, nothing_record, nothing_uid


class Nothings:
    """What can be asked about the marks."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of_article(self, number: int) -> list[Nothing]:
        rows = self._connections.read(
            lambda connection: connection.execute(
                f"{_SELECT} WHERE n.article_id = %s {_ORDER}", (number,)
            ).fetchall()
        )
        return self._connections.unread.readable(
            rows,
            lambda row: f"nothing {nothing_uid(row)}",
            lambda row: Nothing.from_record(nothing_record(row)),
        )


_SELECT = (
    'SELECT a.uid, n.analyst, n.start, n."end", n.exact FROM nothing_here n '
    "JOIN article a ON a.id = n.article_id"
)
_ORDER = 'ORDER BY n.article_id, n.start, n."end", n.analyst'
_CALLED = """(a.uid, n.start, n."end", n.analyst) IN (
    SELECT * FROM unnest(%s::text[], %s::bigint[], %s::bigint[], %s::text[]))"""


def _keys(uids: Sequence[str]) -> list[list[object]]:
    """What _CALLED binds."""
    parts = zip(*map(key_of_nothing, uids), strict=True)
    return [list(part) for part in parts] or [[], [], [], []]


def _load(connection: Connection, uids: Sequence[str]) -> Answer:
    rows = connection.execute(f"{_SELECT} WHERE {_CALLED}", _keys(uids))
    return lambda: {nothing_uid(row): nothing_record(row) for row in rows}


def _save(connection: Connection, records: Sequence[Record]) -> None:
    connection.cursor().executemany(
        f"""INSERT INTO nothing_here(article_id, start, "end", analyst, exact)
        VALUES ({ARTICLE}, %(start)s, %(end)s, %(analyst)s, %(exact)s)
        ON CONFLICT(article_id, start, "end", analyst) DO UPDATE SET exact = excluded.exact""",
        [{**record} for record in records],
    )


def _remove(connection: Connection, uids: Sequence[str]) -> None:
    connection.execute(
        f"DELETE FROM nothing_here n USING article a WHERE a.id = n.article_id AND {_CALLED}",
        _keys(uids),
    )


def _all(connection: Connection) -> Iterator[Standing]:
    for row in connection.execute(f"{_SELECT} {_ORDER}"):
        yield nothing_uid(row), nothing_record(row)


NOTHING = Entity(_load, _save, _remove, _all)
