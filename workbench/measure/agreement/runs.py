"""What each code point of a text is to an analyst, told in runs: in no claim, or in one of which
class. A text of two megabytes with ten claims is twenty runs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from workbench.measure.agreement.values import NO_CLAIM, Claimed


class Run(NamedTuple):
    """A stretch in claims."""

    start: int
    end: int
    value: str
    """How well the speaker is known; several where claims overlap, in one order."""


def runs_of(claims: Sequence[Claimed]) -> list[Run]:
    """The stretches in claims, in text order, none over another."""
    found = sorted(Run(*piece, one.known) for one in claims for piece in one.pieces)
    if all(one.end <= other.start for one, other in pairwise(found)):
        return found
    return list(_apart(found))


def _apart(overlapping: Sequence[Run]) -> Iterator[Run]:
    """The same stretches cut where one begins or ends over another."""
    events: dict[int, Counter[str]] = defaultdict(Counter)
    for run in overlapping:
        events[run.start][run.value] += 1
        events[run.end][run.value] -= 1
    here: Counter[str] = Counter()
    before = 0
    for at in sorted(events):
        if values := sorted(+here):
            yield Run(before, at, " + ".join(values))
        here.update(events[at])
        before = at


def cells_of_runs(
    first: Sequence[Run], second: Sequence[Run], length: int
) -> dict[tuple[str, str], int]:
    """What the code points of a text are to two analysts -> how many are so."""
    cells: dict[tuple[str, str], int] = defaultdict(int)
    alone = [defaultdict[str, int](int), defaultdict[str, int](int)]
    for runs, counts in zip((first, second), alone, strict=True):
        for run in runs:
            counts[run.value] += run.end - run.start
    place = 0
    for run in first:
        while place < len(second) and second[place].end <= run.start:
            place += 1
        at = place
        while at < len(second) and second[at].start < run.end:
            common = min(run.end, second[at].end) - max(run.start, second[at].start)
            cells[run.value, second[at].value] += common
            at += 1
    for (one, other), common in [*cells.items()]:
        alone[0][one] -= common
        alone[1][other] -= common
    for value, count in alone[0].items():
        cells[value, NO_CLAIM] += count
    for value, count in alone[1].items():
        cells[NO_CLAIM, value] += count
    cells[NO_CLAIM, NO_CLAIM] += length - sum(cells.values())
    return {pair: count for pair, count in cells.items() if count}
