"""What is denied, said so: a denial shown in one line must never read as an assertion.

One word before the words that are denied, in every list, sheet and citation; it rests on no colour.
Decides nothing about factuality; `domain.claim` does.
"""

from __future__ import annotations

from collections.abc import Iterable

from workbench.domain.claim import Claim, Hop
from workbench.domain.fact import Event, Fact, Quote, Speaker

_DENIES = "denies"


def denial(chain: Iterable[Hop | Speaker]) -> str:
    """What stands before the words: "denies: " where somebody in the chain says that it is not so
    (CT-, PR-, PS-), else nothing."""
    return f"{_DENIES}: " if any(one.factuality.word == _DENIES for one in chain) else ""


def fact_denial(fact: Fact) -> str:
    """What stands before a fact's words: of a quote its whole chain counts, of an event who asserts
    it."""
    attributes = fact.attributes
    if isinstance(attributes, Quote):
        return denial((*attributes.hops, *filter(None, (attributes.speaker,))))
    if isinstance(attributes, Event):
        return denial(filter(None, (attributes.asserter,)))
    return ""


def said(claim: Claim) -> str:
    """What a claim says, in one line as the text or the analyst has it; not made safe."""
    return denial(claim.hops) + (claim.restatement or claim.span.words)
