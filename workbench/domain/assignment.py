"""An article that somebody is to judge, as a part of a selection that was divided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Assignment:
    """One article of one selection for one analyst."""

    selection: str
    """Uid."""
    article: str
    """Uid."""
    analyst: str
    """Who is to judge it."""
    by: str
    """Who divided."""
    at: str
    """UTC."""
    due: str = ""
    """Day, as 2026-11-29; empty where there is none."""
    is_known: bool = False
    """Whether its answer is known already: it measures whoever judges it."""

    @property
    def uid(self) -> str:
        """What the journal calls it: an article of a selection is an analyst's once."""
        return f"{self.selection}:{self.article}:{self.analyst}"

    def to_record(self) -> dict[str, Any]:
        """The assignment as the journal keeps it."""
        return {
            "uid": self.uid,
            "selection": self.selection,
            "article": self.article,
            "analyst": self.analyst,
            "due": self.due,
            "known": self.is_known,
            "given_by": self.by,
            "at": self.at,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Assignment:
        """The assignment of a journal record."""
        return cls(
            record["selection"],
            record["article"],
            record["analyst"],
            record["given_by"],
            record["at"],
            record["due"],
            record["known"],
        )
