"""Reading things of which each is one row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from workbench.postgres.connection import Connections
from workbench.postgres.entity import Flat
from workbench.stored.rows import Loaded

T = TypeVar("T")


def things(
    connections: Connections,
    entity: Flat,
    decode: Callable[[Loaded], T],
    which: str = "",
    *values: object,
) -> list[T]:
    """Those that can be read of the rows that the end of a query asks for."""
    query = f"SELECT {entity.names} FROM {entity.table} {which}"
    return connections.unread.readable(
        connections.read(lambda connection: connection.execute(query, values).fetchall()),
        lambda row: f"{entity.table} {row[0]}",
        lambda row: decode(entity.record(row)),
    )
