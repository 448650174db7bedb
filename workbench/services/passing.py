"""Which claims came through whom by way of a relay: what hops alone do not tell.

A claim's chain is computed, and its relays stand in no table. Whoever looks for a source in chains
has the hops from the store, and asks here for the claims of the articles that credit somebody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from workbench.domain.chain import Chain, StepKind
from workbench.domain.filter.tree import Filter, Term, changed, has_part, terms_in
from workbench.services.records import ToldClaim, told_claims
from workbench.services.workbench import Workbench


class Tally(NamedTuple):
    """How many claims name a source in their chains."""

    origin: int = 0
    """As the last step."""
    relay: int = 0
    """As one before it."""


def with_passed(bench: Workbench, terms: Filter) -> Filter:
    """The filter, its terms about sources and origins with the claims that hops do not find."""
    asked = [term for term in terms_in(terms) if term.field in ("source", "origin")]
    names = bench.store.sources.names()
    called = {term: _called(names, term.value) for term in asked}
    found: dict[Term, list[str]] = {term: [] for term in asked}
    for told in _relayed(bench):
        for term in found:
            if _fits(term, told.chain, called[term]):
                found[term].append(told.claim.uid)
    return changed(terms, lambda one: replace(one, uids=tuple(found[one])) if one in found else one)


def roles_of(bench: Workbench, uids: Collection[str]) -> dict[str, bool]:
    """Claims whose chains name one of these sources -> whether as their last step: the hops, the
    relays and the outlet counted, as the board has them."""
    roles: dict[str, bool] = {}
    for claim, _, is_last in bench.store.sources.roles(uids):
        roles[claim] = roles.get(claim, False) or is_last
    for told in _relayed(bench):
        roles.pop(told.claim.uid, None)
        if (last := _role(told.chain, uids)) is not None:
            roles[told.claim.uid] = last
    return roles


def tallies(bench: Workbench, hidden: Collection[str] = ()) -> dict[str, Tally]:
    """Uid of each final source that a chain names -> how often. hidden: uids of claims that do not
    count."""
    relayed = {told.claim.uid: told.chain for told in _relayed(bench)}
    final = bench.store.sources.merges()
    there: dict[tuple[str, str], bool] = {}
    for claim, source, is_last in bench.store.sources.roles():
        if claim not in relayed:
            key = (claim, final.get(source, source))
            there[key] = there.get(key, False) or is_last
    for claim, chain in relayed.items():
        *before, last = chain.steps
        there.update({(claim, uid): False for step in before[1:] for uid in step.sources})
        there.update({(claim, uid): True for uid in last.sources})
    counted: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (claim, source), is_last in there.items():
        if claim not in hidden:
            counted[source][not is_last] += 1
    return {uid: Tally(*both) for uid, both in counted.items()}


def _role(chain: Chain, uids: Collection[str]) -> bool | None:
    """Whether one of these sources is the last step, or one before it; None where it is neither."""
    *before, last = chain.steps
    if any(uid in uids for uid in last.sources):
        return True
    passed = any(uid in uids for step in before[1:] for uid in step.sources)
    return False if passed else None


def _called(names: Sequence[tuple[str, str]], words: str) -> set[str]:
    """Uids of the sources whose name or alias has the words in it."""
    return {uid for uid, name in names if has_part(words, name)}


def _fits(term: Term, chain: Chain, uids: Collection[str]) -> bool:
    """Whether a relay of a chain fits the term; of an origin, whether its last step does."""
    last = chain.steps[-1]
    own = () if last.kind is StepKind.HOP else (last,)
    return any(
        any(uid in uids for uid in step.sources) or has_part(term.value, *step.names)
        for step in (chain.relays if term.field == "source" else own)
    )


def _relayed(bench: Workbench) -> Iterator[ToldClaim]:
    """Every claim that may have come through a relay."""
    store = bench.store
    return told_claims(bench, store.claims.many(store.claims.relayed()))
