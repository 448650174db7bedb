"""Tags in the database: a row for each word, analyst and thing.

Colleagues' tags are given only with the condition under which they may be seen; writing happens
only through the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbench.domain.journal import Record, Standing
from workbench.domain.naming import fold_name
from workbench.domain.tag import Tag
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.entity import Answer, Entity, remover
from workbench.postgres.filters import seen_by
from workbench.postgres.rows import ARTICLE
from workbench.postgres.words import Values
from workbench.stored.rows import Loaded, Row
from workbench.verbs.tags import Use


class Tags:
    """What can be asked about tags."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of_article(self, number: int) -> list[Tag]:
        return self._read(f"t.article_id = %(number)s {_ORDER}", {"number": number})

    def seen_on(self, numbers: Iterable[int], viewer: str) -> list[Tag]:
        there = f"t.article_id = ANY(%(numbers)s) AND {seen_by(viewer, 't')} {_ORDER}"
        return self._read(there, {"numbers": [*numbers], "me": viewer})

    def called(self, name: str, analyst: str) -> list[Tag]:
        which = "t.folded = %(folded)s AND t.analyst = %(me)s ORDER BY t.article_id, t.uid"
        return self._read(which, {"folded": fold_name(name), "me": analyst})

    def uses(self, viewer: str = "") -> list[Use]:
        # Of the ways to write a tag the one that was put last.
        query = f"""SELECT (array_agg(t.name ORDER BY t.at DESC))[1], t.folded, t.analyst,
                count(*) FILTER (WHERE t.claim IS NULL), count(t.claim)
            FROM tag t JOIN article a ON a.id = t.article_id
            WHERE (t.claim IS NULL OR EXISTS(SELECT FROM claim c WHERE c.uid = t.claim))
            AND {seen_by(viewer, "t")}
            GROUP BY t.folded, t.analyst ORDER BY count(*) DESC, t.folded, t.analyst"""
        return self._connections.read(
            lambda connection: [Use(*row) for row in connection.execute(query, {"me": viewer})]
        )

    def _read(self, which: str, values: Values) -> list[Tag]:
        return self._connections.unread.readable(
            self._connections.read(
                lambda connection: connection.execute(f"{_SELECT} WHERE {which}", values).fetchall()
            ),
            lambda row: f"tag {row[0]}",
            lambda row: Tag.from_record(_record(row)),
        )


_SELECT = """SELECT t.uid, a.uid, t.claim, t.analyst, t.name, t.at, t.folded FROM tag t
    JOIN article a ON a.id = t.article_id"""
_ORDER = "ORDER BY t.folded, t.analyst, t.uid"


def _record(row: Row) -> Loaded:
    """The journal's record of a row of _SELECT."""
    return dict(zip(("uid", "article", "claim", "analyst", "name", "at"), row, strict=False))


def _load(connection: Connection, uids: Sequence[str]) -> Answer:
    rows = connection.execute(f"{_SELECT} WHERE t.uid = ANY(%s)", (list(uids),))
    return lambda: {row[0]: _record(row) for row in rows}


def _save(connection: Connection, records: Sequence[Record]) -> None:
    connection.cursor().executemany(
        f"""INSERT INTO tag(uid, article_id, claim, analyst, name, folded, at)
        VALUES (%(uid)s, {ARTICLE}, %(claim)s, %(analyst)s, %(name)s, %(folded)s, %(at)s)
        ON CONFLICT(uid) DO UPDATE SET name = excluded.name, at = excluded.at""",
        [{**record, "folded": fold_name(record["name"])} for record in records],
    )


def _all(connection: Connection) -> Iterator[Standing]:
    for row in connection.execute(f"{_SELECT} ORDER BY t.uid"):
        yield row[0], _record(row) if row[6] == fold_name(row[4]) else None


TAG = Entity(_load, _save, remover("tag"), _all)
