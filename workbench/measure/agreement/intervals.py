"""How far a value may be off: what it becomes without each text, or of texts drawn anew.

Texts are what is left out, never units: claims of one article have its words, its language and its
day in common, and units would make the interval too narrow.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple, TypeVar

from workbench.measure.agreement.coefficients import Why
from workbench.measure.agreement.totals import Measured

DRAWS = 1000
"""Of a bootstrap."""
_STUDENT = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
"""Student's t for 95 of a hundred, of 1 to 30 degrees of freedom."""
_NORMAL = 1.960

P = TypeVar("P")


class Interval(NamedTuple):
    """Where the value lies in 95 of a hundred, as far as the texts that there are tell."""

    low: float
    high: float


def jackknife(measured: Measured[P], parts: Sequence[P], value: float) -> Interval | Why:
    """The interval by leaving out one part after the other (Tukey 1958), with Student's t."""
    if len(parts) < 2:
        return Why.ONE_ARTICLE
    found = [one for one in measured.without_each(parts) if not isinstance(one, Why)]
    if len(found) < len(parts):
        return Why.RESTS_ON_ONE
    middle = sum(found) / len(found)
    error = sqrt(sum((one - middle) ** 2 for one in found) * (len(found) - 1) / len(found))
    student = _STUDENT[len(found) - 2] if len(found) - 2 < len(_STUDENT) else _NORMAL
    return _within(measured, value - student * error, value + student * error)


def bootstrap(measured: Measured[P], parts: Sequence[P], seed: int) -> Interval | Why:
    """The interval by drawing as many parts as there are, with repeats, DRAWS times: between its
    ends lie 95 of a hundred. Draws that have no value count for nothing."""
    if len(parts) < 2:
        return Why.ONE_ARTICLE
    dice = random.Random(seed)
    drawn = (measured.of(dice.choices(parts, k=len(parts))) for _ in range(DRAWS))
    found = sorted(one for one in drawn if not isinstance(one, Why))
    if len(found) < DRAWS // 2:
        return Why.RESTS_ON_ONE
    cut = len(found) // 40
    return _within(measured, found[cut], found[-1 - cut])


def _within(measured: Measured[P], low: float, high: float) -> Interval:
    return Interval(max(measured.least, low), min(1.0, high))
