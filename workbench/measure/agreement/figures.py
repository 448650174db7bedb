"""The figures of a group: coefficients with intervals, or why there is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from workbench.measure.agreement.coefficients import LEAST_UNITS, Distance, Why
from workbench.measure.agreement.counting import (
    MEASURES,
    OF_CHAINS,
    OF_TEXTS,
    SPANS,
    Counts,
    Pairs,
)
from workbench.measure.agreement.intervals import Interval, bootstrap, jackknife
from workbench.measure.agreement.tallies import Group
from workbench.measure.agreement.totals import Measured, OfAlpha, OfKappa, OfShared, together

P = TypeVar("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One coefficient of one measure in one group."""

    group: str
    """TOGETHER, or what it is of."""
    measure: str
    """One of MEASURES."""
    statistic: str
    """f1, alpha or kappa."""
    distance: str = ""
    """Of alpha: its weights."""
    value: float | Why
    interval: Interval | Why | None = None
    """None where nobody asked for it."""
    same: float | None = None
    """Share of what was compared that is the same, 0..1; None of claims on the same words."""
    units: int
    alone: int
    articles: int
    left_out: int
    precision: float | None = None
    """Share of the second's claims that the first has, where just two are compared."""
    recall: float | None = None
    """Share of the first's claims that the second has."""

    @property
    def why(self) -> str:
        """Why there is no value, else why there is no interval; empty where there are both."""
        return next((str(one) for one in (self.value, self.interval) if isinstance(one, Why)), "")

    @property
    def number(self) -> float | None:
        """The value, where there is one."""
        return None if isinstance(self.value, Why) else self.value

    @property
    def bounds(self) -> Interval | None:
        """The interval, where there is one."""
        return self.interval if isinstance(self.interval, Interval) else None

    def to_record(self) -> dict[str, Any]:
        """The figure as `agreement --json` prints it, shares to four places."""
        low, high = self.bounds or (None, None)
        shares = {
            "value": self.number,
            "low": low,
            "high": high,
            "same": self.same,
            "precision": self.precision,
            "recall": self.recall,
        }
        return {
            "group": self.group,
            "measure": self.measure,
            "statistic": self.statistic,
            "distance": self.distance,
            **{name: None if one is None else round(one, 4) for name, one in shares.items()},
            "why": self.why,
            "units": self.units,
            "alone": self.alone,
            "articles": self.articles,
            "left_out": self.left_out,
        }


@dataclass(frozen=True, slots=True)
class Spread:
    """How intervals are computed."""

    seed: int | None = None
    """Of a bootstrap; None for the jackknife."""

    def of(self, measured: Measured[P], parts: Sequence[P], value: float) -> Interval | Why:
        """The interval of a value."""
        if self.seed is None:
            return jackknife(measured, parts, value)
        return bootstrap(measured, parts, self.seed)


JACKKNIFE = Spread()
_DISTANCES = {"credibility": Distance.ORDINAL}
"""Of measures whose values have an order."""
_OF_TEXT = ("words", "class")
"""Measures of code points, of which no kappa is told: alpha alone is used of them."""


def figures(
    group: Group, spread: Spread | None = JACKKNIFE, *, only: Sequence[str] = tuple(MEASURES)
) -> Iterator[Figure]:
    """The figures of a group. spread: None for values alone, which are quick. only: some of
    MEASURES."""
    for measure in only:
        if measure in OF_TEXTS and not group.has_texts:
            continue
        of = _Of(group, measure, _counts(group, measure), spread)
        yield from of.spans() if measure in SPANS else of.values()


def _counts(group: Group, measure: str) -> Counts:
    """How much was compared."""
    name = "chains" if measure in OF_CHAINS or measure == "hops" else measure
    return group.counts.get("words" if measure == "class" else name) or Counts()


@dataclass(frozen=True, slots=True)
class _Of:
    """What is told of one measure in one group."""

    group: Group
    measure: str
    counts: Counts
    spread: Spread | None

    def spans(self) -> Iterator[Figure]:
        """F1, with precision and recall where just two are compared."""
        parts = [part.shared[self.measure] for part in self.group.parts.values()]
        parts = [one for one in parts if one.first or one.second]
        figure = self._figure("f1", OfShared(), parts)
        every = together(parts)
        if self.group.is_of_two and every.first and every.second:
            figure = replace(
                figure, precision=every.pairs / every.second, recall=every.pairs / every.first
            )
        yield figure

    def values(self) -> Iterator[Figure]:
        """Alpha, and kappa."""
        parts = self._cells()
        distance = _DISTANCES.get(self.measure, Distance.NOMINAL)
        same = _same(parts)
        alpha = self._figure("alpha", OfAlpha(distance), parts)
        units = _hops(parts) if self.measure == "hops" else alpha.units
        yield replace(alpha, distance=distance.value, same=same, units=units)
        if distance is Distance.NOMINAL and self.measure not in _OF_TEXT:
            kappa = replace(alpha, statistic="kappa", value=Why.OF_TWO, interval=None)
            if self.group.is_of_two:
                kappa = self._figure("kappa", OfKappa(), parts)
            yield replace(kappa, same=same, units=units)

    def _cells(self) -> list[Pairs]:
        """Of each part; where no interval is asked for, of all together."""
        every = self.group.parts.values()
        if self.spread is None:
            cells: Pairs = defaultdict(float)
            for part in every:
                part.add_cells(self.measure, cells)
            return [cells] if cells else []
        return [cells for part in every if (cells := part.cells(self.measure))]

    def _figure(self, statistic: str, measured: Measured[P], parts: Sequence[P]) -> Figure:
        counts = self.counts
        value = measured.of(parts)
        interval: Interval | Why | None = None
        if counts.units < LEAST_UNITS and self.measure not in SPANS:
            value = Why.TOO_FEW if counts.units else Why.NO_UNIT
        if self.spread and not isinstance(value, Why):
            interval = self.spread.of(measured, parts, value)
        return Figure(
            group=self.group.name,
            measure=self.measure,
            statistic=statistic,
            value=value,
            interval=interval,
            units=counts.units,
            alone=counts.alone,
            articles=len(counts.articles),
            left_out=counts.left_out,
        )


def _same(parts: Iterable[Pairs]) -> float | None:
    """Share of what was said twice that is the same."""
    same = total = 0.0
    for part in parts:
        for (one, other), weight in part.items():
            total += weight
            same += weight if one == other else 0
    return same / total if total else None


def _hops(parts: Iterable[Pairs]) -> int:
    """How many hops were compared."""
    return round(sum(sum(part.values()) for part in parts))
