"""Who stands by which number: where several are counted, one voice may have changed its own, and
all others say another one.

Only the first is a course. That a newspaper of the next day has a higher number of somebody else is
no progress: it is another number, and nobody knows yet which is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from workbench.exchange.report.differing import Counted, Difference


class Stand(NamedTuple):
    """A number that somebody says, or the numbers that somebody went on to."""

    numbers: tuple[Counted, ...]
    """Each where it stands first, of one day where no correction says it, and where it came through
    fewest; several in the order of their days."""

    @property
    def is_of_one(self) -> bool:
        """Whether the very same say all of them: no correction took one back."""
        return all(not one.keys.isdisjoint(self.numbers[0].keys) for one in self.numbers)


def stands(difference: Difference) -> list[Stand]:
    """Who stands by which number: those who changed their own first, then by days; of others who
    say a number that is told already none."""
    every = [one for side in difference.sides for one in side if not one.is_wrong]
    found = [stand for voice in _voices(every, difference) for stand in _stands(voice)]
    found.sort(key=lambda one: (len(one.numbers) == 1, one.numbers[0].day or "9999"))
    told: list[Stand] = []
    for stand in found:
        if len(stand.numbers) > 1 or not any(_tells(one, stand.numbers[0]) for one in told):
            told.append(stand)
    return told


def _voices(every: Sequence[Counted], difference: Difference) -> list[list[Counted]]:
    """The numbers, those together that one voice says, or a correction of what it said."""
    taken_back = _taken_back(difference)
    voices: list[tuple[set[tuple[str, ...]], list[Counted]]] = []
    for one in every:
        keys = {*one.keys, *(taken_back.get(one.article.uid, ()) if one.number.is_right else ())}
        same = [voice for voice in voices if not voice[0].isdisjoint(keys)]
        voices = [voice for voice in voices if voice not in same]
        joined = [each for _, numbers in same for each in numbers]
        voices.append((keys.union(*(keys for keys, _ in same)), [*joined, one]))
    return [numbers for _, numbers in voices]


def _taken_back(difference: Difference) -> Mapping[str, set[tuple[str, ...]]]:
    """Uid of a correction -> the keys of those who say a number that it takes back."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for side in difference.sides:
        said_by = {key for one in side if not one.is_wrong for key in one.keys}
        for one in side:
            if one.is_wrong:
                found.setdefault(one.article.uid, set()).update(said_by)
    return found


def _stands(voice: Iterable[Counted]) -> Iterator[Stand]:
    """What a voice went on to, where it did; else each of its numbers."""
    by_number: dict[tuple[float, float], list[Counted]] = {}
    for one in voice:
        by_number.setdefault((one.number.low, one.number.high), []).append(one)
    sides = [sorted(side, key=_first) for side in by_number.values()]
    sides.sort(key=lambda side: side[0].day)
    if _goes_on(sides):
        yield Stand(tuple(side[0] for side in sides))
    else:
        yield from (Stand((side[0],)) for side in sides)


def _first(one: Counted) -> tuple[str, bool, int]:
    return one.day, one.number.is_right, one.distance


def _goes_on(sides: Sequence[Sequence[Counted]]) -> bool:
    """Whether each number is of days of its own, and none may be the one before."""
    return all(side[0].day for side in sides) and all(
        one[-1].day < other[0].day and not one[0].number.may_equal(other[0].number)
        for one, other in pairwise(sides)
    )


def _tells(stand: Stand, other: Counted) -> bool:
    """Whether a number is told with those of a stand: not one that these had gone on from when it
    was said."""
    numbers = [(one.number.low, one.number.high) for one in stand.numbers]
    number = other.number.low, other.number.high
    is_late = bool(other.day) and other.day > stand.numbers[-1].day
    return number in numbers and not (is_late and number != numbers[-1])
