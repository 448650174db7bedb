"""What sources belong to, in the database: a history for each, as ratings are one.

Writing happens only through the journal (see entity.py).
"""

from __future__ import annotations

from workbench.domain.family import Belonging
from workbench.postgres.connection import Connections
from workbench.postgres.entity import flat
from workbench.postgres.sources import FAMILY
from workbench.postgres.things import things


class Belongings:
    """What can be asked about families."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Belonging]:
        return self._entries()

    def of(self, uid: str) -> list[Belonging]:
        return self._entries(f"WHERE source IN ({FAMILY})", uid)

    def naming(self, uid: str) -> list[Belonging]:
        return self._entries("WHERE %s IN (source, owner)", uid)

    def _entries(self, where: str = "", *values: str) -> list[Belonging]:
        which = f"{where} ORDER BY at, id"
        return things(self._connections, BELONGING, Belonging.from_record, which, *values)


BELONGING = flat("belonging", ("source", "owner", "tie", "since", "analyst", "rationale", "at"))
