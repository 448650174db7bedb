"""The signatures of an article's statements as they are kept: one compressed document an article.

What stands around all of them is written once. A field of `domain.signature` is read by what it is
declared to be, so that a new one needs nothing here. A signature is made of its row once somebody
looks at it: of most statements the keys tell that nobody will.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Sequence
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints
from zlib import crc32

from workbench.domain.signature import Act, Amount, Extent, Named, Signature

MOST = 10_000
"""Articles whose signatures are kept, those that were signed last; of about 1.5 kB each. Others are
signed again by whoever compares with them."""
_LEVEL = 6
_LARGEST = 4_000_000
"""Bytes of a document before compression: forty statements come to some 20,000."""

Keys = frozenset[str | float]


class Signed(NamedTuple):
    """A statement that is signed: where it stands, and what it is looked up by."""

    start: int
    end: int
    keys: Keys
    signature: Callable[[], Signature]


def pack(signer: str, signed: Sequence[tuple[int, int, Keys, Signature]]) -> bytes:
    """Signatures of one article as they are kept, each with its place and its keys. signer: version
    of the program that made them: another one may read texts otherwise."""
    around = signed[0][-1].around if signed else None
    rows = [
        (start, end, sorted(keys, key=str), signature._replace(around=None))
        for start, end, keys, signature in signed
    ]
    document = json.dumps(
        (_maker(signer), around, rows), default=sorted, separators=(",", ":"), ensure_ascii=False
    )
    return zlib.compress(document.encode("utf-8"), _LEVEL)


def unpack(document: bytes, signer: str) -> tuple[Signed, ...] | None:
    """What `pack` packed; None where another version did, or where it is damaged."""
    decompressor = zlib.decompressobj()
    try:
        data = decompressor.decompress(document, _LARGEST)
        made_by, around, rows = json.loads(data) if decompressor.eof else (None, None, ())
        if made_by != _maker(signer):
            return None
        told = _reader(Signature)(around) if around else None
        return tuple(
            Signed(start, end, frozenset(keys), partial(_signature, row, told))
            for start, end, keys, row in rows
        )
    except (zlib.error, ValueError, TypeError):
        return None


@cache
def _maker(signer: str) -> str:
    """What made a document: the version, and what signatures are made of in it, which may change
    between two releases."""
    parts = (Signature, Act, Amount, Named, Extent)
    return f"{signer} {crc32(repr([one.__annotations__ for one in parts]).encode()):x}"


def is_whole(document: bytes) -> bool:
    """Whether a document is as it was packed, whichever version did."""
    decompressor = zlib.decompressobj()
    try:
        decompressor.decompress(document, _LARGEST)
    except zlib.error:
        return False
    return decompressor.eof


def _signature(row: list[Any], around: Signature | None) -> Signature:
    found: Signature = _reader(Signature)(row)
    return found._replace(around=around)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes of parsed JSON a value of a type."""
    origin = get_origin(kind)
    if origin is frozenset:
        return frozenset
    if origin is tuple:
        return partial(_items, _reader(get_args(kind)[0]))
    if origin is UnionType:
        return partial(_if_any, next(one for one in get_args(kind) if one is not NoneType))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {one.value: one for one in kind}.__getitem__  # which is quicker than to ask it
    if hasattr(kind, "_fields"):
        readers = [_reader(hint) for hint in get_type_hints(kind).values()]
        read = [(at, one) for at, one in enumerate(readers) if one is not _itself]
        return partial(_record, kind, read)
    return _itself


def _if_any(kind: Any, value: Any) -> Any:
    return None if value is None else _reader(kind)(value)


def _items(read: Callable[[Any], Any], values: list[Any]) -> tuple[Any, ...]:
    return tuple([read(value) for value in values]) if values else ()


def _record(kind: Any, readers: Sequence[tuple[int, Callable[[Any], Any]]], row: list[Any]) -> Any:
    values = row.copy()
    for at, read in readers:
        values[at] = read(values[at])
    return kind._make(values)


def _itself(value: Any) -> Any:
    return value
