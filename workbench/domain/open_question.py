"""Something kept open with what articles since say to it, told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workbench.domain.counterpart import Differs
from workbench.domain.kept_open import Heard, KeptOpen
from workbench.domain.stated import ToldCounterpart


@dataclass(frozen=True, slots=True)
class ToldReply:
    """What an article says to something kept open."""

    one: ToldCounterpart
    heard: Heard | None

    @property
    def is_new(self) -> bool:
        """Whether the analyst has yet to answer it."""
        return self.heard is None

    @property
    def place(self) -> str:
        """Where it is said, as the command line takes it: "#12:345"."""
        return f"#{self.one.said.article.number}:{self.one.said.span.start}"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Something kept open, and what articles since say to it, the newest first."""

    kept: KeptOpen
    number: int | None
    """Of the article that it stands in; None for a question in words."""
    replies: tuple[ToldReply, ...]
    new: int
    """How many replies wait for an answer, told or too many for that."""

    def to_record(self, words: Callable[[Differs], str]) -> dict[str, Any]:
        """As programs are told it. words: in which people are told what goes apart."""
        kept = self.kept
        place = {"number": self.number, "start": kept.start, "end": kept.end}
        return {
            "uid": kept.uid,
            "words": kept.words,
            "lang": kept.lang,
            "at": kept.at,
            "statement": None if self.number is None else place,
            "closed": kept.closed or None,
            "new": self.new,
            "replies": [
                one.one.as_said(words)
                | {"place": one.place, "hearing": one.heard.hearing.value if one.heard else None}
                for one in self.replies
            ],
        }
