"""The bytes that articles came as, compressed, where a setting asks for them: a row for each input,
by its hash, which every article has whether its bytes are kept or not.

Written once with the article, and guarded as its text is.
"""

from __future__ import annotations

import sqlite3

from workbench.errors import NotFoundError, UnreadError
from workbench.store.connection import Connections
from workbench.stored.raw import unpacked
from workbench.verbs.raw import PackedRaw, RawSizes


class Raws:
    """What can be asked about the kept bytes."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of_article(self, number: int) -> bytes:
        def query(connection: sqlite3.Connection) -> tuple[str, int, bytes] | None:
            found: tuple[str, int, bytes] | None = connection.execute(
                "SELECT r.sha256, r.size, r.packed FROM article a "
                "JOIN raw r ON r.sha256 = a.raw_sha256 WHERE a.id = ?",
                (number,),
            ).fetchone()
            return found

        found = self._connections.read(query)
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
        def query(connection: sqlite3.Connection) -> RawSizes:
            inputs, size, packed = connection.execute(
                "SELECT count(*), coalesce(sum(size), 0), coalesce(sum(length(packed)), 0) FROM raw"
            ).fetchone()
            (kept,) = connection.execute(
                "SELECT count(*) FROM article WHERE raw_sha256 IN (SELECT sha256 FROM raw)"
            ).fetchone()
            (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            (page,) = connection.execute("PRAGMA page_size").fetchone()
            return RawSizes(kept, articles, inputs, size, packed, pages * page)

        return self._connections.read(query)


def keep_raw(connection: sqlite3.Connection, number: int, raw: PackedRaw) -> None:
    """Keep the bytes of an article in this open write transaction, unless they are there, or are
    not what it was made of."""
    connection.execute(
        "INSERT INTO raw(sha256, size, packed) SELECT ?, ?, ? "
        "WHERE NOT EXISTS(SELECT 1 FROM raw WHERE sha256 = ?) "
        "AND (SELECT raw_sha256 FROM article WHERE id = ?) = ?",
        (raw.sha256, raw.size, raw.packed, raw.sha256, number, raw.sha256),
    )
