"""The claims of two analysts on a text, side by side: which are of the same words, what they cover.

Mostly no analyst's own claims overlap. Then each has one partner at most and there is nothing to
choose, and one walk down the text tells all: these are most of what is compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
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
    theirs = {one.span: one for one in second}
    same = [(one, theirs.pop(one.span)) for one in first if one.span in theirs]
    met: list[tuple[Claimed, Claimed, int]] = []
    if theirs and len(same) < len(first):
        mine = {one.span for one, _ in same}
        met = [*_met([one for one in first if one.span not in mine], [*theirs.values()])]
    pairs = same + [
        (one, other) for one, other, count in met if 2 * count > max(one.length, other.length)
    ]
    if not with_covered:
        return Compared(pairs, len(same), None)
    common: dict[tuple[str, str], int] = defaultdict(int)
    for one, other, count in (*((one, other, one.length) for one, other in same), *met):
        common[one.chain.known, other.chain.known] += count
    return Compared(pairs, len(same), Covered(common, _by_class(first), _by_class(second)))


def _are_apart(claims: Sequence[Claimed]) -> bool:
    """Whether none of an analyst's claims overlaps another, and each is whole."""
    before = 0
    for _, (start, end), _, parts, _ in claims:
        if parts or start < before:
            return False
        before = end
    return True


def _by_class(claims: Sequence[Claimed]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for _, (start, end), chain, *_ in claims:
        found[chain.known] += end - start
    return found


def _met(
    first: Sequence[Claimed], second: Sequence[Claimed]
) -> Iterator[tuple[Claimed, Claimed, int]]:
    """Of claims that are apart: those that have code points in common, and how many."""
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
