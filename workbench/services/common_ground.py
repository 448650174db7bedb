"""What several analysts' claims on the same words have in common, where one is to stand for all.

What they differ in is taken away and the rest is a claim still: a verdict, a credit, the words that
one alone has, through whom a speaker's words came. Of who says it, and what is done with the words,
nothing is left if that goes: a claim without a speaker would be the article's own, and one without
an assertion is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.domain.claim import Claim
from workbench.domain.deciding import Kind, Unit
from workbench.domain.span import Span

_WITHOUT = {
    Kind.VERDICT: "no verdict",
    Kind.REACH: "no such credit",
    Kind.BOUNDS: "the words of all",
}
"""What may be taken away -> what is said of the claim then."""
_OF_HOPS = frozenset((Kind.CHAIN, Kind.ASSERTION))
"""What may lie before the speaker: he stays then, with those before him whom all have."""
_BESIDE = ("restatement", "gloss", "time", "place", "topic", "verdict")
"""What a claim says beside its words and its hops."""


def common_ground(text: str, unit: Unit, claims: Sequence[Claim]) -> Claim | None:
    """What all claims of a unit say, without what they differ in; None where that is no claim.
    text: the article's."""
    if not claims or not _is_some(unit):
        return None
    span = _common_words(text, [claim.span for claim in claims])
    if span is None:
        return None
    hops = claims[0].hops
    if not _OF_HOPS.isdisjoint(unit.kinds):
        hops = hops[-unit.common_hops :]
    first = replace(claims[0], span=span, hops=hops)
    return Claim.from_record(first.to_record() | _agreed(claims))


def with_agreed(chosen: Claim, claims: Sequence[Claim]) -> Claim:
    """One of the claims, with the verdict that the others give alike where it gives none."""
    return chosen if chosen.verdict else replace(chosen, verdict=_agreed(claims)["verdict"])


def ground_words(unit: Unit) -> str:
    """What comes of it where neither of several answers is taken, in few words."""
    if not _is_some(unit):
        return "nothing stays"
    speaker = [] if _OF_HOPS.isdisjoint(unit.kinds) else ["the speaker as all have him"]
    return ", ".join([*speaker, *(_WITHOUT[kind] for kind in unit.kinds if kind in _WITHOUT)])


def _is_some(unit: Unit) -> bool:
    """Whether anything is left of it that is a claim."""
    kinds = {*unit.kinds} - _WITHOUT.keys()
    return not kinds or (kinds <= _OF_HOPS and unit.common_hops > 0)


def _agreed(claims: Sequence[Claim]) -> dict[str, str]:
    """What all say who say anything of it, by field; empty where they differ."""
    values = {name: {getattr(claim, name) for claim in claims} - {""} for name in _BESIDE}
    return {name: said.pop() if len(said) == 1 else "" for name, said in values.items()}


def _common_words(text: str, spans: Sequence[Span]) -> Span | None:
    common = list(spans[0].pieces)
    for span in spans[1:]:
        common = [
            (max(start, begin), min(end, stop))
            for start, end in common
            for begin, stop in span.pieces
            if max(start, begin) < min(end, stop)
        ]
    if not common:
        return None
    return Span.of(text, common[0][0], common[-1][1], common)
