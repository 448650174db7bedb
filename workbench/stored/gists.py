"""Gists as rows: telling words as bytes, and which articles share them."""

from __future__ import annotations

from collections import defaultdict
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
    words: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    often: defaultdict[int, int] = defaultdict(int)
    for value, other in rows:
        its_day, word = value >> WORD_BITS, value & (1 << WORD_BITS) - 1
        often[word] += 1
        if other != number:
            words[other, abs(its_day - day)].append(word)
    found = [Sharing(other, apart, tuple(ones)) for (other, apart), ones in words.items()]
    return found, dict(often)
