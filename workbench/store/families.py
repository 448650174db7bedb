"""What sources belong to, in the database: a history for each, as ratings are one.

Writing happens only through the journal (see entity.py).
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from workbench.store.connection import Connections
from workbench.store.entity import flat
from workbench.store.sources import family_of
from workbench.stored.rows import Row

if TYPE_CHECKING:
    from workbench.domain.family import Belonging

_COLUMNS = ("source", "owner", "tie", "since", "analyst", "rationale", "at")


class Belongings:
    """What can be asked about families."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Belonging]:
        return self._connections.read(lambda connection: self._entries(connection))

    def of(self, uid: str) -> list[Belonging]:
        def query(connection: sqlite3.Connection) -> list[Belonging]:
            merged = set(family_of(connection, uid))
            return [one for one in self._entries(connection) if one.source in merged]

        return self._connections.read(query)

    def naming(self, uid: str) -> list[Belonging]:
        return self._connections.read(
            lambda connection: self._entries(connection, "WHERE source = ?1 OR owner = ?1", uid)
        )

    def _entries(
        self, connection: sqlite3.Connection, where: str = "", *values: str
    ) -> list[Belonging]:
        rows = connection.execute(
            f"SELECT uid, {', '.join(_COLUMNS)} FROM belonging {where} ORDER BY at, id", values
        )
        unread = self._connections.unread
        return unread.readable(rows, lambda row: f"belonging {row[0]}", _belonging)


def _belonging(row: Row) -> Belonging:
    from workbench.domain.family import Belonging

    return Belonging.from_record(dict(zip(("uid", *_COLUMNS), row, strict=True)))


BELONGING = flat("belonging", _COLUMNS)
