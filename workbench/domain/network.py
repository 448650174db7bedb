"""The source network: who passes on what whom says, how often, and what became of it.

A node is a source, by its final uid, or an outlet that a credit names and no source is known for,
by its name. An edge says that a chain has something from the one directly before the other: nobody
knows whom an unnamed step has it from, so nothing leads past one. Pure: counts what it is given.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from workbench.domain.chain import Chain
from workbench.domain.claim import Link, LinkKind


class Passage(NamedTuple):
    """What a chain says of two who stand next to each other in it, or of its end."""

    citing: str
    cited: str
    """Empty where the chain ends with the one citing: it says so itself."""
    is_held: bool = True
    """Whether all in the chain stand behind the words."""


class Cited(NamedTuple):
    """A passage with the claim that has it."""

    claim: str
    """Uid; of an unanswered question the id of its fact."""
    number: int
    """Of the article."""
    at: str
    """When the article was published, as printed and as far as known; else empty."""
    topic: str
    citing: str
    cited: str
    """Empty where the chain ends with the one citing."""
    is_held: bool = True
    is_answered: bool = True
    """Whether an analyst recorded it; else the machine only asks."""

    @property
    def day(self) -> str:
        """The day of publication, or the month or year that is all that is known; else empty."""
        return self.at[:10]


class EdgeKey(NamedTuple):
    """Which edge it is, and where it stands among all: those of most claims first."""

    claims: int
    citing: str
    cited: str

    @property
    def pair(self) -> tuple[str, str]:
        """Who cites whom."""
        return self.citing, self.cited


@dataclass(frozen=True, slots=True)
class Edge:
    """One source passes on what another one says."""

    citing: str
    cited: str
    claims: int
    articles: int
    """In which those claims stand."""
    confirmed: int
    """Claims that an independent one is linked to as the same or in support."""
    denied: int
    """Claims that an independent one contradicts."""
    first: str
    last: str
    """Days of the articles; empty where none is dated."""
    topics: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    """Claims by year and month, as 2026-05; by year where that is all that is known."""
    asked: int = 0
    """Questions that nobody answered, in whose chains it stands as the machine reads them; counted
    nowhere else."""


class Checked(NamedTuple):
    """Claims that others, of independent origins, bear on."""

    confirmed: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    confirmed_later: frozenset[str] = frozenset()
    denied_later: frozenset[str] = frozenset()
    """Those where such a claim stands in an article of that day or a later one."""


@dataclass(frozen=True, slots=True)
class Record:
    """What became of what a source said: of the claims whose chains end with it."""

    said: int = 0
    confirmed: int = 0
    denied: int = 0
    """Both later, by links; a claim may be either, both or neither."""


def passages(chain: Chain, *, is_held: bool, final: Mapping[str, str]) -> tuple[Passage, ...]:
    """What a chain says of who cites whom, each once. final: uid of a merged source -> the one that
    it was merged into; whoever leads to nobody, by an empty word, is left out."""
    steps = [
        tuple(filter(None, (final.get(one, one) for one in step.sources))) for step in chain.steps
    ]
    pairs = dict.fromkeys(
        (one, other)
        for before, after in pairwise(steps)
        for one in before
        for other in after
        if one != other
    )
    found = [Passage(*pair, is_held) for pair in pairs]
    origin = chain.origin
    if origin.counts and not origin.anonymous:
        found += [Passage(one, "", is_held) for one in dict.fromkeys(steps[-1])]
    return tuple(found)


def edges_of(cited: Iterable[Cited], checked: Checked) -> list[Edge]:
    """The edges that some passages make, those of most claims first; then as they came."""
    found: defaultdict[tuple[str, str], list[Cited]] = defaultdict(list)
    for one in cited:
        if one.cited:
            found[one.citing, one.cited].append(one)
    edges = [_edge(pair, every, checked) for pair, every in found.items()]
    return sorted(edges, key=lambda edge: (-edge.claims, -edge.asked))


def _edge(pair: tuple[str, str], every: Sequence[Cited], checked: Checked) -> Edge:
    recorded = [one for one in every if one.is_answered]
    claims = {one.claim for one in recorded}
    days = sorted(filter(None, (one.day for one in recorded or every)))
    return Edge(
        *pair,
        len(claims),
        len({one.number for one in recorded}),
        len(claims & checked.confirmed),
        len(claims & checked.denied),
        days[0] if days else "",
        days[-1] if days else "",
        _counted(one.topic for one in recorded),
        _counted(one.day[:7] for one in recorded),
        len(every) - len(recorded),
    )


def _counted(words: Iterable[str]) -> dict[str, int]:
    """How often each word is there, by word; an empty one is none."""
    return dict(sorted(Counter(filter(None, words)).items()))


# What became of claims --------------------------------------------------------------------------


class End(NamedTuple):
    """Where one claim comes from."""

    owners: frozenset[str]
    """Who counts as its origin."""
    through: frozenset[str]
    """Whoever stands in its chain, the origin among them."""
    number: int
    day: str
    is_held: bool

    def is_apart_from(self, other: End) -> bool:
        """Whether the two are independent: in different articles, and neither's origin stands in
        the other's chain, as those of a circle do."""
        return (
            self.number != other.number
            and self.owners.isdisjoint(other.through)
            and other.owners.isdisjoint(self.through)
        )


Owner = Callable[[str, str], str]
"""Who counts as the origin where a source does, on a day."""


def ends_of(cited: Iterable[Cited], owner: Owner) -> dict[str, End]:
    """Claim -> where it comes from, of those whose origin somebody is."""
    found: defaultdict[str, list[Cited]] = defaultdict(list)
    for one in cited:
        found[one.claim].append(one)
    ends = {}
    for claim, every in found.items():
        of = {key: owner(key, one.day) for one in every for key in (one.citing, one.cited) if key}
        if owners := frozenset(of[one.citing] for one in every if not one.cited):
            last = every[-1]
            ends[claim] = End(owners, frozenset(of.values()), last.number, last.day, last.is_held)
    return ends


def checked_by(links: Iterable[Link], ends: Mapping[str, End]) -> Checked:
    """Which claims are confirmed and denied by others.

    Claims that links make the same are one, however far the links lead; what supports or
    contradicts one of them does so to all. Whoever denies the words confirms none.
    """
    every = list(links)
    same = joined(link for link in every if link.kind is LinkKind.SAME)
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for claim in ends:
        groups[same.get(claim, claim)].add(claim)
    behind = defaultdict[str, set[str]](set, {key: {*claims} for key, claims in groups.items()})
    against: defaultdict[str, set[str]] = defaultdict(set)
    for link in every:
        one, other = same.get(link.claim, link.claim), same.get(link.other, link.other)
        if link.kind is LinkKind.SUPPORTS:
            behind[other].add(link.claim)
        elif link.kind is LinkKind.CONTRADICTS:
            against[one] |= groups[other]
            against[other] |= groups[one]
    held = {uid for uid, end in ends.items() if end.is_held}
    helping = {key: claims & held for key, claims in behind.items()}
    confirmed, confirmed_later = _borne_on(groups, helping, ends)
    denied, denied_later = _borne_on(groups, against, ends)
    return Checked(confirmed, denied, confirmed_later, denied_later)


def _borne_on(
    groups: Mapping[str, Iterable[str]],
    others: Mapping[str, Iterable[str]],
    ends: Mapping[str, End],
) -> tuple[frozenset[str], frozenset[str]]:
    """The claims on which independent ones bear, and those on which any that is no older does: of
    one in an article of no known day nobody knows that."""
    found, later = set(), set()
    for key, bearing in others.items():
        bearers = [ends[one] for one in bearing]
        for claim in groups.get(key, ()):
            its = ends[claim]
            apart = [one for one in bearers if one.is_apart_from(its)]
            found |= {claim} if apart else set()
            later |= {claim} if its.day and any(one.day >= its.day for one in apart) else set()
    return frozenset(found), frozenset(later)


def joined(links: Iterable[Link]) -> dict[str, str]:
    """Claim -> one claim that stands for all that links join it with; the least of them."""
    first: dict[str, str] = {}

    def root(claim: str) -> str:
        while (up := first.setdefault(claim, claim)) != claim:
            first[claim] = claim = first[up]
        return claim

    for link in links:
        low, high = sorted((root(link.claim), root(link.other)))
        first[high] = low
    return {claim: root(claim) for claim in [*first]}


def records_of(
    said: Mapping[str, int], cited: Iterable[Cited], checked: Checked
) -> dict[str, Record]:
    """Source -> its record. said: claims whose chains end with each; cited: of the claims that are
    linked at all."""
    found: dict[str, list[set[str]]] = {source: [set(), set()] for source in said}
    for one in cited:
        if not one.cited and one.citing in found:
            for place, claims in enumerate((checked.confirmed_later, checked.denied_later)):
                if one.claim in claims:
                    found[one.citing][place].add(one.claim)
    return {source: Record(said[source], *map(len, both)) for source, both in found.items()}
