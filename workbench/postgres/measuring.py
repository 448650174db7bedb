"""Articles with known answers, in the database: which of what people made is there to measure
others, and is no opinion among theirs. Nothing here is written."""

from __future__ import annotations

from workbench.postgres.connection import Connection, Connections
from workbench.postgres.filters import FINISHED

KNOWN_ANSWERS = f"""SELECT g.article_id, t.given_by FROM assignment t
    JOIN assigned g ON g.assignment_id = t.id
    WHERE t.known = 1 AND NOT EXISTS(SELECT FROM assigned h
        WHERE h.article_id = g.article_id AND h.analyst = t.given_by)
    AND NOT EXISTS(SELECT FROM article_state o
        WHERE o.article_id = g.article_id AND o.analyst <> t.given_by AND o.state IN {FINISHED}
        AND NOT EXISTS(SELECT FROM assigned x JOIN assignment y ON y.id = x.assignment_id
            WHERE x.article_id = o.article_id AND x.analyst = o.analyst AND y.known = 1))"""
"""Articles and analysts whose work on them only measures others: she gave the article as one whose
answer is known, was not to judge it herself, and nobody else has who is not measured by it."""


class Measuring:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    @property
    def is_there(self) -> bool:
        return self._connections.read(
            lambda connection: (
                connection.execute("SELECT 1 FROM assignment WHERE known = 1 LIMIT 1").fetchone()
                is not None
            )
        )

    def sets(self, viewer: str) -> set[str]:
        query = """SELECT s.uid FROM selection s WHERE s.is_set = 1 AND s.analyst <> %s
            AND NOT EXISTS(SELECT FROM assignment t WHERE t.selection = s.uid)
            AND EXISTS(SELECT FROM assignment t JOIN assigned g ON g.assignment_id = t.id
                JOIN article a ON a.id = g.article_id JOIN selection_article k
                ON k.selection = s.uid AND k.article = a.uid WHERE t.known = 1)"""
        return self._connections.read(
            lambda connection: {uid for (uid,) in connection.execute(query, (viewer,))}
        )

    def among(self, selection: str, analyst: str) -> tuple[int, ...]:
        query = """SELECT g.article_id FROM assignment t
            JOIN assigned g ON g.assignment_id = t.id
            WHERE t.known = 1 AND t.selection = %s AND t.analyst = %s ORDER BY g.article_id"""

        def read(connection: Connection) -> tuple[int, ...]:
            return tuple(number for (number,) in connection.execute(query, (selection, analyst)))

        return self._connections.read(read)

    def claims(self) -> dict[str, int]:
        query = f"""SELECT uid, article_id FROM claim
            WHERE (article_id, analyst) IN ({KNOWN_ANSWERS})""".encode()
        return self._connections.read(lambda connection: dict(connection.execute(query).fetchall()))
