"""Tags: free words that an analyst puts on an article or a claim.

A tag is its analyst's: two may put the same word on one thing, and nobody changes another's. Words
that fold alike are one tag, however they are written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.domain.naming import fold_name

LONGEST = 200
"""Code points of a tag, and of a topic."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One analyst's word on one thing."""

    article: str
    """Uid of the article that it is on, or that its claim is of."""
    claim: str | None
    """Uid of the claim that it is on; None for one on the article."""
    analyst: str
    name: str
    at: str
    """UTC."""

    @property
    def uid(self) -> str:
        """One for each word, analyst and thing."""
        return f"{self.subject}:{self.folded}:{self.analyst}"

    @property
    def subject(self) -> str:
        """Uid of what it is on."""
        return self.claim or self.article

    @property
    def folded(self) -> str:
        """What tells one tag from another."""
        return fold_name(self.name)

    def to_record(self) -> dict[str, Any]:
        """The tag as the journal keeps it."""
        return {
            "uid": self.uid,
            "article": self.article,
            "claim": self.claim,
            "analyst": self.analyst,
            "name": self.name,
            "at": self.at,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Tag:
        """The tag of a journal record."""
        return cls(**{name: record[name] for name in cls.__dataclass_fields__})
