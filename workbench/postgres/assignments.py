"""Who is to judge which article, in the database: what was given together is one thing of the
journal, and a row for each of its articles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.domain.assignment import Assignment, QueueCounts, Share
from workbench.domain.filter import Order
from workbench.domain.journal import Record, Standing
from workbench.errors import ConflictError, DataError
from workbench.postgres.asked import asked_of
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.entity import Answer, Entity, remover
from workbench.postgres.filters import HERS
from workbench.postgres.queue import WAITING
from workbench.postgres.rulings import came_back
from workbench.postgres.words import Values
from workbench.stored.rows import Loaded, Row
from workbench.verbs.assignments import Divisible, Given

if TYPE_CHECKING:
    from workbench.domain.filter.tree import Node


class Assignments:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Assignment]:
        return self._read("true")

    def of(self, selection: str) -> list[Assignment]:
        return self._read("t.selection = %(which)s", selection)

    def to(self, analyst: str) -> list[Assignment]:
        return self._read("t.analyst = %(which)s", analyst)

    def _read(self, condition: str, which: str = "") -> list[Assignment]:
        return self._connections.unread.readable(
            self._rows(f"{_SELECT} WHERE {condition} ORDER BY t.id", {"which": which}),
            lambda row: f"assignment {row[0]}",
            lambda row: Assignment.from_record(_record(row)),
        )

    def given(self, selection: str) -> list[Given]:
        query = f"""SELECT t.uid, t.analyst, a.id, a.uid, {HERS}, a.length, a.questions
            FROM assignment t JOIN assigned g ON g.assignment_id = t.id
            JOIN article a ON a.id = g.article_id
            WHERE t.selection = %(selection)s ORDER BY a.id, t.analyst"""
        return [Given(*row) for row in self._rows(query, {"selection": selection})]

    def shares(self, today: str, selection: str = "") -> list[Share]:
        query = f"""SELECT selection, analyst, count(*), count(*) FILTER (WHERE done),
                count(*) FILTER (WHERE NOT done AND due <> '' AND due < %(today)s),
                coalesce(min(due) FILTER (WHERE NOT done AND due <> ''), ''), sum(known)
            FROM (SELECT t.selection, t.analyst, t.due, t.known, {HERS} AS done
                FROM assignment t JOIN assigned g ON g.assignment_id = t.id
                WHERE %(selection)s = '' OR t.selection = %(selection)s) one
            GROUP BY selection, analyst ORDER BY selection, analyst"""
        values = {"today": today, "selection": selection}
        return [Share(*row) for row in self._rows(query, values)]

    def divisible(
        self, terms: Sequence[Node], *, analyst: str, order: Order = Order.NEWEST
    ) -> list[Divisible]:
        condition, values, _ = asked_of(terms, analyst)
        by = _ORDERS.get(order, "a.published_key DESC")
        query = f"""SELECT a.id, a.uid, a.lang, a.cluster, a.length, a.questions FROM article a
            WHERE {condition} ORDER BY {by}, a.id DESC"""
        return [Divisible(*row) for row in self._rows(query, values)]

    def familiar(self, analyst: str) -> set[str]:
        query = """SELECT a.uid FROM assigned g JOIN article a ON a.id = g.article_id
            WHERE g.analyst = %(analyst)s UNION
            SELECT a.uid FROM article_state st JOIN article a ON a.id = st.article_id
            WHERE st.analyst = %(analyst)s"""
        return {uid for (uid,) in self._rows(query, {"analyst": analyst})}

    def queue(self, analyst: str, today: str, overtaken: Collection[str] = ()) -> QueueCounts:
        values = {"analyst": analyst, "overtaken": [*overtaken]}
        asked = (_GIVEN, _DAYS, _many(WAITING), _many(came_back("overtaken")))

        def query(connection: Connection) -> list[list[Row]]:
            answers = [connection.execute(one, values) for one in asked]
            return [answer.fetchall() for answer in answers]

        given, days, waiting, back = self._connections.read_together(query)
        return QueueCounts(
            given=given[0][0],
            days=tuple((due, many) for due, many in days),
            late=sum(many for due, many in days if due and due < today),
            waiting=waiting[0][0],
            back=back[0][0],
        )

    def has_any(self, analyst: str) -> bool:
        asked = """SELECT 1 WHERE EXISTS(SELECT FROM assigned WHERE analyst = %(analyst)s)
            OR EXISTS(SELECT FROM ruling)"""
        return bool(self._rows(asked, {"analyst": analyst}))

    def _rows(self, query: str, values: Values) -> list[Row]:
        return self._connections.read(
            lambda connection: connection.execute(query, values).fetchall()
        )


_ORDERS = {
    Order.OLDEST: "a.published_key",
    Order.QUESTIONS: "a.questions DESC, a.published_key DESC",
    Order.CHECK: "a.checks DESC, a.published_key DESC",
}
_SELECT = """SELECT t.uid, t.selection, t.analyst, t.due, t.known, t.given_by, t.at,
        ARRAY(SELECT a.uid FROM assigned g JOIN article a ON a.id = g.article_id
            WHERE g.assignment_id = t.id ORDER BY a.uid)
    FROM assignment t"""
_GIVEN = "SELECT count(DISTINCT article_id) FROM assigned WHERE analyst = %(analyst)s"
_DAYS = f"""SELECT due, count(*) FROM (
        SELECT coalesce(min(nullif(t.due, '')), '') AS due
        FROM assigned g JOIN assignment t ON t.id = g.assignment_id
        WHERE g.analyst = %(analyst)s AND NOT {HERS} GROUP BY g.article_id) one
    GROUP BY due ORDER BY due = '', due"""


def _many(numbers: str) -> str:
    return f"SELECT count(*) FROM (SELECT DISTINCT * FROM ({numbers}) one) two"


def _record(row: Row) -> Loaded:
    """The journal's record of a row of _SELECT."""
    uid, selection, analyst, due, known, given_by, at, articles = row
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


def _load(connection: Connection, uids: Sequence[str]) -> Answer:
    rows = connection.execute(f"{_SELECT} WHERE t.uid = ANY(%s)", (list(uids),))
    return lambda: {row[0]: _record(row) for row in rows}


def _save(connection: Connection, records: Sequence[Record]) -> None:
    for record in records:
        values = {**record, "articles": list(record["articles"])}
        _refuse(connection, record, values)
        connection.execute(_WRITE, values)
        connection.execute(
            "DELETE FROM assigned g USING assignment t WHERE t.id = g.assignment_id "
            "AND t.uid = %(uid)s",
            values,
        )
        connection.execute(_WRITE_ARTICLES, values)


_WRITE = """INSERT INTO assignment(uid, selection, analyst, due, known, given_by, at)
    VALUES (%(uid)s, %(selection)s, %(analyst)s, %(due)s, %(known)s, %(given_by)s, %(at)s)
    ON CONFLICT(uid) DO UPDATE SET selection = excluded.selection,
        analyst = excluded.analyst, due = excluded.due, known = excluded.known,
        given_by = excluded.given_by, at = excluded.at"""
_WRITE_ARTICLES = """INSERT INTO assigned(analyst, article_id, assignment_id)
    SELECT t.analyst, a.id, t.id FROM assignment t, article a
    WHERE t.uid = %(uid)s AND a.uid = ANY(%(articles)s)"""
_THERE = "SELECT count(*) FROM article WHERE uid = ANY(%(articles)s)"
_SECOND = """SELECT g.article_id, t.uid FROM assigned g JOIN assignment t ON t.id = g.assignment_id
    JOIN article a ON a.id = g.article_id
    WHERE g.analyst = %(analyst)s AND t.selection = %(selection)s AND t.uid <> %(uid)s
    AND a.uid = ANY(%(articles)s) LIMIT 1"""


def _refuse(connection: Connection, record: Record, values: Values) -> None:
    """Refuse articles that are not there, and an article of a selection that is an analyst's
    already: two may divide it at the same time. Raises DataError and ConflictError."""
    there, second = connection.execute(_THERE, values), connection.execute(_SECOND, values)
    if there.fetchall() != [(len(values["articles"]),)]:
        raise DataError("an article that is to be given is not in this database")
    for number, uid in second:
        raise ConflictError(
            f"#{number} is {record['analyst']}'s already",
            "Somebody divided meanwhile: look, and divide again.",
            mine=record,
            theirs=_load(connection, [uid])()[uid],
        )


def _all(connection: Connection) -> Iterator[Standing]:
    theirs = connection.execute(
        "SELECT DISTINCT t.uid FROM assigned g JOIN assignment t ON t.id = g.assignment_id "
        "WHERE g.analyst <> t.analyst"
    )
    rows = connection.execute(f"{_SELECT} ORDER BY t.uid")
    otherwise = {uid for (uid,) in theirs}
    for row in rows:
        yield row[0], None if row[0] in otherwise else _record(row)


ASSIGNMENT = Entity(_load, _save, remover("assignment"), _all)
