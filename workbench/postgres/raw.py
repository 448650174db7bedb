"""The bytes that articles came as, compressed, where a setting asks for them: a row for each input,
by its hash, which every article has whether its bytes are kept or not.

Written once with the article, and guarded as its text is.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbench.errors import NotFoundError, UnreadError
from workbench.postgres.connection import Connection, Connections
from workbench.stored.raw import unpacked
from workbench.verbs.raw import PackedRaw, RawSizes


class Raws:
    """What can be asked about the kept bytes."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of_article(self, number: int) -> bytes:
        found = self._connections.read(
            lambda connection: connection.execute(
                "SELECT r.sha256, r.size, r.packed FROM article a "
                "JOIN raw r ON r.sha256 = a.raw_sha256 WHERE a.id = %s",
                (number,),
            ).fetchone()
        )
        if found is None:
            raise NotFoundError(
                f"the bytes that #{number} came as were not kept",
                'Set keep_raw = "on" in settings.toml and import its file again.',
            )
        raw = unpacked(*found)
        if raw is None:
            raise UnreadError(
                f"the bytes that #{number} came as are damaged", "workbench verify tells more."
            )
        return raw

    def sizes(self) -> RawSizes:
        def query(connection: Connection) -> RawSizes:
            row = connection.execute(
                """SELECT count(*) FILTER (WHERE raw_sha256 IN (SELECT sha256 FROM raw)), count(*),
                    (SELECT count(*) FROM raw), (SELECT coalesce(sum(size), 0) FROM raw),
                    (SELECT coalesce(sum(length(packed)), 0) FROM raw),
                    pg_database_size(current_database())
                FROM article"""
            ).fetchone()
            return RawSizes(*row or (0, 0, 0, 0, 0, 0))

        return self._connections.read(query)


def keep_raws(connection: Connection, raws: Mapping[int, PackedRaw]) -> None:
    """Keep the bytes of articles, by number, in this open write transaction; those that are there,
    or are not what their article was made of, are let be."""
    connection.cursor().executemany(
        "INSERT INTO raw(sha256, size, packed) SELECT a.raw_sha256, %s, %s FROM article a "
        "WHERE a.id = %s AND a.raw_sha256 = %s "
        "AND NOT EXISTS(SELECT FROM raw WHERE sha256 = a.raw_sha256)",
        [(raw.size, raw.packed, number, raw.sha256) for number, raw in raws.items()],
    )
