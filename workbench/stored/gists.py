"""Gists as rows: telling words as bytes, and which articles share them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from struct import Struct

from workbench.domain.gist import WORD_BITS, Gist
from workbench.verbs.gists import Sharing

MOST_ROWS = 2_000
"""Rows that are read of an article's words: in days that are full of one thing, of the nearest
days."""


def packed_words(gist: Gist) -> bytes:
    """Its words as they are kept: four bytes each."""
    return Struct(f"<{len(gist.words)}I").pack(*gist.words)


def unpacked_words(words: bytes) -> tuple[int, ...]:
    """The words of those bytes."""
    return Struct(f"<{len(words) // 4}I").unpack(words)


def shared(
    day: int, number: int, rows: Iterable[tuple[int, int]]
) -> tuple[list[Sharing], dict[int, int]]:
    """What an article of a day shares with others, of rows of the index: values and articles; and
    how many articles have each of its words."""
    rows = list(rows)
    mask = (1 << WORD_BITS) - 1
    often = Counter([value & mask for value, _ in rows])
    values: defaultdict[int, list[int]] = defaultdict(list)
    for value, other in rows:
        values[other].append(value)
    values.pop(number, None)
    found = [
        Sharing(other, abs((its[0] >> WORD_BITS) - day), tuple([value & mask for value in its]))
        for other, its in values.items()
    ]
    return found, dict(often)
