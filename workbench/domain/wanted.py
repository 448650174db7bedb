"""Addresses whose articles somebody wants, and that nobody has brought yet.

They are no articles: an article has a text. That one is there is never written down; it is looked
up by where the articles are from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Wanted:
    """One address, as the first who wanted it wrote it."""

    place: str
    """As `place_of` has it: one for each page, however it is written."""
    address: str
    note: str
    analyst: str
    at: str

    @property
    def uid(self) -> str:
        """What the journal calls it."""
        return self.place

    def to_record(self) -> dict[str, Any]:
        """As the journal has it."""
        return {
            "uid": self.place,
            "place": self.place,
            "address": self.address,
            "note": self.note,
            "analyst": self.analyst,
            "at": self.at,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Wanted:
        """What `to_record` gave."""
        return cls(*(record[key] for key in ("place", "address", "note", "analyst", "at")))
