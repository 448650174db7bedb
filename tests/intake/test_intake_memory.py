"""Where a format streams, memory follows its largest record and never the size of the file."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterable, Iterator
from itertools import repeat

import pytest
from made_streams import Pieces

from workbench.intake import Document, Limits, Refused, read_stream

LIMITS = Limits(file_bytes=100_000)
LINE = json.dumps({"text": "kata " * 200}).encode() + b"\n"


def _peak(pieces: Iterable[bytes]) -> tuple[int, int, int]:
    """The most memory that reading them took, in bytes; documents; refusals."""
    counts = {Document: 0, Refused: 0}
    tracemalloc.start()
    try:
        for found in read_stream(io.BufferedReader(Pieces(pieces)), limits=LIMITS):
            counts[type(found)] += 1
        return tracemalloc.get_traced_memory()[1], counts[Document], counts[Refused]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_number_of_lines() -> None:
    few, documents, _ = _peak(repeat(LINE, 200))
    assert documents == 200
    many, documents, _ = _peak(repeat(LINE, 4_000))
    assert documents == 4_000
    assert many < few + 20 * len(LINE)


def test_a_line_without_end_is_refused_within_the_limit_and_the_next_is_read() -> None:
    def pieces(size: int) -> Iterator[bytes]:
        yield LINE
        yield from repeat(b"x" * 65_536, size // 65_536)
        yield b"\n" + LINE

    few, *counts = _peak(pieces(4_000_000))
    assert counts == [2, 1]
    many, *counts = _peak(pieces(80_000_000))
    assert counts == [2, 1]
    assert many < few + LIMITS.file_bytes


@pytest.mark.parametrize("size", [LIMITS.file_bytes, LIMITS.file_bytes + 1])
def test_the_limit_is_of_the_line_without_its_end(size: int) -> None:
    frame = len(b'{"text":""}')
    line = b'{"text":"' + b"x" * (size - frame) + b'"}'
    for end in (b"\n", b""):
        (found,) = read_stream(io.BytesIO(line + end), limits=LIMITS)
        assert isinstance(found, Document) == (size == LIMITS.file_bytes)


def test_records_are_handed_on_before_the_next_one_is_read() -> None:
    stream = Pieces(repeat(LINE, 1_000))
    found = read_stream(io.BufferedReader(stream, buffer_size=len(LINE)), limits=LIMITS)
    for number in range(1, 6):
        assert isinstance(next(found), Document)
        assert stream.read_so_far <= (number + 1) * len(LINE)
