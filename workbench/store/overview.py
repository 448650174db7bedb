"""What a filtered library comes to: its days, how far an analyst is with it, its ranking.

Each is one pass over what the filter leaves, read beside the list and never on the key path.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.domain.filter import Order
from workbench.domain.selection import Progress
from workbench.store.filters import FINISHED, LATE, OPEN_QUESTIONS
from workbench.store.library import asked_of

if TYPE_CHECKING:
    from workbench.domain.filter.tree import Node

_FINISHED = f"""EXISTS(SELECT 1 FROM article_state st WHERE st.article_id = a.id
    AND st.analyst = :analyst AND st.state IN {FINISHED})"""
_ASKED = f"""SELECT q.article_id, count(*) AS n FROM asked q
    WHERE q.kind = coalesce(:kind, q.kind) AND NOT {LATE} GROUP BY q.article_id"""
_ANSWERED = f"""SELECT d.article_id, count(*) AS n FROM decision d
    JOIN asked q ON q.article_id = d.article_id AND q.start = d.start AND q."end" = d."end"
        AND q.kind = d.kind
    WHERE d.analyst = :analyst AND d.verdict <> 'skipped' AND q.kind = coalesce(:kind, q.kind)
        AND NOT {LATE}
    GROUP BY d.article_id"""
_STILL_OPEN = OPEN_QUESTIONS.replace(
    "q.article_id = a.id", "q.article_id = a.id AND q.kind = coalesce(:kind, q.kind)"
)
_COUNTED = {Order.QUESTIONS: "questions", Order.CHECK: "checks"}
_KINDS = {Order.QUESTIONS: None, Order.CHECK: "event"}
"""The kind of question that an order counts; None for all. An event is only asked about where it
is worth checking."""


def read_ranked(
    connection: sqlite3.Connection,
    terms: Sequence[Node],
    order: Order,
    *,
    analyst: str,
    limit: int,
) -> tuple[list[int], int]:
    """Numbers of the first articles in an order by open questions, and how many there are in all;
    among equals the newest come first. limit: -1 for all."""
    condition, values = asked_of(connection, terms, analyst)[:2]
    asked = {**values, "kind": _KINDS[order]}
    numbers = _walked(connection, condition, asked, _COUNTED[order], limit)
    if numbers is None:
        rows = connection.execute(
            f"""SELECT a.id FROM article a
            LEFT JOIN ({_ASKED}) asked ON asked.article_id = a.id
            LEFT JOIN ({_ANSWERED}) answered ON answered.article_id = a.id
            WHERE {condition}
            ORDER BY coalesce(asked.n, 0) - coalesce(answered.n, 0) DESC,
                a.published_key DESC, a.id DESC LIMIT :limit""",
            asked | {"limit": limit},
        )
        numbers = [number for (number,) in rows]
    if len(numbers) < limit:
        return numbers, len(numbers)
    return numbers, read_count(connection, terms, analyst=analyst)


def _walked(
    connection: sqlite3.Connection,
    condition: str,
    values: Mapping[str, str | int | None],
    counted: str,
    limit: int,
) -> list[int] | None:
    """The first articles by open questions, where that many have some: down the index of how many
    they have, open or not, until none that follows can come before one that was found."""
    if limit < 1:
        return None
    best: list[tuple[int, str, int]] = []
    for most, key, number, still in connection.execute(
        f"""SELECT a.{counted}, a.published_key, a.id, {_STILL_OPEN}
        FROM article a INDEXED BY article_by_{counted} WHERE a.{counted} > 0 AND ({condition})
        ORDER BY a.{counted} DESC, a.published_key DESC, a.id DESC""",
        values,
    ):
        if len(best) == limit:
            if (most, key, number) < best[0]:
                return [number for *_, number in sorted(best, reverse=True)]
            heapq.heappushpop(best, (still, key, number))
        else:
            heapq.heappush(best, (still, key, number))
    return None


def read_count(
    connection: sqlite3.Connection, terms: Sequence[Node], *, analyst: str, after: int = 0
) -> int:
    """How many articles the filter leaves; only those with a number over after."""
    condition, values = asked_of(connection, terms, analyst)[:2]
    if after:
        condition, values = f"({condition}) AND a.id > :after", values | {"after": after}
    # Of all of them SQLite only counts the pages of an index, where nothing else is asked.
    where = f"WHERE {condition}" if terms or after else ""
    count: int = connection.execute(f"SELECT count(*) FROM article a {where}", values).fetchone()[0]
    return count


def read_uids(connection: sqlite3.Connection, terms: Sequence[Node], *, analyst: str) -> list[str]:
    """The uids of all articles that the filter leaves."""
    condition, values = asked_of(connection, terms, analyst)[:2]
    rows = connection.execute(f"SELECT a.uid FROM article a WHERE {condition}", values)
    return [uid for (uid,) in rows]


def read_progress(
    connection: sqlite3.Connection, terms: Sequence[Node], *, analyst: str
) -> Progress:
    """How far the analyst is with what the filter leaves."""
    condition, values = asked_of(connection, terms, analyst)[:2]
    (done,) = connection.execute(
        f"""SELECT count(*) FROM article_state st JOIN article a ON a.id = st.article_id
        WHERE st.analyst = :analyst AND st.state IN ('done', 'set aside') AND ({condition})""",
        values,
    ).fetchone()
    (asked,) = connection.execute(
        f"""SELECT count(*) FROM asked q JOIN article a ON a.id = q.article_id
        WHERE ({condition}) AND NOT {_FINISHED}""",
        values,
    ).fetchone()
    (answered,) = connection.execute(
        f"""SELECT count(*) FROM decision d JOIN article a ON a.id = d.article_id
        JOIN asked q ON q.article_id = d.article_id AND q.start = d.start
            AND q."end" = d."end" AND q.kind = d.kind
        WHERE d.analyst = :analyst AND d.verdict <> 'skipped' AND ({condition})
            AND NOT {_FINISHED}""",
        values,
    ).fetchone()
    return Progress(read_count(connection, terms, analyst=analyst), done, asked - answered)


def read_days(
    connection: sqlite3.Connection, terms: Sequence[Node], *, analyst: str
) -> list[tuple[str, int]]:
    """Publication day in UTC, by which the list is ordered, and how many articles have it, the
    earliest first: of all articles in one pass over the index by date alone."""
    condition, values = asked_of(connection, terms, analyst)[:2]
    # Through the index a filter would look up each article by itself, five times as slow.
    index = "NOT INDEXED" if terms else ""
    return connection.execute(
        f"""SELECT substr(a.published_key, 1, 10) AS day, count(*) FROM article a {index}
        WHERE a.published_key <> '' AND ({condition}) GROUP BY day ORDER BY day""",
        values,
    ).fetchall()
