"""What came in from elsewhere and waits for an answer, in the database.

Answered ones stay, so that nothing is asked twice. They name records that need not be there, so
that nothing in the schema refers to them.
"""

from __future__ import annotations

import json

from workbench.domain.arrival import Answer, Arrival
from workbench.domain.past import Key
from workbench.errors import NotFoundError, UsageError
from workbench.store.connection import Connections
from workbench.store.entity import flat
from workbench.stored.rows import Loaded, Row

_PLAIN = (
    "uid", "kind", "entity", "thing", "article", "about", "analyst", "file", "at", "why", "answer",
)  # fmt: skip
_WRITTEN = ("theirs", "states", "ancestors", "spans")
"""Kept as JSON."""
_COLUMNS = (*_PLAIN, *_WRITTEN)
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM arrival"
_ORDER = "ORDER BY at, article, entity, thing, uid"
_LEAST = 6
"""Letters of a uid's beginning that name one."""


class Arrivals:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def open(self) -> list[Arrival]:
        return self._read(f"{_SELECT} WHERE answer = ? {_ORDER}", Answer.OPEN.value)

    def how_many(self) -> int:
        (count,) = self._connections.read(
            lambda connection: connection.execute(
                "SELECT count(*) FROM arrival WHERE answer = 'open'"
            ).fetchone()
        )
        return int(count)

    def of(self, key: Key) -> list[Arrival]:
        return self._read(f"{_SELECT} WHERE entity = ? AND thing = ? {_ORDER}", *key)

    def known(self) -> frozenset[Key]:
        return self._connections.read(
            lambda connection: frozenset(
                connection.execute("SELECT entity, thing FROM arrival").fetchall()
            )
        )

    def find(self, beginning: str) -> Arrival:
        if len(beginning) < _LEAST:
            raise UsageError(f"{beginning!r} is too short", f"Give {_LEAST} letters or more.")
        found = self._read(
            f"{_SELECT} WHERE substr(uid, 1, length(?1)) = ?1 {_ORDER} LIMIT 2", beginning
        )
        if not found:
            raise NotFoundError(
                f"nothing that came in is called {beginning}", "workbench arrivals list has them."
            )
        if len(found) > 1:
            raise UsageError(f"several begin with {beginning}", "Give more of it.")
        return found[0]

    def _read(self, query: str, *values: str) -> list[Arrival]:
        unread = self._connections.unread
        return self._connections.read(
            lambda connection: unread.readable(
                connection.execute(query, values), lambda row: f"arrival {row[0]}", _arrival
            )
        )


def _arrival(row: Row) -> Arrival:
    return Arrival.from_record(_record(row))


def _record(row: Row) -> Loaded:
    """The journal's record of a row of _SELECT."""
    record = dict(zip(_COLUMNS, row, strict=True))
    return record | {name: json.loads(record[name]) for name in _WRITTEN}


ARRIVAL = flat("arrival", _COLUMNS[1:], written=_WRITTEN)
