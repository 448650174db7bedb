"""What a filtered library comes to: its days, how far an analyst is with it, its ranking.

Each is one pass over what the filter leaves, read beside the list and never on the key path.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.domain.filter import Order
from workbench.domain.selection import Progress
from workbench.postgres.asked import ask, asked_of, planned
from workbench.postgres.connection import Connection
from workbench.postgres.filters import FINISHED, OPEN_QUESTIONS
from workbench.postgres.words import Values

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
_AHEAD = 4
"""How many times what is wanted is looked at to find it; and each time, of the time before."""


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
    condition, values, _ = asked_of(terms, analyst)
    counting = ask(connection, _count(condition), values, terms)
    values = {**values, "kind": _KINDS[order], "limit": None if limit < 0 else limit}
    numbers = _walked(connection, condition, values, _COUNTED[order], limit)
    if numbers is None:
        # Whatever has no question at all has none that is open: nothing is looked up for it.
        rows = planned(
            connection,
            f"""SELECT a.id FROM article a WHERE {condition}
            ORDER BY CASE WHEN a.{_COUNTED[order]} > 0 THEN {_OF_KIND} ELSE 0 END DESC,
                a.published_key DESC, a.id DESC LIMIT %(limit)s""",
            values,
        )
        numbers = [number for (number,) in rows.fetchall()]
    row = counting.fetchone()
    return numbers, row[0] if row else 0


def _walked(
    connection: Connection, condition: str, values: Values, counted: str, limit: int
) -> list[int] | None:
    """The first articles by open questions, where that many have some: down the index of how many
    they have, open or not, until none that follows can come before one that was found."""
    if limit < 1:
        return None
    best: list[tuple[int, str, int]] = []
    at, block = f"(a.{counted}, a.published_key, a.id)", _AHEAD * limit
    bounds: Values = {}
    while True:
        below = f" AND {at} < (%(most)s, %(key)s, %(number)s)" if bounds else ""
        rows = planned(
            connection,
            f"""SELECT a.{counted}, a.published_key, a.id, {_OF_KIND} FROM article a
            WHERE a.{counted} > 0 AND {condition}{below}
            ORDER BY a.{counted} DESC, a.published_key DESC, a.id DESC LIMIT {block}""",
            values | bounds,
        ).fetchall()
        for most, key, number, still in rows:
            if len(best) < limit:
                heapq.heappush(best, (still, key, number))
            elif (most, key, number) < best[0]:
                return [number for *_, number in sorted(best, reverse=True)]
            else:
                heapq.heappushpop(best, (still, key, number))
        if len(rows) < block:
            return None
        bounds = dict(zip(("most", "key", "number"), rows[-1][:3], strict=True))
        block *= _AHEAD


def read_count(
    connection: Connection, terms: Sequence[Node], *, analyst: str, after: int = 0
) -> int:
    """How many articles the filter leaves; only those with a number over after."""
    condition, values, _ = asked_of(terms, analyst)
    row = ask(
        connection,
        f"{_count(condition)} AND a.id > %(after)s",
        {**values, "after": after},
        terms,
    ).fetchone()
    count: int = row[0] if row else 0
    return count


def _count(condition: str) -> str:
    return f"SELECT count(*) FROM article a WHERE {condition}"


def read_uids(connection: Connection, terms: Sequence[Node], *, analyst: str) -> list[str]:
    """The uids of all articles that the filter leaves."""
    condition, values, _ = asked_of(terms, analyst)
    rows = ask(
        connection, f"SELECT a.uid FROM article a WHERE {condition} ORDER BY a.id", values, terms
    )
    return [uid for (uid,) in rows]


def read_progress(connection: Connection, terms: Sequence[Node], *, analyst: str) -> Progress:
    """How far the analyst is with what the filter leaves."""
    condition, values, _ = asked_of(terms, analyst)
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
    condition, values, _ = asked_of(terms, analyst)
    rows = ask(
        connection,
        f"""SELECT substr(a.published_key, 1, 10) AS day, count(*) FROM article a
        WHERE a.published_key <> '' AND ({condition}) GROUP BY day ORDER BY day""",
        values,
        terms,
    )
    return [(day, count) for day, count in rows]
