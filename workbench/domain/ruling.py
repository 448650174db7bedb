"""What an adjudicator decided where analysts differ on the same words, and what they say to it.

Nobody's own answer changes by it: what was decided is a layer over what they made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any

RULE = "rule"
"""As the journal calls the act by which somebody decides: it is of what the claims said then."""


class Choice(StrEnum):
    """What was taken."""

    ONE = "one"
    BOTH = "both"
    """All sides, where there are more than two."""
    NEITHER = "neither"
    """Of none what it differs in: what all agree on stands, where that is a claim."""
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


def unit_uid(article: str, claims: Iterable[str]) -> str:
    """What the unit of some claims is called, and the ruling on it: two that rule on one at once
    meet."""
    made = sha256(":".join((article, *sorted(claims))).encode(errors="surrogatepass")).hexdigest()
    return "-".join((made[:8], made[8:12], made[12:16], made[16:20], made[20:32]))


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
    """Uid of the claim that stands in the place of all sides: the adjudicator's own answer, or what
    the sides agree on."""
    cause: Cause | None = None
    why: str = ""

    @property
    def claims(self) -> tuple[str, ...]:
        """Uids of the claims that it is on."""
        return tuple(side.claim for side in self.sides if side.claim)

    def called_in(self, article: str) -> str:
        """What it is called where its article is called so."""
        return unit_uid(article, self.claims)

    def with_states(self, states: Mapping[tuple[str, str], str]) -> Ruling:
        """The same on claims that name the same otherwise. states: uid of a claim and its state ->
        the state that it has instead."""
        sides = tuple(
            replace(side, state=states.get((side.claim or "", side.state), side.state))
            for side in self.sides
        )
        return replace(self, sides=sides)

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
