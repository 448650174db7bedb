"""The units of articles that several analysts judged: what all say alike, and where they differ.

What says the very same is paired first, since nobody has to rule on that; the rest one to one, as
many pairs as there can be, by the rule of `measure.agreement`. One way for the queue, for a case
and for exports, so that they never differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from workbench.domain.chain import Chain
from workbench.domain.claim import ClaimState
from workbench.domain.deciding import Said, Unit, claim_state, told, unit_of
from workbench.domain.ruling import Ruling
from workbench.measure.agreement.matching import united
from workbench.services.workbench import Workbench
from workbench.store.units import ClaimWords, Several, hops_in


class Judged(NamedTuple):
    """What an article comes to that two or more judged."""

    number: int
    article: str
    """Uid."""
    analysts: frozenset[str]
    """Who judged it."""
    alike: list[tuple[ClaimWords, ...]]
    """Claims in which all say the same, each of every analyst."""
    units: list[Unit]
    """Those in which they differ."""
    unfinished: tuple[str, ...]
    """Uids of claims of analysts whose judgement does not stand yet."""
    claims: list[ClaimWords]
    """All of those who judged it."""

    @property
    def weights(self) -> dict[str, int]:
        """Uid of each claim -> how much it says beside what is compared."""
        return {claim.uid: claim.weight for claim in self.claims}


def judged_articles(bench: Workbench, number: int | None = None) -> Iterator[Judged]:
    """The articles that several judged, by number; this one alone where it is named."""
    store = bench.store
    finals = store.sources.merges()
    several = store.units.several(number)
    credited = store.units.credited_otherwise() if several else set()
    for one in several:
        chains = _chains(bench, one) if one.number in credited else None
        yield _judged(one, finals, chains)


def _chains(bench: Workbench, one: Several) -> Mapping[str, Chain]:
    """Claim -> its chain, as its own analyst's answers have it."""
    from workbench.services.view import view_article

    view = view_article(bench, one.number)
    return {claim.uid: view.chain_of(claim) for claim in view.claims}


def _judged(one: Several, finals: Mapping[str, str], chains: Mapping[str, Chain] | None) -> Judged:
    alike, rest = _very_same(one)
    if chains is not None:  # the same words and hops, and yet through others perhaps
        alike, rest = [], one.claims
    layers: dict[str, list[Said]] = {}
    for claim in rest:
        layers.setdefault(claim.analyst, []).append(_said(claim, finals, chains))
    units = [unit_of(one.uid, group, one.analysts) for group in _groups([*layers.values()])]
    weights = {claim.uid: claim for claim in rest}
    agreed = [unit for unit in units if not unit.kinds]
    alike += [tuple(weights[uid] for uid in unit.claims) for unit in agreed]
    return Judged(
        one.number, one.uid, one.analysts, alike, [unit for unit in units if unit.kinds],
        one.unfinished, one.claims,
    )  # fmt: skip


def _very_same(one: Several) -> tuple[list[tuple[ClaimWords, ...]], list[ClaimWords]]:
    """What every analyst says alike to the last word, and what is left."""
    alike: dict[tuple[object, ...], list[ClaimWords]] = {}
    for claim in one.claims:
        alike.setdefault(claim[:4], []).append(claim)
    found, rest, many = [], [], len(one.analysts)
    for same in alike.values():
        is_each = len(same) == many and len({claim.analyst for claim in same}) == many
        if is_each and len({claim.verdict for claim in same if claim.verdict}) < 2:
            found.append(tuple(same))
        else:
            rest += same
    rest.sort()
    return found, rest


def _groups(layers: Sequence[Sequence[Said]]) -> list[list[Said]]:
    """The claims that are on the same words, in the order of the text."""
    if len(layers) < 2:
        return [[said] for layer in layers for said in layer]
    found = [[layers[who][place] for who, place in unit.items()] for unit in united(layers)]
    return sorted(found, key=lambda group: min((said.pieces, said.uid) for said in group))


def _said(claim: ClaimWords, finals: Mapping[str, str], chains: Mapping[str, Chain] | None) -> Said:
    hops = tuple(
        told(hop.sources, hop.known, hop.factuality, hop.assertion, finals)
        for hop in hops_in(claim.chain)
    )
    relays: tuple[str, ...] = ()
    if chains and (chain := chains.get(claim.uid)):
        relays = tuple(f"{step.words} ({step.reach or '?'})" for step in chain.relays)
    return Said(claim.uid, claim.analyst, claim.pieces, hops, relays, claim.verdict)


class StandingRulings:
    """The rulings that are of units as they are now, found without reading every claim."""

    def __init__(self, bench: Workbench) -> None:
        self._rulings = {one.uid: one for one in bench.store.rulings.all()}
        overtaken = bench.store.rulings.overtaken() if self._rulings else set()
        for uid in overtaken:
            if not is_as_ruled(bench, self._rulings[uid]):
                del self._rulings[uid]

    def of(self, unit: Unit) -> Ruling | None:
        """The one on a unit."""
        return self._rulings.get(unit.uid) if self._rulings else None

    def thirds(self) -> set[str]:
        """Uids of the claims that adjudicators put in the place of others."""
        return {ruling.claim for ruling in self._rulings.values() if ruling.claim}


def is_as_ruled(bench: Workbench, ruling: Ruling) -> bool:
    """Whether the claims of a ruling say what they said then, and its own is there."""
    sides = {side.claim: side.state for side in ruling.sides if side.claim}
    named = [*sides, *filter(None, [ruling.claim])]
    now = {one.uid: one for one in bench.store.claims.many(named)}
    if ruling.claim:
        third = now.get(ruling.claim)
        if third is None or third.state is ClaimState.WITHDRAWN:
            return False
    return all(uid in now and claim_state(now[uid]) == sides[uid] for uid in sides)
