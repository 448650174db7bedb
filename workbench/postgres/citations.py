"""Who cites whom in chains, in the database: rows that `passed` keeps up to date, and what is asked
of them.

How a source is known in them stands in `stored/citations.py`. How a chain is made is not known
here; chains without relays are put together of their hops.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from workbench.domain.chain import UNKNOWN
from workbench.domain.network import Cited, EdgeKey, Passage, passages
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.filters import MAY_BE_RELAYED, MAY_SEE
from workbench.postgres.sources import merges
from workbench.postgres.tagging import TOPIC
from workbench.postgres.words import Values
from workbench.stored.citations import ENDS, Row, chains_of, cited_rows, unsourced
from workbench.verbs.citations import Among

_HIDDEN = f"""SELECT c.id FROM claim c JOIN article a ON a.id = c.article_id
    WHERE c.analyst <> %(me)s AND NOT {MAY_SEE}"""


def _key(number: str) -> str:
    """SQL for how whoever a number stands for is called: the uid of a source, or a name; of one
    that is gone a question mark."""
    return f"""CASE {number} WHEN {ENDS} THEN '' ELSE coalesce(
        (SELECT s.uid FROM source s WHERE s.id = {number}),
        (SELECT n.name FROM cited_name n WHERE n.id = {number}), '{UNKNOWN}') END"""


_NUMBERED = "coalesce((SELECT s.id FROM source s WHERE s.uid = {key}), {other})"
"""SQL for the number by which rows know a source; or another, where there is none."""
_TOLD = f"""SELECT c.uid, d.article_id, coalesce(a.published_at, ''), {TOPIC},
    {_key("d.citing")}, {_key("d.cited")}, d.held = 1
    FROM cited d JOIN claim c ON c.id = d.claim_id JOIN article a ON a.id = d.article_id"""
_ORDER = "ORDER BY a.published_key DESC, d.article_id DESC, d.claim_id, d.place"
_AFTER = f"""WHERE many < %(many)s OR (many = %(many)s AND (citing, cited) > (
    {_NUMBERED.format(key="%(citing)s", other="%(citing_number)s")},
    {_NUMBERED.format(key="%(cited)s", other="%(cited_number)s")}))"""
_PAIRS = f"""(d.citing, d.cited) IN (
    SELECT {_NUMBERED.format(key="p.citing", other="p.citing_number")},
        {_NUMBERED.format(key="p.cited", other="p.cited_number")}
    FROM unnest(%(citing)s::text[], %(citing_number)s::bigint[], %(cited)s::text[],
        %(cited_number)s::bigint[]) AS p(citing, citing_number, cited, cited_number))"""


class Citations:
    """What can be asked about who cites whom."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def edges(
        self, among: Among, *, after: EdgeKey | None = None, limit: int | None = None
    ) -> list[EdgeKey]:
        condition, values = _counting(among)
        if after:
            values |= {
                "many": after.claims,
                "citing": after.citing,
                "citing_number": unsourced(after.citing),
                "cited": after.cited,
                "cited_number": unsourced(after.cited),
            }
        rows = self._rows(
            f"""SELECT many, {_key("citing")}, {_key("cited")} FROM (
                SELECT count(*) AS many, citing, cited FROM cited d
                WHERE cited <> {ENDS} AND {condition} GROUP BY citing, cited) one
            {_AFTER if after else ""} ORDER BY many DESC, citing, cited LIMIT %(limit)s""",
            values | {"limit": limit},
        )
        return [EdgeKey(*row) for row in rows]

    def behind(self, among: Among, pairs: Collection[tuple[str, str]] | None = None) -> list[Cited]:
        condition, values = _counting(among)
        if pairs is None:
            condition += f" AND d.cited <> {ENDS}"
        else:
            condition += f" AND {_PAIRS}"
            for place, name in enumerate(("citing", "cited")):
                keys = [pair[place] for pair in pairs]
                values |= {name: keys, f"{name}_number": [*map(unsourced, keys)]}
        return self._told(condition, values)

    def of_claims(self, among: Among, claims: Collection[str]) -> list[Cited]:
        return self._told(*_counting(Among(among.viewer, sorted(claims))))

    def mutual(self, among: Among) -> list[tuple[str, str]]:
        condition, values = _counting(among)
        rows = self._rows(
            f"""WITH edge AS MATERIALIZED (SELECT DISTINCT citing, cited FROM cited d
                WHERE cited <> {ENDS} AND {condition})
            SELECT {_key("one.citing")}, {_key("one.cited")} FROM edge one JOIN edge other
            ON other.citing = one.cited AND other.cited = one.citing
            ORDER BY one.citing, one.cited""",
            values,
        )
        return [(one, other) for one, other in rows]

    def said(self, among: Among, sources: Collection[str] | None = None) -> dict[str, int]:
        condition, values = _counting(among)
        if sources is not None:
            condition += f""" AND d.citing IN (
                SELECT {_NUMBERED.format(key="p.uid", other="p.number")}
                FROM unnest(%(sources)s::text[], %(numbers)s::bigint[]) AS p(uid, number))"""
            values |= {"sources": [*sources], "numbers": [*map(unsourced, sources)]}
        rows = self._rows(
            f"""SELECT {_key("citing")}, many FROM (
                SELECT citing, count(*) AS many FROM cited d
                WHERE cited = {ENDS} AND {condition} GROUP BY citing) one ORDER BY citing""",
            values,
        )
        return dict(rows)

    def _told(self, condition: str, values: Values) -> list[Cited]:
        rows = self._rows(f"{_TOLD} WHERE {condition} {_ORDER}", values)
        return [Cited(*row) for row in rows]

    def _rows(self, query: str, values: Values) -> list[tuple[Any, ...]]:
        return self._connections.read(
            lambda connection: connection.execute(query, values).fetchall()
        )


def _counting(among: Among) -> tuple[str, Values]:
    """That a row d counts, and the values of that."""
    parts, values = ["true"], Values()
    if among.viewer:
        parts.append(f"d.claim_id NOT IN ({_HIDDEN})")
        values |= {"me": among.viewer}
    if among.claims is not None:
        parts.append("d.claim_id IN (SELECT c.id FROM claim c WHERE c.uid = ANY(%(among)s))")
        values |= {"among": [*among.claims]}
    return " AND ".join(parts), values


# What is kept -----------------------------------------------------------------------------------


def rows_of(
    connection: Connection, found: Mapping[int, Mapping[str, Sequence[Passage]]]
) -> dict[int, list[Row]]:
    """Article -> the rows that the passages of its claims are kept as; new names are kept as well.
    Of a claim that is gone by now there are none: its article is found by the journal."""
    rows = connection.execute(
        "SELECT article_id, uid, id FROM claim WHERE article_id = ANY(%s)", ([*found],)
    )
    there = {(article, uid): number for article, uid, number in rows}
    return _numbered(
        connection,
        (
            (article, there[article, uid], passed)
            for article, claims in found.items()
            for uid, passed in claims.items()
            if (article, uid) in there
        ),
        found,
    )


def rows_of_hops(connection: Connection, articles: Sequence[int]) -> dict[int, list[Row]]:
    """The same of articles whose claims came through no relay."""
    asked = [connection.execute(query, (articles,)) for query in (_CLAIMS, _HOPS, _NAMED)]
    final = merges(connection)
    found = (
        (number, claim, passages(chain, is_held=is_held, final=final))
        for number, claim, chain, is_held in chains_of(*asked)
    )
    return _numbered(connection, found, articles)


def _numbered(
    connection: Connection,
    found: Iterable[tuple[int, int, Iterable[Passage]]],
    articles: Iterable[int],
) -> dict[int, list[Row]]:
    """The rows of (article, claim, passages), by article; the names that no source has are kept."""
    kept = [(article, claim, list(passed)) for article, claim, passed in found]
    keys = {key for *_, passed in kept for one in passed for key in one[:2] if key}
    known: dict[str, int] = dict(
        connection.execute("SELECT uid, id FROM source WHERE uid = ANY(%s)", ([*keys],)).fetchall()
    )
    names = [(unsourced(key), key) for key in sorted(keys - known.keys())]
    connection.cursor().executemany(
        "INSERT INTO cited_name(id, name) VALUES (%s, %s) ON CONFLICT DO NOTHING", names
    )
    numbers = known | {name: number for number, name in names} | {"": ENDS}
    rows: dict[int, list[Row]] = {article: [] for article in articles}
    for article, claim, passed in kept:
        rows[article] += cited_rows(article, claim, passed, numbers.__getitem__)
    return rows


_THOSE = "c.article_id = ANY(%s) AND c.state <> 'withdrawn'"
_CLAIMS = f"""SELECT c.article_id, c.id, o.uid FROM claim c JOIN article a ON a.id = c.article_id
    LEFT JOIN source o ON o.id = a.outlet_id WHERE {_THOSE} ORDER BY 1, 2"""
_HOPS = f"""SELECT h.claim_id, h.position, h.class, h.factuality, h.assertion
    FROM claim c JOIN hop h ON h.claim_id = c.id WHERE {_THOSE}"""
_NAMED = f"""SELECT hs.claim_id, hs.position, hs.source
    FROM claim c JOIN hop_source hs ON hs.claim_id = c.id WHERE {_THOSE}
    ORDER BY hs.claim_id, hs.position, hs.place"""


def without_relays(connection: Connection, limit: int) -> list[tuple[int, int]]:
    """(mark, article) of the first that are to be traced, and that no relay is known to reach."""
    rows = connection.execute(
        f"""SELECT u.id, a.id FROM untraced u JOIN article a ON a.id = u.article_id
        WHERE NOT EXISTS(SELECT FROM passed p WHERE p.article_id = a.id)
        AND NOT EXISTS(SELECT FROM claim c WHERE c.article_id = a.id AND {MAY_BE_RELAYED})
        ORDER BY u.id LIMIT %s""",
        (limit,),
    )
    return [(mark, number) for mark, number in rows]
