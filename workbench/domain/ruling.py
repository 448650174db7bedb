"""What an adjudicator decided where analysts differ on the same words, and what they say to it.

Nobody's own answer changes by it: what was decided is a layer over what they made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Choice(StrEnum):
    """What was taken."""

    ONE = "one"
    BOTH = "both"
    """All sides, where there are more than two."""
    NEITHER = "neither"
    THIRD = "third"
    """An answer of the adjudicator's own."""


class Cause(StrEnum):
    """Why the analysts differed."""

    TEXT = "ambiguous text"
    CODEBOOK = "gap in the codebook"
    SLIP = "slip"
    EDGE = "edge case"
    TASTE = "taste"


@dataclass(frozen=True, slots=True)
class Side:
    """One analyst's answer, as it was when it was ruled on."""

    analyst: str
    claim: str | None
    """Uid; None of an analyst who recorded nothing there."""
    state: str = ""
    """Hash of the claim then: the ruling is of that, and of nothing newer."""
    is_kept: bool = False

    def to_record(self) -> dict[str, Any]:
        """The side as the journal keeps it."""
        return {
            "analyst": self.analyst,
            "claim": self.claim,
            "state": self.state,
            "kept": self.is_kept,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Side:
        """The side of a journal record."""
        return cls(record["analyst"], record["claim"], record["state"], record["kept"])


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was decided on one place of one article."""

    uid: str
    article: str
    """Uid."""
    choice: Choice
    sides: tuple[Side, ...]
    kind: str
    """In what they differed, in a word of the table of differences."""
    analyst: str
    """The adjudicator."""
    at: str
    """UTC."""
    claim: str | None = None
    """Uid of the adjudicator's own answer, where that was taken."""
    cause: Cause | None = None
    why: str = ""

    def to_record(self) -> dict[str, Any]:
        """The ruling as the journal keeps it."""
        return {
            "uid": self.uid,
            "article": self.article,
            "choice": self.choice.value,
            "claim": self.claim,
            "kind": self.kind,
            "cause": self.cause.value if self.cause else "",
            "why": self.why,
            "analyst": self.analyst,
            "at": self.at,
            "sides": [one.to_record() for one in self.sides],
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Ruling:
        """The ruling of a journal record."""
        return cls(
            record["uid"],
            record["article"],
            Choice(record["choice"]),
            tuple(map(Side.from_record, record["sides"])),
            record["kind"],
            record["analyst"],
            record["at"],
            record["claim"],
            Cause(record["cause"]) if record["cause"] else None,
            record["why"],
        )


class Answer(StrEnum):
    """What an analyst says to a ruling that went otherwise."""

    READ = "read"
    DISPUTED = "disputed"
    SETTLED = "settled"
    """It was disputed, and the adjudicator answered."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """One analyst's word on one ruling."""

    ruling: str
    """Uid."""
    analyst: str
    answer: Answer
    words: str
    at: str
    """UTC."""
    reply: str = ""
    """What an adjudicator answered."""

    @property
    def uid(self) -> str:
        """What the journal calls it."""
        return f"{self.ruling}:{self.analyst}"

    def to_record(self) -> dict[str, Any]:
        """The word as the journal keeps it."""
        return {
            "uid": self.uid,
            "ruling": self.ruling,
            "analyst": self.analyst,
            "answer": self.answer.value,
            "words": self.words,
            "at": self.at,
            "reply": self.reply,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Dispute:
        """The word of a journal record."""
        return cls(
            record["ruling"],
            record["analyst"],
            Answer(record["answer"]),
            record["words"],
            record["at"],
            record["reply"],
        )
