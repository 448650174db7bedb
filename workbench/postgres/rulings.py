"""What was decided where analysts differ, in the database, and what they say to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from workbench.domain.ruling import RULE, Dispute, Ruling
from workbench.postgres.connection import Connections
from workbench.postgres.entity import flat
from workbench.postgres.things import things
from workbench.postgres.words import Values
from workbench.stored.rows import Row

_SIDES = "json_array_elements(r.sides::json) side"
"""The sides of ruling r."""
_CLAIM, _ANALYST = "side ->> 'claim'", "side ->> 'analyst'"
_IS_KEPT = "(side ->> 'kept')::boolean"
"""Whose claim stands."""


def came_back(overtaken: str) -> str:
    """Numbers of the articles on which it was decided otherwise than an analyst had it, and where
    she has not read that yet, or not what was answered to her dispute. Who recorded nothing agrees
    with neither. overtaken: what binds the uids of rulings that count no more, as a list."""
    return f"""SELECT ra.id FROM ruling r JOIN article ra ON ra.uid = r.article
        WHERE EXISTS(SELECT FROM {_SIDES} WHERE {_ANALYST} = %(analyst)s AND NOT {_IS_KEPT}
            AND NOT (r.choice = 'neither' AND {_CLAIM} IS NULL))
        AND r.uid <> ALL(%({overtaken})s::text[])
        AND NOT EXISTS(SELECT FROM dispute d WHERE d.ruling = r.uid AND d.analyst = %(analyst)s
            AND d.answer IN ('read', 'disputed'))"""


class Rulings:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Ruling]:
        return self._rulings("ORDER BY at, uid")

    def called(self, uids: Iterable[str]) -> list[Ruling]:
        return self._rulings("WHERE uid = ANY(%s) ORDER BY at, uid", [*uids])

    def uids(self, articles: Collection[str] | None = None) -> set[str]:
        return self._uids("SELECT r.uid FROM ruling r WHERE {on}", articles)

    def on(self, article: str) -> list[Ruling]:
        return self._rulings("WHERE article = %s ORDER BY at, uid", article)

    def with_claims(self, number: int) -> dict[str, Ruling]:
        where = "WHERE article = (SELECT uid FROM article WHERE id = %s) AND claim IS NOT NULL"
        found = self._rulings(where, number)
        return {one.claim: one for one in found if one.claim}

    def articles_of(self, uids: Sequence[str]) -> dict[str, str]:
        if not uids:
            return {}
        query = "SELECT uid, article FROM ruling WHERE uid = ANY(%(uids)s)"
        return dict(self._rows(query, {"uids": [*uids]}))

    def claimed_since(self, analyst: str) -> dict[str, int]:
        return dict(self._rows(_CLAIMED_SINCE, {"analyst": analyst}))

    def claims(self, articles: Collection[str]) -> set[str]:
        return self._uids(_CLAIMS, articles)

    def overtaken(self, articles: Collection[str] | None = None) -> set[str]:
        return self._uids(_OVERTAKEN, articles)

    def thirds(self, analyst: str) -> list[tuple[str, str, str]]:
        rows = self._rows(_THIRDS, {"analyst": analyst})
        return [(ruling, hers, third) for ruling, hers, third in rows]

    @property
    def are_there(self) -> bool:
        return bool(self._rows("SELECT 1 FROM ruling LIMIT 1", {}))

    def disputes_of(self, ruling: str) -> list[Dispute]:
        return self._disputes("WHERE ruling = %s ORDER BY at, analyst", ruling)

    def disputes_on(self, article: str) -> list[Dispute]:
        where = """WHERE ruling IN (SELECT uid FROM ruling WHERE article = %s)
            ORDER BY at, ruling, analyst"""
        return self._disputes(where, article)

    def disputes(self) -> list[Dispute]:
        return self._disputes("ORDER BY at, ruling, analyst")

    def _rulings(self, which: str, *values: object) -> list[Ruling]:
        return things(self._connections, RULING, Ruling.from_record, which, *values)

    def _disputes(self, which: str, *values: object) -> list[Dispute]:
        return things(self._connections, DISPUTE, Dispute.from_record, which, *values)

    def _uids(self, query: str, articles: Collection[str] | None) -> set[str]:
        """What a query finds of the rulings on these articles; of all where none are given."""
        on, these = "true", Values()
        if articles is not None:
            on, these = "r.article = ANY(%(articles)s)", {"articles": [*articles]}
        return {uid for (uid,) in self._rows(query.format(on=on), these)}

    def _rows(self, query: str, values: Values) -> list[Row]:
        return self._connections.read(
            lambda connection: connection.execute(query, values).fetchall()
        )


RULING = flat(
    "ruling",
    ("article", "choice", "claim", "kind", "cause", "why", "analyst", "at", "sides"),
    written=("sides",),
)
DISPUTE = flat(
    "dispute", ("ruling", "analyst", "answer", "words", "at", "reply"), key=("ruling", "analyst")
)
_THIRDS = f"""SELECT r.uid, {_CLAIM}, r.claim FROM ruling r, {_SIDES}
    WHERE r.claim IS NOT NULL AND r.kind <> 'other reach'
    AND {_ANALYST} = %(analyst)s AND {_CLAIM} IS NOT NULL ORDER BY r.uid"""
_LAST = "(SELECT max(seq) FROM touched WHERE entity = '{entity}' AND uid = {uid})"
_RULED = _LAST.format(entity="ruling", uid="r.uid")
_OVERTAKEN = f"""SELECT r.uid FROM ruling r WHERE {{on}} AND (EXISTS(
    SELECT FROM {_SIDES} WHERE {_LAST.format(entity="claim", uid=_CLAIM)} > {_RULED})
    OR (SELECT op FROM journal WHERE seq = {_RULED}) <> '{RULE}'
    OR (r.claim IS NOT NULL AND NOT EXISTS(
        SELECT FROM claim c WHERE c.uid = r.claim AND c.state <> 'withdrawn')))"""
_CLAIMS = f"SELECT {_CLAIM} FROM ruling r, {_SIDES} WHERE {{on}} AND {_CLAIM} IS NOT NULL"
_CLAIMED_SINCE = f"""SELECT r.uid, a.id FROM ruling r JOIN article a ON a.uid = r.article
    WHERE EXISTS(SELECT FROM {_SIDES} WHERE {_ANALYST} = %(analyst)s AND NOT {_IS_KEPT})
    AND EXISTS(SELECT FROM claim c WHERE c.article_id = a.id AND c.state <> 'withdrawn'
        AND c.uid <> coalesce(r.claim, '')
        AND NOT EXISTS(SELECT FROM {_SIDES} WHERE {_CLAIM} = c.uid)
        AND (NOT EXISTS(SELECT FROM {_SIDES} WHERE {_ANALYST} = c.analyst)
            OR (SELECT min(seq) FROM touched WHERE entity = 'claim' AND uid = c.uid) > {_RULED}))"""
