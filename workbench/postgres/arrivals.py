"""What came in from elsewhere and waits for an answer, in the database.

Answered ones stay, so that nothing is asked twice. They name records that need not be there, so
that nothing in the schema refers to them.
"""

from __future__ import annotations

from workbench.domain.arrival import Answer, Arrival
from workbench.domain.past import Key
from workbench.errors import NotFoundError, UsageError
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.entity import flat

_WRITTEN = ("theirs", "states", "ancestors", "spans")
ARRIVAL = flat(
    "arrival",
    (
        "kind", "entity", "thing", "article", "about", "analyst", "file", "at", "why", "answer",
        *_WRITTEN,
    ),
    written=_WRITTEN,
)  # fmt: skip
_ORDER = "ORDER BY at, article, entity, thing, uid"
_LEAST = 6
"""Letters of a uid's beginning that name one."""


class Arrivals:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def open(self) -> list[Arrival]:
        return self._read(f"answer = %s {_ORDER}", Answer.OPEN.value)

    def how_many(self) -> int:
        def query(connection: Connection) -> int:
            row = connection.execute("SELECT count(*) FROM arrival WHERE answer = 'open'")
            return int((row.fetchone() or (0,))[0])

        return self._connections.read(query)

    def of(self, key: Key) -> list[Arrival]:
        return self._read(f"entity = %s AND thing = %s {_ORDER}", *key)

    def known(self) -> frozenset[Key]:
        return self._connections.read(
            lambda connection: frozenset(
                (entity, thing)
                for entity, thing in connection.execute("SELECT entity, thing FROM arrival")
            )
        )

    def find(self, beginning: str) -> Arrival:
        if len(beginning) < _LEAST:
            raise UsageError(f"{beginning!r} is too short", f"Give {_LEAST} letters or more.")
        found = self._read(f"starts_with(uid, %s) {_ORDER} LIMIT 2", beginning)
        if not found:
            raise NotFoundError(
                f"nothing that came in is called {beginning}", "workbench arrivals list has them."
            )
        if len(found) > 1:
            raise UsageError(f"several begin with {beginning}", "Give more of it.")
        return found[0]

    def _read(self, where: str, *values: str) -> list[Arrival]:
        query = f"SELECT {ARRIVAL.names} FROM arrival WHERE {where}".encode()
        unread = self._connections.unread
        return self._connections.read(
            lambda connection: unread.readable(
                connection.execute(query, values),
                lambda row: f"arrival {row[0]}",
                lambda row: Arrival.from_record(ARRIVAL.record(row)),
            )
        )
