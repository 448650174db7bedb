"""What can be asked about the states that records came from."""

from __future__ import annotations

from workbench.domain.past import Key, Past
from workbench.store.connection import Connections
from workbench.store.tracing import SELECT, find_past, past_of_row

_OF_ARTICLE = f"""WITH subject(uid) AS (
        SELECT :uid
        UNION SELECT uid FROM claim WHERE article_id = (SELECT id FROM article WHERE uid = :uid)
        UNION SELECT uid FROM ruling WHERE article = :uid
        UNION SELECT uid FROM past
        WHERE about = :uid AND entity IN ('claim', 'ruling') AND gone = 1)
    {SELECT} WHERE about IN (SELECT uid FROM subject) ORDER BY entity, uid"""
_OF_REST = f"""{SELECT} WHERE entity IN (
        'source', 'rating', 'belonging', 'unalike', 'habit', 'topic', 'guideline')
    OR (entity = 'note' AND about IN (
        SELECT uid FROM source UNION SELECT uid FROM past WHERE entity = 'source'))
    ORDER BY entity, uid"""


class Pasts:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def kept(self, key: Key) -> Past | None:
        return self._connections.read(lambda connection: find_past(connection, key))

    @property
    def are_there(self) -> bool:
        return self._connections.read(
            lambda connection: (
                connection.execute("SELECT 1 FROM past LIMIT 1").fetchone() is not None
            )
        )

    def of_article(self, uid: str) -> list[tuple[Key, Past]]:
        return self._read(_OF_ARTICLE, {"uid": uid})

    def of_sources(self) -> list[tuple[Key, Past]]:
        return self._read(_OF_REST, {})

    def _read(self, query: str, values: dict[str, str]) -> list[tuple[Key, Past]]:
        return self._connections.read(
            lambda connection: [
                ((row[0], row[1]), past_of_row(row)) for row in connection.execute(query, values)
            ]
        )
