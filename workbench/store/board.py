"""The claim board in SQL: keys of claims by keyset in six orders, their outline, places in it.

Each function works on a connection that is being read; `Claims` gives them to the others. Recorded
last and by the article's date walk an index; the other orders look at each claim that the filter
leaves once a page, in a worker thread.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from workbench.domain.filter import ClaimSort
from workbench.store.filtering.claims import claim_condition
from workbench.store.filters import LAST_HOP, seen_by
from workbench.store.tagging import TOPIC
from workbench.store.words import Values
from workbench.verbs.claims import ALONE, BOARD_PAGE, BoardKey, BoardOutline, BoardQuery

if TYPE_CHECKING:
    pass


_LAST = "'\U0010ffff'"
"""Sorts behind every word."""
_FROM = (
    "FROM claim c JOIN article a ON a.id = c.article_id LEFT JOIN source o ON o.id = a.outlet_id"
)


@dataclass(frozen=True, slots=True)
class _Order:
    """An expression over claim c, article a and its outlet o; numbers of claims fall within it."""

    expression: str
    falls: bool = False
    weighs: bool = False
    """Whether it asks for the weights of the query."""


_CALLED = """(SELECT coalesce(f.name, s.name) FROM hop_source hs JOIN source s ON s.uid = hs.source
    LEFT JOIN source f ON f.uid = s.same_as
    WHERE hs.claim_id = h.claim_id AND hs.position = h.position ORDER BY hs.place LIMIT 1)"""
# A table of JSON has no index: it is only searched for claims that are linked at all.
_WEIGHT = """CASE WHEN EXISTS(SELECT 1 FROM link l WHERE l.claim = c.uid)
        OR EXISTS(SELECT 1 FROM link l WHERE l.other = c.uid)
    THEN (SELECT w.value FROM weights w WHERE w.key = c.uid) END"""
_ORDERS: Mapping[ClaimSort, _Order] = {
    ClaimSort.NEWEST: _Order("", falls=True),
    ClaimSort.DATE: _Order("a.published_key", falls=True),
    ClaimSort.TOPIC: _Order(f"CASE c.topic WHEN '' THEN {_LAST} ELSE lower({TOPIC}) END"),
    ClaimSort.SOURCE: _Order(
        f"""lower(coalesce((SELECT coalesce({_CALLED}, nullif(h.exact, ''), {_LAST}) FROM hop h
        WHERE h.claim_id = c.id ORDER BY h.position DESC LIMIT 1), o.name, {_LAST}))"""
    ),
    ClaimSort.CREDIBILITY: _Order(
        """coalesce((SELECT s.credibility FROM assessment s
        WHERE s.claim = c.uid AND s.analyst = :me), 7)"""
    ),
    ClaimSort.ORIGINS: _Order(
        f"""coalesce({_WEIGHT}, CASE (SELECT h.class FROM hop h WHERE h.claim_id = c.id
            AND h.position = {LAST_HOP})
        WHEN 'unattributed' THEN 0 WHEN 'anonymous' THEN 1 ELSE
            CASE WHEN o.id IS NULL AND {LAST_HOP} IS NULL THEN 0 ELSE {ALONE} END END)""",
        falls=True,
        weighs=True,
    ),
}
_WEIGHTS = (
    "WITH weights AS MATERIALIZED (SELECT key, CAST(value AS INTEGER) AS value "
    "FROM json_each(:weights))"
)


def read_keys(
    connection: sqlite3.Connection, query: BoardQuery, *, start: BoardKey | None, limit: int
) -> list[BoardKey]:
    """Keys from start on, or from the top."""
    order, condition, values = _asked(query)
    if start is not None:
        condition += f" AND {_from_key(order)}"
        values |= {"key": start[0], "number": start[1]}
    rows = connection.execute(
        f"{_with(order)} SELECT {_key(order)}, c.id {_FROM} WHERE {condition} "
        f"{_order_by(order)} LIMIT :limit",
        values | {"limit": limit},
    )
    return [(key, number) for key, number in rows]


def read_outline(connection: sqlite3.Connection, query: BoardQuery) -> BoardOutline:
    """The outline in one pass over the claims that the filter leaves."""
    order, condition, values = _asked(query)
    # One behind the other: within each other, and within what a filter has within each other, they
    # are more than SQLite's parser takes.
    begin = f"{_with(order)}," if order.weighs else "WITH"
    rows = connection.execute(
        f"""{begin} listed AS (SELECT {_key(order)} AS key, c.id AS id {_FROM} WHERE {condition}),
        placed AS (SELECT key, id, row_number() OVER (ORDER BY {_ranked(order)}) AS place,
            count(*) OVER () AS total FROM listed)
        SELECT key, id, place, total FROM placed WHERE (place - 1) % {BOARD_PAGE} = 0""",
        values,
    ).fetchall()
    rows.sort(key=itemgetter(2))
    return BoardOutline(rows[0][3] if rows else 0, tuple((key, number) for key, number, *_ in rows))


def read_place(connection: sqlite3.Connection, uid: str, query: BoardQuery) -> int | None:
    """How many claims stand above the one with this uid; None when it is not on the board."""
    order, condition, values = _asked(query)
    source = f"{_FROM} WHERE {condition}"
    there = connection.execute(
        f"{_with(order)} SELECT {_key(order)}, c.id {source} AND c.uid = :uid",
        values | {"uid": uid},
    ).fetchone()
    if there is None:
        return None
    upto = connection.execute(
        f"{_with(order)} SELECT count(*) {source} AND NOT {_from_key(order)}",
        values | {"key": there[0], "number": there[1]},
    ).fetchone()
    place: int = upto[0]
    return place


def read_uids(connection: sqlite3.Connection, query: BoardQuery) -> list[str]:
    """The claims that the filter leaves."""
    _, condition, values = _asked(query)
    rows = connection.execute(f"SELECT c.uid {_FROM} WHERE {condition}", values)
    return [uid for (uid,) in rows]


def read_wordings(
    connection: sqlite3.Connection, query: BoardQuery, *, limit: int
) -> list[tuple[str, str]]:
    """What the first claims of the board say, by uid."""
    order, condition, values = _asked(query)
    return connection.execute(
        f"{_with(order)} SELECT c.uid, c.restatement || ' ' || c.gloss || ' ' || "
        f"substr(c.exact, 1, 400) {_FROM} WHERE {condition} {_order_by(order)} "
        "LIMIT :limit",
        values | {"limit": limit},
    ).fetchall()


def _asked(query: BoardQuery) -> tuple[_Order, str, Values]:
    """The order, the condition over what is shown, and the values of both."""
    condition, values = claim_condition(query.terms, query.analyst)
    parts = [condition]
    if query.hides_colleagues:
        parts.append("c.analyst = :me")
    else:
        parts.append(seen_by(query.viewer))
    order = _ORDERS[query.sort]
    if order.weighs:
        values = values | {"weights": json.dumps(dict(query.weights))}
    return order, " AND ".join(f"({part})" for part in parts), values


def _with(order: _Order) -> str:
    return _WEIGHTS if order.weighs else ""


def _key(order: _Order) -> str:
    return order.expression or "0"


def _order_by(order: _Order) -> str:
    key = f"{order.expression} {'DESC' if order.falls else 'ASC'}, " if order.expression else ""
    return f"ORDER BY {key}c.id DESC"


def _ranked(order: _Order) -> str:
    return f"key {'DESC' if order.falls else 'ASC'}, id DESC"


def _from_key(order: _Order) -> str:
    """That a claim stands at the key :key, :number or below it."""
    if not order.expression:
        return "c.id <= :number"
    below = "<" if order.falls else ">"
    key = order.expression
    return f"({key} {below}= :key AND ({key} <> :key OR c.id <= :number))"
