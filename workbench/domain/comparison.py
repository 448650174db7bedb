"""What two texts share and where they differ, sentence by sentence: values only.

`match.alignment` works them out, `present.facing` lays them side by side. Offsets are code points
of the text that each belongs to; what is between sentences is blank and not spoken of.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Extent = tuple[int, int]
"""Half-open, in code points."""


class Pairing(StrEnum):
    """How a sentence of one text stands to the other text."""

    SAME = "same"
    CHANGED = "changed"
    LEFT = "only on the left"
    RIGHT = "only on the right"


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of each text, or of one alone."""

    kind: Pairing
    left: Extent | None
    right: Extent | None
    left_marks: tuple[Extent, ...] = ()
    """Words that the other side has otherwise; empty unless it is changed."""
    right_marks: tuple[Extent, ...] = ()
    begins: bool = False
    """Whether a paragraph begins with it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts beside each other, in the order of both."""

    pairs: tuple[Pair, ...]
    left_share: float
    """Of the left text's sentences, by their lengths: how much stands in the right one, 0..1; of
    a changed one, the words that are in both."""
    right_share: float

    @property
    def changes(self) -> int:
        """How many sentences went, came or changed."""
        return sum(pair.kind is not Pairing.SAME for pair in self.pairs)

    @property
    def differences(self) -> tuple[int, ...]:
        """Places of the pairs where a run of differing sentences begins."""
        return tuple(
            at
            for at, pair in enumerate(self.pairs)
            if pair.kind is not Pairing.SAME
            and (at == 0 or self.pairs[at - 1].kind is Pairing.SAME)
        )
