"""The secret that a database's pseudonyms are made with, and who is called by one.

It is made when it is first asked for, and stays: an analyst is the same one in every export. It is
in no journal and in no export.
"""

from __future__ import annotations

import secrets

from workbench.postgres.connection import Connection, Connections
from workbench.stored.pseudonyms import AT_WORK
from workbench.verbs import Durability

_KEY = "SELECT key FROM pseudonym_key"


class Pseudonyms:
    """What pseudonyms are made of."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def key(self) -> bytes | None:
        row = self._connections.read(lambda connection: connection.execute(_KEY).fetchone())
        return bytes.fromhex(row[0]) if row else None

    def made_key(self) -> bytes:
        return self.key() or self._connections.write(_make, Durability.FULL)

    def analysts(self) -> list[str]:
        asked = " UNION ".join(f"SELECT analyst FROM {table}" for table in AT_WORK)
        return self._connections.read(
            lambda connection: [
                name for (name,) in connection.execute(f"{asked} ORDER BY analyst".encode()) if name
            ]
        )


def _make(connection: Connection) -> bytes:
    from workbench.postgres.checksum import COLUMNS, seal_rows

    written = connection.execute(
        "INSERT INTO pseudonym_key(id, key) VALUES (1, %s) ON CONFLICT (id) DO NOTHING "
        f"RETURNING {COLUMNS['pseudonym_key']}".encode(),
        (secrets.token_hex(32),),
    )
    seal_rows(connection, "pseudonym_key", written)
    (key,) = connection.execute(_KEY).fetchone() or ("",)
    return bytes.fromhex(key)
