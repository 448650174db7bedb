"""Signatures of statements in the database: a row an article, of those that were signed last.

Made of facts again by whoever misses one, so nothing depends on what stands here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from workbench.store.connection import Connections
from workbench.store.rows import in_blocks, marks
from workbench.stored.signatures import MOST, is_whole
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
    """Keep the signatures of an article, in an open write transaction, where its facts are still
    those that they were made of, and let go of what was kept longest ago."""
    forget_signatures(connection, number)
    connection.execute(
        "INSERT INTO signature(turn, article_id, run, document) "
        "SELECT (SELECT coalesce(max(turn), 0) + 1 FROM signature), article_id, checksum, ? "
        "FROM extraction WHERE article_id = ? AND checksum = ?",
        (signed.document, number, signed.run),
    )
    connection.execute(
        "DELETE FROM signature WHERE turn <= (SELECT max(turn) FROM signature) - ?", (MOST,)
    )


def forget_signatures(connection: sqlite3.Connection, number: int) -> None:
    """Let go of what an article's statements say: whoever compares it signs them again."""
    connection.execute("DELETE FROM signature WHERE article_id = ?", (number,))


def damaged(connection: sqlite3.Connection) -> Iterator[int]:
    """The articles whose signatures are not what was kept, or of other facts than stand there."""
    for number, document, is_known in connection.execute(
        """SELECT s.article_id, s.document, e.checksum IS NOT NULL FROM signature s
        LEFT JOIN extraction e ON e.article_id = s.article_id AND e.checksum = s.run
        ORDER BY s.article_id"""
    ):
        if not (is_known and is_whole(document)):
            yield number
