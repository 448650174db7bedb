"""The secret that a database's pseudonyms are made with, and who is called by one.

It is made when it is first asked for, and stays: an analyst is the same one in every export. It is
in no journal and in no export.
"""

from __future__ import annotations

import secrets
import sqlite3

from workbench.store.connection import Connections
from workbench.stored.pseudonyms import AT_WORK
from workbench.verbs import Durability


class Pseudonyms:
    """What pseudonyms are made of."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def key(self) -> bytes | None:
        found = self._connections.read(_key)
        return bytes.fromhex(found) if found else None

    def made_key(self) -> bytes:
        return self.key() or bytes.fromhex(self._connections.write(_make, Durability.FULL))

    def analysts(self) -> list[str]:
        asked = " UNION ".join(f"SELECT analyst FROM {table}" for table in AT_WORK)
        return self._connections.read(
            lambda connection: [
                name for (name,) in connection.execute(f"{asked} ORDER BY analyst") if name
            ]
        )


def _key(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT key FROM pseudonym_key").fetchone()
    return row[0] if row else ""


def _make(connection: sqlite3.Connection) -> str:
    from workbench.store.checksum import seal_rows

    connection.execute(
        "INSERT OR IGNORE INTO pseudonym_key(id, key) VALUES (1, ?)", (secrets.token_hex(32),)
    )
    seal_rows(connection, "pseudonym_key", "id = 1")
    return _key(connection)
