"""The claims of two analysts on a text, side by side: which are of the same words, what they cover.

Mostly no analyst's own claims overlap. Then each has one partner at most and there is nothing to
choose, and one walk down the text tells all: these are most of what is compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from workbench.measure.agreement.matching import Pair, exact_pairs, overlap_pairs
from workbench.measure.agreement.runs import Covered, covered
from workbench.measure.agreement.values import Claimed


class Compared(NamedTuple):
    """What two analysts' claims have to do with each other."""

    pairs: list[Pair]
    """Of the same words, by OVERLAP_RULE."""
    exact: int
    """How many have the same bounds."""
    covered: Covered | None
    """None where nobody asked for it."""


def compared(
    first: Sequence[Claimed], second: Sequence[Claimed], *, with_covered: bool = True
) -> Compared:
    """The claims of two analysts. Both are in text order."""
    if not (_are_apart(first) and _are_apart(second)):
        return Compared(
            overlap_pairs(first, second),
            exact_pairs(first, second),
            covered(first, second) if with_covered else None,
        )
    pairs = []
    exact = 0
    common: dict[tuple[str, str], int] = defaultdict(int)
    for one, other, count in _meeting(first, second):
        if with_covered:
            common[one.chain.known, other.chain.known] += count
        if one.span == other.span:
            exact += 1
            pairs.append((one, other))
        elif 2 * count > max(one.length, other.length):
            pairs.append((one, other))
    if not with_covered:
        return Compared(pairs, exact, None)
    return Compared(pairs, exact, Covered(common, _by_class(first), _by_class(second)))


def _are_apart(claims: Sequence[Claimed]) -> bool:
    """Whether none of an analyst's claims overlaps another, and each is whole."""
    for one, other in pairwise(claims):
        if one.span[1] > other.span[0]:
            return False
    return not any(one.parts for one in claims)


def _by_class(claims: Sequence[Claimed]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for _, (start, end), chain, *_ in claims:
        found[chain.known] += end - start
    return found


def _meeting(
    first: Sequence[Claimed], second: Sequence[Claimed]
) -> Iterator[tuple[Claimed, Claimed, int]]:
    """Of claims that are apart: those that have code points in common, and how many."""
    theirs = {one.span: one for one in second}
    rest = []
    for one in first:
        if (other := theirs.pop(one.span, None)) is None:
            rest.append(one)
        else:
            yield one, other, one.span[1] - one.span[0]
    if rest and theirs:
        yield from _met(rest, [*theirs.values()])


def _met(
    first: Sequence[Claimed], second: Sequence[Claimed]
) -> Iterator[tuple[Claimed, Claimed, int]]:
    place = 0
    for one in first:
        start, end = one.span
        while place < len(second) and second[place].span[1] <= start:
            place += 1
        at = place
        while at < len(second) and second[at].span[0] < end:
            begins, ends = second[at].span
            yield one, second[at], min(end, ends) - max(start, begins)
            at += 1
