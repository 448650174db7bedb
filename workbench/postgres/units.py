"""What analysts who judged the same articles claim there, as rows: what differences are found in.

Tens of thousands of claims are compared within a tenth of a second, most of which say the very
same: so chains stay words here until somebody has to look into one. Nothing here is written.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from workbench.postgres.connection import Connection, Connections
from workbench.postgres.filters import judgement_stands
from workbench.postgres.measuring import KNOWN_ANSWERS
from workbench.postgres.words import Values
from workbench.stored.moved import CREDITED
from workbench.stored.rows import Row
from workbench.stored.units import several_of
from workbench.verbs import Durability
from workbench.verbs.units import Moved, Several, Unfinished


class Units:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def several(
        self, numbers: Collection[int] | None = None, *, looked_into: Collection[int] = ()
    ) -> list[Several]:
        alone, these = _alone(numbers)
        asked = (_states(alone), _claims(alone), _chains(alone), KNOWN_ANSWERS)

        def query(connection: Connection) -> list[list[Row]]:
            answers = [connection.execute(one, these) for one in asked]
            return [answer.fetchall() for answer in answers]

        states, claims, chains, known = self._connections.read_together(query)
        return several_of(states, claims, dict(chains), known={*known}, looked_into=looked_into)

    def unfinished(self) -> list[Unfinished]:
        return [Unfinished(*row) for row in self._rows(_UNFINISHED, {})]

    def credited_otherwise(self, numbers: Collection[int] | None = None) -> set[int]:
        alone, these = _alone(numbers)
        return {number for (number,) in self._rows(_credited_otherwise(alone), these)}

    def weights(self) -> dict[str, int]:
        return dict(self._rows(_WEIGHTS, {}))

    def kept(self, what: str, version: str) -> tuple[int, Iterator[tuple[int, Any]]] | None:
        rows = self._rows(
            """SELECT t.mark, c.article_id, c.found FROM compared_at t
            LEFT JOIN compared c ON c.what = t.what
            WHERE t.what = %(what)s AND t.version = %(version)s""",
            {"what": what, "version": version},
        )
        if not rows:
            return None
        found = ((number, words) for _, number, words in rows if number is not None)
        return rows[0][0], ((number, json.loads(words)) for number, words in found)

    def moved(self, after: int) -> Moved:
        found = "SELECT article_id, mark FROM moved WHERE mark > %(after)s"
        with self._connections.moment():
            marks: dict[int, int] = dict(self._rows(found, {"after": after}))
            mark = max(marks.values(), default=after)
            credited = self.credited_otherwise() if marks.pop(CREDITED, None) else ()
        return Moved(mark, {*marks, *credited})

    def keep(
        self,
        what: str,
        version: str,
        moved: Moved,
        found: Mapping[int, object],
        *,
        after: int | None,
    ) -> None:
        numbers = [*found]
        words = [json.dumps(one, separators=(",", ":")) for one in found.values()]

        def act(connection: Connection) -> None:
            if after is None:
                connection.execute("DELETE FROM compared WHERE what = %s", (what,))
            elif connection.execute(_GOES_ON, (what, version, after)).fetchone() is None:
                return
            else:
                gone = "DELETE FROM compared WHERE what = %s AND article_id = ANY(%s)"
                connection.execute(gone, (what, [*moved.numbers]))
            connection.execute(_KEEP, (what, numbers, words))
            connection.execute(_KEEP_UPTO, (what, moved.mark, version))

        self._connections.write(act, Durability.NORMAL, patience_ms=0)

    def _rows(self, query: str, values: Values) -> list[Row]:
        return self._connections.read(
            lambda connection: connection.execute(query, values).fetchall()
        )


_GOES_ON = "SELECT 1 FROM compared_at WHERE what = %s AND version = %s AND mark >= %s"
_KEEP = """INSERT INTO compared(what, article_id, found)
    SELECT %s, one.number, one.found FROM unnest(%s::bigint[], %s::text[]) AS one(number, found)
    ON CONFLICT(what, article_id) DO UPDATE SET found = excluded.found"""
_KEEP_UPTO = """INSERT INTO compared_at(what, mark, version) VALUES (%s, %s, %s)
    ON CONFLICT(what) DO UPDATE SET mark = excluded.mark, version = excluded.version"""
_STANDS = judgement_stands("st.analyst", "st.state", "st.article_id")
OWN_CLAIM = "c.uid NOT IN (SELECT claim FROM ruling WHERE claim IS NOT NULL)"
"""That a claim is an analyst's own, and not what an adjudicator put in the place of others."""


def _alone(numbers: Collection[int] | None) -> tuple[str, Values]:
    """What SQL says of a number, so that it is one of these, and what that binds."""
    if numbers is None:
        return "", {}
    return "= ANY(%(numbers)s)", {"numbers": [*numbers]}


def _states(alone: str) -> str:
    which = f"WHERE st.article_id {alone}" if alone else ""
    return f"SELECT st.article_id, st.analyst, {_STANDS} FROM article_state st {which}"


def _credited_otherwise(alone: str) -> str:
    # Where one alone spoke, others have what the machine read.
    relays = f"WHERE a.id {alone}" if alone else ""
    decisions = f"AND article_id {alone}" if alone else ""
    return f"""SELECT id FROM (
            SELECT a.id, r.fact || r.other || r.outlet AS what, concat(r.kind, r.status, r.outlet,
                r.reach, r.start, ':', r."end") AS says
            FROM relay r JOIN article a ON a.uid = r.article {relays}) one
        GROUP BY id, what HAVING count(DISTINCT says) > 1 OR count(*) = 1
        UNION SELECT article_id FROM decision
        WHERE kind = 'relay' AND verdict <> 'skipped' {decisions}
        GROUP BY article_id, start, "end" HAVING count(DISTINCT verdict) > 1
            OR (count(*) = 1 AND max(verdict) IN ('rejected', 'corrected'))"""


def _chains(alone: str) -> str:
    which = f"WHERE h.claim_id IN (SELECT id FROM claim WHERE article_id {alone})" if alone else ""
    return f"""SELECT h.claim_id, string_agg(concat_ws(chr(31), h.position, h.class, h.factuality,
            h.assertion, coalesce(s.source, '')), chr(29) ORDER BY h.position, s.place)
        FROM hop h LEFT JOIN hop_source s ON s.claim_id = h.claim_id AND s.position = h.position
        {which} GROUP BY h.claim_id"""


def _claims(alone: str) -> str:
    which = f"AND c.article_id {alone}" if alone else ""
    return f"""SELECT c.article_id, c.id, c.start, c."end", c.parts, c.verdict, c.analyst, c.uid
        FROM claim c WHERE c.state <> 'withdrawn' AND {OWN_CLAIM} {which}
        ORDER BY c.article_id, c.start, c.id"""


_NOT_KNOWN = f"(o.article_id, o.analyst) NOT IN ({KNOWN_ANSWERS})"
_UNFINISHED = f"""SELECT c.uid, c.analyst, c.article_id,
        EXISTS(SELECT FROM article_state o WHERE o.article_id = c.article_id
            AND {judgement_stands("o.analyst", "o.state", "o.article_id")} AND {_NOT_KNOWN})
        OR EXISTS(SELECT FROM claim o WHERE o.article_id = c.article_id AND o.state <> 'withdrawn'
            AND {OWN_CLAIM.replace("c.", "o.")} AND {_NOT_KNOWN}
            AND NOT EXISTS(SELECT FROM article_state os
                WHERE os.article_id = o.article_id AND os.analyst = o.analyst))
    FROM article_state st JOIN claim c ON c.article_id = st.article_id AND c.analyst = st.analyst
    WHERE c.state <> 'withdrawn' AND {OWN_CLAIM} AND NOT {_STANDS}"""
_WEIGHTS = """SELECT uid, num_nonnulls(nullif(restatement, ''), nullif(gloss, ''),
        nullif(topic, ''), nullif(time, ''), nullif(place, ''), nullif(note, ''),
        nullif(state, 'draft')) FROM claim"""
