"""Krippendorff's alpha by three distances, Cohen's kappa, F1; or why there is none.

What they are computed from are counts that add up over texts, so that a text can be left out. Alpha
is that of Krippendorff, Computing Krippendorff's Alpha-Reliability (2011); kappa that of Cohen, A
Coefficient of Agreement for Nominal Scales (1960).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple, TypeAlias

Value: TypeAlias = str | int | float
Cells: TypeAlias = Mapping[tuple[Value, Value], float]
"""What one said, what another one said of the same -> how much of it there is. Of a unit of m
values each pair of them counts 1 / (m - 1), so that the unit counts m."""

LEAST_UNITS = 2
"""Units under which nothing is said: one says nothing of how often."""
NOTHING = 1e-6
"""What rounding may leave of nothing."""


class Why(StrEnum):
    """Why there is no value."""

    NO_CLAIM = "neither has a claim"
    NO_UNIT = "nothing that two of them judged"
    TOO_FEW = "too few: one unit"
    ONE_VALUE = "only one value was given: chance alone would agree as well"
    OF_TWO = "kappa is of two, alpha of any number"
    ONE_ARTICLE = "an interval needs two articles"
    RESTS_ON_ONE = "without one of the articles there is no value"


class Distance(StrEnum):
    """How far two values are apart, the weights of alpha."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"

    @property
    def rule(self) -> str:
        """The weight of a pair."""
        return _RULES[self]


_RULES = {
    Distance.NOMINAL: "0 for the same value, 1 for any other",
    Distance.ORDINAL: "the square of how many values were given from the one to the other, of both "
    "ends half",
    Distance.INTERVAL: "the square of the difference",
}


class Shared(NamedTuple):
    """Counts that F1 is made of."""

    pairs: int = 0
    first: int = 0
    second: int = 0


def cells_of(values: Sequence[Value]) -> dict[tuple[Value, Value], float]:
    """The cells of one unit: of one value alone, none."""
    cells: dict[tuple[Value, Value], float] = defaultdict(float)
    for pair in combinations(values, 2):
        cells[pair] += 1 / (len(values) - 1)
    return cells


def cells_of_units(units: Iterable[Sequence[Value | None]]) -> dict[tuple[Value, Value], float]:
    """The cells of some units; None where one did not judge."""
    cells: dict[tuple[Value, Value], float] = defaultdict(float)
    for unit in units:
        for pair, weight in cells_of([value for value in unit if value is not None]).items():
            cells[pair] += weight
    return cells


def alpha(cells: Cells, distance: Distance = Distance.NOMINAL) -> float | Why:
    """Krippendorff's alpha: 1 where all agree, 0 where as chance would, below where they differ
    more than by chance."""
    counts = _counts(cells)
    apart = _apart(counts, distance)
    seen = sum(
        2 * weight * apart(one, other)
        for (one, other), weight in cells.items()
        if one != other and weight > NOTHING
    )
    total = sum(counts.values())
    if distance is Distance.NOMINAL:  # of thousands of values, no pair is looked at
        expected = total**2 - sum(count**2 for count in counts.values())
    else:
        expected = sum(
            2 * counts[one] * counts[other] * apart(one, other)
            for one, other in combinations(counts, 2)
        )
    return alpha_of(total, seen, expected)


def alpha_of(total: float, seen: float, expected: float) -> float | Why:
    """Alpha by how many values there are, how far apart those of the same units are, and how far
    apart all of them are, each pair counted both ways."""
    if total < NOTHING:
        return Why.NO_UNIT
    return Why.ONE_VALUE if expected < NOTHING else 1 - (total - 1) * seen / expected


def _counts(cells: Cells) -> dict[Value, float]:
    """How often each value was given, without what was given no more."""
    counts: dict[Value, float] = defaultdict(float)
    for (one, other), weight in cells.items():
        counts[one] += weight
        counts[other] += weight
    return {value: count for value, count in counts.items() if count > NOTHING}


def _apart(counts: Mapping[Value, float], distance: Distance) -> Callable[[Value, Value], float]:
    if distance is Distance.NOMINAL:
        return lambda one, other: float(one != other)
    if distance is Distance.INTERVAL:
        return lambda one, other: (float(one) - float(other)) ** 2
    below: dict[Value, float] = {}
    total = 0.0
    for value in sorted(counts, key=float):
        below[value] = total + counts[value] / 2
        total += counts[value]
    return lambda one, other: (below[one] - below[other]) ** 2


def kappa(cells: Cells) -> float | Why:
    """Cohen's kappa of two who judged the same units, each pair in their order."""
    rows: dict[Value, float] = defaultdict(float)
    columns: dict[Value, float] = defaultdict(float)
    for (one, other), weight in cells.items():
        rows[one] += weight
        columns[other] += weight
    same = sum(weight for (one, other), weight in cells.items() if one == other)
    products = sum(weight * columns.get(value, 0) for value, weight in rows.items())
    return kappa_of(sum(rows.values()), same, products)


def kappa_of(total: float, same: float, products: float) -> float | Why:
    """Kappa by how many units there are, how many of them are the same, and for each value how
    often the first gave it times how often the second did."""
    if total < NOTHING:
        return Why.NO_UNIT
    left = total**2 - products
    return Why.ONE_VALUE if left < NOTHING else (same * total - products) / left


def f1(shared: Shared) -> float | Why:
    """The harmonic mean of what the first has of the second's and the second of the first's."""
    both = shared.first + shared.second
    return 2 * shared.pairs / both if both else Why.NO_CLAIM
