"""Arrivals: what came in from elsewhere and waits for somebody's answer.

What was changed both here and there, words that stand elsewhere in our text, and what belongs to
nothing that is here. Nothing of ours is touched before the answer, and nothing is asked twice: an
answered arrival stays, so that the same file brings nothing the next time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from workbench.domain.journal import Record
from workbench.domain.past import Key, Past
from workbench.domain.span import Span


class ArrivalKind(StrEnum):
    """Why it waits."""

    CONFLICT = "conflict"
    """It was changed here and there, or changed in one place and removed in the other."""
    SHIFTED = "shifted"
    """The text differs from the one it was made on, and its words stand elsewhere in ours."""
    UNMATCHED = "unmatched"
    """There is nothing here that it is on."""


class Answer(StrEnum):
    """What became of it."""

    OPEN = "open"
    TAKEN = "taken"
    """Theirs stands."""
    KEPT = "kept"
    """Ours stands."""
    PLACED = "placed"
    """It was put on words of our text."""
    DROPPED = "dropped"
    SETTLED = "settled"
    """Somebody answered elsewhere, and that came in."""


WITH_CLAIM = "its claim waits, and is answered with it"
"""Why an analyst's answer waits."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that came in and waits, or did."""

    kind: ArrivalKind
    entity: str
    thing: str
    """Uid of the record that it is a state of."""
    article: str
    """Uid of the article here that it is about; empty where none is."""
    theirs: Record | None
    """The record as it would stand here; None where it was removed there."""
    past: Past
    """Where theirs stands among the record's states."""
    file: str
    """Name of the file that it came in."""
    at: str
    """UTC."""
    why: str = ""
    """What keeps it from being taken, where that is not told by its kind."""
    spans: tuple[Span, ...] = ()
    """Where its words may stand in our text, the likeliest first."""
    answer: Answer = Answer.OPEN

    @property
    def uid(self) -> str:
        """One for each state of a record."""
        return f"{self.past.state}:{self.entity}:{self.thing}"

    @property
    def key(self) -> Key:
        """The record that it is a state of."""
        return self.entity, self.thing

    @property
    def is_open(self) -> bool:
        """Whether it waits."""
        return self.answer is Answer.OPEN

    def answered(self, answer: Answer) -> Arrival:
        """The same with its answer."""
        return replace(self, answer=answer)

    def to_record(self) -> dict[str, Any]:
        """The arrival as the journal keeps it."""
        return {
            "uid": self.uid,
            "kind": self.kind.value,
            "entity": self.entity,
            "thing": self.thing,
            "article": self.article,
            "theirs": self.theirs,
            **self.past.told(),
            "file": self.file,
            "at": self.at,
            "why": self.why,
            "spans": [span.to_record() for span in self.spans],
            "answer": self.answer.value,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Arrival:
        """The arrival of a journal record."""
        theirs = record["theirs"]
        return cls(
            ArrivalKind(record["kind"]),
            record["entity"],
            record["thing"],
            record["article"],
            theirs,
            Past.from_record({**record, "gone": theirs is None}),
            record["file"],
            record["at"],
            record["why"],
            tuple(Span.from_record(span) for span in record["spans"]),
            Answer(record["answer"]),
        )
