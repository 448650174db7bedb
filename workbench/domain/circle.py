"""What leads round in chains: those who cite each other, claims that all end in one place, and what
stands in print before the source that is named for it has it.

Each circle is told with the steps that show it, and is never a verdict. Pure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from workbench.domain.article import published_key
from workbench.domain.claim import Link, LinkKind
from workbench.domain.network import Cited, Owner, ends_of, joined

_WHOLE_DAY = 10
"""Characters of a day; a month or a year alone is none."""


class CircleKind(StrEnum):
    """What is round about some chains."""

    RING = "ring"
    """Each has it from the next, and the last from the first."""
    ONE_END = "one end"
    """Claims that are the same, of several who publish, all end in one place."""
    EARLY = "early"
    """Claims, as of a number, that are the same: who is said to have it publishes it only later."""


class CircleBasis(StrEnum):
    """What holds its claims together."""

    LINKED = "linked"
    SAME_DAY = "same day"
    """Articles of one day, and no two topics: nobody said that they are about the same."""


@dataclass(frozen=True, slots=True)
class Circle:
    """Chains that lead round, with the steps that show it."""

    kind: CircleKind
    basis: CircleBasis
    sources: tuple[str, ...]
    """Of a ring in its order, from whoever cites first; else the one end or the late source."""
    steps: tuple[Cited, ...]
    """By when their articles were published."""

    @property
    def last(self) -> str:
        """Day of its newest step."""
        return max(step.day for step in self.steps)


class Printed(NamedTuple):
    """Where a claim stands, whoever it is from."""

    claim: str
    at: str
    outlets: tuple[str, ...]
    """As chains know them."""


Prints = Callable[[Iterable[str]], Iterable[Printed]]
"""Where each of some claims stands; those are left out that do not count."""


def circles_of(
    cited: Iterable[Cited], links: Iterable[Link], owner: Owner, prints: Prints
) -> list[Circle]:
    """The circles in some chains, those that links make first, then the newest. cited: the passages
    of all linked claims, and those of the pairs that cite each other."""
    every, linked = list(dict.fromkeys(cited)), list(links)
    rings = list(_rings(every, joined(linked)))
    told = {(frozenset(one.sources), step.claim) for one in rings for step in one.steps}
    days = (
        one
        for one in _same_days(every)
        if any((frozenset(one.sources), step.claim) not in told for step in one.steps)
    )
    in_rings = {step for one in rings for step in one.steps}
    same = joined(link for link in linked if link.kind is LinkKind.SAME)
    groups = _groups(every, same)
    early = _early((one for one in every if one not in in_rings), groups, same, prints)
    found = sorted(
        (*rings, *_one_ends(groups, owner), *early, *days),
        key=lambda one: one.last,
        reverse=True,
    )
    return sorted(found, key=lambda one: one.basis is CircleBasis.SAME_DAY)


def _rings(cited: Sequence[Cited], together: Mapping[str, str]) -> Iterator[Circle]:
    """Those within the chains of claims that are linked, or of one alone."""
    groups: defaultdict[str, list[Cited]] = defaultdict(list)
    for one in cited:
        if one.cited:
            groups[together.get(one.claim, one.claim)].append(one)
    for group in groups.values():
        leads: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for one in group:
            leads[one.citing][one.cited] = None
        for ring in _shortest_rings(leads):
            pairs = {*pairwise((*ring, ring[0]))}
            steps = [one for one in group if (one.citing, one.cited) in pairs]
            yield _ring(CircleBasis.LINKED, ring, steps)


def _ring(basis: CircleBasis, ring: tuple[str, ...], steps: Iterable[Cited]) -> Circle:
    """A ring, told from whoever cites in its earliest step."""
    ordered = _by_day(steps)
    first = ring.index(ordered[0].citing)
    return Circle(CircleKind.RING, basis, (*ring[first:], *ring[:first]), ordered)


def _shortest_rings(leads: Mapping[str, Mapping[str, None]]) -> list[tuple[str, ...]]:
    """The shortest way round from each, every ring once."""
    found: dict[tuple[str, ...], None] = {}
    for start in sorted(leads):
        before: dict[str, str] = {}
        waiting = [start]
        for here in waiting:
            if start in leads.get(here, ()):
                path = [here]
                while path[-1] != start:
                    path.append(before[path[-1]])
                path.reverse()
                least = path.index(min(path))
                found[tuple(path[least:] + path[:least])] = None
                break
            for there in leads.get(here, ()):
                if there not in before and there != start:
                    before[there] = here
                    waiting.append(there)
    return [*found]


def _groups(cited: Iterable[Cited], same: Mapping[str, str]) -> dict[str, dict[str, list[Cited]]]:
    """The chain of each claim, by what links make the same."""
    groups: defaultdict[str, dict[str, list[Cited]]] = defaultdict(dict)
    for one in cited:
        if one.claim in same:
            groups[same[one.claim]].setdefault(one.claim, []).append(one)
    return groups


def _one_ends(groups: Mapping[str, Mapping[str, list[Cited]]], owner: Owner) -> Iterator[Circle]:
    """Claims that are the same, of several who publish, and all of one origin."""
    for claims in groups.values():
        steps = [one for every in claims.values() for one in every]
        ends = ends_of(steps, owner)
        if ends.keys() != claims.keys() or len(set(map(_publisher, claims.values()))) < 2:
            continue
        if common := frozenset.intersection(*(end.owners for end in ends.values())):
            last = [one for one in steps if not one.cited and owner(one.citing, one.day) in common]
            names = Counter(one.citing for one in last)
            who = min(names, key=lambda name: (-names[name], name))
            shown = (one for every in claims.values() for one in _shown(every))
            yield Circle(CircleKind.ONE_END, CircleBasis.LINKED, (who,), _by_day(shown))


def _publisher(chain: Sequence[Cited]) -> str:
    """Who stands first in a chain: nobody in it has it from whoever publishes."""
    cited = {one.cited for one in chain}
    return next((one.citing for one in chain if one.citing not in cited), "")


def _shown(chain: Sequence[Cited]) -> list[Cited]:
    """Who has it from whom in a chain; of who says it himself, that it ends there."""
    return [one for one in chain if one.cited] or list(chain)


def _early(
    asked: Iterable[Cited],
    groups: Mapping[str, Mapping[str, list[Cited]]],
    same: Mapping[str, str],
    prints: Prints,
) -> Iterator[Circle]:
    """Claims that are the same and name an outlet which has it only later. asked: the passages that
    may be early."""
    naming: defaultdict[tuple[str, str], list[Cited]] = defaultdict(list)
    for one in asked:
        if one.cited and one.claim in same:
            naming[same[one.claim], one.cited].append(one)
    for (group, source), steps in naming.items():
        own = [chain for chain in groups[group].values() if _publisher(chain) == source]
        if not any(is_before(one.at, chain[0].at) for one in steps for chain in own):
            continue  # reading where claims of nobody named stand is dear
        together = [claim for claim, root in same.items() if root == group]
        theirs = [one.at for one in prints(together) if source in one.outlets]
        if early := [one for one in steps if all(is_before(one.at, at) for at in theirs)]:
            first = min(own, key=lambda chain: published_key(chain[0].at))
            shown = _by_day([*early, *_shown(first)])
            yield Circle(CircleKind.EARLY, CircleBasis.LINKED, (source,), shown)


def is_before(one: str, other: str) -> bool:
    """Whether something was published before something else, by the minute or by the day. What is
    known less well is before nothing."""
    if min(len(one), len(other)) > _WHOLE_DAY:
        return published_key(one) < published_key(other)
    return min(len(one), len(other)) == _WHOLE_DAY and one[:_WHOLE_DAY] < other[:_WHOLE_DAY]


def _same_days(cited: Iterable[Cited]) -> Iterator[Circle]:
    """Two who cite each other in articles of one day, in claims of no two topics."""
    days: defaultdict[tuple[str, str, str], list[Cited]] = defaultdict(list)
    for one in cited:
        if one.cited and one.is_answered and len(one.day) == _WHOLE_DAY:
            low, high = sorted((one.citing, one.cited))
            days[low, high, one.day].append(one)
    for (low, high, _), every in days.items():
        there = [one for one in every if one.citing == low]
        sides = there, [one for one in every if one.citing == high]
        steps = [
            one
            for side, others in (sides, sides[::-1])
            for one in side
            if any(_may_be_one(one, other) for other in others)
        ]
        if steps:
            yield _ring(CircleBasis.SAME_DAY, (low, high), steps)


def _may_be_one(one: Cited, other: Cited) -> bool:
    """Whether two claims of one day may be about the same; one alone is a ring by itself."""
    topics = {one.topic, other.topic} - {""}
    return one.claim != other.claim and len(topics) < 2


def _by_day(steps: Iterable[Cited]) -> tuple[Cited, ...]:
    return tuple(
        sorted(steps, key=lambda one: (one.day, published_key(one.at), one.number, one.claim))
    )
