"""Decisions in the database: one row for each fact and analyst."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from workbench.domain.decision import AnsweredAt, Decision, Verdict
from workbench.domain.fact import Kind
from workbench.domain.journal import Record, Standing
from workbench.domain.trust import Answered
from workbench.store.connection import Connections
from workbench.store.entity import Entity
from workbench.store.filters import seen_by
from workbench.store.rows import article_number, check_words
from workbench.stored.decisions import (
    COLUMNS,
    answered_of_row,
    decision_of_row,
    decision_record,
    decision_uid,
    key_of_decision,
    standing_decision,
)
from workbench.stored.rows import Loaded, span_columns
from workbench.stored.unread import Unread


class Decisions:
    """What can be asked about decisions."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of_article(self, number: int) -> list[Decision]:
        unread = self._connections.unread
        return self._connections.read(lambda connection: read_decisions(connection, number, unread))

    def answered(self, *, viewer: str = "") -> list[Answered]:
        def query(connection: sqlite3.Connection) -> list[Answered]:
            rows = connection.execute(
                f"""SELECT d.rule, d.kind, coalesce(s.uid, ''), a.lang, d.verdict, count(*)
                FROM decision d JOIN article a ON a.id = d.article_id
                LEFT JOIN source s ON s.id = a.outlet_id
                WHERE d.verdict IN ('accepted', 'corrected', 'rejected') AND {seen_by(viewer, "d")}
                GROUP BY d.rule, d.kind, a.outlet_id, a.lang, d.verdict
                ORDER BY d.rule, d.kind, s.uid, a.lang, d.verdict""",
                {"me": viewer},
            ).fetchall()
            unread = self._connections.unread
            return unread.readable(rows, lambda row: f"answers to a {row[1]}", answered_of_row)

        return self._connections.read(query)

    def to_kind(self, kind: Kind, *, viewer: str = "", articles: int) -> list[AnsweredAt]:
        answers = f"""FROM decision d JOIN article a ON a.id = d.article_id
            WHERE d.kind = :kind AND d.verdict IN ('accepted', 'corrected', 'rejected')
            AND {seen_by(viewer, "d")}"""

        def query(connection: sqlite3.Connection) -> list[AnsweredAt]:
            rows = connection.execute(
                f"""SELECT d.article_id, d.start, d."end", d.verdict,
                    coalesce((SELECT uid FROM source s WHERE s.id = a.outlet_id), ''), a.lang
                {answers} AND d.article_id IN (SELECT DISTINCT d.article_id {answers}
                    ORDER BY d.article_id DESC LIMIT :articles)
                ORDER BY d.article_id, d.start, d."end", d.analyst""",
                {"kind": kind.value, "me": viewer, "articles": articles},
            )
            return [
                AnsweredAt(number, start, end, Verdict(verdict), *where)
                for number, start, end, verdict, *where in rows
            ]

        return self._connections.read(query)

    def newest_of_rules(self, *, viewer: str = "") -> dict[str, int]:
        def query(connection: sqlite3.Connection) -> dict[str, int]:
            rows = connection.execute(
                "SELECT d.rule, max(d.article_id) FROM decision d JOIN article a "
                f"ON a.id = d.article_id WHERE {seen_by(viewer, 'd')} GROUP BY d.rule",
                {"me": viewer},
            )
            return dict(rows.fetchall())

        return self._connections.read(query)


def read_decisions(connection: sqlite3.Connection, number: int, unread: Unread) -> list[Decision]:
    """Every analyst's decisions on an article's facts, in text order."""
    rows = connection.execute(
        f'{_SELECT} WHERE d.article_id = ? ORDER BY d.start, d."end", d.kind, d.analyst', (number,)
    )
    return unread.readable(rows, lambda row: f"decision {decision_uid(row)}", decision_of_row)


_SELECT = f"SELECT {COLUMNS} FROM decision d JOIN article a ON a.id = d.article_id"


def _load_decision(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    row = connection.execute(
        f"""{_SELECT}
        WHERE a.uid = ? AND d.kind = ? AND d.start = ? AND d."end" = ? AND d.analyst = ?""",
        key_of_decision(uid),
    ).fetchone()
    return None if row is None else decision_record(row)


def _all_decisions(connection: sqlite3.Connection) -> Iterator[Standing]:
    return map(standing_decision, connection.execute(_SELECT))


def _save_decision(connection: sqlite3.Connection, record: Record) -> None:
    number = article_number(connection, record["article"])
    start, end, exact, parts = span_columns(record)
    check_words(connection, number, start, end, exact)
    connection.execute(
        """INSERT INTO decision(article_id, analyst, start, "end", kind, exact, parts, verdict,
            rule, extractor, claim) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(article_id, start, "end", kind, analyst) DO UPDATE SET
            verdict = excluded.verdict, rule = excluded.rule, extractor = excluded.extractor,
            claim = excluded.claim, parts = excluded.parts""",
        (
            number,
            record["analyst"],
            start,
            end,
            record["kind"],
            exact,
            parts,
            *(record[key] for key in ("verdict", "rule", "extractor", "claim")),
        ),
    )


def _remove_decision(connection: sqlite3.Connection, uid: str) -> None:
    article, *fact = key_of_decision(uid)
    connection.execute(
        'DELETE FROM decision WHERE article_id = ? AND kind = ? AND start = ? AND "end" = ? '
        "AND analyst = ?",
        (article_number(connection, article), *fact),
    )


DECISION = Entity(_load_decision, _save_decision, _remove_decision, _all_decisions)
