"""How many independent origins stand behind a claim: over those linked to it, with the reasons.

Claims that are linked as the same are one claim told several times, however far apart the links
lead, and so are those in which several analysts read the same words of an article; a claim that
supports one of them stands behind it too. What its analyst withdrew stands behind nothing. Counts
origins, never outlets, and says of each why it counts or not. Decides nothing about origins:
`domain.origin` does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.claim import Claim, ClaimState, Link, LinkKind
from workbench.domain.origin import OriginCount, Standing, Traced, Weighed, weigh_origins
from workbench.services.records import ToldClaim, told_claims
from workbench.services.seen import seen_claims, seen_links
from workbench.services.workbench import Workbench
from workbench.verbs.claims import ALONE

if TYPE_CHECKING:
    from workbench.domain.family import Families

_STRENGTHENS = (LinkKind.SAME, LinkKind.SUPPORTS)
_FARTHEST = 50
"""Links in a row that are followed: nobody makes longer chains, except by mistake."""
Counts = Callable[[Claim | Link], bool]
"""Whether a claim or a link is to be counted at all."""


def is_held(one: Claim | Link) -> bool:
    """Whether its analyst still holds a claim; links are."""
    return isinstance(one, Link) or one.state is not ClaimState.WITHDRAWN


@dataclass(frozen=True, slots=True)
class Corroboration:
    """The claims behind one claim, itself first, and where they come from."""

    told: tuple[ToldClaim, ...]
    origins: tuple[Weighed, ...]
    """Those that count first; their places are places of `told`."""
    families: Mapping[str, str]
    """Uid -> name, of all that belong to something and what they belong to."""

    @property
    def count(self) -> OriginCount:
        """How many independent ones there are."""
        return OriginCount.of(self.origins)

    def names_of(self, origin: Weighed) -> str:
        """An origin in words: the names of its sources; those of the text where none is known, as
        of a credited outlet that is no source yet."""
        names = self.told[origin.places[0]].names
        if names.keys().isdisjoint(origin.sources):
            return origin.words or "?"
        return " + ".join(names.get(uid, "?") for uid in origin.sources)

    def owners_of(self, origin: Weighed) -> tuple[str, ...]:
        """Names of those whose outlets are this one origin."""
        return tuple(self.families.get(uid, "?") for uid in origin.owners)

    def houses(self) -> dict[str, tuple[str, ...]]:
        """Name of each house that several origins that count stand in -> their names."""
        found: dict[str, list[str]] = {}
        for origin in self.origins:
            if origin.standing is Standing.COUNTED:
                for uid in origin.houses:
                    found.setdefault(uid, []).append(self.names_of(origin))
        return {
            self.families.get(uid, "?"): tuple(names)
            for uid, names in found.items()
            if len(names) > 1
        }


def corroboration(bench: Workbench, uid: str) -> Corroboration:
    """What stands behind a claim. Raises NotFoundError when the claim is gone."""
    from workbench.services.families import families_of, names_in

    itself = bench.store.claims.get(uid)
    ground = _ground(bench, [uid], lambda one: is_held(one) or one.uid == uid)
    others = [ground.claims[other] for other in ground.behind(uid) if other != uid]
    told = (*told_claims(bench, [itself]), *sorted(told_claims(bench, others), key=_place))
    families = families_of(bench)
    return Corroboration(told, _weighed(told, families), names_in(bench, families))


def corroborations(
    bench: Workbench, together: Iterable[Sequence[str]], counts: Counts
) -> list[tuple[tuple[str, ...], Corroboration]]:
    """What stands behind each of many claims, those that are one told once: (uids, what).

    together: uids of claims that are one whatever links say, each in a group at least; groups that
    share one, or that links make the same, are joined.
    """
    from workbench.services.families import families_of, names_in

    groups = [tuple(group) for group in together]
    ground = _ground(bench, [uid for group in groups for uid in group], counts)
    told = {one.claim.uid: one for one in told_claims(bench, ground.claims.values())}
    behind = {uid: ground.behind(uid) for group in groups for uid in group}
    families = families_of(bench)
    names = names_in(bench, families)
    found = []
    for uids in _together(groups, ground.same):
        members = set().union(*(behind[uid] for uid in uids))
        those = tuple(sorted((told[uid] for uid in members), key=_place))
        found.append(
            (tuple(dict.fromkeys(uids)), Corroboration(those, _weighed(those, families), names))
        )
    return found


def _place(told: ToldClaim) -> tuple[int, int, str]:
    """Where a claim stands: an order that is the same whenever a database is made anew."""
    return told.article.number, told.claim.span.start, told.claim.uid


def _together(groups: Sequence[tuple[str, ...]], same: dict[str, set[str]]) -> list[list[str]]:
    """The groups, those in one that have claims which are the same. same: gets what a group makes
    the same."""
    for first, *others in groups:
        for uid in others:
            _unite(same, first, uid)
    found: dict[int, list[str]] = {}
    for group in groups:
        found.setdefault(id(same.get(group[0], group)), []).extend(group)
    return list(found.values())


def origin_counts(bench: Workbench, uids: Iterable[str]) -> dict[str, OriginCount]:
    """Uid -> how many independent origins stand behind the claim, for several at once; those behind
    which no other claim stands are left out."""
    wanted = list(uids)
    ground = _ground(bench, wanted, is_held)
    return _counts(bench, [uid for uid in wanted if len(ground.behind(uid)) > 1], ground)


def count_alone(told: ToldClaim) -> OriginCount:
    """How many independent origins a claim has that no other stands behind."""
    from workbench.domain.family import Families

    return OriginCount.of(_weighed([told], Families()))


def weights(bench: Workbench) -> dict[str, int]:
    """Uid -> weight by independent origins, of every claim that others stand behind by a link: what
    the board is put in order by."""
    links = seen_links(bench, bench.store.claims.with_links(_STRENGTHENS))
    ends = {end for link in links for end in (link.claim, link.other)}
    ground = _grounded(bench, ends, links, _read(bench, ends, is_held), is_held)
    return {
        uid: ALONE * count.confirmed + count.unconfirmed
        for uid, count in _counts(bench, sorted(ends), ground).items()
    }


@dataclass(frozen=True, slots=True)
class _Ground:
    """Claims that count, and how they stand to each other."""

    claims: Mapping[str, Claim]
    """By uid."""
    same: dict[str, set[str]]
    """Uid -> what it is the same as, itself too; of what is the same as none, nothing."""
    supporters: Mapping[str, set[str]]

    def behind(self, uid: str) -> tuple[str, ...]:
        """The claims behind a claim, itself among them: the same ones, and what supports those."""
        members = self.same.get(uid, {uid})
        helping = {one for member in members for one in self.supporters.get(member, ())}
        every = members.union(helping, *(self.same.get(one, ()) for one in helping))
        return tuple(sorted(every & self.claims.keys()))


def _ground(bench: Workbench, uids: Iterable[str], counts: Counts) -> _Ground:
    """Some claims and what may stand behind them, however far links and readings lead."""
    links: dict[str, Link] = {}
    read: dict[tuple[str, ...], None] = {}
    frontier = reached = set(uids)
    claims = bench.store.claims
    for _ in range(_FARTHEST):
        wanted = sorted(frontier)
        bench.store.ahead(partial(claims.links, wanted), partial(claims.beside, wanted))
        found = filter(counts, seen_links(bench, claims.links(wanted)))
        new = [link for link in found if link.kind in _STRENGTHENS and link.uid not in links]
        links |= {link.uid: link for link in new}
        again = _read(bench, frontier, counts)
        read |= dict.fromkeys(again)
        ends = {end for link in new for end in (link.claim, link.other)}
        frontier = ends.union(*again) - reached
        reached = reached | frontier
        if not frontier:
            break
    return _grounded(bench, reached, links.values(), read, counts)


def _read(bench: Workbench, uids: Collection[str], counts: Counts) -> list[tuple[str, ...]]:
    """The readings that some of these claims are in: uids of claims on the same words."""
    beside = bench.store.claims.beside(sorted(uids))  # none on most boards: of one analyst
    claims = list(filter(counts, seen_claims(bench, beside))) if beside else []
    if not claims:
        return []
    from workbench.services.families import families_of
    from workbench.services.readings import readings

    wanted = {*uids}
    return [one for one in readings(claims, families_of(bench)) if not wanted.isdisjoint(one)]


def _grounded(
    bench: Workbench,
    uids: Collection[str],
    links: Iterable[Link],
    read: Iterable[tuple[str, ...]],
    counts: Counts,
) -> _Ground:
    """Those of the claims, with what is read with them, that count; links by way of others do
    not."""
    every = bench.store.claims.many(sorted({*uids}.union(*read)))
    claims = {one.uid: one for one in seen_claims(bench, every) if counts(one)}
    same: dict[str, set[str]] = {}
    supporters: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        if {link.claim, link.other} <= claims.keys():
            if link.kind is LinkKind.SUPPORTS:
                supporters[link.other].add(link.claim)
            else:
                _unite(same, link.claim, link.other)
    for first, *others in read:
        for uid in others:
            _unite(same, first, uid)
    return _Ground(claims, same, supporters)


def _counts(bench: Workbench, uids: Sequence[str], ground: _Ground) -> dict[str, OriginCount]:
    """Each claim is told once and each set of claims weighed once, however many share them."""
    if not uids:
        return {}
    from workbench.services.families import families_of

    behind = {uid: ground.behind(uid) for uid in uids}
    every = sorted({uid for members in behind.values() for uid in members})
    told = {one.claim.uid: one for one in told_claims(bench, [ground.claims[uid] for uid in every])}
    families = families_of(bench)
    known: dict[tuple[str, ...], OriginCount] = {}
    for members in behind.values():
        if members not in known:
            known[members] = OriginCount.of(_weighed([told[uid] for uid in members], families))
    return {uid: known[members] for uid, members in behind.items()}


def _unite(same: dict[str, set[str]], one: str, other: str) -> None:
    """Make two claims one, with all that each is the same as."""
    small, large = sorted((same.get(end, {end}) for end in (one, other)), key=len)
    if small is not large:
        large |= small
        same.update(dict.fromkeys((*small, one, other), large))


def _weighed(told: Sequence[ToldClaim], families: Families) -> tuple[Weighed, ...]:
    read: dict[str, str] = {}
    if len({one.claim.analyst for one in told}) > 1:
        from workbench.services.readings import readings  # most boards are of one analyst

        every = readings((one.claim for one in told), families)
        read = {uid: uids[0] for uids in every for uid in uids}
    return weigh_origins([_traced(one, read.get(one.claim.uid, "")) for one in told], families)


def _traced(told: ToldClaim, words: str) -> Traced:
    """A claim's origin, and what makes it doubtful as one of its own. words: what its words are
    known by, where others read them too."""
    claim, day = told.claim, told.article.metadata.day
    return Traced(told.origin, claim.article, told.alike, claim.stance, day, words)
