"""What a source does with what it is said to have said, and how firmly: an assertion, and one of
FactBank's values.

The cue decides both; a negated cue takes it back, and a hedge that opens the content weakens it.
What is negated inside the content stays part of the content.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from workbench.domain.claim import Assertion, Factuality
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.listed import Listed, words_of
from workbench.extract.quotes.attribution import Attribution
from workbench.extract.quotes.cues import Form
from workbench.extract.terms import Force, Side

_CUE_NEIGHBOURHOOD = 32
"""Code points beside a cue in which its negation stands."""
_OPENING = 90
"""Code points of the content in which a hedge colours all of it."""
_CLAUSE_END = compiled(r"[.,;!?]\s")


class Held(NamedTuple):
    """How a source holds the words."""

    factuality: Factuality
    assertion: Assertion


class FirmnessRules:
    """The words that negate a cue and those that hedge its content in one language."""

    def __init__(self, lex: Lexicon) -> None:
        negations = alternation(
            [*lex.words("frames", "cue_negations"), *lex.words("frames", "refusals")]
        )
        behind = alternation(lex.words("frames", "cue_negations_behind"))
        refusals = alternation(lex.words("frames", "refusals"))
        adverbs = alternation(lex.words("frames", "adverbs"))
        self.negated = compiled(rf"(?<![\w-]){negations}(?:\s{adverbs})?\s\Z", re.I)
        self.negated_behind = compiled(rf"\s{behind}(?![\w-])", re.I)
        self.refused = compiled(rf"(?<![\w-]){refusals}(?:\s{adverbs})?\s\Z", re.I)
        nobody = alternation(lex.words("frames", "no_subjects"))
        self.nobody = compiled(rf"{nobody}(?![\w-])", re.I)
        of = alternation(lex.words("complements", "within_phrase"))
        some = alternation(lex.words("frames", "quantifiers"))
        self.neither = compiled(rf"(?<![\w-]){nobody}(?:\s{of})?(?:\s{some})?\s\Z", re.I)
        self.asks = compiled(rf"{alternation(lex.words('frames', 'questions'))}(?![\w-])", re.I)
        self.possible = Listed(lex.words("frames", "possible"))
        self.probable = Listed(lex.words("frames", "probable"))


@lru_cache(maxsize=16)
def rules_for(lang: str) -> FirmnessRules:
    """The firmness rules of a language."""
    return FirmnessRules(lexicon_for(lang))


def firmness_of(text: str, attribution: Attribution, rules: FirmnessRules) -> Held:
    """How the speaker of an attribution holds its content."""
    form, cue = attribution.form, attribution.cue
    if form and cue and form.side is Side.BEFORE:
        before = text[max(0, cue[0] - _CUE_NEIGHBOURHOOD) : cue[0]]
        negated = rules.negated.search(before) or rules.negated_behind.match(text, cue[1])
        if negated or _is_nobody(text, attribution.speaker, rules):
            is_question = rules.asks.match(text, attribution.start) is not None
            is_refusal = bool(rules.refused.search(before))
            return _taken_back(form, is_refusal=is_refusal, is_question=is_question)
    base = form.factuality if form else Factuality.CERTAIN
    said = form.assertion if form else Assertion.ASSERTS
    if base is not Factuality.CERTAIN:
        return Held(base, said)
    opening = text[attribution.start : min(attribution.end, attribution.start + _OPENING)]
    lower = _CLAUSE_END.split(opening, maxsplit=1)[0].lower()
    words = words_of(lower)
    if rules.probable.stand_in(lower, words):
        return Held(Factuality.PROBABLE, said)
    return Held(Factuality.POSSIBLE if rules.possible.stand_in(lower, words) else base, said)


def _is_nobody(text: str, speaker: tuple[int, int] | None, rules: FirmnessRules) -> bool:
    """Whether the words for a speaker say that none of them does it: "none of the officials",
    "neither the ministry nor | the police"."""
    if speaker is None:
        return False
    before = text[max(0, speaker[0] - _CUE_NEIGHBOURHOOD) : speaker[0]]
    return bool(rules.nobody.match(text, speaker[0]) or rules.neither.search(before))


def _taken_back(form: Form, *, is_refusal: bool, is_question: bool) -> Held:
    """What a negated cue leaves: not to believe is to deny, not to say is to have said nothing; a
    question is never confirmed, only answered."""
    if form.force is Force.BELIEVE:
        return Held(Factuality.PROBABLY_NOT, Assertion.DENIES)
    if form.negated:
        return Held(Factuality.UNDERSPECIFIED, form.negated)
    if form.force in (Force.CONFIRM, Force.DENY) and not is_question:
        return Held(Factuality.UNDERSPECIFIED, Assertion.DOES_NOT_CONFIRM)
    said = Assertion.REFUSES if is_refusal else Assertion.HAS_NOT_SAID
    return Held(Factuality.UNDERSPECIFIED, said)
