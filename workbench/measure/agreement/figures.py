"""The figures: for each group of texts or analysts every measure's coefficients, or why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import reduce
from itertools import combinations
from typing import Any, TypeVar

from workbench.measure.agreement.coefficients import LEAST_UNITS, Distance, Shared, Why
from workbench.measure.agreement.counting import (
    MEASURES,
    NONE,
    Pairs,
    Part,
    Unit,
    of_claims,
    of_text,
    plus,
    units_of,
)
from workbench.measure.agreement.intervals import Interval, bootstrap, jackknife
from workbench.measure.agreement.totals import Measured, OfAlpha, OfKappa, OfShared
from workbench.measure.agreement.values import Judged, Layer

P = TypeVar("P")

PARTS = 200
"""Texts that are left out one by one for an interval. Of more, each part of it is several texts,
the first with the 201st: as good, and it takes no longer with a million."""
JOINT = " & "
"""Between the two of a pair."""
TOGETHER = ""
"""The group of all together."""


class By(StrEnum):
    """What figures are told apart by."""

    PAIR = "pair"
    ANALYST = "analyst"
    OUTLET = "outlet"
    TOPIC = "topic"
    WEEK = "week"


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
    interval: Interval | Why
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

    def to_record(self) -> dict[str, Any]:
        """The figure as `agreement --json` prints it, shares to four places."""
        low, high = (None, None) if isinstance(self.interval, Why) else self.interval
        shares = {
            "value": None if isinstance(self.value, Why) else self.value,
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


@dataclass(slots=True)
class _Tally:
    """What was counted of one measure in one group."""

    cells: dict[int, Pairs] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    """By part of the texts."""
    shared: dict[int, Shared] = field(default_factory=lambda: defaultdict(Shared))
    articles: set[int] = field(default_factory=set)
    units: int = 0
    alone: int = 0
    left_out: int = 0

    def add(self, article: int, place: int, part: Part) -> None:
        """Count what a text adds. place: of the text among all."""
        if part.cells:
            cells = self.cells[place % PARTS]
            for pair, weight in part.cells.items():
                cells[pair] += weight
        if part.shared != NONE:
            self.shared[place % PARTS] = plus(self.shared[place % PARTS], part.shared)
        if part.units or part.alone:
            self.articles.add(article)
        self.units += part.units
        self.alone += part.alone
        self.left_out += part.left_out


@dataclass(slots=True)
class _Group:
    """What was counted in one group."""

    analysts: set[str] = field(default_factory=set)
    tallies: dict[str, _Tally] = field(default_factory=lambda: defaultdict(_Tally))

    @property
    def is_of_two(self) -> bool:
        """Whether the same two are compared throughout."""
        return len(self.analysts) == 2


def figures(
    texts: Sequence[Judged], by: By = By.PAIR, *, seed: int | None = None
) -> Iterator[Figure]:
    """The figures of all texts together, then of each group by name. Layers stand by name in each
    text. seed: of a bootstrap, where the intervals shall be its."""
    groups: dict[str, _Group] = defaultdict(_Group)
    groups[TOGETHER]
    for place, text in enumerate(texts):
        for names, layers, parts in _counted(text, by):
            for name in names:
                groups[name].analysts |= {layer.analyst for layer in layers}
                for measure, part in parts:
                    groups[name].tallies[measure].add(text.article, place, part)
    for name in sorted(groups):
        group = groups[name]
        for measure in MEASURES:
            if measure in group.tallies:
                yield from _of_measure(name, measure, group, seed)


_Counted = tuple[Sequence[str], Sequence[Layer], list[tuple[str, Part]]]
"""Names of groups, who was compared, and what that adds to each of the groups."""


def _counted(text: Judged, by: By) -> Iterator[_Counted]:
    """What a text adds to all together and to its groups. Those who judged it are compared at once,
    but for pairs and analysts: there two by two."""
    layers = text.layers
    units = units_of(layers)
    whole = [*of_claims(layers, units), *of_text(text.length, layers)]
    if by in (By.OUTLET, By.WEEK):
        yield (TOGETHER, text.group), layers, whole
    elif by is By.PAIR and len(layers) == 2:
        yield (TOGETHER, _pair(layers)), layers, whole
    else:
        yield (TOGETHER,), layers, whole
        if by is By.TOPIC:
            yield from _by_topic(layers, units)
        else:
            yield from _two_by_two(text, by)


def _by_topic(layers: Sequence[Layer], units: Iterable[Unit]) -> Iterator[_Counted]:
    """A unit stands under each topic that one of its claims has."""
    topics: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        for topic in {one.topic for one in unit if one and one.topic}:
            topics[topic].append(unit)
    for topic, some in topics.items():
        yield (topic,), layers, [*of_claims(layers, some)]


def _two_by_two(text: Judged, by: By) -> Iterator[_Counted]:
    for one, other in combinations(text.layers, 2):
        layers = (one, other)
        parts = [*of_claims(layers, units_of(layers)), *of_text(text.length, layers)]
        names = (_pair(layers),) if by is By.PAIR else (one.analyst, other.analyst)
        yield names, layers, parts


def _pair(layers: Sequence[Layer]) -> str:
    return JOINT.join(layer.analyst for layer in layers)


_DISTANCES = {"credibility": Distance.ORDINAL}
"""Of measures whose values have an order."""
_OF_TEXT = ("words", "class")
"""Measures of code points, of which no kappa is told: alpha alone is used of them."""


def _of_measure(group: str, measure: str, of: _Group, seed: int | None) -> Iterator[Figure]:
    tally = of.tallies[measure]
    shown = _Shown(group, measure, tally, seed)
    if tally.shared:
        every = reduce(plus, tally.shared.values())
        value, interval = shown.computed(OfShared(), [*tally.shared.values()])
        yield replace(
            shown.figure("f1", value, interval),
            precision=every.pairs / every.second if of.is_of_two and every.second else None,
            recall=every.pairs / every.first if of.is_of_two and every.first else None,
        )
        return
    parts = [*tally.cells.values()]
    distance = _DISTANCES.get(measure, Distance.NOMINAL)
    same = _same(parts)
    value, interval = shown.computed(OfAlpha(distance), parts)
    yield replace(shown.figure("alpha", value, interval), distance=distance.value, same=same)
    if distance is Distance.NOMINAL and measure not in _OF_TEXT:
        value, interval = shown.computed(OfKappa(), parts) if of.is_of_two else (Why.OF_TWO,) * 2
        yield replace(shown.figure("kappa", value, interval), same=same)


def _same(parts: Iterable[Pairs]) -> float | None:
    """Share of what was said twice that is the same."""
    same = total = 0.0
    for part in parts:
        for (one, other), weight in part.items():
            total += weight
            same += weight if one == other else 0
    return same / total if total else None


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is told of one measure in one group."""

    group: str
    measure: str
    tally: _Tally
    seed: int | None

    def computed(
        self, measured: Measured[P], parts: Sequence[P]
    ) -> tuple[float | Why, Interval | Why]:
        """The value and its interval, or why there is none."""
        value = measured.of(parts)
        is_few = self.tally.units < LEAST_UNITS and not isinstance(measured, OfShared)
        if is_few and self.tally.units:
            value = Why.TOO_FEW
        if isinstance(value, Why):
            return value, value
        if self.seed is None:
            return value, jackknife(measured, parts, value)
        return value, bootstrap(measured, parts, self.seed)

    def figure(self, statistic: str, value: float | Why, interval: Interval | Why) -> Figure:
        """The figure with what was counted."""
        tally = self.tally
        return Figure(
            group=self.group,
            measure=self.measure,
            statistic=statistic,
            value=value,
            interval=interval,
            units=tally.units,
            alone=tally.alone,
            articles=len(tally.articles),
            left_out=tally.left_out,
        )
