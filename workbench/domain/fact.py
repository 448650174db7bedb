"""Facts: what the machine found in a text. Machine output only, never edited by people.

The shapes of the attributes are a contract (docs/cli.md, schemas/fact.json): scripts read them.
A fact's identity is its kind and span, so that an analyst's decision outlives re-extraction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workbench.domain.claim import (
    Assertion,
    Factuality,
    HopClass,
    Mode,
    assertion_in,
    stance_of,
)
from workbench.domain.naming import is_several
from workbench.domain.span import Span


class Kind(StrEnum):
    """What a fact is about."""

    QUOTE = "quote"
    TIME = "time"
    QUANTITY = "quantity"
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    EVENT = "event"
    RELAY = "relay"
    TITLE = "title"
    DATELINE = "dateline"
    BYLINE = "byline"
    EDITOR = "editor"
    CAPTION = "caption"
    RELATED = "related"
    BOILERPLATE = "boilerplate"


NAME_KINDS = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)
LINE_KINDS = (
    Kind.TITLE, Kind.DATELINE, Kind.BYLINE, Kind.EDITOR, Kind.CAPTION, Kind.RELATED,
    Kind.BOILERPLATE,
)  # fmt: skip


class SpeakerClass(StrEnum):
    """What sort of source a speaker is, as far as the words tell."""

    NAMED = "named"
    ORGANISATION = "organisation"
    STATE = "state"
    ROLE = "role"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"
    OUTLET = "outlet"
    CROWD = "crowd"

    def hop_class(self, words: str) -> HopClass:
        """The class that a hop gets for a speaker who is called by some words. Several of a sort,
        of whom none is named, are nobody in particular, whatever their sort is: "para pakar" no
        less than "para warga"."""
        if self in (SpeakerClass.ANONYMOUS, SpeakerClass.CROWD):
            return HopClass.ANONYMOUS
        if self is not SpeakerClass.ROLE:
            return HopClass.NAMED
        return HopClass.ANONYMOUS if is_several(words) else HopClass.ROLE


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to speak: the words that name them, and who that is."""

    span: Span
    name: str | None
    """The resolved full name; None where the engine leaves it open."""
    names: tuple[str, ...] = ()
    """Every resolved name of a joint source ("mereka"); one name, or none, otherwise."""
    speaker_class: SpeakerClass = SpeakerClass.NAMED
    factuality: Factuality = Factuality.CERTAIN
    score: float = 0.0
    """Shipped precision of the rule that found the words."""
    name_score: float = 0.0
    """Shipped precision of the rule that resolved the name."""
    assertion: Assertion = Assertion.ASSERTS

    @property
    def hop_class(self) -> HopClass:
        """The class that a hop for this speaker gets."""
        return self.speaker_class.hop_class(self.name or self.span.words)

    @property
    def stance(self) -> Assertion:
        """What the speaker does with the words, as `Hop.stance`."""
        return stance_of(self.assertion, self.factuality)

    def to_record(self) -> dict[str, Any]:
        """The speaker shape of the contract."""
        return self.span.to_record() | {
            "name": self.name,
            "names": list(self.names),
            "class": self.speaker_class.value,
            "factuality": self.factuality.value,
            "assertion": self.assertion.value,
            "score": self.score,
            "name_score": self.name_score,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Speaker:
        """The speaker of a contract record."""
        return cls(
            Span.from_record(record),
            record["name"],
            tuple(record["names"]),
            SpeakerClass(record["class"]),
            Factuality(record["factuality"]),
            record["score"],
            record["name_score"],
            assertion_in(record),
        )


@dataclass(frozen=True, slots=True)
class Quote:
    """Attributes of a quote: the fact's span is the content."""

    mode: Mode
    cue: Span | None = None
    speaker: Speaker | None = None
    hops: tuple[Speaker, ...] = ()
    """The proposed chain, outermost first; the speaker last, or whom an outlet that speaks cites;
    without the article's relays."""


@dataclass(frozen=True, slots=True)
class Time:
    """Attributes of a time expression; values are TIMEX3 strings."""

    value: str | None = None
    """"2020-01-08TNI", "2019-04", "PAST_REF", "PXM"; None when it must not be made up."""
    end: str | None = None
    """End of an interval; ".." when it is open."""
    granularity: str | None = None
    """minute, hour, part, day, weekend, week, month, quarter, half, year, decade, century, season,
    era; duration, set (what comes again) or vague."""
    part: str | None = None
    """Part of day as in TIMEX3: MO, MI, AF, EV, NI, DT."""
    modifier: str | None = None
    """START, MID, END, APPROX, SINCE, UNTIL, BEFORE, AFTER."""
    anchor: str | None = None
    """The local publication date that a relative expression was resolved against."""
    anchor_basis: str | None = None
    """metadata, page, dateline or analyst; behind a comma what made a local day of a stamp in UTC:
    a zone ("metadata, WIB"), a printed date, nothing ("metadata, UTC"). None without an anchor."""
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """Attributes of a quantity."""

    value: float | None = None
    max: float | None = None
    """Upper end of a range."""
    unit: str | None = None
    counts: str | None = None
    """What is counted, in the text's words ("orang tewas")."""
    approximate: bool = False
    pair: Span | None = None
    """The same quantity in another unit ("370 km (230 mil)")."""


@dataclass(frozen=True, slots=True)
class Name:
    """Attributes of a person, organisation or place."""

    name: str
    """The canonical name within this article: the longest form it is given."""
    title: str | None = None
    acronym: str | None = None
    affiliation: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    role: str | None = None
    """What the article says that a person is, beside this name or elsewhere in it."""


@dataclass(frozen=True, slots=True)
class Event:
    """Attributes of a reported event: who did what to whom, asserted by whom."""

    act: Span
    who: Span | None = None
    whom: Span | None = None
    time: Span | None = None
    place: Span | None = None
    quantity: Span | None = None
    asserter: Speaker | None = None
    """None: the outlet asserts it in its own voice."""
    modality: str = "asserted"
    """asserted, promised, called_for, predicted, intended, hypothetical, denied."""
    polarity: str = "positive"
    check: float = 0.0
    """How check-worthy it is, 0..1: orders the queue, hides nothing."""
    means: str | None = None
    """Whom a pronoun in `who` means; None where it names somebody, or that is open."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Attributes of a relay: the outlet that is credited, and on what basis."""

    outlet: str
    basis: str = "explicit_credit"
    """explicit_credit ("Sumber: X"), explicit_url, implicit_reference ("menurut laporan X")."""
    reach: str = "article"
    """article, paragraph, statement: for how much of the text it speaks."""
    paragraph: tuple[int, int] | None = None
    statement: tuple[int, int] | None = None
    """The paragraph and the statement that it stands in, in code points of the text."""
    joint: bool = False
    """Whether it is named together with the credit before it: "Reuters dan AFP"."""


@dataclass(frozen=True, slots=True)
class Line:
    """Attributes of a line role: none beyond the span."""


Attributes = Quote | Time | Quantity | Name | Event | Credit | Line

SHAPES: dict[Kind, type[Attributes]] = {
    Kind.QUOTE: Quote,
    Kind.TIME: Time,
    Kind.QUANTITY: Quantity,
    Kind.EVENT: Event,
    Kind.RELAY: Credit,
    **dict.fromkeys(NAME_KINDS, Name),
    **dict.fromkeys(LINE_KINDS, Line),
}
"""Kind -> what its attributes are."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the machine found, with the rule that found it and why."""

    kind: Kind
    span: Span
    attributes: Attributes
    score: float
    """The rule's shipped precision, 0..1."""
    rule: str
    """Stable rule id, as "id.quote.direct.cue_after"."""
    reason: str
    """One line in words for the analyst."""
    extractor: str
    """Extractor name and version."""

    def __post_init__(self) -> None:
        if not isinstance(self.attributes, SHAPES[self.kind]):
            raise TypeError(f"{type(self.attributes).__name__} are not attributes of a {self.kind}")

    @property
    def id(self) -> str:
        """The fact's identity within its article: kind and span."""
        return fact_id(self.kind, self.span.start, self.span.end)

    @property
    def is_question(self) -> bool:
        """Whether it wants an answer: quotes, relays and check-worthy events that the outlet
        asserts itself (what a quote says is asked for with the quote)."""
        if isinstance(self.attributes, Event):
            return self.attributes.check >= CHECK_WORTHY and self.attributes.asserter is None
        return self.kind in (Kind.QUOTE, Kind.RELAY)

    @property
    def speaker(self) -> Speaker | None:
        """Who says it: a quote's speaker, or who asserts an event."""
        if isinstance(self.attributes, Quote):
            return self.attributes.speaker
        return self.attributes.asserter if isinstance(self.attributes, Event) else None

    @property
    def chain(self) -> tuple[Speaker, ...]:
        """The proposed hops, outermost first: those of a quote, or who asserts an event."""
        if isinstance(self.attributes, Quote) and self.attributes.hops:
            return self.attributes.hops
        return (self.speaker,) if self.speaker else ()

    def to_record(self) -> dict[str, Any]:
        """The fact shape of the contract."""
        span = self.span.to_record()
        return {
            "id": self.id,
            "kind": self.kind.value,
            **span,
            "score": self.score,
            "rule": self.rule,
            "reason": self.reason,
            "extractor": self.extractor,
            "attributes": _attributes_to_record(self.attributes),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Fact:
        """The fact of a contract record."""
        kind = Kind(record["kind"])
        return cls(
            kind,
            Span.from_record(record),
            _attributes_from_record(kind, record["attributes"]),
            record["score"],
            record["rule"],
            record["reason"],
            record["extractor"],
        )


CHECK_WORTHY = 0.6
"""Events at or over this check-worthiness are questions."""


def fact_id(kind: Kind, start: int, end: int) -> str:
    """The identity of a fact within its article, as "quote-805-979"."""
    return f"{kind.value}-{start}-{end}"


def where_of(fact: str) -> tuple[int, int] | None:
    """Where a fact of this identity stands; None of words that are no identity, as others' files
    may have."""
    _, *ends = fact.split("-")
    start, end = ends if len(ends) == 2 else ("", "")
    is_place = start.isdecimal() and end.isdecimal()
    return (int(start), int(end)) if is_place else None


def best_by_identity(facts: Iterable[Fact]) -> list[Fact]:
    """The facts in text order, one for each identity: the one with the highest score."""
    best: dict[tuple[int, int, Kind], Fact] = {}
    for fact in facts:
        key = (fact.span.start, -fact.span.end, fact.kind)
        kept = best.get(key)
        if kept is None or fact.score > kept.score:
            best[key] = fact
    return [best[key] for key in sorted(best)]


_PLAIN = frozenset({str, int, float, bool, type(None)})


def _attributes_to_record(attributes: Attributes) -> dict[str, Any]:
    record = {name: getattr(attributes, name) for name in attributes.__dataclass_fields__}
    for name, value in record.items():
        if type(value) in _PLAIN:
            continue
        if isinstance(value, tuple):
            record[name] = [item if type(item) in _PLAIN else item.to_record() for item in value]
        else:
            record[name] = value.value if isinstance(value, StrEnum) else value.to_record()
    return record


SPANS = frozenset(("cue", "pair", "act", "who", "whom", "time", "place", "quantity"))
SPEAKERS = frozenset(("speaker", "asserter"))
EXTENTS = frozenset(("paragraph", "statement"))
"""Names of attributes that are spans, speakers, and stretches of the text."""


def _attributes_from_record(kind: Kind, record: Mapping[str, Any]) -> Attributes:
    values = dict(record)
    for name, value in record.items():
        if value is None or type(value) is str:
            continue
        if name in SPANS and isinstance(value, Mapping):
            values[name] = Span.from_record(value)
        elif name in SPEAKERS:
            values[name] = Speaker.from_record(value)
        elif name in EXTENTS:
            values[name] = tuple(value)
    if kind is Kind.QUOTE:
        values["mode"] = Mode(values["mode"])
        values["hops"] = tuple(Speaker.from_record(hop) for hop in values["hops"])
    return SHAPES[kind](**values)
