"""What a claim says, in words, thing by thing: what is laid beside what others say there.

In it is what makes a difference, and what may tell why there is one; nobody's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workbench.domain.beside import Field
from workbench.domain.claim import Claim
from workbench.domain.text import safe_line
from workbench.match.alignment import align_as_one
from workbench.present.assertion import hop_words
from workbench.present.chain import ARROW, chain_links
from workbench.services.view import ArticleView


def claim_words(view: ArticleView, claim: Claim) -> dict[str, str]:
    """What a claim says: what counts first."""
    told = {
        "words": claim.span.words,
        "from": from_words(view, claim),
        "known": known_words(claim),
        "does": hop_words(claim.hops[-1]) if claim.hops else "",
        "says": claim.restatement,
        "when": claim.time,
        "where": claim.place,
        "verdict": claim.verdict,
        "topic": claim.topic_name,
        "gloss": claim.gloss,
    }
    return {name: words for name, words in told.items() if words}


def from_words(view: ArticleView, claim: Claim) -> str:
    """Its chain, and how far each credit in it reaches."""
    chain = view.chain_of(claim)
    # Whether its analyst answered a credit makes no difference: how it reads does.
    chain = replace(chain, steps=tuple(replace(one, is_confirmed=True) for one in chain.steps))
    return ARROW.join(
        f"{link.words} ({step.reach})" if step.reach else link.words
        for step, link in zip(chain.steps, chain_links(chain), strict=True)
    )


def known_words(claim: Claim) -> str:
    """How well each of its hops is known: by name, by office, not at all."""
    return ARROW.join(hop.hop_class.value for hop in claim.hops)


def fields_beside(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[Field, ...]:
    """What two claims say, beside each other."""
    return tuple(
        Field(name, mine, theirs, align_as_one(mine, theirs))
        for name in dict.fromkeys((*one, *other))
        for mine, theirs in ((safe_line(one.get(name, "")), safe_line(other.get(name, ""))),)
    )
