"""The guidelines of a store, in the database, and the claims that ask for better ones."""

from __future__ import annotations

from workbench.domain.codebook import Flag, Guideline
from workbench.store.connection import Connections
from workbench.store.entity import flat
from workbench.store.things import things


class Codebook:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Guideline]:
        """Every entry, by what it is about."""
        order = "ORDER BY kind, subject, uid"
        return things(self._connections, GUIDELINE, Guideline.from_record, order)

    def flags(self) -> list[Flag]:
        """Every claim that is flagged, as they were."""
        return things(self._connections, FLAG, Flag.from_record, "ORDER BY at, claim, analyst")


GUIDELINE = flat(
    "guideline",
    ("kind", "subject", "words", "analyst", "at", "examples"),
    written=("examples",),
)
FLAG = flat("flag", ("claim", "analyst", "words", "at"), key=("claim", "analyst"))
