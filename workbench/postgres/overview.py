"""What a filtered library comes to: its days, how far an analyst is with it, its ranking.

Each is one pass over what the filter leaves, read beside the list and never on the key path.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.domain.filter import Order
from workbench.domain.selection import Progress
from workbench.postgres.asked import ask, asked_of
from workbench.postgres.connection import Connection
from workbench.postgres.filters import FINISHED, OPEN_QUESTIONS

if TYPE_CHECKING:
    from workbench.domain.filter.tree import Node

_FINISHED = f"""EXISTS(SELECT FROM article_state st WHERE st.article_id = a.id
    AND st.analyst = %(analyst)s AND st.state IN {FINISHED})"""
_OF_KIND = OPEN_QUESTIONS.replace(
    "q.article_id = a.id", "q.article_id = a.id AND q.kind = coalesce(%(kind)s, q.kind)"
)
_COUNTED = {Order.QUESTIONS: "questions", Order.CHECK: "checks"}
_KINDS = {Order.QUESTIONS: None, Order.CHECK: "event"}
"""The kind of question that an order counts; None for all. An event is only asked about where it
is worth checking."""


def read_ranked(
    connection: Connection,
    terms: Sequence[Node],
    order: Order,
    *,
    analyst: str,
    limit: int,
) -> tuple[list[int], int]:
    """Numbers of the first articles in an order by open questions, and how many there are in all;
    among equals the newest come first. limit: -1 for all."""
    condition, values = asked_of(terms, analyst)
    # Whatever has no question at all has none that is open: nothing is looked up for it.
    rows = ask(
        connection,
        f"""WITH listed AS MATERIALIZED (
            SELECT a.id, a.published_key,
                CASE WHEN a.{_COUNTED[order]} > 0 THEN {_OF_KIND} ELSE 0 END AS still
            FROM article a WHERE {condition})
        SELECT id, (SELECT count(*) FROM listed) FROM listed
        ORDER BY still DESC, published_key DESC, id DESC LIMIT %(limit)s""",
        {**values, "kind": _KINDS[order], "limit": None if limit < 0 else limit},
        terms,
    ).fetchall()
    return [number for number, _ in rows], rows[0][1] if rows else 0


def read_count(
    connection: Connection, terms: Sequence[Node], *, analyst: str, after: int = 0
) -> int:
    """How many articles the filter leaves; only those with a number over after."""
    condition, values = asked_of(terms, analyst)
    row = ask(
        connection,
        f"SELECT count(*) FROM article a WHERE {condition} AND a.id > %(after)s",
        {**values, "after": after},
        terms,
    ).fetchone()
    count: int = row[0] if row else 0
    return count


def read_uids(connection: Connection, terms: Sequence[Node], *, analyst: str) -> list[str]:
    """The uids of all articles that the filter leaves."""
    condition, values = asked_of(terms, analyst)
    rows = ask(
        connection, f"SELECT a.uid FROM article a WHERE {condition} ORDER BY a.id", values, terms
    )
    return [uid for (uid,) in rows]


def read_progress(connection: Connection, terms: Sequence[Node], *, analyst: str) -> Progress:
    """How far the analyst is with what the filter leaves."""
    condition, values = asked_of(terms, analyst)
    row = ask(
        connection,
        f"""WITH a AS MATERIALIZED (
            SELECT a.id, {_FINISHED} AS is_finished FROM article a WHERE {condition})
        SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM a WHERE is_finished),
            (SELECT count(*) FROM asked q JOIN a ON a.id = q.article_id WHERE NOT is_finished),
            (SELECT count(*) FROM decision d JOIN a ON a.id = d.article_id
            JOIN asked q ON q.article_id = d.article_id AND q.start = d.start
                AND q."end" = d."end" AND q.kind = d.kind
            WHERE d.analyst = %(analyst)s AND d.verdict <> 'skipped'
                AND NOT is_finished)""",
        values,
        terms,
    ).fetchone()
    total, done, asked, answered = row or (0, 0, 0, 0)
    return Progress(total, done, asked - answered)


def read_days(
    connection: Connection, terms: Sequence[Node], *, analyst: str
) -> list[tuple[str, int]]:
    """Publication day in UTC, by which the list is ordered, and how many articles have it, the
    earliest first."""
    condition, values = asked_of(terms, analyst)
    rows = ask(
        connection,
        f"""SELECT substr(a.published_key, 1, 10) AS day, count(*) FROM article a
        WHERE a.published_key <> '' AND ({condition}) GROUP BY day ORDER BY day""",
        values,
        terms,
    )
    return [(day, count) for day, count in rows]
