"""Claims, their attribution chains, and what analysts make of them.

A claim belongs to one analyst: nobody overwrites anybody. Its hops are ordered outermost first,
after the article's own relays; the last hop is where the claim comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from workbench.domain.span import Span

JOINT = " + "
"""Between those who say or are credited with something together."""


class Mode(StrEnum):
    """How the words reach us through a hop."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    OBSERVED = "observed"
    DOCUMENT = "document"


class HopClass(StrEnum):
    """How well a hop's source is known."""

    NAMED = "named"
    ROLE = "role"
    ANONYMOUS = "anonymous"
    UNATTRIBUTED = "unattributed"


class Factuality(StrEnum):
    """How firmly a source asserts a claim: FactBank's eight values (Saurí & Pustejovsky 2009)."""

    CERTAIN = "CT+"
    PROBABLE = "PR+"
    POSSIBLE = "PS+"
    CERTAINLY_NOT = "CT-"
    PROBABLY_NOT = "PR-"
    POSSIBLY_NOT = "PS-"
    CERTAIN_UNKNOWN = "CTu"
    UNDERSPECIFIED = "Uu"

    @property
    def word(self) -> str:
        """What the surface shows: asserts, hedges, denies or reports (uncommitted)."""
        if self is Factuality.CERTAIN:
            return "asserts"
        if self in (Factuality.PROBABLE, Factuality.POSSIBLE):
            return "hedges"
        return "denies" if self.value.endswith("-") else "reports"


class Assertion(StrEnum):
    """What a source does with the words. Only the first two ever support them."""

    ASSERTS = "asserts"
    CLAIMS = "claims"
    DENIES = "denies"
    DOES_NOT_CONFIRM = "does not confirm"
    NO_COMMENT = "no comment"
    REFUSES = "refuses to say"
    HAS_NOT_SAID = "has not said"

    @property
    def supports(self) -> bool:
        """Whether the source stands behind the words."""
        return self in (Assertion.ASSERTS, Assertion.CLAIMS)

    @property
    def says_nothing(self) -> bool:
        """Whether nothing was said at all: no quotation, whatever the words are."""
        return self in (Assertion.NO_COMMENT, Assertion.REFUSES, Assertion.HAS_NOT_SAID)

    @classmethod
    def over(cls, stances: Iterable[Assertion]) -> Assertion:
        """What a chain does with the words, outermost first: they are asserted only where everybody
        in it asserts them; of several that do not support them the innermost counts, which is
        nearest to the words, and so for a mere claim."""
        every = list(stances)
        against = [one for one in every if not one.supports]
        claimed = [one for one in every if one is cls.CLAIMS]
        return (against or claimed or [cls.ASSERTS])[-1]

    @classmethod
    def implied_by(cls, factuality: Factuality) -> Assertion:
        """What a record says that was made before there were assertions."""
        return cls.DENIES if factuality in _CONTRARY.values() else cls.ASSERTS

    def firmness(self, factuality: Factuality) -> Factuality:
        """The factuality that goes with it: as it was where the two agree, else the nearest."""
        if self is Assertion.DENIES:
            return _CONTRARY.get(factuality, factuality if factuality in _SO else _FLAT_NO)
        if not self.supports:
            return Factuality.UNDERSPECIFIED
        return _SO.get(factuality, factuality)

    def beside(self, factuality: Factuality) -> Assertion:
        """What it is once a source is said to hold the words as firmly as this."""
        if factuality in _SO:
            return Assertion.DENIES
        return Assertion.ASSERTS if self is Assertion.DENIES else self


_CONTRARY = {
    Factuality.CERTAIN: Factuality.CERTAINLY_NOT,
    Factuality.PROBABLE: Factuality.PROBABLY_NOT,
    Factuality.POSSIBLE: Factuality.POSSIBLY_NOT,
}
_SO = {contrary: factuality for factuality, contrary in _CONTRARY.items()}
_FLAT_NO = Factuality.CERTAINLY_NOT


class ClaimState(StrEnum):
    """Where the analyst's work on a claim stands."""

    DRAFT = "draft"
    DONE = "done"
    REVIEWED = "reviewed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of the chain: who said it, in which words, and how."""

    sources: tuple[str, ...] = ()
    """Uids of the sources: several when they speak jointly, none when unknown."""
    span: Span | None = None
    """The words that name them; None when they are not in the text."""
    cue: str = ""
    mode: Mode = Mode.INDIRECT
    hop_class: HopClass = HopClass.NAMED
    factuality: Factuality = Factuality.CERTAIN
    assertion: Assertion = Assertion.ASSERTS

    @property
    def stance(self) -> Assertion:
        """What the source does with the words: to assert firmly that it is not so is to deny it."""
        return stance_of(self.assertion, self.factuality)

    def asserting(self, assertion: Assertion) -> Hop:
        """The hop with another assertion, and a factuality that goes with it."""
        was_open = not self.stance.supports and self.factuality is Factuality.UNDERSPECIFIED
        firm = Factuality.CERTAIN if was_open else self.factuality
        return replace(self, assertion=assertion, factuality=assertion.firmness(firm))

    def held(self, factuality: Factuality) -> Hop:
        """The hop with another factuality, and an assertion that goes with it."""
        return replace(self, factuality=factuality, assertion=self.assertion.beside(factuality))

    def to_record(self) -> dict[str, Any]:
        """The hop as the journal keeps it: sources by uid, and no assertion that its factuality
        implies: so are the records that are older than assertions."""
        words = self.span.to_record() if self.span else {"start": None, "end": None, "exact": ""}
        record = {
            "sources": list(self.sources),
            **words,
            "cue": self.cue,
            "mode": self.mode.value,
            "class": self.hop_class.value,
            "factuality": self.factuality.value,
        }
        if self.assertion is not Assertion.implied_by(self.factuality):
            record["assertion"] = self.assertion.value
        return record

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Hop:
        """The hop of a journal record."""
        return cls(
            tuple(record["sources"]),
            Span.from_record(record) if record["start"] is not None else None,
            record["cue"],
            Mode(record["mode"]),
            HopClass(record["class"]),
            Factuality(record["factuality"]),
            assertion_in(record),
        )


def stance_of(assertion: Assertion, factuality: Factuality) -> Assertion:
    """What the two come to together: whoever asserts that it is not so denies it."""
    return assertion.beside(factuality) if assertion.supports else assertion


def assertion_in(record: Mapping[str, Any]) -> Assertion:
    """The assertion of a hop's or speaker's record; one that is older than assertions has none."""
    if said := record.get("assertion"):
        return Assertion(said)
    return Assertion.implied_by(Factuality(record["factuality"]))


@dataclass(frozen=True, slots=True)
class Claim:
    """What one analyst records: a span, what it says in plain words, and who it comes from."""

    uid: str
    article: str
    """Uid of the article."""
    analyst: str
    span: Span
    restatement: str = ""
    """The claim in a self-contained sentence."""
    gloss: str = ""
    """The restatement in another language."""
    topic: str = ""
    time: str = ""
    place: str = ""
    state: ClaimState = ClaimState.DRAFT
    note: str = ""
    fact: str | None = None
    """Id of the fact it was accepted from; None when made from scratch."""
    hops: tuple[Hop, ...] = ()
    verdict: str = ""
    """What the analyst holds of its truth, a word of a desk's own list; empty while nobody said."""
    version: int = field(default=0, compare=False)
    """How often this claim was changed, undo included; kept by the store."""
    topic_now: str = field(default="", compare=False)
    """What its topic is called today, where that is not what the claim says; kept by the store."""

    @property
    def topic_name(self) -> str:
        """What its topic is called, in the list where that has it."""
        return self.topic_now or self.topic

    @property
    def stance(self) -> Assertion:
        """What its hops do with the words."""
        return Assertion.over(hop.stance for hop in self.hops)

    def told(self, name: str) -> str:
        """A field's words as they are shown."""
        words: str = self.topic_name if name == "topic" else getattr(self, name)
        return words

    def with_words(self, name: str, words: str) -> Claim:
        """This claim with one of CLAIM_FIELDS set."""
        if name not in CLAIM_FIELDS:
            raise ValueError(name)
        return Claim.from_record(self.to_record() | {name: words}, self.version)

    def to_record(self) -> dict[str, Any]:
        """The claim as the journal keeps it; the version is counted, not kept."""
        record: dict[str, Any] = {"uid": self.uid, "article": self.article, "analyst": self.analyst}
        record |= self.span.to_record()
        record |= {name: getattr(self, name) for name in CLAIM_FIELDS}
        if self.verdict:  # records that are older than verdicts have none
            record["verdict"] = self.verdict
        record["state"] = self.state.value
        record["fact"] = self.fact
        record["hops"] = [hop.to_record() for hop in self.hops]
        return record

    @classmethod
    def from_record(cls, record: Mapping[str, Any], version: int = 0, topic_now: str = "") -> Claim:
        """The claim of a journal record."""
        return cls(
            uid=record["uid"],
            article=record["article"],
            analyst=record["analyst"],
            span=Span.from_record(record),
            **{name: record[name] for name in CLAIM_FIELDS},
            verdict=record.get("verdict", ""),
            state=ClaimState(record["state"]),
            fact=record["fact"],
            hops=tuple(Hop.from_record(hop) for hop in record["hops"]),
            version=version,
            topic_now=topic_now if topic_now != record["topic"] else "",
        )


CLAIM_FIELDS = ("restatement", "gloss", "topic", "time", "place", "note")
"""The claim's fields that are plain words."""


class LinkKind(StrEnum):
    """How one claim stands to another."""

    SAME = "same"
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    UPDATES = "updates"

    @property
    def does(self) -> str:
        """What a new claim does to the one it was carried over from."""
        return "says the same" if self is LinkKind.SAME else f"{self.value} the old one"


@dataclass(frozen=True, slots=True)
class Link:
    """One analyst's word on how two claims stand to each other."""

    uid: str
    analyst: str
    kind: LinkKind
    claim: str
    other: str

    def to_record(self) -> dict[str, Any]:
        """The link as the journal keeps it."""
        return {
            "uid": self.uid,
            "analyst": self.analyst,
            "kind": self.kind.value,
            "claim": self.claim,
            "other": self.other,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Link:
        """The link of a journal record."""
        return cls(
            record["uid"],
            record["analyst"],
            LinkKind(record["kind"]),
            record["claim"],
            record["other"],
        )


class Likelihood(StrEnum):
    """ICD 203's seven terms, first row; the bands are percentages."""

    ALMOST_NO_CHANCE = "almost no chance"
    VERY_UNLIKELY = "very unlikely"
    UNLIKELY = "unlikely"
    ROUGHLY_EVEN = "roughly even chance"
    LIKELY = "likely"
    VERY_LIKELY = "very likely"
    ALMOST_CERTAIN = "almost certain"


class Confidence(StrEnum):
    """Analytic confidence: of sourcing and argument, not a probability (ICD 203)."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


CREDIBILITY = {
    1: "confirmed by other independent sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
"""Credibility of information on the Admiralty scale (FM 2-22.3). 6 is "unknown", not the worst."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One analyst's judgement of a claim; credibility, likelihood and confidence stay apart."""

    claim: str
    analyst: str
    credibility: int
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None
    rationale: str = ""
    blind: bool = True
    """Whether the source's rating was hidden while the credibility was entered."""

    @property
    def uid(self) -> str:
        """One assessment for each claim and analyst."""
        return f"{self.claim}:{self.analyst}"

    def to_record(self) -> dict[str, Any]:
        """The assessment as the journal keeps it."""
        return {
            "uid": self.uid,
            "claim": self.claim,
            "analyst": self.analyst,
            "credibility": self.credibility,
            "likelihood": self.likelihood.value if self.likelihood else None,
            "confidence": self.confidence.value if self.confidence else None,
            "rationale": self.rationale,
            "blind": self.blind,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Assessment:
        """The assessment of a journal record."""
        return cls(
            record["claim"],
            record["analyst"],
            record["credibility"],
            Likelihood(record["likelihood"]) if record["likelihood"] else None,
            Confidence(record["confidence"]) if record["confidence"] else None,
            record["rationale"],
            bool(record["blind"]),
        )
