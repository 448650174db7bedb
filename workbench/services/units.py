"""The units of articles that several analysts judged: what all say alike, and where they differ.

What says the very same is paired first, since nobody has to rule on that; the rest one to one, as
many pairs as there can be, by the rule of `measure.agreement`. One way for the queue, for a case
and for exports, so that they never differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from workbench.domain.chain import Chain
from workbench.domain.deciding import Kind, Place, Said, Unit, stands, states_of, told, unit_of
from workbench.domain.journal import RUNS
from workbench.domain.ruling import Ruling
from workbench.errors import WorkbenchError
from workbench.measure.agreement.matching import united
from workbench.services.workbench import Workbench
from workbench.store.units import hops_in
from workbench.verbs.units import ClaimWords, Several


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


def judged_articles(bench: Workbench, number: int | None = None) -> Iterator[Judged]:
    """The articles that several judged, by number; this one alone where it is named."""
    store = bench.store
    finals = store.sources.merges()
    credited = store.units.credited_otherwise(number)
    several = store.units.several(number, looked_into=credited)
    uids = store.articles.uids_of(one.number for one in several)
    for one in several:
        chains = chains_in(bench, one.number) if one.number in credited else None
        yield _judged(one, uids[one.number], finals, chains)


def chains_in(bench: Workbench, number: int) -> Mapping[str, Chain]:
    """Claim -> its chain, as its own analyst's answers have it."""
    from workbench.services.view import view_article

    view = view_article(bench.seeing_all(), number)
    return {claim.uid: view.chain_of(claim) for claim in view.claims}


def _judged(
    one: Several, uid: str, finals: Mapping[str, str], chains: Mapping[str, Chain] | None
) -> Judged:
    layers: dict[str, list[Said]] = {}
    for claim in one.claims:
        layers.setdefault(claim.analyst, []).append(_said(claim, finals, chains))
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


class Compared:
    """Where analysts differ, kept up to date: what the journal says is other is compared again, and
    no more. It is kept in the database too, as far as that takes it, for whoever asks next."""

    def __init__(self) -> None:
        self._seq = -1
        """Number of the journal's last entry when it was compared."""
        self._version = ""
        """Of the comparison, and of the rules that nobody was asked about then: who has judged what
        depends on them."""
        self._found: dict[int, Differing] = {}

    def articles(self, bench: Workbench) -> list[Differing]:
        """The articles in which analysts differ, by number."""
        head, version = bench.store.journal.head(), _version(bench)
        if version != self._version:
            self._seq, self._version, self._found = -1, version, {}
            self._take_kept(bench)
        touched = _touched(bench, self._seq) if self._seq >= 0 else None
        if touched is None:
            self._found = {one.number: one for one in _differing(judged_articles(bench))}
        else:
            for number in touched:
                self._found.pop(number, None)
                again = _differing(judged_articles(bench, number))
                self._found |= {one.number: one for one in again}
        if self._seq != head[0] and touched != set():
            self._keep(bench, head, touched)
        self._seq = head[0]
        return [self._found[number] for number in sorted(self._found)]

    def _take_kept(self, bench: Workbench) -> None:
        """What somebody kept; nothing where that cannot be read."""
        if kept := bench.store.units.kept(_WHAT, self._version):
            with suppress(ValueError, TypeError, KeyError, IndexError):
                self._found = {number: _read(number, words) for number, words in kept[1]}
                self._seq = kept[0]

    def _keep(self, bench: Workbench, head: tuple[int, str], touched: set[int] | None) -> None:
        if bench.store.is_read_only or not head[0]:
            return
        places = {
            number: _written(one)
            for number, one in self._found.items()
            if touched is None or number in touched
        }
        with suppress(WorkbenchError):  # whoever asks next works it out
            bench.store.units.keep(_WHAT, head, self._version, places, touched)


def _differing(judged: Iterable[Judged]) -> Iterator[Differing]:
    for one in judged:
        if one.units:
            places = tuple(unit.place for unit in one.units)
            yield Differing(one.number, one.article, one.analysts, places)


_WHAT = "places"
_COMPARISON = "3"
"""Version of how claims are compared: raise it where they are compared otherwise."""
_KINDS = tuple(Kind)


def _version(bench: Workbench) -> str:
    return "\n".join((_COMPARISON, *sorted(bench.store.facts.unasked_rules())))


def _written(one: Differing) -> str:
    places = [
        (place.uid, [kind.rank for kind in place.kinds], place.answers, place.claims)
        for place in one.places
    ]
    return json.dumps([one.article, sorted(one.analysts), places], separators=(",", ":"))


def _read(number: int, words: str) -> Differing:
    article, analysts, places = json.loads(words)
    listed = tuple(
        Place(uid, tuple([_KINDS[rank] for rank in kinds]), answers, tuple(claims))
        for uid, kinds, answers, claims in places
    )
    return Differing(number, article, frozenset(analysts), listed)


_ELSEWHERE = frozenset((
    "rating", "belonging", "unalike", "selection", "subscription", "wanted", "past", "arrival",
    "member", "inspection", "guideline", "flag", "ruling", "dispute", "note", "tag",
    "nothing", "assessment", "link", "topic",
))  # fmt: skip
"""What makes no difference between claims."""
_OF_ARTICLES = frozenset(("claim", "decision", "state", "relay"))
_MOST = 50
"""Articles up to which each is compared again by itself."""


def _touched(bench: Workbench, after: int) -> set[int] | None:
    """Numbers of the articles that may have to be compared again; None where that is all."""
    entries = bench.store.journal.since(after)
    if entries is None or any(entry.op in RUNS for entry in entries):
        return None
    found: set[str] = set()
    for change in (change for entry in entries for change in entry.changes):
        if change.entity in _OF_ARTICLES:
            found.add(str((change.after or change.before or {})["article"]))
        elif change.entity == "assignment":
            for record in (change.before, change.after):
                found.update(record["articles"] if record and record["known"] else ())
        elif change.entity == "source":
            same = [record["same_as"] for record in (change.before, change.after) if record]
            if any(same):  # merged, or parted again
                return None
        elif change.entity not in _ELSEWHERE:
            return None
    if len(found) > _MOST:
        return None
    return {*bench.store.articles.numbers_of(found).values()}


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
        self.all = bench.store.rulings.all()
        """Those that do not stand any more, too, in the order in which they were made."""
        gone = overtaken(bench, self.all)
        self._rulings = {one.uid: one for one in self.all if one.uid not in gone}

    def of(self, unit: str) -> Ruling | None:
        """The one on the unit with this uid."""
        return self._rulings.get(unit)


def overtaken(bench: Workbench, among: Iterable[Ruling] | None = None) -> set[str]:
    """Uids of the rulings that count no more, since a claim says something else by now. among: all
    rulings, where they are known."""
    touched = bench.store.rulings.overtaken()
    if not touched:
        return touched
    every = bench.store.rulings.all() if among is None else among
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
    units = [
        unit
        for number in {*numbers.values()}
        for judged in judged_articles(bench, number)
        for unit in judged.units
    ]
    claims = {claim: unit.uid for unit in units for claim in unit.claims}
    return {
        one.uid
        for one in (bench.store.rulings.all() if units else ())
        if one.uid in numbers and any(claims.get(uid, one.uid) != one.uid for uid in one.claims)
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
