"""Relays: the outlets and articles that an article derives from, and how far each one reaches.

A relay is a credit: the words derive from that outlet, or from that article. It says how much of
the article it speaks for, so that no credit of one sentence stands before every chain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workbench.domain.naming import fold_name
from workbench.domain.span import Span

MOSTLY = 0.5
"""Share of both texts' word runs below which nobody is told that one is the other's copy: then they
share passages, and that is all that is known."""


class RelayKind(StrEnum):
    """How an article stands to the outlet or article it derives from."""

    RELAYS = "relays"
    NEAR_DUPLICATE = "near_duplicate"
    REVISION = "revision_of"
    REWRITE = "rewrite"
    """The same story in other words: neither derives from the other, as far as the texts tell."""


class RelayBasis(StrEnum):
    """Why we think so. The first two are credits in print."""

    CREDIT = "explicit_credit"
    URL = "explicit_url"
    REFERENCE = "implicit_reference"
    SIMILARITY = "similarity"
    ANALYST = "analyst"


class RelayStatus(StrEnum):
    """What people said of it."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNSURE = "unsure"


class Reach(StrEnum):
    """How much of the article a relay speaks for."""

    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    STATEMENT = "statement"

    @property
    def next(self) -> Reach:
        """The one after it, in turn."""
        every = list(Reach)
        return every[(every.index(self) + 1) % len(every)]


Bounds = tuple[int, int]
"""Start and end of a stretch of the text, in code points."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a credit: how far each reach goes."""

    paragraph: Bounds | None = None
    statement: Bounds | None = None

    def bounds(self, reach: Reach) -> Bounds | None:
        """The stretch that a reach is about; None for the whole article, or where nobody said."""
        if reach is Reach.ARTICLE:
            return None
        return self.paragraph if reach is Reach.PARAGRAPH else self.statement

    def to_record(self) -> dict[str, Any]:
        """Both stretches as lists of two offsets, or null."""
        return {
            "paragraph": list(self.paragraph) if self.paragraph else None,
            "statement": list(self.statement) if self.statement else None,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Around:
        """The stretches of a record; one that is older than reaches has none."""
        paragraph, statement = record.get("paragraph"), record.get("statement")
        return cls(
            (paragraph[0], paragraph[1]) if paragraph else None,
            (statement[0], statement[1]) if statement else None,
        )


@dataclass(frozen=True, slots=True)
class Shared:
    """What two articles that tell the same story have in common, as the newer one has it."""

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    quotations: int = 0
    """Runs of quoted words."""
    words: int = 0
    """Words of both heads, without the ordinary ones."""
    days: int = 0
    """Between the two publications."""

    def to_record(self) -> dict[str, Any]:
        """As it is kept and exported."""
        return {
            "names": list(self.names),
            "numbers": list(self.numbers),
            "quotations": self.quotations,
            "words": self.words,
            "days": self.days,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Shared:
        """The same of a record."""
        return cls(
            tuple(map(str, record["names"])),
            tuple(map(str, record["numbers"])),
            int(record["quotations"]),
            int(record["words"]),
            int(record["days"]),
        )


@dataclass(frozen=True, slots=True)
class Relay:
    """The credit: words of this article derive from that outlet, or from that article."""

    kind: RelayKind
    basis: RelayBasis
    status: RelayStatus
    outlet: str = ""
    """Name of the credited outlet, as printed or corrected; empty when an article is named."""
    article: str = ""
    """Uid of the article it derives from."""
    span: Span | None = None
    """The printed credit."""
    score: float | None = None
    """Similarity 0..1 of the texts, where that is the basis."""
    reach: Reach = Reach.ARTICLE
    around: Around = Around()
    is_joint: bool = False
    """Whether the text credits it together with the relay before it."""
    fact: str = ""
    """Id of the fact that it is; empty for what an analyst added, and for similar texts."""
    shared: Shared | None = None
    """Of a rewrite: what both have in common."""

    @property
    def is_partial(self) -> bool:
        """Whether a near-duplicate shares passages and no more, as far as anybody said."""
        return (
            self.kind is RelayKind.NEAR_DUPLICATE
            and self.status is not RelayStatus.CONFIRMED
            and self.score is not None
            and self.score < MOSTLY
        )

    @property
    def is_credited(self) -> bool:
        """Whether the text says so and nobody denied it, or somebody confirmed it. A rewrite is no
        credit, whoever confirms it: two outlets that tell of one event each have it from theirs."""
        if self.kind is RelayKind.REWRITE:
            return False
        if self.status is RelayStatus.SUGGESTED:
            return self.basis is not RelayBasis.SIMILARITY
        return self.status is RelayStatus.CONFIRMED

    def reaches(self, span: Span) -> bool:
        """Whether the words of a span come through it."""
        if self.reach is Reach.ARTICLE:
            return True
        printed = (self.span.start, self.span.end) if self.span else None
        bounds = self.around.bounds(self.reach) or printed
        return bounds is not None and span.overlaps(*bounds)

    def to_record(self) -> dict[str, Any]:
        """The relay shape of the contract."""
        named = {"article": self.article} if self.article else {"outlet": self.outlet}
        return {
            "kind": self.kind.value,
            **named,
            "basis": self.basis.value,
            "status": self.status.value,
            "span": self.span.to_record() if self.span else None,
            "reach": self.reach.value,
            **self.around.to_record(),
            "joint": self.is_joint,
            "fact": self.fact or None,
        }


@dataclass(frozen=True, slots=True)
class RelayJudgement:
    """What an analyst says of an article's descent: adds a relay, answers a likeness, or corrects
    what a printed credit says (beside the decision that the fact is corrected)."""

    uid: str
    article: str
    """Uid."""
    analyst: str
    kind: RelayKind
    status: RelayStatus
    outlet: str = ""
    other: str = ""
    """Uid of the article it derives from; either this or the outlet is set."""
    fact: str = ""
    """Id of the printed credit that it corrects."""
    reach: Reach = Reach.ARTICLE
    span: Span | None = None
    """The words that credit, where they are others than the fact's; or where the analyst was."""
    around: Around = Around()

    @property
    def pair(self) -> str:
        """What an analyst has one judgement of in an article: a printed credit by its id, another
        article by its uid, an outlet by its folded name."""
        return self.fact or self.other or fold_name(self.outlet) or self.outlet

    def to_record(self) -> dict[str, Any]:
        """The judgement as the journal keeps it; one of the whole article, as all were before there
        were reaches, says nothing of them."""
        record: dict[str, Any] = {
            "uid": self.uid,
            "article": self.article,
            "analyst": self.analyst,
            "kind": self.kind.value,
            "outlet": self.outlet,
            "other": self.other,
            "status": self.status.value,
        }
        if self.fact or self.span or self.reach is not Reach.ARTICLE:
            record |= {"fact": self.fact, "reach": self.reach.value, **self.around.to_record()}
            record["span"] = self.span.to_record() if self.span else None
        return record

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> RelayJudgement:
        """The judgement of a journal record."""
        return cls(
            record["uid"],
            record["article"],
            record["analyst"],
            RelayKind(record["kind"]),
            RelayStatus(record["status"]),
            record["outlet"],
            record["other"],
            record.get("fact", ""),
            Reach(record.get("reach", Reach.ARTICLE)),
            Span.from_record(record["span"]) if record.get("span") else None,
            Around.from_record(record),
        )
