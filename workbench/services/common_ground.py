"""What several analysts' claims on the same words have in common, where one is to stand for all.

What they differ in is taken away and the rest is a claim still: a verdict, a credit, the words that
one alone has. Of who says it, and what is done with the words, nothing is left if that goes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from workbench.domain.claim import Claim
from workbench.domain.deciding import Kind
from workbench.domain.span import Span

_WITHOUT = {
    Kind.VERDICT: "no verdict",
    Kind.REACH: "no such credit",
    Kind.BOUNDS: "the words of all",
}
"""What may be taken away -> what is said of the claim then."""
_BESIDE = ("restatement", "gloss", "time", "place", "topic", "verdict")
"""What a claim says beside its words and its hops."""


def common_ground(text: str, kinds: Collection[Kind], claims: Sequence[Claim]) -> Claim | None:
    """What all of the claims say, without what they differ in; None where that is no claim. text:
    the article's. kinds: in what they differ."""
    if not claims or not {*kinds} <= _WITHOUT.keys():
        return None
    span = _common_words(text, [claim.span for claim in claims])
    if span is None:
        return None
    first = replace(claims[0], span=span)
    return Claim.from_record(first.to_record() | _agreed(claims))


def with_agreed(chosen: Claim, claims: Sequence[Claim]) -> Claim:
    """One of the claims, with the verdict that the others give alike where it gives none."""
    return chosen if chosen.verdict else replace(chosen, verdict=_agreed(claims)["verdict"])


def ground_words(kinds: Collection[Kind]) -> str:
    """What comes of it where neither of several answers is taken, in few words."""
    if not {*kinds} <= _WITHOUT.keys():
        return "nothing stays"
    return ", ".join(_WITHOUT[kind] for kind in kinds)


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
