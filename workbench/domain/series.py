"""Who stands by which number: where several are told of one quantity, one voice may have changed
its own, and all others say another one.

Only the first is a course. That a newspaper of the next day has a higher number of somebody else is
no progress: it is another number, and nobody knows yet which is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from workbench.domain.signature import Extent

T = TypeVar("T")
Keys = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Number(Generic[T]):
    """A number that somebody says."""

    of: T
    """What it was read of."""
    low: float
    high: float
    """The same as low, but of a range."""
    keys: Keys
    """By which it is known that the same say two numbers."""
    article: str
    """Uid."""
    when: Extent | None = None
    """When it was said."""
    distance: int = 0
    """Through how many it came."""
    is_right: bool = False
    """Whether a correction says that this is the right one."""
    is_wrong: bool = False
    """Whether a correction prints it, and not as the right one."""

    def may_equal(self, other: Number[T]) -> bool:
        """Whether the two may be the same number."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Stand(Generic[T]):
    """A number that somebody says, or the numbers that somebody went on to."""

    numbers: tuple[Number[T], ...]
    """Each where it stands first, of one time where no correction says it, and where it came
    through fewest; several in the order of their times."""

    @property
    def is_of_one(self) -> bool:
        """Whether the very same say all of them: no correction took one back."""
        return all(not one.keys.isdisjoint(self.numbers[0].keys) for one in self.numbers)

    @property
    def is_course(self) -> bool:
        """Whether one voice went on to another number."""
        return len(self.numbers) > 1


def stands(every: Iterable[Number[T]]) -> list[Stand[T]]:
    """Who stands by which number: those who changed their own first, then by times; of others who
    say a number that is told already none."""
    numbers = list(every)
    held = [one for one in numbers if not one.is_wrong]
    found = [stand for voice in _voices(held, _taken_back(numbers)) for stand in _stands(voice)]
    found.sort(key=lambda one: (not one.is_course, _begins(one.numbers[0])))
    told: list[Stand[T]] = []
    for stand in found:
        if stand.is_course or not any(_tells(one, stand.numbers[0]) for one in told):
            told.append(stand)
    return told


def _begins(one: Number[T]) -> tuple[bool, int]:
    return (False, one.when.first) if one.when else (True, 0)


def _voices(every: Iterable[Number[T]], taken_back: Mapping[str, Keys]) -> list[list[Number[T]]]:
    """The numbers, those together that one voice says, or a correction of what it said."""
    voices: list[tuple[Keys, list[Number[T]]]] = []
    for one in every:
        keys = one.keys | (
            taken_back.get(one.article, frozenset()) if one.is_right else frozenset()
        )
        same = [voice for voice in voices if not voice[0].isdisjoint(keys)]
        voices = [voice for voice in voices if voice not in same]
        joined = [each for _, numbers in same for each in numbers]
        voices.append((keys.union(*(keys for keys, _ in same)), [*joined, one]))
    return [numbers for _, numbers in voices]


def _taken_back(every: Sequence[Number[T]]) -> dict[str, Keys]:
    """Uid of a correction -> the keys of those who say a number that it takes back."""
    found: dict[str, Keys] = {}
    for one in every:
        if one.is_wrong:
            others = (each for each in every if not each.is_wrong and _is_one(each, one))
            said_by = frozenset(key for each in others for key in each.keys)
            found[one.article] = found.get(one.article, frozenset()) | said_by
    return found


def _is_one(one: Number[T], other: Number[T]) -> bool:
    return (one.low, one.high) == (other.low, other.high)


def _stands(voice: Iterable[Number[T]]) -> Iterator[Stand[T]]:
    """What a voice went on to, where it did; else each of its numbers."""
    by_number: dict[tuple[float, float], list[Number[T]]] = {}
    for one in voice:
        by_number.setdefault((one.low, one.high), []).append(one)
    sides = [sorted(side, key=_first) for side in by_number.values()]
    sides.sort(key=lambda side: _begins(side[0]))
    if _goes_on(sides):
        yield Stand(tuple(side[0] for side in sides))
    else:
        yield from (Stand((side[0],)) for side in sides)


def _first(one: Number[T]) -> tuple[bool, int, bool, int]:
    return (*_begins(one), one.is_right, one.distance)


def _goes_on(sides: Sequence[Sequence[Number[T]]]) -> bool:
    """Whether each number is of times of its own, and none may be the one before."""
    return all(_is_behind(other[0], one[-1]) for one, other in pairwise(sides)) and all(
        not one[0].may_equal(other[0]) for one, other in pairwise(sides)
    )


def _is_behind(one: Number[T], other: Number[T]) -> bool:
    return bool(one.when and other.when and one.when.first >= other.when.last)


def _tells(stand: Stand[T], other: Number[T]) -> bool:
    """Whether a number is told with those of a stand: not one that these had gone on from when it
    was said."""
    last = stand.numbers[-1]
    is_told = any(_is_one(one, other) for one in stand.numbers)
    return is_told and not (_is_behind(other, last) and not _is_one(other, last))
