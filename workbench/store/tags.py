"""Tags in the database: a row for each word, analyst and thing.

Colleagues' tags are given only with the condition under which they may be seen; writing happens
only through the journal.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from workbench.domain.journal import Record, Standing
from workbench.domain.naming import fold_name
from workbench.domain.tag import Tag
from workbench.store.connection import Connections
from workbench.store.entity import Entity, remover
from workbench.store.filters import seen_by
from workbench.store.rows import article_number
from workbench.store.words import Values
from workbench.stored.rows import Loaded, Row
from workbench.verbs.tags import Use


class Tags:
    """What can be asked about tags."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of_article(self, number: int) -> list[Tag]:
        return self._read(f"{_SELECT} WHERE t.article_id = ? {_ORDER}", (number,))

    def seen_on(self, numbers: Iterable[int], viewer: str) -> list[Tag]:
        there = "t.article_id IN (SELECT value FROM json_each(:numbers))"
        seen = seen_by(viewer, "t")
        return self._read(
            f"{_SELECT} WHERE {there} AND {seen} {_ORDER}",
            {"numbers": json.dumps([*numbers]), "me": viewer},
        )

    def called(self, name: str, analyst: str) -> list[Tag]:
        where = "t.folded = ? AND t.analyst = ? ORDER BY t.article_id, t.uid"
        return self._read(f"{_SELECT} WHERE {where}", (fold_name(name), analyst))

    def uses(self, viewer: str = "") -> list[Use]:
        seen = seen_by(viewer, "t")
        # Of the ways to write a tag the one that was put last.
        query = f"""SELECT t.name, t.folded, t.analyst, sum(t.claim IS NULL),
                sum(t.claim IS NOT NULL), max(t.at)
            FROM tag t JOIN article a ON a.id = t.article_id
            WHERE (t.claim IS NULL OR EXISTS(SELECT 1 FROM claim c WHERE c.uid = t.claim))
            AND {seen} GROUP BY t.folded, t.analyst ORDER BY count(*) DESC, t.folded, t.analyst"""
        return self._connections.read(
            lambda connection: [Use(*row[:5]) for row in connection.execute(query, {"me": viewer})]
        )

    def _read(self, query: str, values: tuple[str | int, ...] | Values) -> list[Tag]:
        unread = self._connections.unread
        return self._connections.read(
            lambda connection: unread.readable(
                connection.execute(query, values), lambda row: f"tag {row[0]}", _tag
            )
        )


_SELECT = """SELECT t.uid, a.uid, t.claim, t.analyst, t.name, t.at, t.folded FROM tag t
    JOIN article a ON a.id = t.article_id"""
_ORDER = "ORDER BY t.folded, t.analyst, t.uid"


def _record(row: Row) -> Loaded:
    """The journal's record of a row of _SELECT."""
    return dict(zip(("uid", "article", "claim", "analyst", "name", "at"), row, strict=False))


def _tag(row: Row) -> Tag:
    return Tag.from_record(_record(row))


def _load_tag(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    row = connection.execute(f"{_SELECT} WHERE t.uid = ?", (uid,)).fetchone()
    return None if row is None else _record(row)


def _save_tag(connection: sqlite3.Connection, record: Record) -> None:
    connection.execute(
        "INSERT INTO tag(uid, article_id, claim, analyst, name, folded, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT(uid) DO UPDATE SET name = excluded.name, "
        "at = excluded.at",
        (
            record["uid"],
            article_number(connection, record["article"]),
            record["claim"],
            record["analyst"],
            record["name"],
            fold_name(record["name"]),
            record["at"],
        ),
    )


def _all_tags(connection: sqlite3.Connection) -> Iterator[Standing]:
    for row in connection.execute(_SELECT):
        record = _record(row)
        is_as_saved = row[-1] == fold_name(record["name"])
        yield record["uid"], record if is_as_saved else None


TAG = Entity(_load_tag, _save_tag, remover("tag"), _all_tags)
