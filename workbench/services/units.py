"""The units of articles that several analysts judged: what all say alike, and where they differ.

What says the very same is paired first, since nobody has to rule on that; the rest one to one, as
many pairs as there can be, by the rule of `measure.agreement`. One way for the queue, for a case
and for exports, so that they never differ.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from workbench.domain.chain import Chain
from workbench.domain.deciding import (
    Kind,
    Place,
    Said,
    Told,
    Unit,
    stands,
    states_of,
    told,
    unit_of,
)
from workbench.domain.ruling import Ruling
from workbench.measure.agreement.matching import united
from workbench.services.keeping import keep, kept
from workbench.services.workbench import Workbench
from workbench.stored.units import hops_in
from workbench.verbs.units import ClaimWords, Several

Teller: TypeAlias = Callable[[str], tuple[Told, ...]]
"""Words of a chain -> its hops as far as they count."""


class Judged(NamedTuple):
    """What an article comes to that two or more judged."""

    number: int
    article: str
    """Uid."""
    analysts: frozenset[str]
    """Who judged it."""
    alike: list[tuple[str, ...]]
    """Uids of claims in which all say the same, one of each analyst."""
    units: list[Unit]
    """Those in which they differ."""


def judged_articles(bench: Workbench, numbers: Collection[int] | None = None) -> Iterator[Judged]:
    """The articles that several judged, by number; of these alone, where they are given."""
    store = bench.store
    tell = _teller(store.sources.merges())
    credited = store.units.credited_otherwise(numbers)
    several = store.units.several(numbers, looked_into=credited)
    uids = store.articles.uids_of(one.number for one in several)
    for one in several:
        chains = chains_in(bench, one.number) if one.number in credited else None
        yield _judged(one, uids[one.number], tell, chains)


def chains_in(bench: Workbench, number: int) -> Mapping[str, Chain]:
    """Claim -> its chain, as its own analyst's answers have it."""
    from workbench.services.view import view_article

    view = view_article(bench.seeing_all(), number)
    return {claim.uid: view.chain_of(claim) for claim in view.claims}


def _judged(one: Several, uid: str, tell: Teller, chains: Mapping[str, Chain] | None) -> Judged:
    layers: dict[str, list[Said]] = {}
    for claim in one.claims:
        layers.setdefault(claim.analyst, []).append(_said(claim, tell, chains))
    units = [unit_of(uid, group, one.analysts) for group in _groups([*layers.values()])]
    agreed = [unit.claims for unit in units if not unit.kinds]
    differing = [unit for unit in units if unit.kinds]
    return Judged(one.number, uid, one.analysts, one.alike + agreed, differing)


class Differing(NamedTuple):
    """An article in which those who judged it differ."""

    number: int
    article: str
    """Uid."""
    analysts: frozenset[str]
    """Who judged it."""
    places: tuple[Place, ...]
    """In the order of the text."""
    decided: frozenset[str] = frozenset()
    """Uids of those on which a ruling stands."""
    decided_before: frozenset[str] = frozenset()
    """Uids of those on whose claims somebody ruled, what counts no more."""


class Compared:
    """Where analysts differ, kept up to date: where something moved it is compared again, and no
    more. It is kept in the database too, as far as that takes it, for whoever asks next."""

    def __init__(self) -> None:
        self._version = ""
        """Of the comparison, and of the rules that nobody was asked about then: who has judged what
        depends on them."""
        self._mark = 0
        """Up to which it was compared."""
        self._found: dict[int, Differing] | None = None
        """By number; None where nothing was."""

    def articles(self, bench: Workbench) -> list[Differing]:
        """The articles in which analysts differ, by number."""
        version = _version(bench)
        if version != self._version:
            self._version = version
            self._mark, self._found = kept(bench, _WHAT, version, _read)
        moved = bench.store.units.moved(self._mark)
        numbers = None if self._found is None else moved.numbers
        again = {}
        if numbers != set():
            again = {one.number: one for one in _differing(bench, numbers)}
            written = {number: _written(one) for number, one in again.items()}
            after = None if self._found is None else self._mark
            keep(bench, _WHAT, version, moved, written, after=after)
        before = self._found or {}
        found = {number: before[number] for number in before.keys() - moved.numbers} | again
        self._mark, self._found = moved.mark, found
        return [found[number] for number in sorted(found)]


def _differing(bench: Workbench, numbers: Collection[int] | None) -> Iterator[Differing]:
    judged = [one for one in judged_articles(bench, numbers) if one.units]
    articles = [one.article for one in judged]
    standing, ruled_on = _ruled_on(bench, articles), bench.store.rulings.claims(articles)
    for one in judged:
        places = tuple([unit.place for unit in one.units])
        decided = standing.intersection([place.uid for place in places])
        before = [
            place.uid
            for place in places
            if place.uid not in decided and not ruled_on.isdisjoint(place.claims)
        ]
        yield Differing(
            one.number, one.article, one.analysts, places, frozenset(decided), frozenset(before)
        )


_WHAT = "places"
_COMPARISON = "4"
"""Version of how claims are compared: raise it where they are compared otherwise."""
_KINDS = tuple(Kind)


def _version(bench: Workbench) -> str:
    return "\n".join((_COMPARISON, *sorted(bench.store.facts.unasked_rules())))


def _written(one: Differing) -> object:
    places = [
        (place.uid, [kind.rank for kind in place.kinds], place.answers, place.claims)
        for place in one.places
    ]
    ruled = sorted(one.decided), sorted(one.decided_before)
    return one.article, sorted(one.analysts), places, *ruled


def _read(number: int, told: Sequence[Any]) -> Differing:
    article, analysts, places, *ruled = told
    listed = tuple(
        Place(uid, tuple([_KINDS[rank] for rank in kinds]), answers, tuple(claims))
        for uid, kinds, answers, claims in places
    )
    decided, before = map(frozenset, ruled)
    return Differing(number, article, frozenset(analysts), listed, decided, before)


def _groups(layers: Sequence[Sequence[Said]]) -> list[list[Said]]:
    """The claims that are on the same words, in the order of the text."""
    if len(layers) < 2:
        return [[said] for layer in layers for said in layer]
    found = [[layers[who][place] for who, place in unit.items()] for unit in united(layers)]
    return sorted(found, key=lambda group: min((said.pieces, said.uid) for said in group))


def _teller(finals: Mapping[str, str]) -> Teller:
    """What tells of the words of a chain what counts of it, once of each."""

    @cache
    def tell(chain: str) -> tuple[Told, ...]:
        return tuple(
            told(hop.sources, hop.known, hop.factuality, hop.assertion, finals)
            for hop in hops_in(chain)
        )

    return tell


def _said(claim: ClaimWords, tell: Teller, chains: Mapping[str, Chain] | None) -> Said:
    relays: tuple[str, ...] = ()
    if chains and (chain := chains.get(claim.uid)):
        relays = tuple(f"{step.words} ({step.reach or '?'})" for step in chain.relays)
    hops = tell(claim.chain)
    return Said(claim.uid, claim.analyst, claim.pieces, hops, relays, claim.verdict)


class StandingRulings:
    """The rulings that are of units as they are now, found without reading every claim."""

    def __init__(self, bench: Workbench) -> None:
        self.all = bench.store.rulings.all()
        """Those that do not stand any more, too, in the order in which they were made."""
        gone = overtaken(bench, self.all)
        self._rulings = {one.uid: one for one in self.all if one.uid not in gone}

    def of(self, unit: str) -> Ruling | None:
        """The one on the unit with this uid."""
        return self._rulings.get(unit)


def _ruled_on(bench: Workbench, articles: Collection[str]) -> set[str]:
    """Uids of the units of these articles on which a ruling stands."""
    return bench.store.rulings.uids(articles) - overtaken(bench, articles=articles)


def overtaken(
    bench: Workbench,
    among: Iterable[Ruling] | None = None,
    *,
    articles: Collection[str] | None = None,
) -> set[str]:
    """Uids of the rulings that count no more, since a claim says something else by now. among: all
    rulings, where they are known. articles: uids; of those on these alone."""
    touched = bench.store.rulings.overtaken(articles)
    if not touched:
        return touched
    every = bench.store.rulings.called(touched) if among is None else among
    some = [one for one in every if one.uid in touched]
    named = {uid for one in some for uid in (one.claim, *(side.claim for side in one.sides)) if uid}
    states = states_of(bench.store.claims.many(named))
    return {one.uid for one in some if not stands(one, states)}


def void_for(bench: Workbench, among: Iterable[Ruling] | None = None) -> set[str]:
    """The same, and those that went as the analyst has it though none of the answers was taken:
    what the adjudicator came to by herself says what hers does; and those whose claims are part of
    another difference by now."""
    return overtaken(bench, among) | _as_thirds(bench) | _regrouped(bench)


def _regrouped(bench: Workbench) -> set[str]:
    """The rulings against the analyst whose claims stand with others than they stood with."""
    numbers = bench.store.rulings.claimed_since(bench.analyst)
    judged = judged_articles(bench, {*numbers.values()}) if numbers else ()
    units = [unit for one in judged for unit in one.units]
    claims = {claim: unit.uid for unit in units for claim in unit.claims}
    return {
        one.uid
        for one in (bench.store.rulings.called(numbers) if units else ())
        if any(claims.get(uid, one.uid) != one.uid for uid in one.claims)
    }


def _as_thirds(bench: Workbench) -> set[str]:
    thirds = bench.store.rulings.thirds(bench.analyst)
    claims = bench.store.claims.many({uid for one in thirds for uid in one[1:]})
    states = states_of(claims)
    return {
        ruling
        for ruling, own, third in thirds
        if own in states and states[own] == states.get(third)
    }
