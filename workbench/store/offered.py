"""What fields of filters may be in this database: what is offered while one is typed.

Each is read at once, however large the database is: of articles the latest are looked at.
"""

from __future__ import annotations

from workbench.store.connection import Connections

_LATEST = 5_000
Counted = list[tuple[str, int]]
"""Values, and how often each is there, the most frequent first."""


class Offered:
    """Values that are there."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def languages(self) -> Counted:
        """Languages of the latest articles."""
        return self._counted(
            f"SELECT lang, count(*) AS n FROM (SELECT lang FROM article ORDER BY id DESC LIMIT "
            f"{_LATEST}) WHERE lang <> '' GROUP BY lang ORDER BY n DESC, lang"
        )

    def outlets(self) -> Counted:
        """Outlets of the latest articles."""
        return self._counted(
            f"SELECT s.name, count(*) AS n FROM (SELECT outlet_id FROM article ORDER BY id DESC "
            f"LIMIT {_LATEST}) JOIN source s ON s.id = outlet_id GROUP BY s.id "
            "ORDER BY n DESC, s.name"
        )

    def verdicts(self, analyst: str = "") -> Counted:
        """What analysts hold of claims, or one of them does."""
        return self._counted(
            "SELECT verdict, count(*) AS n FROM claim WHERE verdict <> '' "
            "AND (? = '' OR analyst = ?) GROUP BY verdict ORDER BY n DESC, verdict",
            analyst,
            analyst,
        )

    def analysts(self) -> list[str]:
        """Who recorded claims or sat here."""
        return self._connections.read(
            lambda connection: [
                analyst
                for (analyst,) in connection.execute(
                    "SELECT analyst FROM claim UNION SELECT analyst FROM session ORDER BY analyst"
                )
            ]
        )

    def _counted(self, query: str, *values: str) -> Counted:
        return self._connections.read(
            lambda connection: connection.execute(query, values).fetchall()
        )
