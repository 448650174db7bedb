"""Counts of one measure, and the shares they make: precision, recall and F1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workbench.measure.comparing import Outcome


@dataclass(slots=True)
class Tally:
    """Counts of one measure; each side has its own, because a pair may cross modes or rules."""

    gold: int = 0
    hit: int = 0
    """Of gold, those that were found."""
    found: int = 0
    right: int = 0
    """Of found, those that are right."""

    def add(self, outcome: Outcome) -> None:
        """Count a whole outcome."""
        self.gold += len(outcome.gold)
        self.hit += len(outcome.hit)
        self.found += len(outcome.found)
        self.right += len(outcome.right)

    def to_record(self) -> dict[str, Any]:
        """The counts and the shares, 0..1 to four places; null where there is nothing to share."""
        shares = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {
            "gold": self.gold,
            "hit": self.hit,
            "found": self.found,
            "right": self.right,
            **{name: None if one is None else round(one, 4) for name, one in shares.items()},
        }

    def merge(self, other: Tally) -> None:
        """Count what another one counted."""
        self.gold += other.gold
        self.hit += other.hit
        self.found += other.found
        self.right += other.right

    @property
    def precision(self) -> float | None:
        """Right of found, 0..1; None when nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Found of gold, 0..1; None when there is none."""
        return self.hit / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Their harmonic mean; None when there is neither gold nor anything found."""
        precision, recall = self.precision, self.recall
        if precision is None and recall is None:
            return None
        both = (precision or 0.0) + (recall or 0.0)
        return 2 * (precision or 0.0) * (recall or 0.0) / both if both else 0.0
