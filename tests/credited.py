"""What a text credits, and the chain of what is said in it, as an article of detik.com has them."""

from __future__ import annotations

from workbench.domain.chain import Chain, Setting, chain_of, speaker_step
from workbench.domain.descent import Descent
from workbench.domain.fact import Credit, Fact, Kind
from workbench.extract import extract


def relays(text: str, lang: str = "id") -> list[tuple[str, str, bool]]:
    return [
        (fact.attributes.outlet, fact.attributes.reach, fact.attributes.joint)
        for fact in extract(text, lang=lang)
        if isinstance(fact.attributes, Credit)
    ]


def chain(facts: list[Fact], words: str) -> Chain:
    fact = next(one for one in facts if one.kind is Kind.QUOTE and words in one.span.exact)
    hops = [speaker_step(speaker) for speaker in fact.chain]
    return chain_of(Setting("d", "detik.com", Descent(facts).relays_of("")), fact.span, hops)
