"""Reading things of which each is one row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from workbench.store.connection import Connections
from workbench.store.entity import Flat
from workbench.stored.rows import Loaded

T = TypeVar("T")


def things(
    connections: Connections,
    entity: Flat,
    decode: Callable[[Loaded], T],
    which: str = "",
    *values: str | int,
) -> list[T]:
    """Those that can be read of the rows that the end of a query asks for."""
    unread = connections.unread
    query = f"SELECT {entity.names} FROM {entity.table} {which}"
    return connections.read(
        lambda connection: unread.readable(
            connection.execute(query, values),
            lambda row: f"{entity.table} {row[0]}",
            lambda row: decode(entity.record(row)),
        )
    )
