"""Topics: the desk's own list of subjects, which claims name by words.

A topic is told by its folded words, so that what a claim says finds it however it is written, in
this database or another. What one is renamed to or merged into is a pointer from its words to other
ones: claims keep theirs, and are read by the words that the pointer ends at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.domain.naming import fold_name


@dataclass(frozen=True, slots=True)
class Topic:
    """One entry of the list. What claims name without one is provisional."""

    name: str
    is_retired: bool = False
    """No longer offered nor given to claims; those that have it keep it."""
    same_as: str | None = None
    """Uid of the topic that it was renamed to or merged into."""

    @property
    def uid(self) -> str:
        """Its folded words."""
        return fold_name(self.name)

    def to_record(self) -> dict[str, Any]:
        """The topic as the journal keeps it."""
        return {
            "uid": self.uid,
            "name": self.name,
            "retired": self.is_retired,
            "same_as": self.same_as,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Topic:
        """The topic of a journal record."""
        return cls(record["name"], bool(record["retired"]), record["same_as"])
