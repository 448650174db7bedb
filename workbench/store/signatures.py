"""Signatures of statements in the database: a row an article, of those that were signed last.

Made of facts again by whoever misses one, so nothing depends on what stands here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from workbench.store.connection import Connections
from workbench.store.rows import in_blocks, marks
from workbench.stored.signatures import MOST
from workbench.verbs import Durability
from workbench.verbs.signatures import PackedSignatures


class Signatures:
    """What the statements of articles say, ready to be compared."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, numbers: Iterable[int]) -> dict[int, bytes]:
        def query(connection: sqlite3.Connection) -> dict[int, bytes]:
            found: dict[int, bytes] = {}
            for block in in_blocks(numbers):
                found |= connection.execute(
                    "SELECT s.article_id, s.document FROM signature s "
                    "JOIN extraction e ON e.article_id = s.article_id AND e.checksum = s.run "
                    f"WHERE s.article_id IN ({marks(len(block))})",
                    block,
                )
            return found

        return self._connections.read(query)

    def keep(self, signed: Mapping[int, PackedSignatures]) -> None:
        def act(connection: sqlite3.Connection) -> None:
            for number, one in signed.items():
                keep_signatures(connection, number, one)

        if signed:
            self._connections.write(act, Durability.NORMAL)


def keep_signatures(connection: sqlite3.Connection, number: int, signed: PackedSignatures) -> None:
    """Keep the signatures of an article, in an open write transaction, and let go of what was kept
    longest ago."""
    connection.execute(
        "INSERT OR REPLACE INTO signature(turn, article_id, run, document) "
        "VALUES ((SELECT coalesce(max(turn), 0) + 1 FROM signature), ?, ?, ?)",
        (number, *signed),
    )
    connection.execute(
        "DELETE FROM signature WHERE turn <= (SELECT max(turn) FROM signature) - ?", (MOST,)
    )
