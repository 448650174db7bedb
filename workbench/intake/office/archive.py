"""Archives (ZIP) that hold one document in parts: DOCX, ODT, EPUB, opened within bounds.

The names in an archive are looked up and never used as paths; nothing is unpacked to the disk. What
is too large, too many, encrypted or broken is refused in words, before it takes time or memory.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from workbench.errors import RefusedError
from workbench.intake.decode import refuse_binary
from workbench.intake.document import FILE_SETTING, Input
from workbench.intake.readers import readable

_MOST_ENTRIES = 10_000
_UNPACKED = 8
"""All that is read of an archive, as a multiple of the limit of a file."""
_RATIO = 500
"""Unpacked to packed bytes of one part: markup that repeats itself has up to 100."""
_FREE_OF_RATIO = 1_000_000
"""Unpacked bytes that may have any ratio."""
_PIECE = 131_072
_ENTRY = b"PK\x01\x02"
"""How each entry of an archive's directory begins."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ANOTHER_ENDING = "Give its name the ending of what it is."
"""What to do with an archive that is not of the kind that its name says."""
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError,
    ValueError, IndexError, OverflowError, struct.error,
)  # fmt: skip
"""What the standard library raises over archives that are damaged or forged."""


def broken(error: Exception | None = None) -> RefusedError:
    """The refusal of an archive that is damaged."""
    refusal = RefusedError(
        "it is cut off or damaged: its ZIP archive cannot be read", "Get the file again."
    )
    refusal.__cause__ = error
    return refusal


class Archive:
    """An archive in memory, whose parts are read by name."""

    def __init__(self, raw: bytes, source: Input) -> None:
        self.raw = raw
        self._limit = source.limits.file_bytes
        self._left = _UNPACKED * source.limits.file_bytes
        if not raw.startswith(b"PK"):
            refuse_binary(raw)
            raise RefusedError(
                f"it is not {source.how.upper()}: no ZIP archive",
                ANOTHER_ENDING,
            )
        if (entries := raw.count(_ENTRY)) > _MOST_ENTRIES:
            raise RefusedError(
                f"its ZIP archive has {entries:,} entries, over the limit of {_MOST_ENTRIES:,}",
                readable(),
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except _BROKEN as error:
            raise broken(error) from error
        self.names = frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """A part as a whole; empty where there is none. Raises RefusedError."""
        found: list[bytes] = []
        size = 0
        for piece in self.pieces(name):
            size += len(piece)
            if size > self._limit:
                raise RefusedError(
                    f"one of its parts is over the limit of {self._limit:,} bytes",
                    f"Split it, or {FILE_SETTING}.",
                )
            found.append(piece)
        return b"".join(found)

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part, piece by piece; none where there is none. Raises RefusedError."""
        if name not in self.names:
            return
        info = self._zip.getinfo(name)
        if info.flag_bits & 0x1:
            raise RefusedError("it is encrypted", "Save it without a password.")
        if info.compress_type not in _METHODS:
            raise RefusedError("it is packed in a way that is not read", "Save it anew.")
        unpacked = 0
        self._refuse_large(info.file_size, info.compress_size)  # if it says so itself
        try:
            with self._zip.open(info) as part:
                while piece := part.read(_PIECE):
                    unpacked += len(piece)
                    self._left -= len(piece)
                    self._refuse_large(unpacked, info.compress_size)
                    yield piece
        except _BROKEN as error:
            raise broken(error) from error

    def _refuse_large(self, unpacked: int, packed: int) -> None:
        if self._left < 0:
            raise RefusedError(
                "what its archive holds is over the limit when it is unpacked",
                f"Split it, or {FILE_SETTING}.",
            )
        if unpacked > _FREE_OF_RATIO and unpacked > _RATIO * max(packed, 1):
            raise RefusedError(
                f"its archive unpacks to more than {_RATIO} times its size", "Do not trust it."
            )


def name_of(reference: str, *, beside: str) -> str:
    """The name of the part that a reference in another part means."""
    path = unquote(reference.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(beside), path)).lstrip("/")
