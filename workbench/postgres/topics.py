"""The list of topics in the database, and what claims make of it.

A topic that was renamed or merged points to another one; where the pointers end stands beside each
(`final`), worked out whenever one is saved. Writing happens only through the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbench.domain.journal import Record, Standing
from workbench.domain.naming import fold_name
from workbench.domain.source import final_uids
from workbench.domain.topic import Topic
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.entity import Answer, Entity, end_of_merges, remover
from workbench.postgres.filters import MAY_SEE, seen_by
from workbench.postgres.tagging import FINAL_TOPIC
from workbench.postgres.words import Values
from workbench.stored.rows import Loaded, Row
from workbench.verbs.topics import Named


class Topics:
    """What can be asked about topics."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Topic]:
        return self._read("ORDER BY lower(name), uid", {})

    def called(self, words: str) -> Topic | None:
        where = "WHERE uid = (SELECT final FROM topic WHERE uid = %(uid)s)"
        return next(iter(self._read(where, {"uid": fold_name(words)})), None)

    def get(self, uid: str) -> Topic | None:
        return next(iter(self._read("WHERE uid = %(uid)s", {"uid": uid})), None)

    def named(self, viewer: str = "") -> list[Named]:
        query = f"""SELECT {FINAL_TOPIC} AS named, c.topic, c.analyst, count(*) {_CLAIMS}
            WHERE c.topic_folded <> '' AND {seen_by(viewer)}
            GROUP BY named, c.topic, c.analyst ORDER BY count(*) DESC, c.topic, c.analyst"""
        return [Named(*row) for row in self._rows(query, {"me": viewer})]

    def wording(self, uid: str, analyst: str, *, viewer: str) -> str | None:
        seen = MAY_SEE if viewer else "true"
        query = f"""SELECT c.topic {_CLAIMS} WHERE c.topic_folded = %(uid)s
            AND c.topic_folded <> '' AND (c.analyst = %(me)s OR {seen})
            GROUP BY c.analyst = %(me)s, c.topic
            ORDER BY c.analyst = %(me)s DESC, count(*) DESC, c.topic LIMIT 1"""
        rows = self._rows(query, {"uid": uid, "me": analyst})
        return str(rows[0][0]) if rows else None

    def of_articles(self, numbers: Iterable[int], *, viewer: str = "") -> set[str]:
        query = f"""SELECT DISTINCT {FINAL_TOPIC} {_CLAIMS} WHERE c.topic_folded <> ''
            AND {seen_by(viewer)} AND c.article_id = ANY(%(numbers)s)"""
        rows = self._rows(query, {"me": viewer, "numbers": [*numbers]})
        return {uid for (uid,) in rows}

    def _read(self, which: str, values: Values) -> list[Topic]:
        return self._connections.unread.readable(
            self._rows(f"{_SELECT} {which}", values),
            lambda row: f"topic {row[0]}",
            lambda row: Topic.from_record(_record(row)),
        )

    def _rows(self, query: str, values: Values) -> list[Row]:
        return self._connections.read(
            lambda connection: connection.execute(query, values).fetchall()
        )


_CLAIMS = "FROM claim c JOIN article a ON a.id = c.article_id"
_SELECT = "SELECT uid, name, retired, same_as, final FROM topic"


def _record(row: Row) -> Loaded:
    """The journal's record of a row of _SELECT."""
    return {"uid": row[0], "name": row[1], "retired": bool(row[2]), "same_as": row[3]}


def _load(connection: Connection, uids: Sequence[str]) -> Answer:
    rows = connection.execute(f"{_SELECT} WHERE uid = ANY(%s)", (list(uids),))
    return lambda: {row[0]: _record(row) for row in rows}


def _save(connection: Connection, records: Sequence[Record]) -> None:
    for record in records:
        final = end_of_merges(connection, "topic", record)
        connection.execute(_WRITE, {**record, "final": final})
        connection.execute(_LEAD, {"uid": record["uid"], "final": final})


_WRITE = """INSERT INTO topic(uid, name, retired, same_as, final)
    VALUES (%(uid)s, %(name)s, %(retired)s, %(same_as)s, %(final)s)
    ON CONFLICT(uid) DO UPDATE SET name = excluded.name, retired = excluded.retired,
        same_as = excluded.same_as, final = excluded.final"""
_LEAD = """WITH RECURSIVE leading_here(uid) AS (
        SELECT uid FROM topic WHERE uid = %(uid)s
        UNION SELECT t.uid FROM topic t JOIN leading_here l ON t.same_as = l.uid)
    UPDATE topic SET final = %(final)s WHERE uid IN (SELECT uid FROM leading_here)"""
"""What points to a topic ends where it does."""


def _all(connection: Connection) -> Iterator[Standing]:
    rows = connection.execute(f"{_SELECT} ORDER BY uid").fetchall()
    finals = final_uids({uid: same_as for uid, _, _, same_as, _ in rows if same_as})
    for row in rows:
        is_as_saved = row[0] == fold_name(row[1]) and row[4] == finals.get(row[0], row[0])
        yield row[0], _record(row) if is_as_saved else None


TOPIC = Entity(_load, _save, remover("topic"), _all)
