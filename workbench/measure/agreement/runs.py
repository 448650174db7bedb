"""How many code points of a text are in claims of which class, of two analysts, by stretches: a
text of two megabytes with ten claims is twenty of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from workbench.measure.agreement.values import Claimed

JOINT = " + "
NO_CLAIM = ""
"""What a code point is that is in no claim."""


class Run(NamedTuple):
    """A stretch in claims."""

    start: int
    end: int
    value: str
    """How well the speaker is known; several where claims overlap, in one order."""


class Covered(NamedTuple):
    """How many code points of a text are in claims of two analysts."""

    common: dict[tuple[str, str], int]
    """In claims of both: classes of the first's and of the second's -> how many."""
    first: dict[str, int]
    """In claims of the first, whatever the second has there, by class."""
    second: dict[str, int]


def covered(first: Sequence[Claimed], second: Sequence[Claimed]) -> Covered:
    """What two analysts' claims cover."""
    mine, theirs = runs_of(first), runs_of(second)
    return Covered(_common(mine, theirs), _lengths(mine), _lengths(theirs))


def runs_of(claims: Sequence[Claimed]) -> list[Run]:
    """The stretches in claims, in text order, none over another: cut where one claim begins or ends
    over another."""
    events = sorted(
        event
        for one in claims
        for start, end in one.pieces
        for event in ((start, 1, one.chain.known), (end, -1, one.chain.known))
    )
    runs: list[Run] = []
    here: dict[str, int] = {}
    before = 0
    for at, change, value in events:
        if at > before:
            if here:
                runs.append(Run(before, at, JOINT.join(sorted(here))))
            before = at
        count = here.get(value, 0) + change
        if count:
            here[value] = count
        else:
            del here[value]
    return runs


def _lengths(runs: Sequence[Run]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for start, end, value in runs:
        found[value] += end - start
    return found


def _common(first: Sequence[Run], second: Sequence[Run]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = defaultdict(int)
    place = 0
    for start, end, value in first:
        while place < len(second) and second[place].end <= start:
            place += 1
        at = place
        while at < len(second) and second[at].start < end:
            common = min(end, second[at].end) - max(start, second[at].start)
            found[value, second[at].value] += common
            at += 1
    return found
