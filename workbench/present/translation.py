"""A translation beside its original: which paragraph stands for which, and its lines.

Paragraphs face each other where both texts have as many; else the place is only as far on as the
original's, and the page says so. Offsets are code points of the text each belongs to.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.present.layout import Line

_PARAGRAPH = re.compile(r"\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Facing:
    """Where the paragraphs of two texts begin."""

    original: tuple[int, ...]
    translation: tuple[int, ...]
    lengths: tuple[int, int]

    @classmethod
    def of(cls, original: str, translation: str) -> Facing:
        """The paragraphs of these texts: every line that is not blank."""
        return cls(
            _starts(original),
            _starts(translation),
            (max(1, len(original)), max(1, len(translation))),
        )

    @property
    def is_aligned(self) -> bool:
        """Whether paragraphs face each other."""
        return len(self.original) == len(self.translation) > 0

    def in_translation(self, offset: int) -> int:
        """The place in the translation that faces a place of the original."""
        return self._across(offset, self.original, self.translation, self.lengths)

    def in_original(self, offset: int) -> int:
        """The place in the original that faces a place of the translation."""
        return self._across(offset, self.translation, self.original, self.lengths[::-1])

    def _across(
        self, offset: int, here: Sequence[int], there: Sequence[int], lengths: Sequence[int]
    ) -> int:
        if not self.is_aligned:
            return min(lengths[1] - 1, offset * lengths[1] // lengths[0])
        at = max(0, bisect_right(here, offset) - 1)
        low, high = _extent(here, at, lengths[0])
        start, end = _extent(there, at, lengths[1])
        return min(end - 1, start + max(0, offset - low) * (end - start) // (high - low))

    def paragraph(self, offset: int) -> Line:
        """The paragraph of the translation that holds a place of it."""
        at = max(0, bisect_right(self.translation, offset) - 1)
        return _extent(self.translation or (0,), at, self.lengths[1])


def _extent(starts: Sequence[int], at: int, length: int) -> Line:
    return starts[at], starts[at + 1] if at + 1 < len(starts) else length


def _starts(text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in _PARAGRAPH.finditer(text))
