"""Selections in the database: named choices of articles, and when each analyst looked at one.

A selection is written through the journal. A look is a reading position: it is written without, it
outlives a selection that is dropped, and undoing the drop finds it again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial

from workbench.domain.journal import Record, Standing
from workbench.domain.selection import Selection, fold_selection
from workbench.errors import ConflictError
from workbench.store.connection import Connections
from workbench.store.entity import Entity, remover
from workbench.stored.rows import Loaded, Row, in_step
from workbench.verbs import Durability
from workbench.verbs.selections import Look


class Selections:
    """What can be asked about selections."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def named(self, name: str) -> Selection | None:
        unread = self._connections.unread
        record = self._connections.read(lambda connection: _named(connection, name))
        if record is None:
            return None
        return unread.needed(f"selection {name!r}", partial(Selection.from_record, record))

    def all(self) -> list[Selection]:
        def query(connection: sqlite3.Connection) -> list[Selection]:
            uids = connection.execute("SELECT uid FROM selection ORDER BY folded, uid").fetchall()
            unread = self._connections.unread
            records = filter(None, [_load(connection, uid) for (uid,) in uids])
            return unread.readable(
                records, lambda one: f"selection {one['uid']}", Selection.from_record
            )

        return self._connections.read(query)

    def look(self, analyst: str, uid: str) -> Look | None:
        row = self._connections.read(
            lambda connection: connection.execute(
                "SELECT at, number FROM look WHERE analyst = ? AND selection = ?", (analyst, uid)
            ).fetchone()
        )
        return Look(*row) if row else None

    def looked(self, analyst: str, uid: str, *, at: str, number: int | None = None) -> None:
        from workbench.store.checksum import seal_rows

        def act(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO look(analyst, selection, at, number) "
                "SELECT ?, ?, ?, coalesce(?, max(id), 0) FROM article "
                "WHERE true ON CONFLICT(analyst, selection) DO UPDATE SET "
                "at = excluded.at, number = excluded.number",
                (analyst, uid, at, number),
            )
            seal_rows(connection, "look", "analyst = ? AND selection = ?", analyst, uid)

        self._connections.write(act, Durability.NORMAL)


def _named(connection: sqlite3.Connection, name: str) -> Loaded | None:
    row = connection.execute(
        "SELECT uid FROM selection WHERE folded = ?", (fold_selection(name),)
    ).fetchone()
    return _load(connection, row[0]) if row else None


def _load(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    row = connection.execute(f"{_SELECT} WHERE uid = ?", (uid,)).fetchone()
    if row is None:
        return None
    articles = connection.execute(
        "SELECT article FROM selection_article WHERE selection = ? ORDER BY article", (uid,)
    )
    return _record(row, [article for (article,) in articles])


_SELECT = (
    'SELECT uid, name, analyst, "where", ordered, owner, watch, language, is_set, folded '
    "FROM selection"
)


def _record(row: Row, articles: list[str]) -> Loaded:
    """The journal's record of a row of _SELECT."""
    uid, name, analyst, where, order, owner, watch, language, is_set, _ = row
    kept = {"language": language} if language > 1 else {}
    return kept | {
        "uid": uid,
        "name": name,
        "analyst": analyst,
        "where": where,
        "order": order,
        "owner": owner,
        "watch": bool(watch),
        "articles": articles if is_set else None,
    }


def _all_selections(connection: sqlite3.Connection) -> Iterator[Standing]:
    articles_of = in_step(
        connection.execute(
            "SELECT selection, article FROM selection_article ORDER BY selection, article"
        )
    )
    for row in connection.execute(f"{_SELECT} ORDER BY uid"):
        articles = [article for (article,) in articles_of(row[0])]
        record = _record(row, articles)
        is_as_saved = row[-1] == fold_selection(row[1]) and (row[-2] or not articles)
        yield row[0], record if is_as_saved else None


def _save(connection: sqlite3.Connection, record: Record) -> None:
    uid, articles = record["uid"], record["articles"]
    folded = fold_selection(record["name"])
    other = connection.execute(
        "SELECT uid FROM selection WHERE folded = ? AND uid <> ?", (folded, uid)
    ).fetchone()
    if other:
        raise ConflictError(
            f"there is a selection {record['name']!r} already",
            "Take another name, or drop that one.",
            mine=record,
            theirs=_load(connection, other[0]),
        )
    connection.execute(
        'INSERT INTO selection(uid, name, folded, analyst, "where", ordered, owner, watch, '
        "language, is_set) VALUES (:uid, :name, :folded, :analyst, :where, :order, :owner, "
        ":watch, :language, :is_set) "
        "ON CONFLICT(uid) DO UPDATE SET name = excluded.name, folded = excluded.folded, "
        'analyst = excluded.analyst, "where" = excluded."where", ordered = excluded.ordered, '
        "owner = excluded.owner, watch = excluded.watch, language = excluded.language, "
        "is_set = excluded.is_set",
        {"language": 1, **record, "folded": folded, "is_set": articles is not None},
    )
    connection.execute("DELETE FROM selection_article WHERE selection = ?", (uid,))
    connection.executemany(
        "INSERT INTO selection_article(selection, article) VALUES (?, ?)",
        [(uid, article) for article in articles or ()],
    )


SELECTION = Entity(_load, _save, remover("selection"), _all_selections)
