"""Which statements of other articles say the same as one of this, or stand against it: looked for
when facts are kept, kept as suggestions.

Candidates are articles of the weeks around that share telling words; of these only statements that
share a few concepts, names or numbers are compared. What it costs does not grow with the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from operator import attrgetter

from workbench.domain.counterpart import Counterpart, Differs, Stance
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
    """The counterparts of what one article says, the likeliest of each article near it."""
    mine = signatures.of(number)
    for other in _near(bench, number) if mine else ():
        with suppress(UnreadError, DamagedError):
            theirs = signatures.of(other)
            for statement in mine:
                if best := _likeliest(statement, theirs):
                    yield best


def _near(bench: Workbench, number: int) -> list[int]:
    """The articles that share the rarest telling words with this one."""
    sharing, often = bench.store.gists.sharing(number, days=DAYS_APART)
    weighed = sorted(
        ((sum(rarity(often[word]) for word in one.words), -one.number) for one in sharing),
        reverse=True,
    )
    return [-other for weight, other in weighed if weight > 0][:_MOST_NEAR]


def _likeliest(one: Statement, others: Iterable[Statement]) -> Counterpart | None:
    found = [
        counterpart
        for other in others
        if len(one.keys & other.keys) >= _LEAST_SHARED and (counterpart := _judged(one, other))
    ]
    return max(found, key=attrgetter("score"), default=None)


def _judged(one: Statement, other: Statement) -> Counterpart | None:
    """How two statements stand to each other, the later one to the earlier."""
    if one.side.core.day < other.side.core.day:
        one, other = other, one
    judged = judge(other.side, one.side)
    if judged.stance is None:
        return None
    both, apart = judged.comparison.overlap, judged.comparison.differences
    found = tuple(Differs(each.kind.value, each.other, each.one) for each in apart[:_MOST_APART])
    if judged.stance is Stance.SPECIFIES and both.of_one < both.of_other:
        one, other, found = other, one, tuple(each.turned for each in found)
    return Counterpart(one.place, other.place, judged.stance, round(100 * judged.score), found)
