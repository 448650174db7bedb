"""Which claims came through whom by way of a relay: what hops alone do not tell.

A claim's chain is computed, and its relays stand in no table. Whoever looks for a source in chains
has the hops from the store, and asks here for the claims of the articles that credit somebody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from workbench.domain.chain import Chain, StepKind
from workbench.domain.claim import Claim
from workbench.domain.filter import Term
from workbench.services.records import ToldClaim, told_claims
from workbench.services.workbench import Workbench


class Passed(NamedTuple):
    """A claim that a source passed on as a relay."""

    claim: Claim
    is_origin: bool
    """Whether nobody stands behind that relay."""


def with_passed(bench: Workbench, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms, those about sources and origins with the claims that hops do not find."""
    asked = [place for place, term in enumerate(terms) if term.field in ("source", "origin")]
    if not asked:
        return tuple(terms)
    names = bench.store.sources.names()
    called = {place: _called(names, terms[place].value) for place in asked}
    found: dict[int, list[str]] = {place: [] for place in asked}
    for told in _relayed(bench):
        for place in asked:
            if _fits(terms[place], told.chain, called[place]):
                found[place].append(told.claim.uid)
    return tuple(
        replace(term, passed=tuple(found[place])) if place in found else term
        for place, term in enumerate(terms)
    )


def passed_on_by(bench: Workbench, uids: Collection[str]) -> Iterator[Passed]:
    """The claims that came through one of these sources as a relay, article by article."""
    for told in _relayed(bench):
        if any(uid in uids for step in told.chain.relays for uid in step.sources):
            last = told.chain.steps[-1]
            is_last = last.kind is StepKind.RELAY and any(uid in uids for uid in last.sources)
            yield Passed(told.claim, is_last)


def _called(names: Sequence[tuple[str, str]], words: str) -> set[str]:
    """Uids of the sources whose name or alias has the words in it."""
    return {uid for uid, name in names if words.casefold() in name.casefold()}


def _fits(term: Term, chain: Chain, uids: Collection[str]) -> bool:
    """Whether a relay of a chain fits the term; of an origin, whether its last step does."""
    words = term.value.casefold()
    last = chain.steps[-1]
    own = () if last.kind is StepKind.HOP else (last,)
    return any(
        any(uid in uids for uid in step.sources)
        or any(words in name.casefold() for name in step.names)
        for step in (chain.relays if term.field == "source" else own)
    )


def _relayed(bench: Workbench) -> Iterator[ToldClaim]:
    """Every claim that may have come through a relay."""
    store = bench.store
    return told_claims(bench, store.claims.many(store.claims.relayed()))
