"""What is made of the extractor's data and takes long, kept between runs: patterns and tables.

Compiling the patterns of a language takes as long as reading forty articles. What is made of a
source depends on the source and on Python alone, and is found by the source, so nothing kept can be
out of date. It must never matter: what is not there, or is another Python's, is made anew. Reads
and writes no file; whoever wants to keep what was made takes it from here (services/kept.py).
"""

from __future__ import annotations

import marshal
import re
import sys
from array import array
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from zlib import crc32

try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler, _parser  # type: ignore[attr-defined]
except ImportError:  # another Python, whose patterns are compiled as ever
    _sre = None

_MOST = 4_500_000
"""Bytes that are kept, room for three languages: all are read at each start. When there are more,
only what this run used."""


class Kept:
    """Values that marshal knows, by what they were made of."""

    def __init__(self) -> None:
        self._values: dict[str, bytes] = {}
        self._used: dict[str, bytes] = {}
        self._has_new = False

    def made(self, kind: str, source: str, make: Callable[[], Any]) -> Any:
        """What `make` gives for a source: from an earlier run, where it was kept."""
        key = f"{kind} {source}"
        value = self._values.get(key)
        if value is None:
            value = self._values[key] = marshal.dumps(make())
            self._has_new = True
        self._used[key] = value
        return marshal.loads(value)

    def take(self, stored: bytes) -> None:
        """Begin with what `to_keep` gave in an earlier run; with nothing where that is damaged."""
        head = _head()
        body = stored[len(head) + 4 :]
        if stored.startswith(head) and stored[len(head) : len(head) + 4] == _sum(body):
            taken: dict[str, bytes] = marshal.loads(body)
            self._has_new = not self._values.keys() <= taken.keys()
            self._values = taken | self._values

    def to_keep(self) -> bytes | None:
        """What a later run may take; None where it has it already."""
        if not self._has_new:
            return None
        self._has_new = False
        body = marshal.dumps(self._values)
        if len(body) > _MOST:
            body = marshal.dumps(self._used)
        return _head() + _sum(body) + body


@lru_cache(maxsize=1)
def kept() -> Kept:
    """What this process made or took."""
    return Kept()


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """As re.compile: for patterns of word lists, which are long."""
    if _sre is None:
        return re.compile(source, flags)
    parts = kept().made("re", f"{int(flags)} {source}", lambda: _parts(source, int(flags)))
    all_flags, code, groups, places, names = parts
    numbers = array("I")
    numbers.frombytes(code)
    pattern: re.Pattern[str] = _sre.compile(
        source, all_flags, numbers.tolist(), groups, places, names
    )
    return pattern


def _parts(source: str, flags: int) -> tuple[Any, ...]:
    """What `re` makes a pattern of."""
    tree = _parser.parse(source, flags)
    code = array("I", _compiler._code(tree, flags)).tobytes()
    state = tree.state
    names: list[str | None] = [None] * state.groups
    for name, place in state.groupdict.items():
        names[place] = name
    return flags | state.flags, code, state.groups - 1, dict(state.groupdict), tuple(names)


def _head() -> bytes:
    magic = _sre.MAGIC if _sre else 0
    return f"workbench kept 1 {sys.implementation.cache_tag} {magic} {sys.byteorder}\n".encode()


def _sum(body: bytes) -> bytes:
    return crc32(body).to_bytes(4, "little")
