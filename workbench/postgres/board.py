"""The claim board in SQL: keys of claims by keyset in six orders, their outline, places in it.

Each function works on a connection that is being read; `Claims` gives them to the others. Recorded
last walks an index; the other orders look at each claim that the filter leaves once a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.domain.filter import ClaimSort
from workbench.postgres.asked import ask
from workbench.postgres.connection import Connection
from workbench.postgres.filtering.claims import claim_condition
from workbench.postgres.filters import LAST_HOP, seen_by
from workbench.postgres.tagging import TOPIC
from workbench.postgres.words import Values
from workbench.verbs.claims import ALONE, BOARD_PAGE, BoardKey, BoardOutline, BoardQuery

_LAST = "'\U0010ffff'"
"""Sorts behind every word."""
_FROM = """FROM claim c
    CROSS JOIN LATERAL (SELECT * FROM article a WHERE a.id = c.article_id OFFSET 0) a
    LEFT JOIN source o ON o.id = a.outlet_id"""
"""Claim by claim: to put both together the server would read all articles, and few have claims."""
_BY_DATE = """FROM article a
    CROSS JOIN LATERAL (SELECT * FROM claim c WHERE c.article_id = a.id OFFSET 0) c
    LEFT JOIN source o ON o.id = a.outlet_id"""
"""Article by article: the server's planner takes what a viewer may see for so dear that it would
rather sort all of them."""
_WEIGHING = f"""{_FROM} LEFT JOIN unnest(%(weighed)s::text[], %(weights)s::bigint[])
    AS w(uid, weight) ON w.uid = c.uid"""


@dataclass(frozen=True, slots=True)
class _Order:
    """An expression over claim c, article a and its outlet o; numbers of claims fall within it."""

    expression: str
    falls: bool = False
    weighs: bool = False
    """Whether it asks for the weights w of the query."""

    @property
    def key(self) -> str:
        """What claims are sorted by, as a column."""
        return self.expression or "0"

    @property
    def by(self) -> str:
        """How they are sorted."""
        first = f"{self.expression} {'DESC' if self.falls else 'ASC'}, " if self.expression else ""
        return f"ORDER BY {first}c.id DESC"

    @property
    def tables(self) -> str:
        """From where they come."""
        return _WEIGHING if self.weighs else _FROM

    @property
    def from_key(self) -> str:
        """That a claim stands at `key` and `number`, or below."""
        if not self.expression:
            return "c.id <= %(number)s"
        key, below = self.expression, "<" if self.falls else ">"
        return f"({key} {below}= %(key)s AND ({key} <> %(key)s OR c.id <= %(number)s))"


_CALLED = """(SELECT coalesce(f.name, s.name) FROM hop_source hs JOIN source s ON s.uid = hs.source
    LEFT JOIN source f ON f.uid = s.same_as
    WHERE hs.claim_id = h.claim_id AND hs.position = h.position ORDER BY hs.place LIMIT 1)"""
_WEIGHT = """CASE WHEN w.weight IS NOT NULL AND (EXISTS(SELECT FROM link l WHERE l.claim = c.uid)
    OR EXISTS(SELECT FROM link l WHERE l.other = c.uid)) THEN w.weight END"""
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
        WHERE s.claim = c.uid AND s.analyst = %(me)s), 7)"""
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


def read_keys(
    connection: Connection, query: BoardQuery, *, start: BoardKey | None, limit: int
) -> list[BoardKey]:
    """Keys from start on, or from the top."""
    order, condition, values = _asked(query)
    if start is not None:
        condition += f" AND {order.from_key}"
        values |= {"key": start[0], "number": start[1]}
    tables = _BY_DATE if query.sort is ClaimSort.DATE and not query.terms else order.tables
    rows = ask(
        connection,
        f"SELECT {order.key}, c.id {tables} WHERE {condition} {order.by} LIMIT %(limit)s",
        values | {"limit": limit},
        query.terms,
    )
    return [(key, number) for key, number in rows]


def read_outline(connection: Connection, query: BoardQuery) -> BoardOutline:
    """The outline in one pass over the claims that the filter leaves."""
    order, condition, values = _asked(query)
    rows = ask(
        connection,
        f"""SELECT key, id, total FROM (
            SELECT {order.key} AS key, c.id, row_number() OVER ({order.by}) AS place,
                count(*) OVER () AS total {order.tables} WHERE {condition}) one
        WHERE (place - 1) %% {BOARD_PAGE} = 0 ORDER BY place""",
        values,
        query.terms,
    ).fetchall()
    return BoardOutline(rows[0][2] if rows else 0, tuple((key, number) for key, number, _ in rows))


def read_place(connection: Connection, uid: str, query: BoardQuery) -> int | None:
    """How many claims stand above the one with this uid; None when it is not on the board."""
    order, condition, values = _asked(query)
    row = ask(
        connection,
        f"""SELECT place - 1 FROM (SELECT c.uid, row_number() OVER ({order.by}) AS place
            {order.tables} WHERE {condition}) one
        WHERE uid = %(uid)s""",
        values | {"uid": uid},
        query.terms,
    ).fetchone()
    return row[0] if row else None


def read_uids(connection: Connection, query: BoardQuery) -> list[str]:
    """The claims that the filter leaves."""
    _, condition, values = _asked(query)
    rows = ask(connection, f"SELECT c.uid {_FROM} WHERE {condition}", values, query.terms)
    return [uid for (uid,) in rows]


def read_wordings(
    connection: Connection, query: BoardQuery, *, limit: int
) -> list[tuple[str, str]]:
    """What the first claims of the board say, by uid."""
    order, condition, values = _asked(query)
    rows = ask(
        connection,
        f"""SELECT c.uid, c.restatement || ' ' || c.gloss || ' ' || substr(c.exact, 1, 400)
        {order.tables} WHERE {condition} {order.by} LIMIT %(limit)s""",
        values | {"limit": limit},
        query.terms,
    )
    return [(uid, words) for uid, words in rows]


def _asked(query: BoardQuery) -> tuple[_Order, str, Values]:
    """The order, the condition over what is shown, and the values of both."""
    condition, values = claim_condition(query.terms, query.analyst)
    parts = [condition]
    if query.hides_colleagues:
        parts.append("c.analyst = %(me)s")
    else:
        parts.append(seen_by(query.viewer))
    order = _ORDERS[query.sort]
    if order.weighs:
        values |= {"weighed": [*query.weights], "weights": [*query.weights.values()]}
    return order, " AND ".join(f"({part})" for part in parts), values
