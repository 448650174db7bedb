"""Which claims of several analysts are readings of the same words of one article.

Whatever they say of who speaks there, it was said once: so much as that is asked before origins are
counted. One to one, what says the very same first, as where analysts differ (`services/units.py`),
but of all who have a claim there, whether or not they have finished.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from workbench.domain.claim import Claim
from workbench.domain.deciding import Said, said_of
from workbench.domain.family import Families
from workbench.measure.agreement.matching import Places, places, united


def readings(claims: Iterable[Claim], families: Families) -> Iterator[tuple[str, ...]]:
    """Uids of the claims on the same words, two or more of as many analysts, article by article."""
    found: defaultdict[str, defaultdict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        found[claim.article][claim.analyst].append(claim)
    for by_analyst in found.values():
        if len(by_analyst) > 1:
            yield from _readings([by_analyst[name] for name in sorted(by_analyst)], families)


def _readings(every: Sequence[Sequence[Claim]], families: Families) -> Iterator[tuple[str, ...]]:
    named = {uid for claims in every for one in claims for hop in one.hops for uid in hop.sources}
    finals = {uid: families.final(uid) for uid in named}
    layers = [
        sorted((said_of(claim, finals) for claim in claims), key=lambda one: (one.pieces, one.uid))
        for claims in every
    ]
    for unit in united(layers, lambda who, whom: _pairs(layers[who], layers[whom])):
        if len(unit) > 1:
            yield tuple(sorted(layers[who][place].uid for who, place in unit.items()))


def _pairs(first: Sequence[Said], second: Sequence[Said]) -> list[Places]:
    """The places of those that say the very same, and of the rest by the words in common."""
    same: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for other, said in enumerate(second):
        same[said.pieces, said.hops].append(other)
    alike = [
        (place, there.pop(0))
        for place, said in enumerate(first)
        if (there := same.get((said.pieces, said.hops)))
    ]
    taken, theirs = {place for place, _ in alike}, {other for _, other in alike}
    left = [place for place in range(len(first)) if place not in taken]
    right = [place for place in range(len(second)) if place not in theirs]
    rest = places([first[place] for place in left], [second[place] for place in right])
    return alike + [(left[one], right[other]) for one, other in rest]
