"""Which statements of other articles say the same as one of this, or stand against it: looked for
when facts are kept, kept as suggestions.

Candidates are articles of the weeks around that share telling words; of these only statements that
share a few concepts, names or numbers are compared. What it costs does not grow with the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import product

from workbench.domain.counterpart import Counterpart, Place, Stance
from workbench.errors import DamagedError, UnreadError
from workbench.match.rewrites import rarity
from workbench.match.stances import judge
from workbench.services.statements import Signatures, Statement
from workbench.services.workbench import Workbench

DAYS_APART = 14
"""Publications further apart are not compared."""
_MOST_NEAR = 8
"""Articles whose statements are compared with one article's."""
_LEAST_SHARED = 2
"""Concepts, names or numbers that two statements share, to be compared."""
_MOST_APART = 8
"""Things in which two statements go apart that are kept."""


def keep_counterparts(bench: Workbench, numbers: Sequence[int]) -> None:
    """Find the counterparts of what these articles say, in the place of what was found before."""
    signatures = Signatures(bench)
    found: dict[int, list[Counterpart]] = {}
    for number in numbers:
        with suppress(UnreadError, DamagedError):  # whoever reads them is told
            found[number] = list(find_counterparts(bench, number, signatures))
    bench.store.counterparts.keep(found)


def find_counterparts(
    bench: Workbench, number: int, signatures: Signatures
) -> Iterator[Counterpart]:
    """The counterparts of what one article says: of each statement the likeliest in each article
    near it, and of theirs the likeliest in it, so that it is one whose turn it is."""
    for other in _near(bench, number):
        with suppress(UnreadError, DamagedError):
            yield from _likeliest(signatures.of(number), signatures.of(other))


def _near(bench: Workbench, number: int) -> list[int]:
    """The articles that share the rarest telling words with this one, and of the others that share
    some those with which it was found to go when they were kept."""
    sharing, often = bench.store.gists.sharing(number, days=DAYS_APART)
    weighed = sorted(
        ((sum(rarity(often[word]) for word in one.words), -one.number) for one in sharing),
        reverse=True,
    )
    ordered = [-other for weight, other in weighed if weight > 0]
    before = bench.store.counterparts.of([number])
    found = {place.number for pair in before for place in (pair.one, pair.other)}
    return ordered[:_MOST_NEAR] + [one for one in ordered[_MOST_NEAR:] if one in found]


def _likeliest(ones: Iterable[Statement], others: Sequence[Statement]) -> set[Counterpart]:
    """Of each statement of two articles its likeliest counterpart in the other one."""
    best: dict[Place, Counterpart] = {}
    for one, other in product(ones, others):
        if len(one.keys & other.keys) < _LEAST_SHARED or not (found := _judged(one, other)):
            continue
        for place in (found.one, found.other):
            if place not in best or best[place].score < found.score:
                best[place] = found
    return {*best.values()}


def _judged(one: Statement, other: Statement) -> Counterpart | None:
    """How two statements stand to each other, the later one to the earlier: of one day, or where
    no day is known, that of the article that came later."""
    if _order(one) < _order(other):
        one, other = other, one
    judged = judge(other.side, one.side)
    if judged.stance is None:
        return None
    both, apart = judged.comparison.overlap, judged.comparison.differences[:_MOST_APART]
    found = tuple(each.turned for each in apart)
    if judged.stance is Stance.SPECIFIES and both.of_one < both.of_other:
        one, other, found = other, one, tuple(each.turned for each in found)
    return Counterpart(one.place, other.place, judged.stance, round(100 * judged.score), found)


def _order(one: Statement) -> tuple[int, int]:
    return one.side.core.day, one.place.number
