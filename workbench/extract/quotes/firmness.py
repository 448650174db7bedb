"""How firmly a source asserts what it is said to have said, as FactBank's values.

The cue's force decides; a negated cue takes it back, and a hedge that opens the content weakens it.
What is negated inside the content stays part of the content.
"""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.domain.claim import Factuality
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.listed import Listed, words_of
from workbench.extract.quotes.attribution import Attribution
from workbench.extract.terms import Force, Side

_CUE_NEIGHBOURHOOD = 24
"""Code points before a cue in which its negation stands."""
_OPENING = 90
"""Code points of the content in which a hedge colours all of it."""
_CLAUSE_END = compiled(r"[.,;!?]\s")


class FirmnessRules:
    """The words that negate a cue and those that hedge its content in one language."""

    def __init__(self, lex: Lexicon) -> None:
        negations = alternation(lex.words("frames", "cue_negations"))
        adverbs = alternation(lex.words("frames", "adverbs"))
        self.negated = compiled(rf"(?<![\w-]){negations}(?:\s{adverbs})?\s\Z", re.I)
        self.possible = Listed(lex.words("frames", "possible"))
        self.probable = Listed(lex.words("frames", "probable"))


@lru_cache(maxsize=16)
def rules_for(lang: str) -> FirmnessRules:
    """The firmness rules of a language."""
    return FirmnessRules(lexicon_for(lang))


def firmness_of(text: str, attribution: Attribution, rules: FirmnessRules) -> Factuality:
    """How firmly the speaker of an attribution asserts its content."""
    form, cue = attribution.form, attribution.cue
    base = form.factuality if form else Factuality.CERTAIN
    if form and cue:
        before = text[max(0, cue[0] - _CUE_NEIGHBOURHOOD) : cue[0]]
        if form.side is Side.BEFORE and rules.negated.search(before):
            return (
                Factuality.PROBABLY_NOT
                if form.force is Force.BELIEVE
                else Factuality.UNDERSPECIFIED
            )
    if base is not Factuality.CERTAIN:
        return base
    opening = text[attribution.start : min(attribution.end, attribution.start + _OPENING)]
    lower = _CLAUSE_END.split(opening, maxsplit=1)[0].lower()
    words = words_of(lower)
    if rules.probable.stand_in(lower, words):
        return Factuality.PROBABLE
    return Factuality.POSSIBLE if rules.possible.stand_in(lower, words) else base
