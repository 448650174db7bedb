"""What several analysts made of the same articles: what agreement is measured on.

Fifty thousand decisions are read while somebody waits. So these are no records that a change goes
by, and columns come as lists: a row of each would take twice as long. Nothing here is written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from workbench.store.connection import Connections
from workbench.store.filters import DECIDED_BY_ROLE, MAY_SEE, judgement_stands
from workbench.store.journal import stamp_of
from workbench.store.library import asked_of
from workbench.store.measuring import KNOWN_ANSWERS
from workbench.store.tagging import FINAL_TOPIC, TOPIC
from workbench.store.units import OWN_CLAIM
from workbench.store.words import Values
from workbench.stored.rows import Row
from workbench.verbs.layers import ClaimColumns, HopColumns, JudgedArticle, SpeakerColumns

if TYPE_CHECKING:
    from workbench.domain.filter.tree import Node


class Layers:
    """What can be asked about the work of several analysts."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def judged(
        self,
        terms: Sequence[Node] = (),
        *,
        analyst: str,
        sees_all: bool,
        with_unfinished: bool = False,
        among: Collection[str] = (),
    ) -> list[JudgedArticle]:
        def query(connection: sqlite3.Connection) -> list[JudgedArticle]:
            condition, values = asked_of(connection, terms, analyst)[:2]
            seen = "1" if sees_all else f"{MAY_SEE} OR {DECIDED_BY_ROLE}"
            counts = "w.analyst IN (SELECT value FROM json_each(:among))" if among else "1"
            rows = connection.execute(
                f"""SELECT a.id, a.uid, a.length, coalesce(f.name, s.name, ''), j.names FROM (
                    SELECT w.article_id, json_group_array(w.analyst) AS names FROM ({_WORK}) w
                    WHERE {counts} AND {"1" if with_unfinished else _STANDS}
                    AND (w.article_id, w.analyst) NOT IN ({KNOWN_ANSWERS})
                    GROUP BY w.article_id HAVING count(*) > 1) j
                JOIN article a ON a.id = j.article_id
                LEFT JOIN source s ON s.id = a.outlet_id LEFT JOIN source f ON f.uid = s.same_as
                WHERE ({condition}) AND ({seen}) ORDER BY a.id""",
                values | {"me": analyst, "among": json.dumps([*among])},
            )
            return [
                JudgedArticle(number, uid, length, outlet, tuple(sorted(json.loads(names))))
                for number, uid, length, outlet, names in rows
            ]

        return self._connections.read(query)

    def claims(self, numbers: Collection[int], *, with_topics: bool) -> ClaimColumns:
        topics = f", json_group_array({_NAMED_TOPIC})" if with_topics else ""
        # A plus, so that no index leads to them.
        which = f"+c.{_ARTICLES}" if self._are_most(numbers) else f"c.{_ARTICLES}"
        asked = f"{_CLAIMS}{topics} FROM claim c WHERE {which} AND {_KEPT}"
        return ClaimColumns(*self._columns(asked, _of(numbers)))

    def ids_of(self, numbers: Iterable[int]) -> dict[str, int]:
        return dict(self._rows(f"SELECT uid, id FROM claim WHERE {_ARTICLES}", _of(numbers)))

    def hops(self, numbers: Iterable[int]) -> HopColumns:
        return HopColumns(*self._columns(_HOPS, _of(numbers)))

    def speakers(self, numbers: Collection[int]) -> SpeakerColumns:
        which = "1" if self._are_most(numbers) else _OF_CLAIMS
        return SpeakerColumns(*self._columns(_SPEAKERS.format(which=which), _of(numbers)))

    def _are_most(self, numbers: Collection[int]) -> bool:
        """Whether so many of all claims are on these articles that to read all of them is quicker
        than to find theirs."""
        query = "SELECT coalesce(max(id), 0) FROM claim"
        many: int = self._connections.read(lambda c: c.execute(query).fetchone()[0])
        return many < _MOST_BESIDE * len(numbers)

    def answers(self, numbers: Iterable[int]) -> list[tuple[int, str, str, str, int]]:
        return self._rows(_ANSWERS, _of(numbers))

    def credits(self, numbers: Iterable[int]) -> list[tuple[int, str, str, str]]:
        return self._rows(_CREDITS, _of(numbers))

    def ratings(self, numbers: Iterable[int]) -> list[tuple[int, int, str, int]]:
        return self._rows(_RATINGS, _of(numbers))

    def last_worked(self, numbers: Iterable[int]) -> dict[int, str]:
        def query(connection: sqlite3.Connection) -> dict[int, str]:
            rows = connection.execute(_LAST, _of(numbers)).fetchall()
            stamps = {seq: stamp_of(connection, seq) for seq in {seq for _, seq in rows if seq}}
            return {number: at for number, seq in rows if (at := stamps.get(seq))}

        return self._connections.read(query)

    def _columns(self, query: str, values: Values) -> list[list[Any]]:
        return self._connections.read(
            lambda connection: [
                json.loads(column) for column in connection.execute(query, values).fetchone()
            ]
        )

    def _rows(self, query: str, values: Values) -> list[Row]:
        return self._connections.read(
            lambda connection: connection.execute(query, values).fetchall()
        )


def _of(numbers: Iterable[int]) -> Values:
    return {"numbers": json.dumps([*numbers])}


_WORK = f"""SELECT article_id, analyst, state FROM article_state UNION ALL
    SELECT DISTINCT c.article_id, c.analyst, '' FROM claim c WHERE {OWN_CLAIM} AND NOT EXISTS(
        SELECT 1 FROM article_state t WHERE t.article_id = c.article_id
        AND t.analyst = c.analyst)"""
"""Who worked on which article; without a state where the claims came from elsewhere."""
_STANDS = f"(w.state = '' OR {judgement_stands('w.analyst', 'w.state', 'w.article_id')})"
"""That the judgement of analyst w.analyst of an article stands. What came from elsewhere without a
state is taken as it came."""
_ARTICLES = "article_id IN (SELECT value FROM json_each(:numbers))"
_KEPT = f"c.state <> 'withdrawn' AND {OWN_CLAIM}"
_MOST_BESIDE = 32
"""Claims that are read for each article that is asked of, before they are looked for by article."""
_CLAIMS = """SELECT json_group_array(c.article_id), json_group_array(c.analyst),
    json_group_array(c.id), json_group_array(c.start), json_group_array(c."end"),
    json_group_array(c.parts)"""
_NAMED_TOPIC = f"""CASE c.topic WHEN '' THEN '' ELSE {FINAL_TOPIC} || char(10) || {TOPIC} END"""
_OF_CLAIMS = f"claim_id IN (SELECT id FROM claim WHERE {_ARTICLES})"
_HOPS = f"""SELECT json_group_array(h.claim_id), json_group_array(h.position),
        json_group_array(h.class || '\n' || h.factuality || '\n' || h.assertion || '\n'
            || coalesce(s.source, ''))
    FROM (SELECT * FROM hop WHERE {_OF_CLAIMS} ORDER BY claim_id, position) h
    LEFT JOIN hop_source s ON s.claim_id = h.claim_id AND s.position = h.position"""
_SPEAKERS = """SELECT json_group_array(h.claim_id), json_group_array(coalesce(s.source, h.class))
    FROM (SELECT claim_id, max(position) AS position, class FROM hop WHERE {which}
        GROUP BY claim_id) h
    LEFT JOIN hop_source s ON s.claim_id = h.claim_id AND s.position = h.position"""
"""Beside the greatest of a group stand the columns of its row."""
_ANSWERS = f"""SELECT article_id, kind, who, what, count(*) FROM (
        SELECT article_id, kind, json_group_array(analyst) AS who, json_group_array(verdict) AS what
        FROM decision WHERE {_ARTICLES} AND verdict <> 'skipped'
        GROUP BY article_id, start, "end", kind HAVING count(*) > 1)
    GROUP BY article_id, kind, who, what"""
_CREDITS = f"""SELECT d.article_id, d.kind || '-' || d.start || '-' || d."end", d.analyst,
        coalesce(r.reach, '')
    FROM decision d JOIN article a ON a.id = d.article_id
    LEFT JOIN relay r ON r.article = a.uid AND r.analyst = d.analyst
        AND r.fact = d.kind || '-' || d.start || '-' || d."end"
    WHERE d.{_ARTICLES} AND d.kind = 'relay' AND d.verdict IN ('accepted', 'corrected')
    ORDER BY d.article_id, d.start, d."end", d.analyst"""
_RATINGS = f"""SELECT c.article_id, c.id, s.analyst, s.credibility FROM assessment s
    CROSS JOIN claim c ON c.uid = s.claim WHERE c.{_ARTICLES} AND {_KEPT}"""
_TOUCHED = """coalesce((SELECT max(t.seq) FROM touched t WHERE t.entity = '{entity}'
        AND t.uid > a.uid || ':' AND t.uid < a.uid || ';'), 0)"""
_LAST = f"""SELECT a.id, max({_TOUCHED.format(entity="state")},
        {_TOUCHED.format(entity="decision")},
        coalesce((SELECT max(t.seq) FROM claim c CROSS JOIN touched t
            ON t.entity = 'claim' AND t.uid = c.uid WHERE c.article_id = a.id), 0))
    FROM json_each(:numbers) n JOIN article a ON a.id = n.value"""
