"""Web archives are written here: an answer a record, each in a gzip member of its own.

What is added stands behind what was there; a record that does not get whole onto the disk is taken
back, since a file that breaks off is read by nobody.
"""

from __future__ import annotations

import base64
import gzip
import os
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from workbench.errors import UsageError
from workbench.intake.archives.inflate import GZIP

_UNDONE = ("transfer-encoding", "content-length")
"""What was said of the way an answer came, which is undone; its length is said anew."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it was sent."""

    address: str
    at: str
    """UTC."""
    status: str
    """Its first line, as HTTP/1.1 200 OK."""
    head: tuple[tuple[bytes, bytes], ...]
    body: bytes
    """Compressed, where it was sent so."""


class WebArchive:
    """A file that answers are added to."""

    def __init__(self, path: Path, software: str, at: str) -> None:
        """Raises OSError, and UsageError for a file that is something else."""
        # Unbuffered: of a record that was taken back nothing waits to be written after all.
        self._file = path.open("a+b", buffering=0)
        self._file.seek(0)
        if (begins := self._file.read(len(GZIP))) not in (b"", GZIP):
            self._file.close()
            raise UsageError(f"{path} is no web archive in gzip", "Name another file.")
        if not begins:
            words = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
            said = {"WARC-Type": "warcinfo", "Content-Type": "application/warc-fields"}
            self._add(said, at, words)

    def add(self, sent: Sent) -> None:
        """Add an answer. Raises OSError, and leaves the file as it was."""
        said = {
            "WARC-Type": "response",
            "WARC-Target-URI": sent.address,
            "Content-Type": "application/http;msgtype=response",
            "WARC-Payload-Digest": _digest(sent.body),
        }
        self._add(said, sent.at, _response(sent))

    def _add(self, said: dict[str, str], at: str, block: bytes) -> None:
        head = {
            **said,
            "WARC-Record-ID": f"<urn:uuid:{uuid4()}>",
            "WARC-Date": at,
            "WARC-Block-Digest": _digest(block),
            "Content-Length": str(len(block)),
        }
        lines = "".join(f"{name}: {words}\r\n" for name, words in head.items())
        record = b"WARC/1.1\r\n" + lines.encode("utf-8") + b"\r\n" + block + b"\r\n\r\n"
        left = memoryview(gzip.compress(record))
        before = self._file.seek(0, os.SEEK_END)
        try:
            while left:
                left = left[self._file.write(left) :]
        except OSError:
            os.ftruncate(self._file.fileno(), before)
            raise

    def __enter__(self) -> WebArchive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()


def _response(sent: Sent) -> bytes:
    lines = [sent.status.encode("latin-1", "replace")]
    lines += [
        name + b": " + words
        for name, words in sent.head
        if name.decode("latin-1").lower() not in _UNDONE
    ]
    lines.append(b"Content-Length: " + str(len(sent.body)).encode())
    return b"\r\n".join(lines) + b"\r\n\r\n" + sent.body


def _digest(words: bytes) -> str:
    return f"sha1:{base64.b32encode(sha1(words, usedforsecurity=False).digest()).decode()}"
