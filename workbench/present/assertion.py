"""What is not asserted, said so: a denial shown in one line must never read as an assertion.

A word before the words it is about, in every list, sheet and citation; it rests on no colour.
Decides nothing; `domain.claim` does.
"""

from __future__ import annotations

from collections.abc import Iterable

from workbench.domain.claim import Assertion, Claim, Hop
from workbench.domain.fact import Fact, Speaker


def asserted(chain: Iterable[Hop | Speaker]) -> str:
    """What stands before the words: nothing where they are asserted, else what is done with them,
    as "denies: " or "no comment: "."""
    said = Assertion.over(one.stance for one in chain)
    return "" if said is Assertion.ASSERTS else f"{said.value}: "


def fact_asserted(fact: Fact) -> str:
    """What stands before a fact's words: of a quote its whole chain counts, of an event who asserts
    it."""
    return asserted((*fact.chain, *filter(None, (fact.speaker,))))


def said(claim: Claim) -> str:
    """What a claim says, in one line as the text or the analyst has it; not made safe."""
    return asserted(claim.hops) + (claim.restatement or claim.span.words)


def hop_words(hop: Hop) -> str:
    """What a source does with the words, and how firmly where that is not plain."""
    if hop.stance is Assertion.CLAIMS:
        return hop.stance.value  # the word keeps its distance already
    word = hop.factuality.word
    return f"{hop.stance.value}, {word}" if word in ("hedges", "reports") else hop.stance.value
