"""What is kept open: a statement, or a question in words, of which later articles may say more; and
what one analyst answered to what they say.

A question asserts nothing: yes and no answer it alike. What bears on it is found by a machine, and
is a `Reply` until the analyst read it, or sent it away for good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from workbench.domain.counterpart import Differs, Place, Stance, are_one

WORDS_LENGTH = 500
"""Code points of a question in words at most."""


@dataclass(frozen=True, slots=True)
class KeptOpen:
    """One thing that an analyst keeps open."""

    uid: str
    analyst: str
    at: str
    since: int
    """The highest number that an article had then: what has a higher one came later."""
    words: str
    """The question; of a statement its own words, as they stood in its article."""
    lang: str
    article: str = ""
    """Uid of the one that the statement stands in; empty for a question in words."""
    start: int = 0
    end: int = 0
    closed: str = ""
    """Why it is open no more; empty while it is."""

    @property
    def is_open(self) -> bool:
        """Whether it is asked of new articles."""
        return not self.closed

    @property
    def is_question(self) -> bool:
        """Whether it is a question in words, and no statement of an article."""
        return not self.article

    def is_at(self, key: tuple[str, int, int]) -> bool:
        """Whether it is the statement there, as far as rules may cut it otherwise."""
        article, start, end = key
        return article == self.article and are_one((start, end), (self.start, self.end))

    def to_record(self) -> dict[str, Any]:
        """As the journal has it."""
        return asdict(self)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> KeptOpen:
        """What `to_record` gave."""
        return cls(**{name: record[name] for name in cls.__dataclass_fields__})


class Hearing(StrEnum):
    """What an analyst did with a reply."""

    SEEN = "seen"
    DISMISSED = "dismissed"
    """It has nothing to do with the question, and is never listed again."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One analyst's answer to what an article says to something kept open: it holds for whatever
    is found at the place, since rules may cut statements otherwise."""

    kept: str
    """Uid of what is kept open."""
    article: str
    """Uid of the article that says it."""
    start: int
    end: int
    analyst: str
    at: str
    hearing: Hearing

    @property
    def uid(self) -> str:
        """One for each place and thing kept open."""
        return f"{self.kept}:{self.article}:{self.start}:{self.end}"

    def holds_for(self, kept: str, key: tuple[str, int, int]) -> bool:
        """Whether it is about what an article says to something kept open."""
        article, start, end = key
        is_there = (kept, article) == (self.kept, self.article)
        return is_there and start < self.end and self.start < end

    def to_record(self) -> dict[str, Any]:
        """As the journal has it."""
        return {"uid": self.uid, **asdict(self)}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Heard:
        """What `to_record` gave."""
        named = {name: record[name] for name in cls.__dataclass_fields__}
        return cls(**{**named, "hearing": Hearing(record["hearing"])})


class Reply(NamedTuple):
    """What an article says to something kept open, as far as a machine can tell."""

    kept: str
    place: Place
    stance: Stance
    """How the statement there stands to what is kept open."""
    is_ours: bool
    """Whether it is what is kept open that updates the other one, or says it more exactly."""
    score: int
    """How likely, in percent."""
    differs: tuple[Differs, ...] = ()
    """In what they go apart, as what is kept open has it first."""


class Asked(NamedTuple):
    """By what replies to something kept open are looked for."""

    kept: str
    since: int
    least: int
    """How many of the telling words an article has to share."""
    words: frozenset[int]
    """Telling words, as 32 bits each."""
    keys: frozenset[int]
    """What a statement is looked up by, as 32 bits each."""
    mark: int = 0
    """Up to which mark of articles it was compared; 0 with none."""
