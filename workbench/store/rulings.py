"""What was decided where analysts differ, in the database, and what they say to it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence

from workbench.domain.ruling import RULE, Dispute, Ruling
from workbench.store.connection import Connections
from workbench.store.entity import flat
from workbench.store.things import things


def came_back(overtaken: str) -> str:
    """Numbers of the articles on which it was decided otherwise than an analyst had it, and where
    she has not read that yet, or not what was answered to her dispute. Who recorded nothing agrees
    with neither. overtaken: what binds the uids of rulings that count no more, as JSON."""
    # CROSS: from the few rulings to their articles, not the other way round.
    return f"""SELECT ra.id FROM ruling r CROSS JOIN article ra ON ra.uid = r.article
        WHERE EXISTS(SELECT 1 FROM json_each(r.sides) side
            WHERE json_extract(side.value, '$.analyst') = :analyst
            AND NOT json_extract(side.value, '$.kept')
            AND NOT (r.choice = 'neither' AND json_extract(side.value, '$.claim') IS NULL))
        AND r.uid NOT IN (SELECT value FROM json_each(:{overtaken}))
        AND NOT EXISTS(SELECT 1 FROM dispute d WHERE d.ruling = r.uid AND d.analyst = :analyst
            AND d.answer IN ('read', 'disputed'))"""


class Rulings:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Ruling]:
        return things(self._connections, RULING, Ruling.from_record, "ORDER BY at, uid")

    def called(self, uids: Iterable[str]) -> list[Ruling]:
        where = "WHERE uid IN (SELECT value FROM json_each(?)) ORDER BY at, uid"
        return things(
            self._connections, RULING, Ruling.from_record, where, json.dumps(sorted(uids))
        )

    def uids(self, articles: Collection[str] | None = None) -> set[str]:
        return self._uids("SELECT r.uid FROM ruling r WHERE {on}", articles)

    def on(self, article: str) -> list[Ruling]:
        where = "WHERE article = ? ORDER BY at, uid"
        return things(self._connections, RULING, Ruling.from_record, where, article)

    def with_claims(self, number: int) -> dict[str, Ruling]:
        where = "WHERE article = (SELECT uid FROM article WHERE id = ?) AND claim IS NOT NULL"
        found = things(self._connections, RULING, Ruling.from_record, where, number)
        return {one.claim: one for one in found if one.claim}

    def articles_of(self, uids: Sequence[str]) -> dict[str, str]:
        if not uids:
            return {}
        query = """SELECT uid, article FROM ruling
            WHERE uid IN (SELECT value FROM json_each(?))"""
        return self._connections.read(
            lambda connection: dict(connection.execute(query, (json.dumps(uids),)).fetchall())
        )

    def claimed_since(self, analyst: str) -> dict[str, int]:
        return self._connections.read(
            lambda connection: dict(connection.execute(_CLAIMED_SINCE, (analyst,)).fetchall())
        )

    def claims(self, articles: Collection[str]) -> set[str]:
        return self._uids(_CLAIMS, articles)

    def overtaken(self, articles: Collection[str] | None = None) -> set[str]:
        return self._uids(_OVERTAKEN, articles)

    def _uids(self, query: str, articles: Collection[str] | None) -> set[str]:
        """What a query finds of the rulings on these articles; of all where none are given."""
        on, these = "1", dict[str, str]()
        if articles is not None:
            on = "r.article IN (SELECT value FROM json_each(:articles))"
            these["articles"] = json.dumps([*articles])
        rows = query.format(on=on)
        return self._connections.read(
            lambda connection: {uid for (uid,) in connection.execute(rows, these)}
        )

    def thirds(self, analyst: str) -> list[tuple[str, str, str]]:
        return self._connections.read(
            lambda connection: connection.execute(_THIRDS, (analyst,)).fetchall()
        )

    @property
    def are_there(self) -> bool:
        return self._connections.read(
            lambda connection: (
                connection.execute("SELECT 1 FROM ruling LIMIT 1").fetchone() is not None
            )
        )

    def disputes_of(self, ruling: str) -> list[Dispute]:
        where = "WHERE ruling = ? ORDER BY at, analyst"
        return things(self._connections, DISPUTE, Dispute.from_record, where, ruling)

    def disputes_on(self, article: str) -> list[Dispute]:
        where = """WHERE ruling IN (SELECT uid FROM ruling WHERE article = ?)
            ORDER BY at, ruling, analyst"""
        return things(self._connections, DISPUTE, Dispute.from_record, where, article)

    def disputes(self) -> list[Dispute]:
        return things(
            self._connections, DISPUTE, Dispute.from_record, "ORDER BY at, ruling, analyst"
        )


RULING = flat(
    "ruling",
    ("article", "choice", "claim", "kind", "cause", "why", "analyst", "at", "sides"),
    written=("sides",),
)
DISPUTE = flat(
    "dispute", ("ruling", "analyst", "answer", "words", "at", "reply"), key=("ruling", "analyst")
)
_THIRDS = """SELECT r.uid, json_extract(side.value, '$.claim'), r.claim
    FROM ruling r, json_each(r.sides) side
    WHERE r.claim IS NOT NULL AND r.kind <> 'other reach'
    AND json_extract(side.value, '$.analyst') = ?
    AND json_extract(side.value, '$.claim') IS NOT NULL"""
_LAST = "(SELECT max(seq) FROM touched WHERE entity = '{entity}' AND uid = {uid})"
_RULED = _LAST.format(entity="ruling", uid="r.uid")
_OVERTAKEN = f"""SELECT r.uid FROM ruling r WHERE {{on}} AND (EXISTS(
    SELECT 1 FROM json_each(r.sides) s
    WHERE {_LAST.format(entity="claim", uid="json_extract(s.value, '$.claim')")} > {_RULED})
    OR (SELECT op FROM journal WHERE seq = {_RULED}) <> '{RULE}'
    OR (r.claim IS NOT NULL AND NOT EXISTS(
        SELECT 1 FROM claim c WHERE c.uid = r.claim AND c.state <> 'withdrawn')))"""
_CLAIMS = """SELECT json_extract(s.value, '$.claim') FROM ruling r, json_each(r.sides) s
    WHERE {on} AND json_extract(s.value, '$.claim') IS NOT NULL"""
_CLAIMED_SINCE = f"""SELECT r.uid, a.id FROM ruling r CROSS JOIN article a ON a.uid = r.article
    WHERE EXISTS(SELECT 1 FROM json_each(r.sides) s
        WHERE json_extract(s.value, '$.analyst') = ? AND NOT json_extract(s.value, '$.kept'))
    AND EXISTS(SELECT 1 FROM claim c WHERE c.article_id = a.id AND c.state <> 'withdrawn'
        AND c.uid <> coalesce(r.claim, '') AND NOT EXISTS(SELECT 1 FROM json_each(r.sides) s
            WHERE json_extract(s.value, '$.claim') = c.uid)
        AND (NOT EXISTS(SELECT 1 FROM json_each(r.sides) s
                WHERE json_extract(s.value, '$.analyst') = c.analyst)
            OR (SELECT min(seq) FROM touched WHERE entity = 'claim' AND uid = c.uid) > {_RULED}))"""
