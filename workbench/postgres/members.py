"""Who works on a shared store, in the database, and where supervisors looked."""

from __future__ import annotations

from workbench.domain.member import Inspection, Member
from workbench.postgres.connection import Connections
from workbench.postgres.entity import flat
from workbench.postgres.things import things


class Members:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Member]:
        return things(self._connections, MEMBER, Member.from_record, "ORDER BY uid")

    def called(self, analyst: str) -> Member | None:
        found = things(self._connections, MEMBER, Member.from_record, "WHERE uid = %s", analyst)
        return found[0] if found else None

    def looks(self) -> list[Inspection]:
        return things(self._connections, INSPECTION, Inspection.from_record, _NEWEST)


MEMBER = flat("member", ("role", "given_by", "active"), booleans=("active",))
INSPECTION = flat("inspection", ("analyst", "at", "what"))
_NEWEST = """ORDER BY at DESC, (
    SELECT max(t.seq) FROM touched t WHERE t.entity = 'inspection' AND t.uid = inspection.uid
) DESC, uid"""
"""Times are of seconds, and two looks of one second stand in the journal one after the other."""
