"""What each analyst did on which day, what waits for her, and her sittings: what a team is told.

An act counts on the day on which it was done, by the clock of who looks; what was taken back, what
a machine did and what came in from elsewhere counts on none. Nothing here is written.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from workbench.domain.claim import ClaimState
from workbench.domain.overseeing import Answered, Finished, Opened, Period, Recorded, Sat, Waiting
from workbench.store.codebook import NO_JUDGEMENTS
from workbench.store.connection import Connections
from workbench.store.filters import FINISHED, judgement_stands
from workbench.store.journal import ANALYSTS
from workbench.store.rows import MADE_AT
from workbench.store.units import OWN_CLAIM
from workbench.stored.rows import Row
from workbench.verbs.worked import Known

_DAY = f"coalesce(date({MADE_AT}, 'localtime'), '')"
_BEGUN = "date(s.started_at, 'localtime')"
_AMONG = "(SELECT value FROM json_each(:among))"
_FIRST, _LAST = "min", "max"
_WITHDRAWN = ClaimState.WITHDRAWN.value
_MANY = 10_000
"""Things from which on all rows are read, and not each by itself."""
_UNJUDGED = f"""SELECT g.analyst, g.article_id, t.due, date(t.at, 'localtime') AS given
    FROM assigned g JOIN assignment t ON t.id = g.assignment_id
    WHERE NOT EXISTS(SELECT 1 FROM article_state st WHERE st.article_id = g.article_id
        AND st.analyst = g.analyst AND st.state IN {FINISHED})
    UNION ALL
    SELECT st.analyst, a.id, '', '' FROM article_state st JOIN article a ON a.id = st.article_id
    WHERE NOT {judgement_stands("st.analyst", "st.state")}"""
_TOUCHED = """max(
    coalesce((SELECT max(t.seq) FROM touched t WHERE t.entity = 'decision'
        AND t.uid >= a.uid || ':' AND t.uid < a.uid || ';'
        AND substr(t.uid, -length(w.analyst) - 1) = ':' || w.analyst), 0),
    coalesce((SELECT max(t.seq) FROM touched t
        WHERE t.entity = 'state' AND t.uid = a.uid || ':' || w.analyst), 0),
    coalesce((SELECT max(t.seq) FROM claim c CROSS JOIN touched t
        ON t.entity = 'claim' AND t.uid = c.uid
        WHERE c.article_id = a.id AND c.analyst = w.analyst), 0))"""
"""Number of the last entry of an analyst on an article, 0 for none."""
_WAITING = f"""SELECT w.analyst, a.id, coalesce(min(nullif(w.due, '')), ''), max(max(w.given),
        coalesce((SELECT {_DAY} FROM journal j WHERE j.seq = {_TOUCHED}), ''),
        coalesce(date(max(o.at), 'localtime'), ''))
    FROM ({_UNJUDGED}) w JOIN article a ON a.id = w.article_id
    LEFT JOIN (SELECT s.analyst, x.article_id, max(s.started_at) AS at
        FROM session s JOIN session_article x ON x.session_id = s.id
        GROUP BY s.analyst, x.article_id) o ON o.article_id = a.id AND o.analyst = w.analyst
    GROUP BY w.analyst, a.id"""

_KNOWN = f"""SELECT a.id, t.analyst, t.given_by, coalesce((SELECT {_DAY} FROM journal j
        WHERE j.seq = (SELECT max(seq) FROM touched
            WHERE entity = 'state' AND uid = a.uid || ':' || t.analyst)), ''),
        (SELECT json_group_array(o.analyst) FROM article_state o
            WHERE o.article_id = a.id AND o.analyst <> t.analyst AND o.state IN {FINISHED}
            AND NOT EXISTS(SELECT 1 FROM assigned x JOIN assignment y ON y.id = x.assignment_id
                WHERE x.analyst = o.analyst AND x.article_id = a.id AND y.known = 1))
    FROM assignment t JOIN assigned g ON g.assignment_id = t.id
    JOIN article a ON a.id = g.article_id
    JOIN article_state st ON st.article_id = a.id AND st.analyst = t.analyst
        AND st.state IN {FINISHED}
    WHERE t.known = 1 AND t.analyst = :analyst GROUP BY a.id ORDER BY a.id"""


class Worked:
    """What can be asked about the work of analysts."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def days(self, period: Period) -> dict[int, str]:
        # The day is worked out for those alone that are late enough: mostly few are.
        query = f"""SELECT j.seq, {_DAY} FROM journal j
            WHERE {MADE_AT} >= strftime('%Y-%m-%dT%H:%M:%SZ', :since, 'utc')"""
        rows = self._all(query, since=period.since)
        return {seq: day for seq, day in rows if day <= period.until}

    def answered(self, days: Mapping[int, str]) -> list[Answered]:
        found = self._acts("decision", _FIRST, days)
        rows = self._among(
            """SELECT a.uid || ':' || d.kind || '-' || d.start || '-' || d."end" || ':'
                || d.analyst, d.analyst, d.article_id, d.rule, d.verdict
            FROM decision d JOIN article a ON a.id = d.article_id""",
            "a.uid",
            {uid.partition(":")[0] for uid in found},
        )
        return [
            Answered(row[1], row[2], found[row[0]], *row[3:]) for row in rows if row[0] in found
        ]

    def recorded(self, days: Mapping[int, str]) -> list[Recorded]:
        found = self._acts("claim", _FIRST, days)
        rows = self._among(
            f"""SELECT c.uid, c.state, c.analyst, c.article_id FROM
                (SELECT * FROM claim c WHERE {OWN_CLAIM}) c""",
            "c.uid",
            found,
        )
        return [
            Recorded(analyst, article, found[uid])
            for uid, state, analyst, article in rows
            if uid in found and state != _WITHDRAWN
        ]

    def finished(self, days: Mapping[int, str]) -> list[Finished]:
        found = self._acts("state", _LAST, days)
        rows = self._among(
            f"""SELECT a.uid || ':' || st.analyst, st.analyst, a.id FROM article a
            JOIN article_state st ON st.article_id = a.id AND st.state IN {FINISHED}""",
            "a.uid",
            {uid.partition(":")[0] for uid in found},
        )
        return [Finished(row[1], row[2], found[row[0]]) for row in rows if row[0] in found]

    def _acts(self, entity: str, which: str, days: Mapping[int, str]) -> dict[str, str]:
        """Uid of a thing -> the day of the first or last entry by which somebody judged it."""
        query = f"""SELECT uid, {which}(seq) FROM touched WHERE entity = :entity
            AND seq NOT IN ({NO_JUDGEMENTS}) GROUP BY uid HAVING {which}(seq) >= :least"""
        rows = self._all(query, entity=entity, least=min(days, default=0))
        return {uid: days[seq] for uid, seq in rows if seq in days}

    def opened(self, period: Period) -> list[Opened]:
        query = f"""SELECT analyst, article, day, seconds FROM (
                SELECT s.analyst, o.article_id AS article, {_BEGUN} AS day, o.seconds
                FROM session s JOIN session_article o ON o.session_id = s.id)
            WHERE day BETWEEN :since AND :until"""
        return [Opened(*row) for row in self._all(query, since=period.since, until=period.until)]

    def sat(self, period: Period) -> list[Sat]:
        query = f"""SELECT analyst, day, cut FROM (SELECT s.analyst, {_BEGUN} AS day,
                s.ended_how IS 'interrupted' AS cut FROM session s)
            WHERE day BETWEEN :since AND :until"""
        return [
            Sat(analyst, day, bool(cut))
            for analyst, day, cut in self._all(query, since=period.since, until=period.until)
        ]

    def waiting(self) -> list[Waiting]:
        return [Waiting(*row) for row in self._all(_WAITING)]

    def begun_since(self, assignments: Collection[str], seq: int) -> list[int]:
        query = f"""SELECT DISTINCT a.id FROM assignment t
            JOIN assigned w ON w.assignment_id = t.id JOIN article a ON a.id = w.article_id
            JOIN article_state s ON s.article_id = a.id AND s.analyst = w.analyst
            WHERE t.uid IN {_AMONG} AND {_TOUCHED} > :seq ORDER BY a.id"""
        rows = self._all(query, among=json.dumps([*assignments]), seq=seq)
        return [number for (number,) in rows]

    def known(self, analyst: str) -> list[Known]:
        rows = self._all(_KNOWN, analyst=analyst)
        return [
            Known(article, name, by, day, tuple(sorted(json.loads(judges))))
            for article, name, by, day, judges in rows
        ]

    def analysts(self) -> list[str]:
        query = f"""SELECT analyst FROM session UNION SELECT name FROM ({ANALYSTS})
            UNION SELECT analyst FROM assigned ORDER BY 1"""
        return [name for (name,) in self._all(query)]

    def _all(self, query: str, **values: str | int) -> list[Row]:
        return self._connections.read(
            lambda connection: connection.execute(query, values).fetchall()
        )

    def _among(self, query: str, column: str, among: Collection[str]) -> list[Row]:
        """The rows of a query whose column has one of these values; all rows, where that is no more
        than it takes to look each of them up."""
        if len(among) > _MANY:
            return self._all(query)
        return self._all(f"{query} WHERE {column} IN {_AMONG}", among=json.dumps([*among]))
