"""What the formats of intelligence desks are told alike, STIX and MISP: an assessment in words,
what an article derives from with the answers to that, and what is not handed on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from workbench.domain.claim import CREDIBILITY, Assessment
from workbench.domain.relay import RelayJudgement, RelayKind
from workbench.exchange.bundle import AnnotatedArticle

Descent = tuple[RelayKind, str, str]
"""How an article stands to an outlet, by name, or to an article, by uid."""

_NO_TEXT = "the article is named by its hash and address: only the words of claims are handed on"
_BY_PEOPLE = "only what people recorded is handed on"
_OF_THE_DESK = "they say how the desk reads, and nothing of what was read"
_DECIDED = "what was decided is handed on, and not how"
NOT_HANDED_ON: Mapping[str, str] = MappingProxyType({
    "habits of credits": _OF_THE_DESK,
    "topics of the list": _OF_THE_DESK,
    "guidelines of the codebook": _OF_THE_DESK,
    "flags on claims": _OF_THE_DESK,
    "rulings": _DECIDED,
    "disputes of rulings": _DECIDED,
    "answers that two places are unrelated": _OF_THE_DESK,
    "texts": _NO_TEXT,
    "translations": _NO_TEXT,
    "fields that the container had beside the known ones": _NO_TEXT,
    "facts": _BY_PEOPLE,
    "decisions on facts": _BY_PEOPLE,
})  # fmt: skip
"""What of an export stays on the desk, and why."""


def assessment_lines(given: Assessment) -> list[str]:
    """What somebody holds of a claim, a line a scale, each in its own words."""
    lines = [f"Credibility {given.credibility}: {CREDIBILITY[given.credibility]}"]
    if given.likelihood:
        lines.append(f"Likelihood: {given.likelihood.value}")
    if given.confidence:
        lines.append(f"Confidence: {given.confidence.value}")
    return lines


def descents(annotated: AnnotatedArticle) -> dict[Descent, list[RelayJudgement]]:
    """What an article derives from, or was asked about, each with what analysts answered."""
    found: dict[Descent, list[RelayJudgement]] = {
        (one.kind, one.outlet, one.article): [] for one in annotated.relays
    }
    for judgement in annotated.judgements:
        key = (judgement.kind, judgement.outlet, judgement.other)
        found.setdefault(key, []).append(judgement)
    return found
