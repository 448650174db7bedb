"""What each analyst did on which day, what waits for her, and her sittings: what a team is told.

An act counts on the day on which it was done, by the clock of who looks, whatever the server's is:
days are worked out here. What was taken back, what a machine did and what came in from elsewhere
counts on none. Nothing here is written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from workbench.domain.claim import ClaimState
from workbench.domain.overseeing import Answered, Finished, Opened, Period, Recorded, Sat, Waiting
from workbench.postgres.codebook import NO_JUDGEMENTS
from workbench.postgres.connection import Connections
from workbench.postgres.filters import FINISHED, judgement_stands
from workbench.postgres.rows import MADE_AT
from workbench.postgres.units import OWN_CLAIM
from workbench.stored.rows import Row
from workbench.verbs.worked import Known

_FIRST, _LAST = "min", "max"
_UNJUDGED = f"""SELECT g.analyst, g.article_id, t.due, t.at
    FROM assigned g JOIN assignment t ON t.id = g.assignment_id
    WHERE NOT EXISTS(SELECT FROM article_state st WHERE st.article_id = g.article_id
        AND st.analyst = g.analyst AND st.state IN {FINISHED})
    UNION ALL
    SELECT st.analyst, a.id, '', '' FROM article_state st JOIN article a ON a.id = st.article_id
    WHERE NOT {judgement_stands("st.analyst", "st.state")}"""
_TOUCHED = """greatest(0,
    (SELECT max(t.seq) FROM touched t WHERE t.entity = 'decision'
        AND t.uid >= a.uid || ':' AND t.uid < a.uid || ';'
        AND right(t.uid, length(w.analyst) + 1) = ':' || w.analyst),
    (SELECT max(t.seq) FROM touched t
        WHERE t.entity = 'state' AND t.uid = a.uid || ':' || w.analyst),
    (SELECT max(t.seq) FROM claim c JOIN touched t ON t.entity = 'claim' AND t.uid = c.uid
        WHERE c.article_id = a.id AND c.analyst = w.analyst))"""
"""Number of the last entry of an analyst on an article, 0 for none."""
_WAITING = f"""SELECT w.analyst, a.id, coalesce(min(nullif(w.due, '')), ''), greatest(max(w.at),
        (SELECT {MADE_AT} FROM journal j WHERE j.seq = {_TOUCHED}),
        (SELECT max(s.started_at) FROM session s JOIN session_article x ON x.session_id = s.id
            WHERE x.article_id = a.id AND s.analyst = w.analyst))
    FROM ({_UNJUDGED}) w JOIN article a ON a.id = w.article_id
    GROUP BY w.analyst, a.id"""

_KNOWN = f"""SELECT DISTINCT ON (a.id) a.id, t.analyst, t.given_by,
        (SELECT {MADE_AT} FROM journal j WHERE j.seq = (SELECT max(seq) FROM touched
            WHERE entity = 'state' AND uid = a.uid || ':' || t.analyst)),
        ARRAY(SELECT o.analyst FROM article_state o
            WHERE o.article_id = a.id AND o.analyst <> t.analyst AND o.state IN {FINISHED}
            AND NOT EXISTS(SELECT FROM assigned x JOIN assignment y ON y.id = x.assignment_id
                WHERE x.analyst = o.analyst AND x.article_id = a.id AND y.known = 1)
            ORDER BY o.analyst)
    FROM assignment t JOIN assigned g ON g.assignment_id = t.id
    JOIN article a ON a.id = g.article_id
    JOIN article_state st ON st.article_id = a.id AND st.analyst = t.analyst
        AND st.state IN {FINISHED}
    WHERE t.known = 1 AND t.analyst = %(analyst)s ORDER BY a.id, t.id"""


class Worked:
    """What can be asked about the work of analysts."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def days(self, period: Period) -> dict[int, str]:
        query = f"SELECT j.seq, {MADE_AT} FROM journal j WHERE {MADE_AT} >= %(since)s"
        rows = self._rows(query, since=_begin_of(period.since))
        return {seq: day for seq, at in rows if (day := _day_of(at)) <= period.until}

    def answered(self, days: Mapping[int, str]) -> list[Answered]:
        found = self._acts("decision", _FIRST, days)
        rows = self._rows(
            """SELECT a.uid || ':' || d.kind || '-' || d.start || '-' || d."end" || ':'
                || d.analyst, d.analyst, d.article_id, d.rule, d.verdict
            FROM decision d JOIN article a ON a.id = d.article_id
            WHERE a.uid = ANY(%(among)s) ORDER BY d.article_id, d.start, d."end", d.kind""",
            among=[*{uid.partition(":")[0] for uid in found}],
        )
        return [
            Answered(row[1], row[2], found[row[0]], *row[3:]) for row in rows if row[0] in found
        ]

    def recorded(self, days: Mapping[int, str]) -> list[Recorded]:
        found = self._acts("claim", _FIRST, days)
        rows = self._rows(
            f"""SELECT c.uid, c.analyst, c.article_id FROM claim c
            WHERE c.uid = ANY(%(among)s) AND {OWN_CLAIM} AND c.state <> %(withdrawn)s
            ORDER BY c.id""",
            among=[*found],
            withdrawn=ClaimState.WITHDRAWN.value,
        )
        return [Recorded(analyst, article, found[uid]) for uid, analyst, article in rows]

    def finished(self, days: Mapping[int, str]) -> list[Finished]:
        found = self._acts("state", _LAST, days)
        rows = self._rows(
            f"""SELECT a.uid || ':' || st.analyst, st.analyst, a.id FROM article a
            JOIN article_state st ON st.article_id = a.id AND st.state IN {FINISHED}
            WHERE a.uid = ANY(%(among)s) ORDER BY a.id, st.analyst""",
            among=[*{uid.partition(":")[0] for uid in found}],
        )
        return [Finished(row[1], row[2], found[row[0]]) for row in rows if row[0] in found]

    def _acts(self, entity: str, which: str, days: Mapping[int, str]) -> dict[str, str]:
        """Uid of a thing -> the day of the first or last entry by which somebody judged it."""
        query = f"""SELECT uid, {which}(seq) FROM touched WHERE entity = %(entity)s
            AND seq NOT IN ({NO_JUDGEMENTS}) GROUP BY uid HAVING {which}(seq) >= %(least)s"""
        rows = self._rows(query, entity=entity, least=min(days, default=0))
        return {uid: days[seq] for uid, seq in rows if seq in days}

    def opened(self, period: Period) -> list[Opened]:
        query = """SELECT s.analyst, o.article_id, s.started_at, o.seconds
            FROM session s JOIN session_article o ON o.session_id = s.id
            WHERE s.started_at >= %(since)s ORDER BY s.id, o.article_id"""
        return [
            Opened(analyst, article, day, seconds)
            for analyst, article, at, seconds in self._rows(query, since=_begin_of(period.since))
            if period.since <= (day := _day_of(at)) <= period.until
        ]

    def sat(self, period: Period) -> list[Sat]:
        query = """SELECT analyst, started_at, ended_how IS NOT DISTINCT FROM 'interrupted'
            FROM session WHERE started_at >= %(since)s ORDER BY id"""
        return [
            Sat(analyst, day, is_cut_off)
            for analyst, at, is_cut_off in self._rows(query, since=_begin_of(period.since))
            if period.since <= (day := _day_of(at)) <= period.until
        ]

    def waiting(self) -> list[Waiting]:
        return [
            Waiting(analyst, article, due, _day_of(at))
            for analyst, article, due, at in self._rows(_WAITING)
        ]

    def begun_since(self, assignments: Collection[str], seq: int) -> list[int]:
        query = f"""SELECT DISTINCT a.id FROM assignment t
            JOIN assigned w ON w.assignment_id = t.id JOIN article a ON a.id = w.article_id
            JOIN article_state s ON s.article_id = a.id AND s.analyst = w.analyst
            WHERE t.uid = ANY(%(among)s) AND {_TOUCHED} > %(seq)s ORDER BY a.id"""
        rows = self._rows(query, among=[*assignments], seq=seq)
        return [number for (number,) in rows]

    def known(self, analyst: str) -> list[Known]:
        return [
            Known(article, name, by, _day_of(at), tuple(sorted(judges)))
            for article, name, by, at, judges in self._rows(_KNOWN, analyst=analyst)
        ]

    def analysts(self) -> list[str]:
        query = """SELECT analyst FROM session UNION SELECT analyst FROM journal
            UNION SELECT analyst FROM assigned ORDER BY 1"""
        return [name for (name,) in self._rows(query)]

    def _rows(self, query: str, **values: object) -> list[Row]:
        return self._connections.read(
            lambda connection: connection.execute(query, values).fetchall()
        )


def _day_of(at: str | None) -> str:
    """The day of a moment by the clock here; empty of what is none."""
    try:
        return datetime.fromisoformat(at or "").astimezone().date().isoformat()
    except ValueError:
        return ""


def _begin_of(day: str) -> str:
    """When a day begins here, in UTC."""
    return datetime.fromisoformat(day).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
