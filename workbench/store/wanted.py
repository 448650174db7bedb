"""Addresses that somebody wants in the database, a row each; whether their article is there is
looked up by where articles are from, and stands nowhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from workbench.domain.address import key_of, place_of
from workbench.domain.wanted import Wanted
from workbench.store.connection import Connections
from workbench.store.entity import flat
from workbench.store.rows import in_blocks, marks

_COLUMNS = ("place", "address", "note", "analyst", "at")
WANTED = flat("wanted", _COLUMNS, key=("place",))


class WantedAddresses:
    """What can be asked about them, and about the places that articles are from."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Wanted]:
        unread = self._connections.unread

        def query(connection: sqlite3.Connection) -> list[Wanted]:
            rows = connection.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM wanted ORDER BY at, address"
            )
            return unread.readable(rows, lambda row: f"wanted {row[0]}", lambda row: Wanted(*row))

        return self._connections.read(query)

    def among(self, places: Iterable[str]) -> set[str]:
        def query(connection: sqlite3.Connection) -> set[str]:
            found: set[str] = set()
            for block in in_blocks(places, 100):
                rows = connection.execute(
                    f"SELECT place FROM wanted WHERE place IN ({marks(len(block))})", block
                )
                found.update(place for (place,) in rows)
            return found

        return self._connections.read(query)

    def there(self, addresses: Iterable[str]) -> dict[str, int]:
        def query(connection: sqlite3.Connection) -> dict[str, int]:
            return _articles_from(connection, addresses)

        return self._connections.read(query)


def _articles_from(connection: sqlite3.Connection, addresses: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for block in in_blocks(addresses, 100):
        places = {place_of(address) for address in block} - {""}
        keys = {key_of(address) for address in block} - {0}
        rows = connection.execute(
            f"SELECT id, url FROM article WHERE place_key IN ({marks(len(keys))}) "
            "AND place_key <> 0 ORDER BY id DESC",
            [*keys],
        )
        for number, url in rows:
            if (place := place_of(url)) in places:
                found[place] = number
    return found
