"""The gist of an article: the few words and names by which others are found that tell the same, as
numbers, and its day. Values only: `match.rewrites` picks the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

WORD_BITS = 32


def day_of(anchor: str | None) -> int:
    """A local publication date as a day, the first of year 1 is 1; 0 where none is known."""
    try:
        return date.fromisoformat((anchor or "")[:10]).toordinal()
    except ValueError:
        return 0


class Gist(NamedTuple):
    """The telling words and names of an article as 32 bits each, and the day that it was
    published."""

    day: int
    """The first of year 1 is 1."""
    words: tuple[int, ...]

    @classmethod
    def of(cls, anchor: str | None, words: Sequence[int]) -> Gist | None:
        """The gist of an article by its local publication date; None where no day is known."""
        day = day_of(anchor)
        return cls(day, tuple(words)) if day else None

    def values(self, day: int | None = None) -> list[int]:
        """Its words as they stand in the index, on its own day or on another one."""
        return [(self.day if day is None else day) << WORD_BITS | word for word in self.words]
