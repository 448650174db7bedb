"""JSON Lines: one article an object, one object a line.

One line is in memory at a time, so that a file may be of any size. A line that cannot be read is
refused by its number and the next one goes on.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from workbench.errors import RefusedError
from workbench.intake.decode import refuse_binary
from workbench.intake.document import FILE_SETTING, Document, Input, Refused
from workbench.intake.objects.record import read_record

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SKIPPED = 1 << 20
"""Bytes of an overlong line that are held at a time while it is passed over."""


def read(source: Input) -> Iterator[Document | Refused]:
    """A document or a refusal for each line that is not blank."""
    limit = source.limits.file_bytes
    for number, line in numbered_lines(source.stream, limit):
        at = f"{source.origin}:{number}"
        if line is None:
            yield Refused(at, line_over(limit), f"Split it into its articles, or {FILE_SETTING}.")
            continue
        if number == 1:
            try:
                _refuse_other_format(line)
            except RefusedError as error:
                yield Refused(source.origin, error.what, error.next_step)
                return
        if line.strip():
            yield read_record(line, at, source)


def numbered_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines from 1 on, without their ends; None for one that is over limit bytes, said as soon as
    it is: its end may take long, or never come."""
    number = 0
    while line := stream.readline(limit + 2):
        number += 1
        words = line.rstrip(b"\r\n")
        is_whole = line.endswith(b"\n") or len(line) < limit + 2
        if is_whole and len(words) <= limit:
            yield number, words
            continue
        yield number, None
        while line and not line.endswith(b"\n"):
            line = stream.readline(_SKIPPED)


def line_over(limit: int) -> str:
    """What is wrong with a line of more bytes than that."""
    return f"the line is over the limit of {limit:,} bytes"


def _refuse_other_format(first_line: bytes) -> None:
    if first_line.startswith(_UTF16):
        raise RefusedError("it is UTF-16", "Convert it first: iconv -f UTF-16 -t UTF-8")
    refuse_binary(first_line)
