"""The bytes that articles came as, compressed and beside what tells that they are whole: their size
and their hash."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from hashlib import sha256

from workbench.verbs.raw import PackedRaw

_PIECE = 1 << 16
_GROWTH, _GROWTH_FROM = 200, 100_000_000
"""How many times larger what was packed may become, and bytes below which nobody asks: a database
that was made to fill the memory is told from one that keeps pages and papers."""


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
