"""Compressed bytes are undone here, in bounds that are ours and not the library's.

gzip may have any number of members; what is cut off is never taken for whole.
"""

from __future__ import annotations

import io
import zlib
from importlib import import_module
from importlib.util import find_spec
from typing import BinaryIO

from workbench.errors import RefusedError
from workbench.intake.document import FILE_SETTING

GZIP = b"\x1f\x8b"
_GZIP_WINDOW, _ZLIB_WINDOW, _BARE_WINDOW = 31, 15, -15
_AGAIN = "Get it again."
_PIECE = 1 << 16
_GROWTH = 200
"""How many times larger a stream may become; text becomes five to ten times larger."""
_GROWTH_FROM = 100_000_000
"""Bytes below which nobody asks."""
_INSTALL = "Install it: pip install 'analyst-workbench[warc]'"


def undone(raw: bytes, encodings: str, limit: int) -> bytes:
    """The bytes before these content encodings ("gzip", "deflate, br") were applied, in that order.

    Raises RefusedError where one is not known or is cut off, or for more than limit bytes.
    """
    for encoding in reversed([one.strip().lower() for one in encodings.split(",")]):
        if encoding in ("gzip", "x-gzip"):
            raw = _gunzipped(raw, limit) if raw.startswith(GZIP) else raw
        elif encoding == "deflate":
            raw = _inflated(raw, limit)
        elif encoding == "br":
            raw = _unbrotlied(raw, limit)
        elif encoding not in ("", "identity", "none", "utf-8"):
            raise RefusedError(
                f"it is compressed with {encoding[:40]}, which is not read", "Save the page itself."
            )
    return raw


class Gunzipped(io.RawIOBase):
    """A stream of gzip members as the stream of what is in them.

    Reading raises RefusedError where one is cut off or damaged, or grows beyond reason.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._member = zlib.decompressobj(_GZIP_WINDOW)
        self._waiting = b""
        self._is_open = False
        """Whether a member has begun and not ended."""
        self._taken = 0
        self._given = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """The next bytes; none only at the end."""
        room = memoryview(buffer).cast("B")
        while True:
            if not self._waiting and not self._fill():
                return 0
            try:
                words = self._member.decompress(self._waiting, len(room))
            except zlib.error as error:
                raise RefusedError("its gzip is damaged", _AGAIN) from error
            self._waiting = self._member.unconsumed_tail
            if self._member.eof:
                self._waiting = self._member.unused_data.lstrip(b"\0")
                self._member = zlib.decompressobj(_GZIP_WINDOW)
                self._is_open = bool(self._waiting)
            if words:
                room[: len(words)] = words
                self._count(len(words))
                return len(words)

    def _fill(self) -> bool:
        """Take in more bytes; False at the end."""
        self._waiting = self._stream.read(_PIECE)
        self._taken += len(self._waiting)
        if not self._waiting:
            if self._is_open:
                raise RefusedError("its gzip is cut off", _AGAIN)
            return False
        self._is_open = True
        return True

    def _count(self, given: int) -> None:
        self._given += given
        if self._given > max(_GROWTH_FROM, _GROWTH * self._taken):
            raise RefusedError(
                f"its gzip grows to over {_GROWTH} times its size", "Unpack it first: gzip -d"
            )


def _gunzipped(raw: bytes, limit: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while raw.startswith(GZIP):
        member, rest, is_whole = _unpacked(raw, _GZIP_WINDOW, limit - size)
        if not is_whole:
            raise RefusedError("its gzip is cut off", _AGAIN)
        pieces.append(member)
        size += len(member)
        raw = rest
    return b"".join(pieces)


def _inflated(raw: bytes, limit: int) -> bytes:
    """deflate means zlib's form of it; some servers send the bare one."""
    has_head = raw[:1] == b"x" and int.from_bytes(raw[:2], "big") % 31 == 0
    words, _, is_whole = _unpacked(raw, _ZLIB_WINDOW if has_head else _BARE_WINDOW, limit)
    if not is_whole:
        raise RefusedError("its deflate is cut off", _AGAIN)
    return words


def _unpacked(raw: bytes, window: int, limit: int) -> tuple[bytes, bytes, bool]:
    """What was packed, the bytes behind it, and whether its end is there."""
    unpacking = zlib.decompressobj(window)
    try:
        words = unpacking.decompress(raw, limit + 1)
    except zlib.error as error:
        raise RefusedError("its compression is damaged", _AGAIN) from error
    _refuse_large(words, limit)
    return words, unpacking.unused_data, unpacking.eof


def _unbrotlied(raw: bytes, limit: int) -> bytes:
    if find_spec("brotli") is None:
        raise RefusedError("reading what is compressed with br needs brotli", f"{_INSTALL}.")
    brotli = import_module("brotli")
    unpacking = brotli.Decompressor()
    pieces: list[bytes] = []
    size = 0
    try:
        words = unpacking.process(raw, output_buffer_limit=_PIECE)
        while words or not unpacking.can_accept_more_data():
            pieces.append(words)
            size += len(words)
            if size > limit:
                break
            words = unpacking.process(b"", output_buffer_limit=_PIECE)
    except brotli.error as error:
        raise RefusedError("its br is damaged", _AGAIN) from error
    words = b"".join(pieces)
    _refuse_large(words, limit)
    if not unpacking.is_finished():
        raise RefusedError("its br is cut off", _AGAIN)
    return words


def _refuse_large(words: bytes, limit: int) -> None:
    if len(words) > limit:
        raise RefusedError(
            f"unpacked it is over the limit of {limit:,} bytes",
            f"{FILE_SETTING[:1].upper()}{FILE_SETTING[1:]}.",
        )
