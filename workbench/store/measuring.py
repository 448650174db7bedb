"""Articles with known answers, in the database: which of what people made is there to measure
others, and is no opinion among theirs. Nothing here is written."""

from __future__ import annotations

import json
import sqlite3

from workbench.store.connection import Connections
from workbench.store.filters import FINISHED

KNOWN_ANSWERS = f"""SELECT g.article_id, t.given_by FROM assignment t
    JOIN assigned g ON g.assignment_id = t.id
    WHERE t.known AND NOT EXISTS(SELECT 1 FROM assigned h
        WHERE h.article_id = g.article_id AND h.analyst = t.given_by)
    AND NOT EXISTS(SELECT 1 FROM article_state o
        WHERE o.article_id = g.article_id AND o.analyst <> t.given_by AND o.state IN {FINISHED}
        AND NOT EXISTS(SELECT 1 FROM assigned x JOIN assignment y ON y.id = x.assignment_id
            WHERE x.article_id = o.article_id AND x.analyst = o.analyst AND y.known))"""
"""Articles and analysts whose work on them only measures others: she gave the article as one whose
answer is known, was not to judge it herself, and nobody else has who is not measured by it."""


class Measuring:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    @property
    def is_there(self) -> bool:
        query = "SELECT EXISTS(SELECT 1 FROM assignment WHERE known)"
        return bool(self._connections.read(lambda connection: _one(connection, query)))

    def sets(self, viewer: str) -> set[str]:
        query = """SELECT s.uid FROM selection s WHERE s.is_set AND s.analyst <> :viewer
            AND NOT EXISTS(SELECT 1 FROM assignment t WHERE t.selection = s.uid)
            AND EXISTS(SELECT 1 FROM assignment t CROSS JOIN assigned g ON g.assignment_id = t.id
                CROSS JOIN article a ON a.id = g.article_id CROSS JOIN selection_article k
                ON k.selection = s.uid AND k.article = a.uid WHERE t.known)"""

        def read(connection: sqlite3.Connection) -> set[str]:
            return {uid for (uid,) in connection.execute(query, {"viewer": viewer})}

        return self._connections.read(read)

    def among(self, selection: str, analyst: str) -> tuple[int, ...]:
        query = """SELECT json_group_array(g.article_id) FROM assignment t
            JOIN assigned g ON g.assignment_id = t.id
            WHERE t.known AND t.selection = :selection AND t.analyst = :analyst"""
        values = {"selection": selection, "analyst": analyst}
        found = self._connections.read(lambda connection: _one(connection, query, values))
        return tuple(sorted(json.loads(str(found))))

    def claims(self) -> dict[str, int]:
        query = f"""SELECT uid, article_id FROM claim
            WHERE (article_id, analyst) IN ({KNOWN_ANSWERS})"""
        return self._connections.read(lambda connection: dict(connection.execute(query).fetchall()))


def _one(
    connection: sqlite3.Connection, query: str, values: dict[str, str] | None = None
) -> str | int:
    found: str | int = connection.execute(query, values or {}).fetchone()[0]
    return found
