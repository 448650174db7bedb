"""Addresses that somebody wants in the database, a row each; whether their article is there is
looked up by where articles are from, and stands nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from workbench.domain.address import key_of, place_of
from workbench.domain.wanted import Wanted
from workbench.postgres.connection import Connections
from workbench.postgres.entity import flat
from workbench.stored.rows import Row

_COLUMNS = ("place", "address", "note", "analyst", "at")
WANTED = flat("wanted", _COLUMNS, key=("place",))


class WantedAddresses:
    """What can be asked about them, and about the places that articles are from."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Wanted]:
        return self._connections.unread.readable(
            self._rows(f"SELECT {', '.join(_COLUMNS)} FROM wanted ORDER BY at, address"),
            lambda row: f"wanted {row[0]}",
            lambda row: Wanted(*row),
        )

    def among(self, places: Iterable[str]) -> set[str]:
        rows = self._rows("SELECT place FROM wanted WHERE place = ANY(%s)", [*places])
        return {place for (place,) in rows}

    def there(self, addresses: Iterable[str]) -> dict[str, int]:
        wanted = [*addresses]
        places = {place_of(address) for address in wanted} - {""}
        keys = {key_of(address) for address in wanted} - {0}
        rows = self._rows(
            "SELECT id, url FROM article WHERE place_key = ANY(%s) AND place_key <> 0 "
            "ORDER BY id DESC",
            [*keys],
        )
        return {place: number for number, url in rows if (place := place_of(url)) in places}

    def _rows(self, query: str, *values: object) -> list[Row]:
        return self._connections.read(
            lambda connection: connection.execute(query, values).fetchall()
        )
