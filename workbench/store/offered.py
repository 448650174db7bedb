"""What fields of filters may be in this database: what is offered while one is typed.

Each is read at once, however large the database is: of articles the latest are looked at.
"""

from __future__ import annotations

from workbench.store.connection import Connections
from workbench.store.filters import seen_by
from workbench.store.words import Values
from workbench.verbs.offered import LATEST, Counted


class Offered:
    """Values that are there."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def languages(self) -> Counted:
        return self._counted(
            f"SELECT lang, count(*) AS n FROM (SELECT lang FROM article ORDER BY id DESC LIMIT "
            f"{LATEST}) WHERE lang <> '' GROUP BY lang ORDER BY n DESC, lang"
        )

    def outlets(self) -> Counted:
        return self._counted(
            f"SELECT s.name, count(*) AS n FROM (SELECT outlet_id FROM article ORDER BY id DESC "
            f"LIMIT {LATEST}) JOIN source s ON s.id = outlet_id GROUP BY s.id "
            "ORDER BY n DESC, s.name"
        )

    def verdicts(self, viewer: str = "") -> Counted:
        return self._counted(
            "SELECT c.verdict, count(*) AS n FROM claim c JOIN article a ON a.id = c.article_id "
            f"WHERE c.verdict <> '' AND {seen_by(viewer)} "
            "GROUP BY c.verdict ORDER BY n DESC, c.verdict",
            {"me": viewer},
        )

    def analysts(self, viewer: str = "") -> list[str]:
        return self._connections.read(
            lambda connection: [
                analyst
                for (analyst,) in connection.execute(
                    "SELECT c.analyst FROM claim c JOIN article a ON a.id = c.article_id "
                    f"WHERE {seen_by(viewer)} UNION SELECT analyst FROM session ORDER BY 1",
                    {"me": viewer},
                )
            ]
        )

    def _counted(self, query: str, values: Values | None = None) -> Counted:
        return self._connections.read(
            lambda connection: connection.execute(query, values or {}).fetchall()
        )
