"""Coefficients over texts, and without one of them: what an interval is computed from.

Nominal alpha and kappa are brought up to date from what leaving a text out changes, as speakers are
as many values as there are sources; other distances are computed anew, of the few values they have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from workbench.measure.agreement.coefficients import (
    Cells,
    Distance,
    Shared,
    Value,
    Why,
    alpha,
    alpha_of,
    f1,
    kappa,
    kappa_of,
)

P = TypeVar("P", contravariant=True)


class Measured(Protocol[P]):
    """What can be computed of texts together, and without each of them."""

    @property
    def least(self) -> float:
        """The lowest that a value can be."""

    def of(self, parts: Sequence[P]) -> float | Why:
        """The value of some texts."""

    def without_each(self, parts: Sequence[P]) -> list[float | Why]:
        """The value without each of them."""


@dataclass(frozen=True, slots=True)
class OfShared:
    """F1."""

    least: float = 0.0

    def of(self, parts: Sequence[Shared]) -> float | Why:
        """F1 of some texts."""
        return f1(together(parts))

    def without_each(self, parts: Sequence[Shared]) -> list[float | Why]:
        """F1 without each of them."""
        every = together(parts)
        return [f1(Shared(*(a - b for a, b in zip(every, part, strict=True)))) for part in parts]


def together(parts: Sequence[Shared]) -> Shared:
    """The counts of several texts."""
    return Shared(*map(sum, zip(*parts, strict=True))) if parts else Shared()


@dataclass(frozen=True, slots=True)
class OfAlpha:
    """Alpha by a distance."""

    distance: Distance = Distance.NOMINAL
    least: float = -1.0

    def of(self, parts: Sequence[Cells]) -> float | Why:
        """Alpha of some texts."""
        return alpha(added(parts), self.distance)

    def without_each(self, parts: Sequence[Cells]) -> list[float | Why]:
        """Alpha without each of them."""
        if self.distance is not Distance.NOMINAL:
            every = added(parts)
            return [alpha(_less(every, part), self.distance) for part in parts]
        return _each(parts, lambda one: (one.both, one.both), _alpha_left)


@dataclass(frozen=True, slots=True)
class OfKappa:
    """Kappa."""

    least: float = -1.0

    def of(self, parts: Sequence[Cells]) -> float | Why:
        """Kappa of some texts."""
        return kappa(added(parts))

    def without_each(self, parts: Sequence[Cells]) -> list[float | Why]:
        """Kappa without each of them."""
        return _each(parts, lambda one: (one.first, one.second), kappa_of)


def added(parts: Sequence[Cells]) -> dict[tuple[Value, Value], float]:
    """The cells of several texts."""
    every: dict[tuple[Value, Value], float] = defaultdict(float)
    for part in parts:
        for pair, weight in part.items():
            every[pair] += weight
    return every


def _less(every: Cells, part: Cells) -> Cells:
    left = {**every}
    for pair, weight in part.items():
        left[pair] -= weight
    return left


Counts = Mapping[Value, float]


@dataclass(frozen=True, slots=True)
class _Margins:
    """How much there is in cells, how much of it is the same, how often each value was given."""

    total: float
    same: float
    first: Counts
    second: Counts
    both: Counts

    @classmethod
    def of(cls, cells: Cells) -> _Margins:
        """The margins of some cells."""
        first: dict[Value, float] = defaultdict(float)
        second: dict[Value, float] = defaultdict(float)
        both: dict[Value, float] = defaultdict(float)
        total = same = 0.0
        for (one, other), weight in cells.items():
            first[one] += weight
            second[other] += weight
            both[one] += weight
            both[other] += weight
            total += weight
            same += weight if one == other else 0
        return cls(total, same, first, second, both)


_Left = Callable[[float, float, float], float | Why]
"""A coefficient by how much is left, how much of it is the same, and the sum of what the counts of
each value come to, multiplied."""
_Pick = Callable[[_Margins], tuple[Counts, Counts]]
"""Which counts are multiplied."""


def _each(parts: Sequence[Cells], pick: _Pick, left: _Left) -> list[float | Why]:
    """A coefficient without each part."""
    every = _Margins.of(added(parts))
    ours, theirs = pick(every)
    products = sum(count * theirs.get(value, 0) for value, count in ours.items())
    found = []
    for part in map(_Margins.of, parts):
        mine, others = pick(part)
        change = 0.0
        for value in part.both:
            one, other = ours.get(value, 0), theirs.get(value, 0)
            change += (one - mine.get(value, 0)) * (other - others.get(value, 0)) - one * other
        found.append(left(every.total - part.total, every.same - part.same, products + change))
    return found


def _alpha_left(total: float, same: float, squares: float) -> float | Why:
    return alpha_of(2 * total, 2 * (total - same), (2 * total) ** 2 - squares)
