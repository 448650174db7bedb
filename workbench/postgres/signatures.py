"""Signatures of statements in the database: a row an article, of those that were signed last.

Made of facts again by whoever misses one, so nothing depends on what stands here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from workbench.postgres.connection import Connection, Connections
from workbench.stored.signatures import MOST, is_whole
from workbench.verbs import Durability
from workbench.verbs.signatures import PackedSignatures


class Signatures:
    """What the statements of articles say, ready to be compared."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, numbers: Iterable[int]) -> dict[int, bytes]:
        wanted = [*numbers]
        return self._connections.read(
            lambda connection: dict(
                connection.execute(
                    """SELECT s.article_id, s.document FROM signature s
                    JOIN extraction e ON e.article_id = s.article_id AND e.checksum = s.run
                    WHERE s.article_id = ANY(%s)""",
                    (wanted,),
                ).fetchall()
            )
        )

    def keep(self, signed: Mapping[int, PackedSignatures]) -> None:
        if signed:
            self._connections.write(
                lambda connection: keep_signatures(connection, signed), Durability.NORMAL
            )


def keep_signatures(connection: Connection, signed: Mapping[int, PackedSignatures]) -> None:
    """Keep the signatures of articles, in an open write transaction, where their facts are still
    those that they were made of, and let go of what was kept longest ago."""
    rows = [(number, *one) for number, one in signed.items()]
    if not rows:
        return
    forget_signatures(connection, [*signed])
    connection.execute(
        """INSERT INTO signature(turn, article_id, run, document)
        SELECT (SELECT coalesce(max(turn), 0) FROM signature) + n, article_id, run, document
        FROM unnest(%s::bigint[], %s::bigint[], %s::bytea[])
            WITH ORDINALITY AS given(article_id, run, document, n)
        WHERE EXISTS(SELECT FROM extraction e
            WHERE e.article_id = given.article_id AND e.checksum = given.run)""",
        [list(part) for part in zip(*rows, strict=True)],
    )
    connection.execute(
        "DELETE FROM signature WHERE turn <= (SELECT max(turn) FROM signature) - %s", (MOST,)
    )


def forget_signatures(connection: Connection, numbers: Collection[int]) -> None:
    """Let go of what statements of articles say: whoever compares these signs them again."""
    if numbers:
        connection.execute("DELETE FROM signature WHERE article_id = ANY(%s)", ([*numbers],))


def damaged(connection: Connection) -> Iterator[int]:
    """The articles whose signatures are not what was kept, or of other facts than stand there."""
    for number, document, is_known in connection.execute(
        """SELECT s.article_id, s.document, e.checksum IS NOT NULL FROM signature s
        LEFT JOIN extraction e ON e.article_id = s.article_id AND e.checksum = s.run
        ORDER BY s.article_id"""
    ):
        if not (is_known and is_whole(document)):
            yield number
