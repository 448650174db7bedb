"""The list of topics in the database, and what claims make of it.

A topic that was renamed or merged points to another one; where the pointers end stands beside each
(`final`), worked out whenever one is saved. Writing happens only through the journal.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from workbench.domain.journal import Record, Standing
from workbench.domain.naming import fold_name
from workbench.domain.source import final_uids
from workbench.domain.topic import Topic
from workbench.store.connection import Connections
from workbench.store.entity import Entity, end_of_merges, remover
from workbench.store.filters import MAY_SEE, seen_by
from workbench.store.tagging import FINAL_TOPIC
from workbench.stored.rows import Loaded, Row
from workbench.verbs.topics import Named


class Topics:
    """What can be asked about topics."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Topic]:
        return self._read(f"{_SELECT} ORDER BY lower(name), uid", ())

    def called(self, words: str) -> Topic | None:
        where = "uid = (SELECT final FROM topic WHERE uid = ?)"
        return next(iter(self._read(f"{_SELECT} WHERE {where}", (fold_name(words),))), None)

    def get(self, uid: str) -> Topic | None:
        return next(iter(self._read(f"{_SELECT} WHERE uid = ?", (uid,))), None)

    def named(self, viewer: str = "") -> list[Named]:
        seen = seen_by(viewer)
        query = f"""SELECT {FINAL_TOPIC} AS named, c.topic, c.analyst, count(*) FROM claim c
            JOIN article a ON a.id = c.article_id WHERE c.topic_folded <> '' AND {seen}
            GROUP BY named, c.topic, c.analyst ORDER BY count(*) DESC, c.topic, c.analyst"""
        return self._connections.read(
            lambda connection: [Named(*row) for row in connection.execute(query, {"me": viewer})]
        )

    def wording(self, uid: str, analyst: str, *, viewer: str) -> str | None:
        seen = MAY_SEE if viewer else "1"

        def query(connection: sqlite3.Connection) -> str | None:
            for whose in ("c.analyst = :me", seen):
                row = connection.execute(
                    "SELECT c.topic FROM claim c JOIN article a ON a.id = c.article_id "
                    f"WHERE c.topic_folded = :uid AND c.topic_folded <> '' AND {whose} "
                    "GROUP BY c.topic ORDER BY count(*) DESC, c.topic LIMIT 1",
                    {"uid": uid, "me": analyst},
                ).fetchone()
                if row:
                    return str(row[0])
            return None

        return self._connections.read(query)

    def of_articles(self, numbers: Iterable[int], *, viewer: str = "") -> set[str]:
        query = f"""SELECT DISTINCT {FINAL_TOPIC} FROM claim c JOIN article a ON a.id = c.article_id
            WHERE c.topic_folded <> '' AND {seen_by(viewer)}
            AND c.article_id IN (SELECT value FROM json_each(:numbers))"""
        values = {"me": viewer, "numbers": json.dumps([*numbers])}
        return self._connections.read(
            lambda connection: {uid for (uid,) in connection.execute(query, values)}
        )

    def _read(self, query: str, values: tuple[str, ...]) -> list[Topic]:
        unread = self._connections.unread
        return self._connections.read(
            lambda connection: unread.readable(
                connection.execute(query, values), lambda row: f"topic {row[0]}", _topic
            )
        )


_SELECT = "SELECT uid, name, retired, same_as, final FROM topic"


def _record(row: Row) -> Loaded:
    """The journal's record of a row of _SELECT."""
    return {"uid": row[0], "name": row[1], "retired": bool(row[2]), "same_as": row[3]}


def _topic(row: Row) -> Topic:
    return Topic.from_record(_record(row))


def _load_topic(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    row = connection.execute(f"{_SELECT} WHERE uid = ?", (uid,)).fetchone()
    return None if row is None else _record(row)


def _save_topic(connection: sqlite3.Connection, record: Record) -> None:
    uid = record["uid"]
    final = end_of_merges(connection, "topic", record)
    connection.execute(
        "INSERT INTO topic(uid, name, retired, same_as, final) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT(uid) DO UPDATE SET name = excluded.name, retired = excluded.retired, "
        "same_as = excluded.same_as, final = excluded.final",
        (uid, record["name"], record["retired"], record["same_as"], final),
    )
    connection.execute(
        """WITH RECURSIVE leading(uid) AS (
            VALUES (?) UNION SELECT t.uid FROM topic t JOIN leading ON t.same_as = leading.uid)
        UPDATE topic SET final = ? WHERE uid IN (SELECT uid FROM leading)""",
        (uid, final),
    )


def _all_topics(connection: sqlite3.Connection) -> Iterator[Standing]:
    rows = connection.execute(_SELECT).fetchall()
    finals = final_uids({uid: same_as for uid, _, _, same_as, _ in rows if same_as})
    for row in rows:
        is_as_saved = row[0] == fold_name(row[1]) and row[4] == finals.get(row[0], row[0])
        yield row[0], _record(row) if is_as_saved else None


TOPIC = Entity(_load_topic, _save_topic, remover("topic"), _all_topics)
