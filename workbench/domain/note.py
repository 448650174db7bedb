"""Notes: an analyst's words on an article, a span of it, a claim, a source or a hop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workbench.domain.span import Span


class NoteSubject(StrEnum):
    """What a note can be on."""

    ARTICLE = "article"
    CLAIM = "claim"
    SOURCE = "source"
    HOP = "hop"


@dataclass(frozen=True, slots=True)
class Note:
    """Words on something. A note on a span has the article as its subject."""

    uid: str
    analyst: str
    subject: NoteSubject
    subject_uid: str
    """Uid of the article, claim or source; for a hop the claim's uid and position, "uid/2"."""
    words: str
    at: str
    """UTC."""
    span: Span | None = None

    def to_record(self) -> dict[str, Any]:
        """The note as the journal keeps it."""
        return {
            "uid": self.uid,
            "analyst": self.analyst,
            "subject": self.subject.value,
            "subject_uid": self.subject_uid,
            "words": self.words,
            "at": self.at,
            "span": self.span.to_record() if self.span else None,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Note:
        """The note of a journal record."""
        return cls(
            record["uid"],
            record["analyst"],
            NoteSubject(record["subject"]),
            record["subject_uid"],
            record["words"],
            record["at"],
            Span.from_record(record["span"]) if record["span"] else None,
        )
