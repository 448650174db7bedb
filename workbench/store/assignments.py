"""Who is to judge which article, in the database: what was given together is one thing of the
journal, and a row for each of its articles."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.domain.assignment import Assignment, QueueCounts, Share
from workbench.domain.filter import Order
from workbench.domain.journal import Record, Standing
from workbench.errors import ConflictError, DataError
from workbench.store.connection import Connections
from workbench.store.entity import Entity, remover
from workbench.store.filters import HERS
from workbench.store.library import asked_of
from workbench.store.queue import WAITING
from workbench.store.rows import in_blocks, marks, number_saved
from workbench.store.rulings import came_back
from workbench.store.words import Values
from workbench.stored.rows import Loaded, Row, in_step
from workbench.verbs.assignments import Divisible, Given

if TYPE_CHECKING:
    from workbench.domain.filter.tree import Node


class Assignments:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Assignment]:
        return self._read("1", ())

    def of(self, selection: str) -> list[Assignment]:
        return self._read("t.selection = ?", (selection,))

    def to(self, analyst: str) -> list[Assignment]:
        return self._read("t.analyst = ?", (analyst,))

    def _read(self, condition: str, values: tuple[str, ...]) -> list[Assignment]:
        unread = self._connections.unread

        def query(connection: sqlite3.Connection) -> list[Assignment]:
            rows = connection.execute(f"{_SELECT} WHERE {condition} ORDER BY t.id", values)
            return unread.readable(
                rows.fetchall(),
                lambda row: f"assignment {row[1]}",
                lambda row: Assignment.from_record(_record(row, _articles(connection, row[0]))),
            )

        return self._connections.read(query)

    def given(self, selection: str) -> list[Given]:
        query = f"""SELECT t.uid, t.analyst, a.id, a.uid, {HERS}, a.length, a.questions
            FROM assignment t JOIN assigned g ON g.assignment_id = t.id
            JOIN article a ON a.id = g.article_id
            WHERE t.selection = ? ORDER BY a.id, t.analyst"""
        return self._connections.read(
            lambda connection: [
                Given(one, analyst, number, article, bool(is_finished), *measures)
                for one, analyst, number, article, is_finished, *measures in connection.execute(
                    query, (selection,)
                )
            ]
        )

    def shares(self, today: str, selection: str = "") -> list[Share]:
        query = f"""SELECT selection, analyst, count(*), sum(done),
                sum(NOT done AND due <> '' AND due < :today),
                coalesce(min(CASE WHEN NOT done AND due <> '' THEN due END), ''), sum(known)
            FROM (SELECT t.selection, t.analyst, t.due, t.known, {HERS} AS done
                FROM assignment t JOIN assigned g ON g.assignment_id = t.id
                WHERE :selection = '' OR t.selection = :selection)
            GROUP BY selection, analyst ORDER BY selection, analyst"""
        values = {"today": today, "selection": selection}
        return self._connections.read(
            lambda connection: [Share(*row) for row in connection.execute(query, values)]
        )

    def divisible(
        self, terms: Sequence[Node], *, analyst: str, order: Order = Order.NEWEST
    ) -> list[Divisible]:
        by = _ORDERS.get(order, "a.published_key DESC")

        def query(connection: sqlite3.Connection) -> list[Divisible]:
            condition, values = asked_of(connection, terms, analyst)[:2]
            rows = connection.execute(
                "SELECT a.id, a.uid, a.lang, a.cluster, a.length, a.questions FROM article a "
                f"WHERE {condition} ORDER BY {by}, a.id DESC",
                values,
            )
            return [Divisible(*row) for row in rows]

        return self._connections.read(query)

    def familiar(self, analyst: str) -> set[str]:
        query = """SELECT a.uid FROM assigned g JOIN article a ON a.id = g.article_id
            WHERE g.analyst = :analyst UNION
            SELECT a.uid FROM article_state st JOIN article a ON a.id = st.article_id
            WHERE st.analyst = :analyst"""
        return self._connections.read(
            lambda connection: {uid for (uid,) in connection.execute(query, {"analyst": analyst})}
        )

    def queue(self, analyst: str, today: str, overtaken: Collection[str] = ()) -> QueueCounts:
        def query(connection: sqlite3.Connection) -> QueueCounts:
            values: Values = {"analyst": analyst}
            given = "SELECT count(DISTINCT article_id) FROM assigned WHERE analyst = :analyst"
            days = connection.execute(
                f"""SELECT due, count(*) FROM (
                    SELECT coalesce(min(nullif(t.due, '')), '') AS due
                    FROM assigned g JOIN assignment t ON t.id = g.assignment_id
                    WHERE g.analyst = :analyst AND NOT {HERS} GROUP BY g.article_id)
                GROUP BY due ORDER BY due = '', due""",
                values,
            ).fetchall()
            return QueueCounts(
                given=_count(connection, given, values),
                days=tuple((due, many) for due, many in days),
                late=sum(many for due, many in days if due and due < today),
                waiting=_count(connection, _many(WAITING), values),
                back=_count(
                    connection,
                    _many(came_back("overtaken")),
                    values | {"overtaken": json.dumps([*overtaken])},
                ),
            )

        return self._connections.read(query)

    def has_any(self, analyst: str) -> bool:
        asked = "SELECT 1 FROM assigned WHERE analyst = ? UNION ALL SELECT 1 FROM ruling LIMIT 1"
        rows = self._connections.read(
            lambda connection: connection.execute(asked, (analyst,)).fetchall()
        )
        return len(rows) > 0


_ORDERS = {
    Order.OLDEST: "a.published_key",
    Order.QUESTIONS: "a.questions DESC, a.published_key DESC",
    Order.CHECK: "a.checks DESC, a.published_key DESC",
}
_SELECT = (
    "SELECT t.id, t.uid, t.selection, t.analyst, t.due, t.known, t.given_by, t.at FROM assignment t"
)


def _many(numbers: str) -> str:
    return f"SELECT count(*) FROM (SELECT DISTINCT * FROM ({numbers}))"


def _count(connection: sqlite3.Connection, query: str, values: Values) -> int:
    many: int = connection.execute(query, values).fetchone()[0]
    return many


def _articles(connection: sqlite3.Connection, number: int) -> list[str]:
    rows = connection.execute(
        "SELECT a.uid FROM assigned g JOIN article a ON a.id = g.article_id "
        "WHERE g.assignment_id = ? ORDER BY a.uid",
        (number,),
    )
    return [uid for (uid,) in rows]


def _record(row: Row, articles: list[str]) -> Loaded:
    """The journal's record of a row of _SELECT."""
    _, uid, selection, analyst, due, known, given_by, at = row
    return {
        "uid": uid,
        "selection": selection,
        "analyst": analyst,
        "articles": articles,
        "due": due,
        "known": bool(known),
        "given_by": given_by,
        "at": at,
    }


def _load(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    row = connection.execute(f"{_SELECT} WHERE t.uid = ?", (uid,)).fetchone()
    return None if row is None else _record(row, _articles(connection, row[0]))


def _save(connection: sqlite3.Connection, record: Record) -> None:
    connection.execute(
        "INSERT INTO assignment(uid, selection, analyst, due, known, given_by, at) "
        "VALUES (:uid, :selection, :analyst, :due, :known, :given_by, :at) "
        "ON CONFLICT(uid) DO UPDATE SET selection = excluded.selection, "
        "analyst = excluded.analyst, due = excluded.due, known = excluded.known, "
        "given_by = excluded.given_by, at = excluded.at",
        record,
    )
    number = number_saved(connection, "assignment", record["uid"])
    numbers = _numbers(connection, record["articles"])
    connection.execute("DELETE FROM assigned WHERE assignment_id = ?", (number,))
    _refuse_second(connection, record, numbers)
    connection.executemany(
        "INSERT INTO assigned(analyst, article_id, assignment_id) VALUES (?, ?, ?)",
        [(record["analyst"], article, number) for article in numbers],
    )


def _numbers(connection: sqlite3.Connection, uids: Sequence[str]) -> list[int]:
    """The articles' numbers. Raises DataError where one is not there."""
    found: list[int] = []
    for block in in_blocks(uids):
        rows = connection.execute(
            f"SELECT id FROM article WHERE uid IN ({marks(len(block))})", block
        )
        found += [number for (number,) in rows]
    if len(found) != len(uids):
        raise DataError("an article that is to be given is not in this database")
    return found


def _refuse_second(connection: sqlite3.Connection, record: Record, numbers: Sequence[int]) -> None:
    """An article of a selection is an analyst's once: two may divide it at the same time. Raises
    ConflictError."""
    for block in in_blocks(numbers):
        other = connection.execute(
            f"""SELECT g.article_id, t.uid FROM assigned g
            JOIN assignment t ON t.id = g.assignment_id
            WHERE g.analyst = ? AND t.selection = ? AND t.uid <> ?
            AND g.article_id IN ({marks(len(block))}) LIMIT 1""",
            (record["analyst"], record["selection"], record["uid"], *block),
        ).fetchone()
        if other:
            raise ConflictError(
                f"#{other[0]} is {record['analyst']}'s already",
                "Somebody divided meanwhile: look, and divide again.",
                mine=record,
                theirs=_load(connection, other[1]),
            )


def _all(connection: sqlite3.Connection) -> Iterator[Standing]:
    articles_of = in_step(
        connection.execute(
            "SELECT t.uid, a.uid, g.analyst = t.analyst FROM assigned g "
            "JOIN assignment t ON t.id = g.assignment_id JOIN article a ON a.id = g.article_id "
            "ORDER BY t.uid, a.uid"
        )
    )
    for row in connection.execute(f"{_SELECT} ORDER BY t.uid"):
        articles = articles_of(row[1])
        record = _record(row, [uid for uid, _ in articles])
        yield row[1], record if all(is_hers for _, is_hers in articles) else None


ASSIGNMENT = Entity(_load, _save, remover("assignment"), _all)
