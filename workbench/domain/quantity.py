"""One quantity over time: the numbers that several articles give of it, and who stands by which.

Values only: `services.numbers` finds them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from workbench.domain.series import Number, Stand, stands
from workbench.domain.stated import Stated
from workbench.domain.timeline import Timed


class Given(NamedTuple):
    """A number as a statement gives it."""

    stated: Stated
    timed: Timed
    printed: str
    """The number as the text has it."""
    counts: str
    """What it counts, in the text's words, and in which unit it is told."""
    is_rough: bool = False
    """Whether the text says that it is not exact."""


@dataclass(frozen=True, slots=True)
class Series:
    """One quantity."""

    numbers: tuple[Number[Given], ...]
    """In the order in which they were said; what is of no known time last."""
    stands: tuple[Stand[Given], ...]
    """Who stands by which: see `domain.series`."""

    @classmethod
    def of(cls, numbers: Iterable[Number[Given]]) -> Series:
        """The quantity of these numbers."""
        ordered = tuple(sorted(numbers, key=_order))
        return cls(ordered, tuple(stands(ordered)))

    @property
    def what(self) -> str:
        """What is counted, as most say it."""
        return Counter(one.of.counts for one in self.numbers).most_common(1)[0][0]

    @property
    def articles(self) -> frozenset[int]:
        """Numbers of those that give one."""
        return frozenset(one.of.stated.article.number for one in self.numbers)

    @property
    def is_corrected(self) -> bool:
        """Whether a correction takes a number back."""
        return any(one.is_wrong or one.is_right for one in self.numbers)

    @property
    def is_disputed(self) -> bool:
        """Whether two numbers stand that cannot be the same: nobody is known to have gone on from
        one to the other."""
        last = [stand.numbers[-1] for stand in self.stands]
        return any(not one.may_equal(other) for one in last for other in last)

    def to_record(self) -> dict[str, Any]:
        """The quantity as programs are told it."""
        place = {id(one): at for at, one in enumerate(self.numbers)}
        return {
            "what": self.what,
            "disputed": self.is_disputed,
            "corrected": self.is_corrected,
            "numbers": [_record(one) for one in self.numbers],
            "stands": [[place[id(one)] for one in stand.numbers] for stand in self.stands],
        }


def _order(one: Number[Given]) -> tuple[bool, int, int, tuple[int, int, int]]:
    return (*((False, *one.when) if one.when else (True, 0, 0)), one.of.stated.place)


def _record(one: Number[Given]) -> dict[str, Any]:
    given, said = one.of, one.of.timed.said
    return {
        "low": one.low,
        "high": one.high,
        "printed": given.printed,
        "counts": given.counts,
        "rough": given.is_rough,
        "right": one.is_right,
        "taken_back": one.is_wrong,
        "said": said.to_record() if said else None,
        "statement": given.stated.to_record(),
    }
