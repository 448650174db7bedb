"""Who is to judge which article, in the database."""

from __future__ import annotations

from workbench.domain.assignment import Assignment
from workbench.store.connection import Connections
from workbench.store.entity import flat
from workbench.store.things import things

_ORDER = "ORDER BY due = '', due, article, analyst, selection"


class Assignments:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Assignment]:
        """Every one, what is due first in front."""
        return things(self._connections, ASSIGNMENT, Assignment.from_record, _ORDER)

    def of(self, selection: str) -> list[Assignment]:
        """Those of a selection."""
        where = f"WHERE selection = ? {_ORDER}"
        return things(self._connections, ASSIGNMENT, Assignment.from_record, where, selection)

    def to(self, analyst: str) -> list[Assignment]:
        """What an analyst is to judge."""
        where = f"WHERE analyst = ? {_ORDER}"
        return things(self._connections, ASSIGNMENT, Assignment.from_record, where, analyst)


ASSIGNMENT = flat(
    "assignment",
    ("selection", "article", "analyst", "due", "known", "given_by", "at"),
    key=("selection", "article", "analyst"),
    booleans=("known",),
)
