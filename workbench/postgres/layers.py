"""What several analysts made of the same articles: what agreement is measured on.

Fifty thousand decisions are read while somebody waits. So these are no records that a change goes
by, and columns come as lists: a row of each would take twice as long. Nothing here is written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from workbench.postgres.asked import asked_of
from workbench.postgres.connection import Connections
from workbench.postgres.filters import DECIDED_BY_ROLE, MAY_SEE, judgement_stands
from workbench.postgres.measuring import KNOWN_ANSWERS
from workbench.postgres.rows import MADE_AT
from workbench.postgres.tagging import FINAL_TOPIC, TOPIC
from workbench.postgres.units import OWN_CLAIM
from workbench.postgres.words import Values
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
        condition, values, _ = asked_of(terms, analyst)
        seen = "true" if sees_all else f"{MAY_SEE} OR {DECIDED_BY_ROLE}"
        counts = "w.analyst = ANY(%(among)s)" if among else "true"
        rows = self._rows(
            f"""SELECT a.id, a.uid, a.length, coalesce(f.name, s.name, ''), j.names FROM (
                SELECT w.article_id, array_agg(w.analyst) AS names FROM ({_WORK}) w
                WHERE {counts} AND {"true" if with_unfinished else _STANDS}
                AND (w.article_id, w.analyst) NOT IN ({KNOWN_ANSWERS})
                GROUP BY w.article_id HAVING count(*) > 1) j
            JOIN article a ON a.id = j.article_id
            LEFT JOIN source s ON s.id = a.outlet_id LEFT JOIN source f ON f.uid = s.same_as
            WHERE ({condition}) AND ({seen}) ORDER BY a.id""",
            values | {"me": analyst, "among": [*among]},
        )
        return [
            JudgedArticle(number, uid, length, outlet, tuple(sorted(names)))
            for number, uid, length, outlet, names in rows
        ]

    def claims(self, numbers: Collection[int], *, with_topics: bool) -> ClaimColumns:
        topics = f", {_listed(_NAMED_TOPIC)}" if with_topics else ""
        asked = f"SELECT {_CLAIMS}{topics} FROM claim c WHERE c.{_ARTICLES} AND {_KEPT}"
        return ClaimColumns(*self._columns(asked, numbers))

    def ids_of(self, numbers: Iterable[int]) -> dict[str, int]:
        return dict(self._rows(f"SELECT uid, id FROM claim WHERE {_ARTICLES}", _of(numbers)))

    def hops(self, numbers: Iterable[int]) -> HopColumns:
        return HopColumns(*self._columns(_HOPS, numbers))

    def speakers(self, numbers: Collection[int]) -> SpeakerColumns:
        return SpeakerColumns(*self._columns(_SPEAKERS, numbers))

    def answers(self, numbers: Iterable[int]) -> list[tuple[int, str, str, str, int]]:
        return self._rows(_ANSWERS, _of(numbers))

    def credits(self, numbers: Iterable[int]) -> list[tuple[int, str, str, str]]:
        return self._rows(_CREDITS, _of(numbers))

    def ratings(self, numbers: Iterable[int]) -> list[tuple[int, int, str, int]]:
        return self._rows(_RATINGS, _of(numbers))

    def last_worked(self, numbers: Iterable[int]) -> dict[int, str]:
        return dict(self._rows(_LAST, _of(numbers)))

    def _columns(self, query: str, numbers: Iterable[int]) -> Sequence[list[Any]]:
        return self._rows(query, _of(numbers))[0]

    def _rows(self, query: str, values: Values) -> list[Row]:
        return self._connections.read(
            lambda connection: connection.execute(query, values).fetchall()
        )


def _of(numbers: Iterable[int]) -> Values:
    return {"numbers": [*numbers]}


def _listed(*columns: str) -> str:
    """Columns as a list each, whose places belong together; empty lists of no rows."""
    return ", ".join(f"coalesce(array_agg({column}), '{{}}')" for column in columns)


_WORK = f"""SELECT article_id, analyst, state FROM article_state UNION ALL
    SELECT DISTINCT c.article_id, c.analyst, '' FROM claim c WHERE {OWN_CLAIM} AND NOT EXISTS(
        SELECT FROM article_state t WHERE t.article_id = c.article_id
        AND t.analyst = c.analyst)"""
"""Who worked on which article; without a state where the claims came from elsewhere."""
_STANDS = f"(w.state = '' OR {judgement_stands('w.analyst', 'w.state', 'w.article_id')})"
"""That the judgement of analyst w.analyst of an article stands. What came from elsewhere without a
state is taken as it came."""
_ARTICLES = "article_id = ANY(%(numbers)s::bigint[])"
_KEPT = f"c.state <> 'withdrawn' AND {OWN_CLAIM}"
_CLAIMS = _listed("c.article_id", "c.analyst", "c.id", "c.start", 'c."end"', "c.parts")
_NAMED_TOPIC = f"CASE c.topic WHEN '' THEN '' ELSE {FINAL_TOPIC} || chr(10) || {TOPIC} END"
_SAYS = "class || chr(10) || factuality || chr(10) || assertion || chr(10) || coalesce(source, '')"
_HOPS = f"""SELECT {_listed("claim_id", "position", _SAYS)} FROM (
        SELECT h.claim_id, h.position, h.class, h.factuality, h.assertion, s.source
        FROM claim c JOIN hop h ON h.claim_id = c.id
        LEFT JOIN hop_source s ON s.claim_id = h.claim_id AND s.position = h.position
        WHERE c.{_ARTICLES} ORDER BY h.claim_id, h.position, s.place) one"""
_SPEAKERS = f"""SELECT {_listed("h.claim_id", "coalesce(s.source, h.class)")} FROM (
        SELECT DISTINCT ON (h.claim_id) h.claim_id, h.position, h.class
        FROM claim c JOIN hop h ON h.claim_id = c.id WHERE c.{_ARTICLES}
        ORDER BY h.claim_id, h.position DESC) h
    LEFT JOIN hop_source s ON s.claim_id = h.claim_id AND s.position = h.position"""
_ANSWERS = f"""SELECT article_id, kind, who, what, count(*) FROM (
        SELECT article_id, kind, json_agg(analyst ORDER BY analyst)::text AS who,
            json_agg(verdict ORDER BY analyst)::text AS what
        FROM decision WHERE {_ARTICLES} AND verdict <> 'skipped'
        GROUP BY article_id, start, "end", kind HAVING count(*) > 1) one
    GROUP BY article_id, kind, who, what"""
_CREDITS = f"""SELECT d.article_id, d.kind || '-' || d.start || '-' || d."end", d.analyst,
        coalesce(r.reach, '')
    FROM decision d JOIN article a ON a.id = d.article_id
    LEFT JOIN relay r ON r.article = a.uid AND r.analyst = d.analyst
        AND r.fact = d.kind || '-' || d.start || '-' || d."end"
    WHERE d.{_ARTICLES} AND d.kind = 'relay' AND d.verdict IN ('accepted', 'corrected')
    ORDER BY d.article_id, d.start, d."end", d.analyst"""
_RATINGS = f"""SELECT c.article_id, c.id, s.analyst, s.credibility FROM claim c
    JOIN assessment s ON s.claim = c.uid WHERE c.{_ARTICLES} AND {_KEPT}
    ORDER BY s.claim, s.analyst"""
_TOUCHED = """(SELECT max(t.seq) FROM touched t WHERE t.entity = '{entity}'
        AND t.uid > a.uid || ':' AND t.uid < a.uid || ';')"""
_LAST = f"""SELECT one.id, {MADE_AT} FROM (
        SELECT a.id, greatest({_TOUCHED.format(entity="state")},
            {_TOUCHED.format(entity="decision")},
            (SELECT max(t.seq) FROM claim c JOIN touched t
                ON t.entity = 'claim' AND t.uid = c.uid WHERE c.article_id = a.id)) AS seq
        FROM article a WHERE a.id = ANY(%(numbers)s)) one
    JOIN journal j ON j.seq = one.seq"""
