"""The bytes that articles came as, compressed, where a setting asks for them: a row for each input,
by its hash, which every article has whether its bytes are kept or not.

Written once with the article, and guarded as its text is.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from hashlib import sha256

from workbench.errors import NotFoundError, UnreadError
from workbench.store.connection import Connections
from workbench.verbs.raw import PackedRaw, RawSizes

_PIECE = 1 << 16
_GROWTH, _GROWTH_FROM = 200, 100_000_000
"""How many times larger what was packed may become, and bytes below which nobody asks: a database
that was made to fill the memory is told from one that keeps pages and papers."""


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


def pack_raw(digest: str, raw: bytes) -> PackedRaw:
    """Bytes and their hash as they are kept."""
    return PackedRaw(digest, len(raw), zlib.compress(raw, 6))


def unpacked(digest: str, size: int, packed: bytes) -> bytes | None:
    """What was packed; None where it is damaged."""
    if not is_whole(digest, size, packed):
        return None
    return zlib.decompressobj().decompress(packed, size + 1)


def is_whole(digest: str, size: int, packed: bytes) -> bool:
    """Whether what was packed is of that size and what the hash is of, and not grown beyond all
    measure. Holds a piece of it at a time, whatever its row says."""
    try:
        if size > max(_GROWTH_FROM, _GROWTH * len(packed)):
            return False
        hashed, found = sha256(), 0
        for piece in _pieces(packed):
            hashed.update(piece)
            found += len(piece)
            if found > size:
                return False
    except (zlib.error, TypeError, ValueError):
        return False
    return found == size and hashed.hexdigest() == digest


def _pieces(packed: bytes) -> Iterator[bytes]:
    """What was packed, a piece at a time. Raises zlib.error."""
    inner = zlib.decompressobj()
    for start in range(0, len(packed), _PIECE):
        waiting = packed[start : start + _PIECE]
        while (piece := inner.decompress(waiting, _PIECE)) or inner.unconsumed_tail:
            yield piece
            waiting = inner.unconsumed_tail


def keep_raw(connection: sqlite3.Connection, number: int, raw: PackedRaw) -> None:
    """Keep the bytes of an article in this open write transaction, unless they are there, or are
    not what it was made of."""
    connection.execute(
        "INSERT INTO raw(sha256, size, packed) SELECT ?, ?, ? "
        "WHERE NOT EXISTS(SELECT 1 FROM raw WHERE sha256 = ?) "
        "AND (SELECT raw_sha256 FROM article WHERE id = ?) = ?",
        (raw.sha256, raw.size, raw.packed, raw.sha256, number, raw.sha256),
    )
