"""The guidelines of a store: what counts as a claim, what topics and verdicts mean, with examples.

Their version is how many acts have changed them, so that what version a decision was made under
follows from where both stand in the journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workbench.domain.span import Span


class GuidelineKind(StrEnum):
    """What an entry is about."""

    CLAIM = "claim"
    """What is recorded at all."""
    TOPIC = "topic"
    VERDICT = "verdict"
    RULE = "rule"
    """How something is recorded: chains, bounds, what a source does with the words."""


@dataclass(frozen=True, slots=True)
class Example:
    """Words of an article that show what an entry means."""

    article: str
    """Uid."""
    span: Span
    is_for: bool = True
    """Whether it is what the entry means, or what it does not mean."""
    words: str = ""
    """Why."""

    def to_record(self) -> dict[str, Any]:
        """The example as the journal keeps it."""
        return {
            "article": self.article,
            "is_for": self.is_for,
            "words": self.words,
            **self.span.to_record(),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Example:
        """The example of a journal record."""
        return cls(record["article"], Span.from_record(record), record["is_for"], record["words"])


@dataclass(frozen=True, slots=True)
class Guideline:
    """One entry."""

    uid: str
    kind: GuidelineKind
    subject: str
    """A topic, a verdict, or what the entry is called."""
    words: str
    analyst: str
    """Who wrote it last."""
    at: str
    """UTC."""
    examples: tuple[Example, ...] = ()

    def to_record(self) -> dict[str, Any]:
        """The entry as the journal keeps it."""
        return {
            "uid": self.uid,
            "kind": self.kind.value,
            "subject": self.subject,
            "words": self.words,
            "analyst": self.analyst,
            "at": self.at,
            "examples": [one.to_record() for one in self.examples],
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Guideline:
        """The entry of a journal record."""
        return cls(
            record["uid"],
            GuidelineKind(record["kind"]),
            record["subject"],
            record["words"],
            record["analyst"],
            record["at"],
            tuple(map(Example.from_record, record["examples"])),
        )


@dataclass(frozen=True, slots=True)
class Flag:
    """Somebody says that the codebook does not tell how a claim is to be recorded."""

    claim: str
    """Uid."""
    analyst: str
    words: str
    at: str
    """UTC."""

    @property
    def uid(self) -> str:
        """What the journal calls it."""
        return f"{self.claim}:{self.analyst}"

    def to_record(self) -> dict[str, Any]:
        """The flag as the journal keeps it."""
        return {
            "uid": self.uid,
            "claim": self.claim,
            "analyst": self.analyst,
            "words": self.words,
            "at": self.at,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Flag:
        """The flag of a journal record."""
        return cls(record["claim"], record["analyst"], record["words"], record["at"])
