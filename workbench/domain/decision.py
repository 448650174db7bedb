"""Decisions: what an analyst did with a fact.

One for each fact and analyst, tied to the fact's identity (kind and span), so that running
extraction again never orphans it. The rule travels along: it is what trust is computed from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from workbench.domain.fact import Fact, Kind, fact_id
from workbench.domain.span import Span


class Verdict(StrEnum):
    """The five answers to a question."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    SKIPPED = "skipped"
    UNSURE = "unsure"

    @property
    def is_answer(self) -> bool:
        """Whether the question is closed by it: skipping keeps it open for another round."""
        return self is not Verdict.SKIPPED


@dataclass(frozen=True, slots=True)
class Decision:
    """What one analyst did with one fact."""

    article: str
    analyst: str
    kind: Kind
    span: Span
    verdict: Verdict
    rule: str = ""
    extractor: str = ""
    claim: str | None = None
    """Uid of the claim that came of it."""

    @classmethod
    def on(
        cls, fact: Fact, *, article: str, analyst: str, verdict: Verdict, claim: str | None = None
    ) -> Decision:
        """The decision of analyst on this fact of article."""
        return cls(
            article, analyst, fact.kind, fact.span, verdict, fact.rule, fact.extractor, claim
        )

    @property
    def fact(self) -> str:
        """Id of the fact within its article."""
        return fact_id(self.kind, self.span.start, self.span.end)

    @property
    def uid(self) -> str:
        """One decision for each fact and analyst."""
        return f"{self.article}:{self.fact}:{self.analyst}"

    def to_record(self) -> dict[str, Any]:
        """The decision as the journal keeps it."""
        return {
            "uid": self.uid,
            "article": self.article,
            "analyst": self.analyst,
            "kind": self.kind.value,
            **self.span.to_record(),
            "verdict": self.verdict.value,
            "rule": self.rule,
            "extractor": self.extractor,
            "claim": self.claim,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Decision:
        """The decision of a journal record."""
        return cls(
            record["article"],
            record["analyst"],
            Kind(record["kind"]),
            Span.from_record(record),
            Verdict(record["verdict"]),
            record["rule"],
            record["extractor"],
            record["claim"],
        )


class AnsweredAt(NamedTuple):
    """One analyst's answer to what was found at a place of an article."""

    number: int
    """Of the article."""
    start: int
    end: int
    verdict: Verdict
    outlet: str
    """The article's, by uid; empty when it has none."""
    lang: str
