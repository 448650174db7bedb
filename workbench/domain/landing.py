"""Where a claim's words stand in another text, and what keeps them from being the same claim there:
values only. `services.landing` works them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workbench.domain.claim import Claim
from workbench.domain.span import Span


class Why(StrEnum):
    """What keeps a claim from being carried over without a look."""

    TWICE = "the words stand there more than once"
    WORDS = "the words are otherwise"
    BESIDE = "another number stands beside the words"
    NAMED = "who says it is not named so there"
    UNREAD = "no speaker is read there"
    SPEAKER = "somebody else says it there"
    NUMBER = "the number is another one"
    NEGATION = "it is denied in one of the two"
    GONE = "the words are not there"

    @property
    def is_final(self) -> bool:
        """Whether the claim is not offered there at all: it would be another one."""
        return self in (Why.SPEAKER, Why.NUMBER, Why.NEGATION, Why.GONE)


@dataclass(frozen=True, slots=True)
class Landing:
    """A claim and where it would stand in another article."""

    claim: Claim
    span: Span | None
    """None where the words are gone."""
    why: Why | None
    """None: just these words, said by the same one."""

    @property
    def is_exact(self) -> bool:
        """Whether it is carried over with the others, as one act."""
        return self.why is None

    @property
    def is_offered(self) -> bool:
        """Whether it can be carried over at all."""
        return self.span is not None and not (self.why and self.why.is_final)

    def to_record(self) -> dict[str, Any]:
        """The landing as `carry --json` prints it."""
        return {
            "claim": self.claim.uid,
            "exact": self.claim.span.exact,
            "span": self.span.to_record() if self.span else None,
            "why": self.why.name.lower() if self.why else None,
            "offered": self.is_offered,
        }
