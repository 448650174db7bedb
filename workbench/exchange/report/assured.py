"""Which steps of a chain somebody answers for, and which stand as the machine read them.

Accepting a claim or a credit, alone or with hundreds, leaves the same record: it says that nobody
objected, and no more. What says more is a later look (the claim's state), words or a chain of the
analyst's own, and an answer about that one outlet or article.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbench.domain.chain import Chain, Step, StepKind
from workbench.domain.claim import Claim, ClaimState
from workbench.domain.relay import RelayStatus
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report.made import Made, made

_LOOKED_AT = (ClaimState.DONE, ClaimState.REVIEWED)


def assured(
    claim: Claim, chain: Chain, annotated: AnnotatedArticle, outlets: Mapping[str, str]
) -> tuple[bool, ...]:
    """Of each step, whether somebody answers for it; where a text stands is no reading. outlets:
    uid of an article -> uid of its outlet's source."""
    if claim.state in _LOOKED_AT:
        return tuple(step.is_confirmed for step in chain.steps)
    is_own = made(claim, annotated.decisions) is not Made.AS_READ
    judged = _judged(claim, annotated, outlets)
    return tuple(_is_assured(step, judged, is_own=is_own) for step in chain.steps)


def _is_assured(step: Step, judged: set[str], *, is_own: bool) -> bool:
    if step.kind is StepKind.RELAY:
        answered = _all_in(step.sources, judged) or _all_in(step.names, judged)
        return step.is_confirmed and answered
    return is_own or step.kind is StepKind.OUTLET


def _judged(claim: Claim, annotated: AnnotatedArticle, outlets: Mapping[str, str]) -> set[str]:
    """The outlets, by name or uid, and the articles that the claim's analyst said that this one
    derives from."""
    confirmed = [
        one
        for one in annotated.judgements
        if one.analyst == claim.analyst and one.status is RelayStatus.CONFIRMED
    ]
    found = {name for one in confirmed for name in (one.outlet.casefold(), one.other)}
    return {*found, *(outlets.get(one.other, "") for one in confirmed)} - {""}


def _all_in(names: tuple[str, ...], judged: set[str]) -> bool:
    return bool(names) and all(name in judged or name.casefold() in judged for name in names)
