"""What is held to be right about a text: from facts, and from what analysts decided on them.

One shape for the scorer, wherever the truth comes from. A decision tells only of its own fact, so
what nobody decided on is left out on both sides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.domain.claim import Claim
from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import NAME_KINDS, Fact, Kind, Quote, fact_id
from workbench.domain.source import Source
from workbench.measure.matching import Annotation, Extent, Value

SENTENCE = "sentence"
"""Stands for a kind where the truth is of sentences: they are no facts, but facts rest on them."""
KINDS = (*(kind.value for kind in Kind), SENTENCE)
"""What can be measured."""
VALUES: Mapping[Kind, tuple[str, ...]] = {
    Kind.TIME: ("value", "end"),
    Kind.QUANTITY: ("value", "max", "unit"),
    Kind.RELAY: ("outlet",),
    Kind.EVENT: ("modality", "polarity"),
    **dict.fromkeys(NAME_KINDS, ("name",)),
}
"""The attributes of a kind that the measure `value` compares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """One text with the truth about it."""

    id: str
    text: str
    lang: str = ""
    title: str = ""
    outlet: str = ""
    set: str = ""
    """The part of the gold set that it is in, as "dev"."""
    anchor: str | None = None
    """Local publication date YYYY-MM-DD."""
    anchor_basis: str | None = None
    annotations: tuple[Annotation, ...] = ()
    judged: frozenset[str] = frozenset()
    """Kinds that were judged here though nothing of them was right."""
    ignored: tuple[tuple[str, Extent], ...] = ()
    """(kind, where the truth is silent on it); an empty kind is every kind."""
    holds_silence: bool = False
    """Whether the truth holds what somebody did not say beside what was said."""
    states_extents: bool = True
    """False: the truth only says what a phrase means, so that any of its words may carry it."""

    @property
    def states_chains(self) -> bool:
        """Whether the truth says of any statement how it came."""
        return any(one.chain for one in self.annotations)

    def silent(self, kind: str) -> list[Extent]:
        """Where the truth says nothing on a kind."""
        return [extent for its, extent in self.ignored if its in ("", kind)]


def annotation_of(fact: Fact) -> Annotation:
    """A fact as the scorer sees it."""
    attributes = fact.attributes
    values: dict[str, Value] = {
        name: getattr(attributes, name) for name in VALUES.get(fact.kind, ())
    }
    plain = Annotation(kind=fact.kind.value, pieces=fact.span.pieces, rule=fact.rule, values=values)
    if not isinstance(attributes, Quote):
        return plain
    speaker, cue = attributes.speaker, attributes.cue
    names = (speaker.names or filter(None, [speaker.name])) if speaker else ()
    return replace(
        plain,
        mode=attributes.mode.value,
        speaker=((speaker.span.start, speaker.span.end),) if speaker else (),
        names=tuple(names),
        cue=(cue.start, cue.end) if cue else None,
    )


def sentence_end(end: int) -> Annotation:
    """A sentence's end, as the scorer sees it: the last code point of the sentence."""
    return Annotation(kind=SENTENCE, pieces=((end - 1, end),), rule="sentence.end")


def decided_truth(
    document: GoldDocument,
    *,
    facts: Iterable[Fact],
    claims: Iterable[Claim],
    decisions: Iterable[Decision],
    sources: Mapping[str, Source],
) -> GoldDocument:
    """The document with what was decided on its facts; sources: uid -> whom the claims name."""
    found = {fact.id: fact for fact in facts}
    recorded = {claim.uid: claim for claim in claims}
    right: list[Annotation] = []
    wrong: dict[str, list[Extent]] = defaultdict(list)
    for decision in _agreed(decisions):
        kind, span = decision.kind, decision.span
        wrong.setdefault(kind.value, [])
        if decision.verdict is Verdict.REJECTED:
            wrong[kind.value] += span.pieces
            continue
        fact = found.get(fact_id(kind, span.start, span.end))
        claim = recorded.get(decision.claim or "")
        if decision.verdict is Verdict.CORRECTED and claim:
            right.append(_claimed(claim, kind, fact, sources))
        elif fact:
            right.append(annotation_of(fact))
        else:
            right.append(Annotation(kind=kind.value, pieces=span.pieces))
    silent = [
        (kind, gap) for kind, spans in wrong.items() for gap in _gaps(spans, len(document.text))
    ]
    return replace(
        document, annotations=tuple(right), judged=frozenset(wrong), ignored=tuple(silent)
    )


def _agreed(decisions: Iterable[Decision]) -> list[Decision]:
    """One answer for each fact; where analysts disagree, or none was sure, there is none."""
    by_fact: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.verdict in (Verdict.ACCEPTED, Verdict.CORRECTED, Verdict.REJECTED):
            by_fact[decision.fact].append(decision)
    return [
        answers[0] for answers in by_fact.values() if len({one.verdict for one in answers}) == 1
    ]


def _claimed(
    claim: Claim, kind: Kind, fact: Fact | None, sources: Mapping[str, Source]
) -> Annotation:
    """The claim that a corrected fact became: its words, and its last hop as the speaker."""
    machine = annotation_of(fact) if fact else Annotation(kind=kind.value, pieces=())
    corrected = replace(machine, pieces=claim.span.pieces, rule="")
    if kind is not Kind.QUOTE or not claim.hops:
        return corrected
    hop = claim.hops[-1]
    return replace(
        corrected,
        mode=hop.mode.value,
        speaker=((hop.span.start, hop.span.end),) if hop.span else (),
        names=tuple(sources[uid].name for uid in hop.sources if uid in sources),
    )


def _gaps(spans: Sequence[Extent], length: int) -> list[Extent]:
    """What lies between the spans."""
    gaps, at = [], 0
    for start, end in sorted(spans):
        if start > at:
            gaps.append((at, start))
        at = max(at, end)
    return [*gaps, (at, length)] if at < length else gaps
