"""What can be asked about the states that records came from."""

from __future__ import annotations

from workbench.domain.past import Key, Past
from workbench.postgres.connection import Connections
from workbench.postgres.tracing import SELECT, past_of_row

_OF_ARTICLE = f"""WITH subject(uid) AS (
        SELECT %(uid)s::text COLLATE "C"
        UNION SELECT uid FROM claim
            WHERE article_id = (SELECT id FROM article WHERE uid = %(uid)s)
        UNION SELECT uid FROM ruling WHERE article = %(uid)s
        UNION SELECT uid FROM past
            WHERE about = %(uid)s AND entity IN ('claim', 'ruling') AND gone = 1)
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
        found = self._read(f"{SELECT} WHERE entity = %(entity)s AND uid = %(uid)s", *key)
        return found[0][1] if found else None

    @property
    def are_there(self) -> bool:
        return self._connections.read(
            lambda connection: (
                connection.execute("SELECT 1 FROM past LIMIT 1").fetchone() is not None
            )
        )

    def of_article(self, uid: str) -> list[tuple[Key, Past]]:
        return self._read(_OF_ARTICLE, "", uid)

    def of_sources(self) -> list[tuple[Key, Past]]:
        return self._read(_OF_REST)

    def _read(self, query: str, entity: str = "", uid: str = "") -> list[tuple[Key, Past]]:
        values = {"entity": entity, "uid": uid}
        return self._connections.read(
            lambda connection: [
                ((row[0], row[1]), past_of_row(row))
                for row in connection.execute(query.encode(), values)
            ]
        )
