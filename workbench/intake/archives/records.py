"""The records of a web archive, one after the other, as they are written.

Nothing here knows what a record holds. What does not end where it says is refused.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from workbench.errors import RefusedError
from workbench.intake.archives.inflate import GZIP, Gunzipped

_VERSION = re.compile(rb"WARC/\d\.\d+\r?\n")
_LONGEST_LINE = 65_536
_MOST_LINES = 200
_BLANK = b"\r\n"
_PIECE = 1 << 20
_AGAIN = "Get it again."


class Record:
    """One record: what its head says, and its block as a stream that is read once."""

    def __init__(self, number: int, said: dict[str, str], stream: BinaryIO) -> None:
        self.number = number
        """From 1 on."""
        self.said = said
        """By names in small letters."""
        self.left = _length(number, said)
        """Bytes of the block that were not read yet."""
        self._stream = stream

    def take(self, most: int) -> bytes:
        """The next bytes of the block, so many unless it ends. Raises RefusedError where the
        archive ends first."""
        pieces: list[bytes] = []
        most = min(most, self.left)
        while most:
            words = self._stream.read(min(most, _PIECE))
            if not words:
                raise RefusedError(f"it breaks off in record {self.number:,}", _AGAIN)
            pieces.append(words)
            most -= len(words)
            self.left -= len(words)
        return b"".join(pieces)

    def pass_over(self) -> None:
        """Leave out the rest of the block."""
        while self.left:
            self.take(_PIECE)


def records(stream: BinaryIO) -> Iterator[Record]:
    """The records of an archive, as it is or in gzip, in order. Raises RefusedError."""
    begins = stream.read(len(GZIP))
    stream.seek(0)
    if begins == GZIP:
        stream = io.BufferedReader(Gunzipped(stream), _PIECE)
    number = 0
    while line := _after_blanks(stream):
        if not _VERSION.fullmatch(line):
            raise RefusedError(*_no_record(number))
        number += 1
        record = Record(number, _head(number, stream), stream)
        yield record
        record.pass_over()


def _no_record(number: int) -> tuple[str, str]:
    if number:
        return f"record {number:,} does not end where it says", _AGAIN
    return "it is no web archive: no record begins it", "Check that the right file was saved."


def _after_blanks(stream: BinaryIO) -> bytes:
    """The next line that is not blank; empty at the end."""
    line = _BLANK
    while line and not line.strip(_BLANK):
        line = stream.readline(_LONGEST_LINE)
    return line


def _head(number: int, stream: BinaryIO) -> dict[str, str]:
    said: dict[str, str] = {}
    name = ""
    for _ in range(_MOST_LINES):
        line = stream.readline(_LONGEST_LINE)
        if not line.endswith(b"\n"):
            break
        words = line.decode("utf-8", errors="replace").rstrip("\r\n")
        if not words:
            return said
        if words[0] in " \t":
            said[name] = f"{said.get(name, '')} {words.strip()}"
            continue
        name, _, value = words.partition(":")
        name = name.strip().lower()
        said[name] = value.strip()
    raise RefusedError(f"it breaks off in the head of record {number:,}", _AGAIN)


def _length(number: int, said: dict[str, str]) -> int:
    words = said.get("content-length", "")
    if not words.isascii() or not words.isdigit() or len(words) > 18:
        raise RefusedError(f"record {number:,} does not say how long it is", _AGAIN)
    return int(words)
