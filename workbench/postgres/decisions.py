"""Decisions in the database: one row for each fact and analyst."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from workbench.domain.decision import AnsweredAt, Decision, Verdict
from workbench.domain.fact import Kind
from workbench.domain.journal import Record, Standing
from workbench.domain.trust import Answered
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.entity import Answer, Entity
from workbench.postgres.filters import seen_by
from workbench.postgres.rows import ARTICLE
from workbench.stored.decisions import (
    COLUMNS,
    answered_of_row,
    decision_of_row,
    decision_record,
    decision_uid,
    key_of_decision,
    standing_decision,
)
from workbench.stored.rows import span_columns
from workbench.stored.unread import Unread


class Decisions:
    """What can be asked about decisions."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of_article(self, number: int) -> list[Decision]:
        unread = self._connections.unread
        return self._connections.read(
            lambda connection: read_decisions(connection, [number], unread).get(number, [])
        )

    def answered(self, *, viewer: str = "") -> list[Answered]:
        query = f"""SELECT d.rule, d.kind, coalesce(s.uid, ''), a.lang, d.verdict, count(*)
            FROM decision d JOIN article a ON a.id = d.article_id
            LEFT JOIN source s ON s.id = a.outlet_id
            WHERE d.verdict IN ('accepted', 'corrected', 'rejected') AND {seen_by(viewer, "d")}
            GROUP BY d.rule, d.kind, s.uid, a.lang, d.verdict
            ORDER BY d.rule, d.kind, s.uid NULLS FIRST, a.lang, d.verdict"""
        unread = self._connections.unread
        return self._connections.read(
            lambda connection: unread.readable(
                connection.execute(query.encode(), {"me": viewer}),
                lambda row: f"answers to a {row[1]}",
                answered_of_row,
            )
        )

    def to_kind(self, kind: Kind, *, viewer: str = "", articles: int) -> list[AnsweredAt]:
        query = f"""WITH answer AS (
                SELECT d.article_id, d.start, d."end", d.verdict, d.analyst, a.outlet_id, a.lang
                FROM decision d JOIN article a ON a.id = d.article_id
                WHERE d.kind = %(kind)s AND d.verdict IN ('accepted', 'corrected', 'rejected')
                AND {seen_by(viewer, "d")})
            SELECT n.article_id, n.start, n."end", n.verdict, coalesce(s.uid, ''), n.lang
            FROM answer n LEFT JOIN source s ON s.id = n.outlet_id
            WHERE n.article_id IN (SELECT DISTINCT article_id FROM answer
                ORDER BY article_id DESC LIMIT %(articles)s)
            ORDER BY n.article_id, n.start, n."end", n.analyst"""
        values = {"kind": kind.value, "me": viewer, "articles": articles}
        return self._connections.read(
            lambda connection: [
                AnsweredAt(number, start, end, Verdict(verdict), *where)
                for number, start, end, verdict, *where in connection.execute(
                    query.encode(), values
                )
            ]
        )

    def newest_of_rules(self, *, viewer: str = "") -> dict[str, int]:
        query = f"""SELECT d.rule, max(d.article_id) FROM decision d
            JOIN article a ON a.id = d.article_id WHERE {seen_by(viewer, "d")} GROUP BY d.rule"""
        return self._connections.read(
            lambda connection: dict(connection.execute(query.encode(), {"me": viewer}).fetchall())
        )


_SELECT = f"SELECT {COLUMNS} FROM decision d JOIN article a ON a.id = d.article_id"
_THESE = """FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::bigint[], %s::text[])
    AS these(article, kind, start, "end", analyst)"""
_IS_ONE = """d.kind = these.kind AND d.start = these.start AND d."end" = these."end"
    AND d.analyst = these.analyst"""


def read_decisions(
    connection: Connection, numbers: Sequence[int], unread: Unread
) -> dict[int, list[Decision]]:
    """By article, of those that have any: every analyst's decisions on its facts, in text order."""
    rows = connection.execute(
        f"""SELECT d.article_id, {COLUMNS} FROM decision d JOIN article a ON a.id = d.article_id
        WHERE d.article_id = ANY(%s)
        ORDER BY d.article_id, d.start, d."end", d.kind, d.analyst""".encode(),
        ([*numbers],),
    )
    found = unread.readable(
        rows,
        lambda row: f"decision {decision_uid(row[1:])}",
        lambda row: (row[0], decision_of_row(row[1:])),
    )
    return {number: [one for _, one in them] for number, them in groupby(found, itemgetter(0))}


def _load_decisions(connection: Connection, uids: Sequence[str]) -> Answer:
    rows = connection.execute(
        f"""SELECT {COLUMNS} {_THESE} JOIN article a ON a.uid = these.article
        JOIN decision d ON d.article_id = a.id AND {_IS_ONE}""".encode(),
        _keys(uids),
    )
    return lambda: {decision_uid(row): decision_record(row) for row in rows}


def _keys(uids: Sequence[str]) -> list[list[str | int]]:
    """What these decisions are found by, a list each of articles, kinds, starts, ends, analysts."""
    parts = zip(*map(key_of_decision, uids), strict=True)
    return [list[str | int](part) for part in parts] or [[], [], [], [], []]


def _save_decisions(connection: Connection, records: Sequence[Record]) -> None:
    connection.cursor().executemany(
        f"""INSERT INTO decision(article_id, analyst, start, "end", kind, exact, parts, verdict,
            rule, extractor, claim)
        VALUES ({ARTICLE}, %(analyst)s, %(start)s, %(end)s, %(kind)s, %(exact)s, %(parts)s,
            %(verdict)s, %(rule)s, %(extractor)s, %(claim)s)
        ON CONFLICT (article_id, start, "end", kind, analyst) DO UPDATE SET
            verdict = excluded.verdict, rule = excluded.rule, extractor = excluded.extractor,
            claim = excluded.claim, parts = excluded.parts""".encode(),
        [{**record, "parts": span_columns(record)[3]} for record in records],
    )


def _remove_decisions(connection: Connection, uids: Sequence[str]) -> None:
    connection.execute(
        f"""DELETE FROM decision d USING (SELECT a.id, these.* {_THESE}
            JOIN article a ON a.uid = these.article) these
        WHERE d.article_id = these.id AND {_IS_ONE}""".encode(),
        _keys(uids),
    )


def _all_decisions(connection: Connection) -> Iterator[Standing]:
    return map(standing_decision, connection.execute(_SELECT.encode()))


DECISION = Entity(_load_decisions, _save_decisions, _remove_decisions, _all_decisions)
