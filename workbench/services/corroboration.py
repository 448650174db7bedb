"""How many independent origins stand behind a claim: over those linked to it, with the reasons.

Claims that are linked as the same are one claim told several times, however far apart the links
lead; a claim that supports one of them stands behind it too. Counts origins, never outlets, and
says of each why it counts or not. Decides nothing about origins: `domain.origin` does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.domain.claim import Claim, Link, LinkKind
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

    behind = _behind(uid, *_joined(_links_around(bench, [uid])))
    claims = [bench.store.claims.get(uid)]
    others = bench.store.claims.many(other for other in behind if other != uid)
    claims += seen_claims(bench, others)
    told = tuple(told_claims(bench, claims))
    families = families_of(bench)
    return Corroboration(told, _weighed(told, families), names_in(bench, families))


def corroborations(
    bench: Workbench, together: Iterable[Sequence[str]], counts: Callable[[Claim | Link], bool]
) -> list[tuple[tuple[str, ...], Corroboration]]:
    """What stands behind each of many claims, those that are one told once: (uids, what).

    together: uids of claims that are one whatever links say, each in a group at least; groups that
    share one, or that links make the same, are joined. counts: whether a claim or a link is to be
    counted at all.
    """
    from workbench.services.families import families_of, names_in

    groups = [tuple(group) for group in together]
    around = _links_around(bench, [uid for group in groups for uid in group])
    links = [one for one in around if counts(one)]
    ends = sorted({end for link in links for end in (link.claim, link.other)})
    asked = sorted({uid for group in groups for uid in group} - {*ends})
    there = seen_claims(bench, bench.store.claims.many([*ends, *asked]))
    claims = [one for one in there if counts(one)]
    told = {one.claim.uid: one for one in told_claims(bench, claims)}
    same, supporters = _joined(one for one in links if {one.claim, one.other} <= told.keys())
    behind = {uid: _behind(uid, same, supporters) for group in groups for uid in group}
    families = families_of(bench)
    names = names_in(bench, families)
    found = []
    for uids in _together(groups, same):
        members = set().union(*(behind[uid] for uid in uids))
        those = tuple(told[uid] for uid in sorted(members) if uid in told)
        found.append(
            (tuple(dict.fromkeys(uids)), Corroboration(those, _weighed(those, families), names))
        )
    return found


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
    """Uid -> how many independent origins stand behind the claim, for several at once."""
    wanted = list(uids)
    return _counts(bench, wanted, _links_around(bench, wanted))


def count_alone(told: ToldClaim) -> OriginCount:
    """How many independent origins a claim has that no other stands behind."""
    from workbench.domain.family import Families

    return OriginCount.of(_weighed([told], Families()))


def weights(bench: Workbench) -> dict[str, int]:
    """Uid -> weight by independent origins, of every claim that others stand behind: what the
    board is put in order by."""
    links = seen_links(bench, bench.store.claims.with_links(_STRENGTHENS))
    ends = {end for link in links for end in (link.claim, link.other)}
    return {
        uid: ALONE * count.confirmed + count.unconfirmed
        for uid, count in _counts(bench, sorted(ends), links).items()
    }


def _links_around(bench: Workbench, uids: Sequence[str]) -> list[Link]:
    """The links that lead from some claims to what may stand behind them, however far."""
    links: dict[str, Link] = {}
    frontier = reached = set(uids)
    for _ in range(_FARTHEST):
        found = seen_links(bench, bench.store.claims.links(sorted(frontier)))
        new = [link for link in found if link.kind in _STRENGTHENS and link.uid not in links]
        links |= {link.uid: link for link in new}
        frontier = {end for link in new for end in (link.claim, link.other)} - reached
        reached = reached | frontier
        if not frontier:
            break
    return list(links.values())


def _counts(bench: Workbench, uids: Sequence[str], links: Iterable[Link]) -> dict[str, OriginCount]:
    """Each claim is told once and each set of claims weighed once, however many share them."""
    from workbench.services.families import families_of

    same, supporters = _joined(links)
    behind = {uid: _behind(uid, same, supporters) for uid in uids}
    every = sorted({uid for members in behind.values() for uid in members})
    there = seen_claims(bench, bench.store.claims.many(every))
    told = {one.claim.uid: one for one in told_claims(bench, there)}
    families = families_of(bench)
    known: dict[tuple[str, ...], OriginCount] = {}
    for members in behind.values():
        if members not in known:
            behind_it = [told[uid] for uid in members if uid in told]
            known[members] = OriginCount.of(_weighed(behind_it, families))
    return {uid: known[members] for uid, members in behind.items()}


def _joined(links: Iterable[Link]) -> tuple[dict[str, set[str]], Mapping[str, set[str]]]:
    """Uid -> what it is the same as, itself too; and uid -> what supports it."""
    same: dict[str, set[str]] = {}
    supporters: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.kind is LinkKind.SUPPORTS:
            supporters[link.other].add(link.claim)
            continue
        _unite(same, link.claim, link.other)
    return same, supporters


def _unite(same: dict[str, set[str]], one: str, other: str) -> None:
    """Make two claims one, with all that each is the same as."""
    small, large = sorted((same.get(end, {end}) for end in (one, other)), key=len)
    if small is not large:
        large |= small
        same.update(dict.fromkeys((*small, one, other), large))


def _behind(
    uid: str, same: Mapping[str, set[str]], supporters: Mapping[str, set[str]]
) -> tuple[str, ...]:
    """The claims behind a claim, itself among them: the same ones, and what supports those."""
    members = same.get(uid, {uid})
    helping = {one for member in members for one in supporters.get(member, ())}
    every = members.union(helping, *(same.get(one, ()) for one in helping))
    return tuple(sorted(every))


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
