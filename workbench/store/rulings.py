"""What was decided where analysts differ, in the database, and what they say to it."""

from __future__ import annotations

from workbench.domain.ruling import Dispute, Ruling
from workbench.store.connection import Connections
from workbench.store.entity import flat
from workbench.store.things import things

CAME_BACK = """SELECT ra.id FROM ruling r CROSS JOIN article ra ON ra.uid = r.article
    WHERE EXISTS(SELECT 1 FROM json_each(r.sides) side
        WHERE json_extract(side.value, '$.analyst') = :analyst
        AND NOT json_extract(side.value, '$.kept')
        AND NOT (r.choice = 'neither' AND json_extract(side.value, '$.claim') IS NULL))
    AND NOT EXISTS(SELECT 1 FROM dispute d WHERE d.ruling = r.uid AND d.analyst = :analyst
        AND d.answer IN ('read', 'disputed'))"""
"""Numbers of the articles on which it was decided otherwise than an analyst had it, and where she
has not read that yet, or not what was answered to her dispute. Who recorded nothing agrees with
neither. CROSS: from the few rulings to their articles, not the other way round."""


class Rulings:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Ruling]:
        """Every one, in the order in which they were made."""
        return things(self._connections, RULING, Ruling.from_record, "ORDER BY at, uid")

    def on(self, article: str) -> list[Ruling]:
        """Those on an article, in the order in which they were made."""
        where = "WHERE article = ? ORDER BY at, uid"
        return things(self._connections, RULING, Ruling.from_record, where, article)

    def disputes(self) -> list[Dispute]:
        """What analysts said to rulings, as they said it."""
        return things(
            self._connections, DISPUTE, Dispute.from_record, "ORDER BY at, ruling, analyst"
        )


RULING = flat(
    "ruling",
    ("article", "choice", "claim", "kind", "cause", "why", "analyst", "at", "sides"),
    written=("sides",),
)
DISPUTE = flat("dispute", ("ruling", "analyst", "answer", "words", "at"), key=("ruling", "analyst"))
