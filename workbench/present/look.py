"""What a place in the text looks like when several things live there: a table, never "last wins".

Names are the style names of the themes; a look is a stack of them in a fixed order, so that each
layer keeps the attribute it is known by: the ground belongs to claims, the colour to the narrowest
kind, weight to cues, reverse to the selection. Knows nothing of colours or terminals.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from workbench.domain.claim import Claim
from workbench.domain.decision import Verdict
from workbench.domain.fact import LINE_KINDS, Event, Fact, Kind, Quote
from workbench.present.spans import Layer

STACK = (
    "line", "event", "quote", "claim", "relay", "quantity", "time", "place", "organisation",
    "person", "source", "cue", "active", "hit", "selection",
)  # fmt: skip
"""Style names from the bottom up: one further on is laid over those before it. Wide things come
first and give the ground, narrow ones last and give the colour."""

RIVALS = frozenset(("relay", "quantity", "time", "place", "organisation", "person", "source"))
"""Names that show by colour: where two of them meet the upper one is underlined as well."""

CURSOR = "cursor"
_RANK = {name: rank for rank, name in enumerate(STACK)}

KIND_NAMES: Mapping[Kind, str] = {
    kind: "line" if kind in LINE_KINDS else kind.value for kind in Kind
}
"""The style name that shows each kind of fact."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one stretch of text is drawn."""

    names: tuple[str, ...] = ()
    """Style names from the bottom up; none for plain text."""
    underlined: bool = False
    """Two things that show by colour meet here."""
    under_cursor: bool = False
    """Drawn with the reverse of what it would have."""


@lru_cache(maxsize=4096)
def look(alive: frozenset[str]) -> Look:
    """The look of a place where these names live; names without a rank do not show."""
    names = tuple(sorted((name for name in alive if name in _RANK), key=_RANK.__getitem__))
    return Look(names, len(RIVALS.intersection(names)) > 1, CURSOR in alive)


def fact_layers(
    facts: Iterable[Fact],
    verdicts: Mapping[str, Verdict] | None = None,
    hidden: Collection[Kind] = (),
) -> list[Layer]:
    """The layers of the facts that are still held: a rejected one, or a hidden kind, shows nothing.

    verdicts maps a fact's id to this analyst's decision.
    """
    layers: list[Layer] = []
    for fact in facts:
        if fact.kind in hidden or (verdicts and verdicts.get(fact.id) is Verdict.REJECTED):
            continue
        span = fact.span
        layers.append(Layer(span.start, span.end, KIND_NAMES[fact.kind], fact.id, span.parts))
        layers.extend(_inner_layers(fact))
    return layers


def _inner_layers(fact: Fact) -> Iterable[Layer]:
    """The cue and the speakers of a quote, the act of an event."""
    attributes = fact.attributes
    if isinstance(attributes, Quote):
        if attributes.cue:
            yield Layer(attributes.cue.start, attributes.cue.end, "cue", fact.id)
        for speaker in {hop.span for hop in attributes.hops} | (
            {attributes.speaker.span} if attributes.speaker else set()
        ):
            yield Layer(speaker.start, speaker.end, "source", fact.id)
    elif isinstance(attributes, Event) and fact.is_question:
        yield Layer(attributes.act.start, attributes.act.end, "cue", fact.id)


def claim_layers(claims: Iterable[Claim]) -> list[Layer]:
    """The layers of claims: their span, and the words that name the sources of each hop."""
    layers: list[Layer] = []
    for claim in claims:
        span = claim.span
        layers.append(Layer(span.start, span.end, "claim", claim.uid, span.parts))
        layers.extend(
            Layer(hop.span.start, hop.span.end, "source", claim.uid)
            for hop in claim.hops
            if hop.span
        )
    return layers
