"""What fields of filters may be in this database: what is offered while one is typed.

Each is read at once, however large the database is: of articles the latest are looked at.
"""

from __future__ import annotations

from workbench.postgres.connection import Connections
from workbench.postgres.filters import seen_by
from workbench.verbs.offered import LATEST, Counted


class Offered:
    """Values that are there."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def languages(self) -> Counted:
        return self._counted(
            f"""SELECT lang, count(*) AS n
            FROM (SELECT lang FROM article ORDER BY id DESC LIMIT {LATEST}) latest
            WHERE lang <> '' GROUP BY lang ORDER BY n DESC, lang"""
        )

    def outlets(self) -> Counted:
        return self._counted(
            f"""SELECT s.name, count(*) AS n
            FROM (SELECT outlet_id FROM article ORDER BY id DESC LIMIT {LATEST}) latest
            JOIN source s ON s.id = outlet_id GROUP BY s.id ORDER BY n DESC, s.name"""
        )

    def verdicts(self, viewer: str = "") -> Counted:
        return self._counted(
            f"""SELECT c.verdict, count(*) AS n FROM claim c JOIN article a ON a.id = c.article_id
            WHERE c.verdict <> '' AND {seen_by(viewer)}
            GROUP BY c.verdict ORDER BY n DESC, c.verdict""",
            viewer,
        )

    def analysts(self, viewer: str = "") -> list[str]:
        query = f"""SELECT c.analyst FROM claim c JOIN article a ON a.id = c.article_id
            WHERE {seen_by(viewer)} UNION SELECT analyst FROM session ORDER BY 1""".encode()
        return self._connections.read(
            lambda connection: [analyst for (analyst,) in connection.execute(query, {"me": viewer})]
        )

    def _counted(self, query: str, viewer: str = "") -> Counted:
        return self._connections.read(
            lambda connection: [
                (value, count)
                for value, count in connection.execute(query.encode(), {"me": viewer})
            ]
        )
