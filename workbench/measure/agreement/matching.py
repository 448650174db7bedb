"""Which claims of several analysts are of the same words: one to one, as many as there can be.

Greedy pairing loses pairs: a claim may take the only partner of another one. So pairs are found by
augmenting paths, within each knot of claims that overlap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias, TypeVar

from workbench.measure.agreement.values import Claimed, Extent, Placed

EXACT_RULE = "the same bounds, one to one"
OVERLAP_RULE = (
    "more than half of the longer one's code points in common, one to one, as many pairs as there "
    "can be; of several ways to pair so many, the one with the most in common"
)

P = TypeVar("P", bound=Placed)
Pair: TypeAlias = tuple[Claimed, Claimed]
"""Claims of two analysts."""
Places: TypeAlias = tuple[int, int]
"""Places of two claims, each among its analyst's."""
Edges: TypeAlias = dict[int, dict[int, int]]
"""Place of one -> places of those that it may be paired with -> code points in common."""
Unit: TypeAlias = Sequence[Claimed | None]
"""What the claims of several analysts on the same words come to: of each, in their order, one or
none."""

_MOST_WEIGHED = 40
"""Claims of a knot up to which the most in common is looked for exactly, which takes the cube of
them. In a larger one the greatest are paired first; there are as many pairs all the same."""


def exact_pairs(first: Sequence[Placed], second: Sequence[Placed]) -> int:
    """How many pairs have the same bounds."""
    mine = Counter(one.pieces for one in first)
    return (mine & Counter(one.pieces for one in second)).total()


def overlap_pairs(first: Sequence[P], second: Sequence[P]) -> list[tuple[P, P]]:
    """The pairs by OVERLAP_RULE. Both are in text order."""
    return [(first[one], second[other]) for one, other in places(first, second)]


def united(
    layers: Sequence[Sequence[Placed]],
    pairs: Callable[[int, int], Iterable[Places]] | None = None,
) -> list[dict[int, int]]:
    """Units of several analysts' claims: each a mapping from place of an analyst to place of her
    claim. The pairs of every two, those with the most in common first, grow together where that
    puts no analyst into a unit twice. Claims without a partner are units of their own. pairs: of
    two analysts, where they are known."""
    if len(layers) == 2:
        first, second = layers
        partner = dict(pairs(0, 1) if pairs else places(first, second))
        theirs = {*partner.values()}
        return [
            *(
                {0: place, 1: partner[place]} if place in partner else {0: place}
                for place in range(len(first))
            ),
            *({1: place} for place in range(len(second)) if place not in theirs),
        ]
    unit_of = {
        (who, place): {who: place}
        for who, claims in enumerate(layers)
        for place in range(len(claims))
    }
    ranked = sorted(
        (-_common(layers[who][place].pieces, layers[whom][other].pieces), who, whom, place, other)
        for who, whom in combinations(range(len(layers)), 2)
        for place, other in (pairs(who, whom) if pairs else places(layers[who], layers[whom]))
    )
    for _, who, whom, place, other in ranked:
        one, another = unit_of[who, place], unit_of[whom, other]
        if one is not another and one.keys().isdisjoint(another):
            one |= another
            for key in another.items():
                unit_of[key] = one
    return list({id(unit): unit for unit in unit_of.values()}.values())


def places(first: Sequence[Placed], second: Sequence[Placed]) -> list[Places]:
    """The places of the pairs by OVERLAP_RULE, in the order of the first."""
    edges = _edges(first, second)
    alone = [(place, other) for place, others in edges.items() for other in others]
    if len(alone) == len(edges) == len({other for _, other in alone}):
        return alone  # each has one partner at most: there is nothing to choose
    found: list[Places] = []
    for knot in _knots(edges):
        if len(knot) == 1:
            ((place, others),) = knot.items()
            found.append((place, max(others, key=lambda other: (others[other], -other))))
        else:
            found += _as_many(knot) if len(knot) > _MOST_WEIGHED else _the_most(knot)
    return sorted(found)


def _edges(first: Sequence[Placed], second: Sequence[Placed]) -> Edges:
    """What may be paired."""
    theirs = [(one.pieces, one.length) for one in second]
    starts = [pieces[0][0] for pieces, _ in theirs]
    # What is in parts may begin far before the words that it has in common.
    widest = max(
        (pieces[-1][1] - pieces[0][0] for pieces, _ in theirs if len(pieces) > 1), default=0
    )
    found: Edges = {}
    for place, one in enumerate(first):
        mine, length = one.pieces, one.length
        start, end = mine[0][0], mine[-1][1]
        # What has more than half of the longer one in common begins no further before it.
        low = bisect_left(starts, start - max(2 * (end - start), widest))
        for other in range(low, bisect_left(starts, end)):
            pieces, many = theirs[other]
            common = _common(mine, pieces)
            if 2 * common > length and 2 * common > many:
                found.setdefault(place, {})[other] = common
    return found


def _common(one: Sequence[Extent], other: Sequence[Extent]) -> int:
    """Code points that are in both."""
    if len(one) == len(other) == 1:
        (a, b), (c, d) = one[0], other[0]
        return max(0, (b if b < d else d) - (a if a > c else c))
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _knots(edges: Edges) -> Iterator[Edges]:
    """The edges in parts that have nothing to do with each other."""
    back: dict[int, list[int]] = defaultdict(list)
    for place, others in edges.items():
        for other in others:
            back[other].append(place)
    left = dict.fromkeys(edges)
    while left:
        place = next(iter(left))
        del left[place]
        knot, waiting = {place}, [place]
        while waiting:
            for other in edges[waiting.pop()]:
                for near in back.pop(other, ()):
                    if near not in knot:
                        knot.add(near)
                        waiting.append(near)
                        del left[near]
        yield {one: edges[one] for one in sorted(knot)}


def _as_many(knot: Edges) -> Iterable[Places]:
    """As many pairs as there can be: the greatest first, then by augmenting paths."""
    partner: dict[int, int] = {}
    ranked = sorted(
        (-common, one, other) for one, others in knot.items() for other, common in others.items()
    )
    paired: set[int] = set()
    for _, one, other in ranked:
        if one not in paired and other not in partner:
            partner[other] = one
            paired.add(one)
    dead: set[int] = set()
    for one in knot.keys() - paired:
        dead |= _augment(knot, one, partner, dead)
    return _pairs(partner)


def _augment(knot: Edges, one: int, partner: dict[int, int], dead: set[int]) -> set[int]:
    """Give one a partner, and others another one than they had, where that can be. Where not: what
    was met on the way, from where no later path leads anywhere either."""
    came: dict[int, int] = {}
    waiting = [one]
    for here in waiting:
        for other in knot[here]:
            if other in came or other in dead:
                continue
            came[other] = here
            if other not in partner:
                _turn(other, came, partner)
                return set()
            waiting.append(partner[other])
    return {*came}


def _the_most(knot: Edges) -> Iterable[Places]:
    """As many pairs as there can be, with the most in common: paths of the greatest gain, one after
    the other, until none is left."""
    partner: dict[int, int] = {}
    while True:
        gain, came = _gains(knot, partner)
        free = [other for other in came if other not in partner]
        if not free:
            return _pairs(partner)
        _turn(max(free, key=lambda other: (gain[other], -other)), came, partner)


def _gains(knot: Edges, partner: Mapping[int, int]) -> tuple[dict[int, int], dict[int, int]]:
    """The greatest gain by which a path from one without a partner leads to each of the others, and
    from where (Bellman and Ford: a step back along a pair costs what that has in common)."""
    paired = set(partner.values())
    gained = {one: 0 for one in knot if one not in paired}
    best: dict[int, int] = {}
    came: dict[int, int] = {}
    waiting = list(gained)
    for here in waiting:
        for other, common in knot[here].items():
            gain = gained[here] + common
            if partner.get(other) == here or (other in best and gain <= best[other]):
                continue
            best[other], came[other] = gain, here
            if (there := partner.get(other)) is not None:
                reached = gain - knot[there][other]
                if there not in gained or reached > gained[there]:
                    gained[there] = reached
                    waiting.append(there)
    return best, came


def _turn(other: int, came: Mapping[int, int], partner: dict[int, int]) -> None:
    """Turn the pairs along a path round, from its free end to one that had no partner."""
    had = {one: whom for whom, one in partner.items()}
    while True:
        one = came[other]
        partner[other] = one
        if one not in had:
            return
        other = had[one]


def _pairs(partner: Mapping[int, int]) -> list[Places]:
    return [(one, other) for other, one in partner.items()]
