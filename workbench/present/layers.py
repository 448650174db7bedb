"""What of facts and claims is highlighted in a text: layers with the style names they show in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from workbench.domain.claim import Claim
from workbench.domain.decision import Verdict
from workbench.domain.fact import LINE_KINDS, Event, Fact, Kind, Quote
from workbench.present.spans import Layer

KIND_NAMES: Mapping[Kind, str] = {
    kind: "line" if kind in LINE_KINDS else kind.value for kind in Kind
}
"""The style name that shows each kind of fact."""


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
