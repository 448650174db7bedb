"""The letters of a text: what is left when white space, line ends, Unicode form and marks that
nobody sees do not count. Two texts of the same letters are one text that went through different
hands, and each place of one has its place in the other.

Case counts, and so does everything that can be read. Canonical decomposition: UAX #15.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.domain.comparison import Extent

_UNSEEN = ("Cc", "Cf")


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of one text, and where each stands in it."""

    letters: str
    starts: tuple[int, ...]
    """Of each letter: where what it was read from begins in the text."""
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Letters:
        """Those of a text."""
        letters: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for start, end in _clusters(text):
            read = text[start:end]
            read = read if read.isascii() else unicodedata.normalize("NFD", _seen(read))
            letters.append(read)
            starts += [start] * len(read)
            ends += [end] * len(read)
        return cls("".join(letters), tuple(starts), tuple(ends))

    def within(self, start: int, end: int) -> Extent:
        """Places among the letters of those that begin in a stretch of the text."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def stretch(self, first: int, last: int) -> Extent | None:
        """The stretch of the text that these letters, `last` left out, were read from; None where
        there are none."""
        return (self.starts[first], self.ends[last - 1]) if first < last else None

    def stands_once(self, first: int, last: int, around: int) -> bool:
        """Whether these letters, with so many on each side, stand nowhere else in the text."""
        low, high = max(0, first - around), min(len(self.letters), last + around)
        words = self.letters[low:high]
        return self.letters.find(words) == low and self.letters.find(words, low + 1) < 0


def tally_of(text: str) -> dict[str, int]:
    """How often each letter stands in a text: where that differs, the letters do, and it is known
    in a tenth of the time."""
    counts = Counter(unicodedata.normalize("NFD", text))
    return {one: many for one, many in counts.items() if not (one.isspace() or _is_unseen(one))}


def _clusters(text: str) -> Iterator[Extent]:
    """Each letter with the marks that combine with it."""
    start, end = -1, 0
    for at, character in enumerate(text):
        is_plain = character.isascii()
        if character.isspace():
            if start >= 0:
                yield start, end
            start = -1
        elif is_plain or not _is_unseen(character):
            if start >= 0 and (is_plain or not unicodedata.combining(character)):
                yield start, end
                start = -1
            start, end = at if start < 0 else start, at + 1
    if start >= 0:
        yield start, end


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN or "\ufe00" <= character <= "\ufe0f"


def _seen(read: str) -> str:
    return "".join(one for one in read if not (one.isspace() or _is_unseen(one)))
