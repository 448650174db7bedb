"""The files of a package: what they are called, and writing one with its size and hash."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

DESCRIPTOR = "datapackage.json"
SET = "set.jsonl"
README = "README.md"
HASH = "sha256:"
"""How the descriptor begins a hash."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A file that stands in a package."""

    path: str
    size: int
    """Bytes."""
    digest: str
    """sha256 in lower-case hex."""


class Sealed:
    """A stream into a file of the package, which is counted and hashed on its way."""

    def __init__(self, path: Path, stream: BinaryIO) -> None:
        self._path = path
        self._stream = stream
        self._hash = sha256()
        self._size = 0

    def write(self, data: bytes) -> int:
        """Write bytes."""
        self._hash.update(data)
        self._size += len(data)
        return self._stream.write(data)

    @property
    def packed(self) -> Packed:
        """The file as it stands so far."""
        return Packed(self._path.name, self._size, self._hash.hexdigest())


@contextmanager
def sealed(path: Path) -> Iterator[Sealed]:
    """A new file, which is on the disk when this is left."""
    with path.open("xb") as stream:
        yield Sealed(path, stream)
        stream.flush()
        os.fsync(stream.fileno())
