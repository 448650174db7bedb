"""What analysts who judged the same articles claim there, as rows: what differences are found in.

Tens of thousands of claims are compared within a tenth of a second, most of which say the very
same: so chains stay words here until somebody has to look into one. Nothing here is written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from workbench.store.connection import Connections
from workbench.store.filters import judgement_stands
from workbench.store.measuring import KNOWN_ANSWERS
from workbench.store.words import Values
from workbench.stored.moved import CREDITED
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
        return self._connections.read(lambda connection: _several(connection, numbers, looked_into))

    def unfinished(self) -> list[Unfinished]:
        return self._connections.read(
            lambda connection: [
                Unfinished(claim, analyst, number, bool(is_judged))
                for claim, analyst, number, is_judged in connection.execute(_UNFINISHED)
            ]
        )

    def credited_otherwise(self, numbers: Collection[int] | None = None) -> set[int]:
        alone, these = _alone(numbers)
        query = _credited_otherwise(alone)
        return self._connections.read(
            lambda connection: {number for (number,) in connection.execute(query, these)}
        )

    def weights(self) -> dict[str, int]:
        return self._connections.read(
            lambda connection: dict(connection.execute(_WEIGHTS).fetchall())
        )

    def kept(self, what: str, version: str) -> tuple[int, Iterator[tuple[int, Any]]] | None:
        def query(connection: sqlite3.Connection) -> tuple[int, list[tuple[int, str]]] | None:
            row = connection.execute(
                "SELECT mark FROM compared_at WHERE what = ? AND version = ?", (what, version)
            ).fetchone()
            if row is None:
                return None
            found = "SELECT article_id, found FROM compared WHERE what = ?"
            return row[0], connection.execute(found, (what,)).fetchall()

        if (kept := self._connections.read(query)) is None:
            return None
        mark, rows = kept
        return mark, ((number, json.loads(words)) for number, words in rows)

    def moved(self, after: int) -> Moved:
        def query(connection: sqlite3.Connection) -> Moved:
            found = "SELECT article_id, mark FROM moved WHERE mark > ?"
            marks = dict(connection.execute(found, (after,)).fetchall())
            mark = max(marks.values(), default=after)
            if marks.pop(CREDITED, None):
                marks |= connection.execute(f"SELECT id, 0 FROM ({_credited_otherwise('')})")
            return Moved(mark, {*marks})

        return self._connections.read(query)

    def keep(
        self,
        what: str,
        version: str,
        moved: Moved,
        found: Mapping[int, object],
        *,
        after: int | None,
    ) -> None:
        words = json.dumps(found, separators=(",", ":"))

        def act(connection: sqlite3.Connection) -> None:
            if after is None:
                connection.execute("DELETE FROM compared WHERE what = ?", (what,))
            elif connection.execute(_GOES_ON, (what, version, after)).fetchone() is None:
                return
            else:
                gone = [(what, number) for number in moved.numbers]
                connection.executemany(
                    "DELETE FROM compared WHERE what = ? AND article_id = ?", gone
                )
            connection.execute(
                "INSERT OR REPLACE INTO compared SELECT ?, key, value FROM json_each(?)",
                (what, words),
            )
            connection.execute(
                "INSERT OR REPLACE INTO compared_at VALUES (?, ?, ?)", (what, moved.mark, version)
            )

        self._connections.write(act, Durability.NORMAL, patience_ms=0)


def _several(
    connection: sqlite3.Connection, numbers: Collection[int] | None, looked_into: Collection[int]
) -> list[Several]:
    alone, these = _alone(numbers)
    return several_of(
        connection.execute(_states(alone), these),
        connection.execute(_claims(alone), these).fetchall(),
        dict(connection.execute(_chains(alone), these).fetchall()),
        known={*connection.execute(KNOWN_ANSWERS)},
        looked_into=looked_into,
    )


_GOES_ON = "SELECT 1 FROM compared_at WHERE what = ? AND version = ? AND mark >= ?"
_STANDS = judgement_stands("st.analyst", "st.state", "st.article_id")
OWN_CLAIM = "c.uid NOT IN (SELECT claim FROM ruling WHERE claim IS NOT NULL)"
"""That a claim is an analyst's own, and not what an adjudicator put in the place of others."""


def _alone(numbers: Collection[int] | None) -> tuple[str, Values]:
    """What SQL says of a number, so that it is one of these, and what that binds."""
    if numbers is None:
        return "", {}
    return "IN (SELECT value FROM json_each(:numbers))", {"numbers": json.dumps([*numbers])}


def _states(alone: str) -> str:
    which = f"WHERE st.article_id {alone}" if alone else ""
    return f"SELECT st.article_id, st.analyst, {_STANDS} FROM article_state st {which}"


def _credited_otherwise(alone: str) -> str:
    # Where one alone spoke, others have what the machine read.
    relays = f"WHERE article IN (SELECT uid FROM article WHERE id {alone})" if alone else ""
    decisions = f"AND article_id {alone}" if alone else ""
    return f"""SELECT a.id FROM (
            SELECT article, fact || other || outlet AS what, kind || status || outlet || reach
                || coalesce(start, '') || ':' || coalesce("end", '') AS says FROM relay {relays}) r
        JOIN article a ON a.uid = r.article
        GROUP BY r.article, r.what HAVING count(DISTINCT r.says) > 1 OR count(*) = 1
        UNION SELECT article_id FROM decision
        WHERE kind = 'relay' AND verdict <> 'skipped' {decisions}
        GROUP BY article_id, start, "end" HAVING count(DISTINCT verdict) > 1
            OR (count(*) = 1 AND max(verdict) IN ('rejected', 'corrected'))"""


def _chains(alone: str) -> str:
    which = f"WHERE h.claim_id IN (SELECT id FROM claim WHERE article_id {alone})" if alone else ""
    return f"""SELECT h.claim_id, group_concat(h.position || char(31) || h.class || char(31)
            || h.factuality || char(31) || coalesce(h.assertion, '') || char(31)
            || coalesce(s.source, ''), char(29))
        FROM hop h LEFT JOIN hop_source s ON s.claim_id = h.claim_id AND s.position = h.position
        {which} GROUP BY h.claim_id"""


def _claims(alone: str) -> str:
    which = f"AND c.article_id {alone}" if alone else ""
    return f"""SELECT c.article_id, c.id, c.start, c."end", c.parts, c.verdict, c.analyst, c.uid
        FROM claim c WHERE c.state <> 'withdrawn' AND {OWN_CLAIM} {which}
        ORDER BY c.article_id, c.start"""


_NOT_KNOWN = f"(o.article_id, o.analyst) NOT IN ({KNOWN_ANSWERS})"
_UNFINISHED = f"""SELECT c.uid, c.analyst, c.article_id,
        EXISTS(SELECT 1 FROM article_state o WHERE o.article_id = c.article_id
            AND {judgement_stands("o.analyst", "o.state", "o.article_id")} AND {_NOT_KNOWN})
        OR EXISTS(SELECT 1 FROM claim o WHERE o.article_id = c.article_id AND o.state <> 'withdrawn'
            AND {OWN_CLAIM.replace("c.", "o.")} AND {_NOT_KNOWN}
            AND NOT EXISTS(SELECT 1 FROM article_state os
                WHERE os.article_id = o.article_id AND os.analyst = o.analyst))
    FROM article_state st JOIN claim c ON c.article_id = st.article_id AND c.analyst = st.analyst
    WHERE c.state <> 'withdrawn' AND {OWN_CLAIM} AND NOT {_STANDS}"""
_WEIGHTS = """SELECT uid, (restatement <> '') + (gloss <> '') + (topic <> '') + (time <> '')
    + (place <> '') + (note <> '') + (state <> 'draft') FROM claim"""
