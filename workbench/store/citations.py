"""Who cites whom in chains, in the database: rows that `passed` keeps up to date, and what is asked
of them.

A source is known by the number of its row, and so is sorted by when it came in; a name that no
source has by one below 0, worked out of the name, so that the order tells of nothing that is out of
sight. How a chain is made is not known here; chains without relays are put together of their hops.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from workbench.domain.chain import UNKNOWN, Chain
from workbench.domain.network import Cited, EdgeKey, Passage, passages
from workbench.store.connection import Connections
from workbench.store.filters import MAY_BE_RELAYED, MAY_SEE
from workbench.store.rows import in_blocks, marks
from workbench.store.sources import merges
from workbench.store.tagging import TOPIC
from workbench.store.words import Values
from workbench.stored.citations import ENDS, Row, chains_of, cited_rows, unsourced
from workbench.verbs.citations import Among

_HIDDEN = f"""SELECT c.id FROM claim c JOIN article a ON a.id = c.article_id
    WHERE c.analyst <> :me AND NOT {MAY_SEE}"""
_CHOSEN = "SELECT c.id FROM claim c WHERE c.uid IN (SELECT value FROM json_each(:among))"
_TOLD = f"""SELECT c.uid, d.article_id, coalesce(a.published_at, ''), {TOPIC},
    d.citing, d.cited, d.held FROM cited d CROSS JOIN claim c ON c.id = d.claim_id
    CROSS JOIN article a ON a.id = d.article_id"""
_ORDER = "ORDER BY a.published_key DESC, d.article_id DESC, d.claim_id, d.place"


class Citations:
    """What can be asked about who cites whom."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def edges(
        self, among: Among, *, after: EdgeKey | None = None, limit: int | None = None
    ) -> list[EdgeKey]:
        def query(connection: sqlite3.Connection) -> list[EdgeKey]:
            condition, values = _counting(among)
            having = ""
            if after:
                last = _number_of(connection, after.citing), _number_of(connection, after.cited)
                having = """HAVING many < :many
                    OR (many = :many AND (citing, cited) > (:citing, :other))"""
                values |= {"many": after.claims, "citing": last[0], "other": last[1]}
            rows = connection.execute(
                f"""SELECT count(*) AS many, citing, cited FROM cited d INDEXED BY cited_by_pair
                WHERE cited <> {ENDS} AND {condition} GROUP BY citing, cited {having}
                ORDER BY many DESC, citing, cited LIMIT :limit""",
                values | {"limit": -1 if limit is None else limit},
            ).fetchall()
            keys = _keys(connection, {one for row in rows for one in row[1:]})
            return [EdgeKey(many, keys[one], keys[other]) for many, one, other in rows]

        return self._connections.read(query)

    def behind(self, among: Among, pairs: Collection[tuple[str, str]] | None = None) -> list[Cited]:
        def query(connection: sqlite3.Connection) -> list[Cited]:
            condition, values = _counting(among)
            if pairs is None:
                condition += f" AND d.cited <> {ENDS}"
            else:
                numbers = [[_number_of(connection, one) for one in pair] for pair in pairs]
                condition += """ AND (d.citing, d.cited) IN (SELECT value ->> 0, value ->> 1
                    FROM json_each(:pairs))"""
                values |= {"pairs": json.dumps(numbers)}
            return _told(connection, f"{_TOLD} WHERE {condition} {_ORDER}", values)

        return self._connections.read(query)

    def of_claims(self, among: Among, claims: Collection[str]) -> list[Cited]:
        def query(connection: sqlite3.Connection) -> list[Cited]:
            condition, values = _counting(Among(among.viewer, sorted(claims)))
            return _told(connection, f"{_TOLD} WHERE {condition} {_ORDER}", values)

        return self._connections.read(query)

    def mutual(self, among: Among) -> list[tuple[str, str]]:
        def query(connection: sqlite3.Connection) -> list[tuple[str, str]]:
            condition, values = _counting(among)
            rows = connection.execute(
                f"""WITH edge AS MATERIALIZED (SELECT DISTINCT citing, cited FROM cited d
                    WHERE cited <> {ENDS} AND {condition})
                SELECT one.citing, one.cited FROM edge one JOIN edge other
                ON other.citing = one.cited AND other.cited = one.citing ORDER BY 1, 2""",
                values,
            ).fetchall()
            keys = _keys(connection, {one for row in rows for one in row})
            return [(keys[one], keys[other]) for one, other in rows]

        return self._connections.read(query)

    def said(self, among: Among, sources: Collection[str] | None = None) -> dict[str, int]:
        def query(connection: sqlite3.Connection) -> dict[str, int]:
            condition, values = _counting(among)
            if sources is not None:
                numbers = [_number_of(connection, one) for one in sources]
                condition += " AND d.citing IN (SELECT value FROM json_each(:sources))"
                values |= {"sources": json.dumps(numbers)}
            found = dict(
                connection.execute(
                    f"""SELECT citing, count(*) FROM cited d INDEXED BY cited_by_pair
                    WHERE cited = {ENDS} AND {condition} GROUP BY citing""",
                    values,
                ).fetchall()
            )
            keys = _keys(connection, found)
            return {keys[number]: many for number, many in found.items()}

        return self._connections.read(query)


def _counting(among: Among) -> tuple[str, Values]:
    """That a row d counts, and the values of that."""
    parts, values = ["1"], Values()
    if among.viewer:
        parts.append(f"d.claim_id NOT IN ({_HIDDEN})")
        values |= {"me": among.viewer}
    if among.claims is not None:
        parts.append(f"d.claim_id IN ({_CHOSEN})")
        values |= {"among": json.dumps([*among.claims])}
    return " AND ".join(parts), values


def _told(connection: sqlite3.Connection, query: str, values: Values) -> list[Cited]:
    rows = connection.execute(query, values).fetchall()
    keys = _keys(connection, {one for row in rows for one in row[4:6]}) | {ENDS: ""}
    return [
        Cited(claim, number, at, topic, keys[citing], keys[cited], bool(is_held))
        for claim, number, at, topic, citing, cited, is_held in rows
    ]


# How sources are known --------------------------------------------------------------------------


def _number_of(connection: sqlite3.Connection, key: str) -> int:
    """The number by which rows know a source, a name, or nobody."""
    if not key:
        return ENDS
    row = connection.execute("SELECT id FROM source WHERE uid = ?", (key,)).fetchone()
    return int(row[0]) if row else unsourced(key)


def _keys(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Number -> the uid of the source, or the name; of one that is gone a question mark."""
    found = dict.fromkeys(numbers, UNKNOWN)
    for block in in_blocks([*found]):
        for query in ("SELECT id, uid FROM source", "SELECT id, name FROM cited_name"):
            found |= connection.execute(f"{query} WHERE id IN ({marks(len(block))})", block)
    return found


# What is kept -----------------------------------------------------------------------------------


def rows_of(
    connection: sqlite3.Connection, number: int, found: Mapping[str, Sequence[Passage]]
) -> list[Row]:
    """The rows that the passages of an article's claims are kept as; new names are kept as well. Of
    a claim that is gone by now there are none: its article is found by the journal."""
    ids = dict(connection.execute("SELECT uid, id FROM claim WHERE article_id = ?", (number,)))
    numbers = _Numbers(connection)
    there = ((ids[uid], some) for uid, some in found.items() if uid in ids)
    rows = [row for claim, some in there for row in cited_rows(number, claim, some, numbers.of)]
    numbers.keep()
    return rows


def rows_of_hops(connection: sqlite3.Connection, articles: Sequence[int]) -> dict[int, list[Row]]:
    """The same of articles whose claims came through no relay, by article."""
    final, numbers = merges(connection), _Numbers(connection)
    found: dict[int, list[Row]] = {number: [] for number in articles}
    for number, claim, chain, is_held in _chains(connection, articles):
        some = passages(chain, is_held=is_held, final=final)
        found[number] += cited_rows(number, claim, some, numbers.of)
    numbers.keep()
    return found


class _Numbers:
    """The numbers of sources and names, looked up once each."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, int] = {"": ENDS}

    def of(self, key: str) -> int:
        if (number := self._known.get(key)) is None:
            number = self._known[key] = _number_of(self._connection, key)
        return number

    def keep(self) -> None:
        """Keep the names that no source has."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO cited_name(id, name) VALUES (?, ?)",
            [(number, name) for name, number in self._known.items() if number < ENDS],
        )


def _chains(
    connection: sqlite3.Connection, articles: Sequence[int]
) -> Iterator[tuple[int, int, Chain, bool]]:
    """(article, claim, chain, whether all in it stand behind the words)."""
    values = (json.dumps(articles),)
    those = "c.article_id IN (SELECT value FROM json_each(?)) AND c.state <> 'withdrawn'"
    return chains_of(
        connection.execute(
            "SELECT c.article_id, c.id, o.uid FROM claim c JOIN article a ON a.id = c.article_id "
            f"LEFT JOIN source o ON o.id = a.outlet_id WHERE {those} ORDER BY 1, 2",
            values,
        ),
        connection.execute(
            "SELECT h.claim_id, h.position, h.class, h.factuality, h.assertion FROM claim c "
            f"JOIN hop h ON h.claim_id = c.id WHERE {those}",
            values,
        ),
        connection.execute(
            "SELECT hs.claim_id, hs.position, hs.source FROM claim c JOIN hop_source hs "
            f"ON hs.claim_id = c.id WHERE {those} ORDER BY hs.claim_id, hs.position, hs.place",
            values,
        ),
    )


def without_relays(connection: sqlite3.Connection, limit: int) -> list[tuple[int, int]]:
    """(mark, article) of the first that are to be traced, and that no relay is known to reach."""
    return connection.execute(
        f"""SELECT u.id, a.id FROM untraced u JOIN article a ON a.id = u.article_id
        WHERE NOT EXISTS(SELECT 1 FROM passed p WHERE p.article_id = a.id)
        AND NOT EXISTS(SELECT 1 FROM claim c WHERE c.article_id = a.id AND {MAY_BE_RELAYED})
        ORDER BY u.id LIMIT ?""",
        (limit,),
    ).fetchall()
