"""What is counted of all texts together and in each group: of pairs, analysts, outlets, topics,
weeks. Counting is one pass; figures are computed of the group that is looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from workbench.measure.agreement.comparing import Compared, compared
from workbench.measure.agreement.counting import (
    MEASURES,
    Counts,
    Part,
    count_given,
    count_ratings,
    pairs_of,
    units_of_two,
)
from workbench.measure.agreement.matching import Places, Unit, exact_pairs, united
from workbench.measure.agreement.values import Judged, Layer

PARTS = 100
"""Texts that are left out one by one for an interval. Of more, each part of it is several texts,
the first with the 101st: as good, and it takes no longer with a million."""
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


@dataclass(slots=True)
class Group:
    """What was counted in one group."""

    name: str = TOGETHER
    has_texts: bool = True
    """Whether whole texts are counted in it, and not some claims of them."""
    analysts: set[str] = field(default_factory=set)
    parts: dict[int, Part] = field(default_factory=lambda: defaultdict(Part))
    """By number, PARTS at most."""
    counts: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    """By measure; of chains under one name, as all that is said of them is of the same claims."""

    @property
    def is_of_two(self) -> bool:
        """Whether the same two are compared throughout."""
        return len(self.analysts) == 2

    def count(self, measure: str, article: int, units: int, alone: int) -> None:
        """Count how much was compared in an article."""
        if units or alone:
            counts = self.counts[measure]
            counts.units += units
            counts.alone += alone
            counts.articles.add(article)


class Text:
    """A text that is counted. Two analysts' claims on it are compared once, however often it is
    looked at what came of it."""

    def __init__(self, judged: Judged, part: int, only: Collection[str] = MEASURES) -> None:
        self.judged = judged
        self.part = part
        """Which part of an interval it belongs to."""
        self._with_covered = not {"words", "class"}.isdisjoint(only)
        self._found: dict[tuple[str, str], Compared] = {}

    def add_to(self, groups: Sequence[Group], layers: Sequence[Layer]) -> None:
        """Count in some groups what these analysts made of it."""
        if len(layers) == 2:
            self._add_two(groups, *layers)
        else:
            self._add_many(groups, layers)
        analysts = [layer.analyst for layer in layers]
        for group in groups:
            group.analysts.update(analysts)
            self._add_given(group, analysts)

    def units(self, layers: Sequence[Layer]) -> list[Unit]:
        """The units of these analysts' claims, those of one alone as well."""
        if len(layers) == 2:
            first, second = layers
            return units_of_two(first, second, self.compared(first, second))
        claims = [layer.claims for layer in layers]
        place_of = {one.id: place for some in claims for place, one in enumerate(some)}

        def pairs(who: int, whom: int) -> list[Places]:
            found = self.compared(layers[who], layers[whom]).pairs
            return [(place_of[one.id], place_of[other.id]) for one, other in found]

        every = range(len(layers))
        return [
            [claims[who][unit[who]] if who in unit else None for who in every]
            for unit in united(claims, pairs)
        ]

    def compared(self, first: Layer, second: Layer) -> Compared:
        """What two analysts' claims have to do with each other."""
        key = first.analyst, second.analyst
        if (found := self._found.get(key)) is None:
            found = compared(first.claims, second.claims, with_covered=self._with_covered)
            self._found[key] = found
        return found

    def _add_two(self, groups: Sequence[Group], first: Layer, second: Layer) -> None:
        article = self.judged.article
        found = self.compared(first, second)
        many = len(first.claims), len(second.claims)
        alone = sum(many) - 2 * len(found.pairs)
        for group in groups:
            part = group.parts[self.part]
            for one, other in found.pairs:
                part.chains[one.chain, other.chain] += 1
            part.share("exact", found.exact, *many)
            part.share("overlap", len(found.pairs), *many)
            group.count("exact", article, found.exact, sum(many) - 2 * found.exact)
            group.count("overlap", article, len(found.pairs), alone)
            group.count("chains", article, len(found.pairs), alone)
            self._cover(group, found, 1)
        if first.ratings and second.ratings:
            self._add_ratings(groups, (first, second), units_of_two(first, second, found))

    def _add_many(self, groups: Sequence[Group], layers: Sequence[Layer]) -> None:
        units = self.units(layers)
        for group in groups:
            self.add_units(group, layers, units)
            for pair in combinations(layers, 2):
                self._cover(group, self.compared(*pair), 1 / (len(layers) - 1))

    def _cover(self, group: Group, found: Compared, weight: float) -> None:
        if found.covered:
            group.parts[self.part].cover(found.covered, self.judged.length, weight)
            counts = group.counts["words"]
            if self.judged.article not in counts.articles:
                group.count("words", self.judged.article, self.judged.length, 0)

    def add_units(self, group: Group, layers: Sequence[Layer], units: Sequence[Unit]) -> None:
        """Count units of claims, all of the text or those of a topic, and what rates them."""
        article, part = self.judged.article, group.parts[self.part]
        for (one, other), weight in pairs_of(units):
            part.chains[one.chain, other.chain] += weight
        together = sum(1 for unit in units if sum(one is not None for one in unit) > 1)
        group.count("chains", article, together, len(units) - together)
        for mine, theirs in combinations(range(len(layers)), 2):
            first = [claim for unit in units if (claim := unit[mine])]
            second = [claim for unit in units if (claim := unit[theirs])]
            matched = sum(1 for unit in units if unit[mine] and unit[theirs])
            for measure, pairs in (("exact", exact_pairs(first, second)), ("overlap", matched)):
                part.share(measure, pairs, len(first), len(second))
                group.count(measure, article, pairs, len(first) + len(second) - 2 * pairs)
        if sum(bool(layer.ratings) for layer in layers) > 1:
            self._add_ratings((group,), layers, units)

    def _add_ratings(
        self, groups: Iterable[Group], layers: Sequence[Layer], units: Sequence[Unit]
    ) -> None:
        for group in groups:
            cells = group.parts[self.part].credibility
            counts = group.counts["credibility"]
            count_ratings(cells, counts, layers, units, self.judged.article)

    def _add_given(self, group: Group, analysts: Sequence[str]) -> None:
        part, text = group.parts[self.part], self.judged
        for measure, cells, given in (
            ("answers", part.answers, text.answers),
            ("reach", part.reach, text.reaches),
        ):
            if given:
                count_given(cells, group.counts[measure], given, analysts, text.article)


def tallied(
    texts: Sequence[Judged], by: By, *, only: Collection[str] = MEASURES
) -> dict[str, Group]:
    """What is counted of all texts together, under the name TOGETHER, and in each group, by name.
    Layers stand by name in each text. Who judged a text are compared all at once, but for pairs and
    analysts: there two by two. only: the measures that figures are asked of later."""
    groups: dict[str, Group] = {}

    def group(name: str) -> Group:
        return groups.setdefault(name, Group(name))

    whole = group(TOGETHER)
    for place, judged in enumerate(texts):
        text, layers = Text(judged, place % PARTS, only), judged.layers
        if by in (By.OUTLET, By.WEEK):
            text.add_to((whole, group(judged.group)), layers)
        elif by is By.PAIR and len(layers) == 2:
            text.add_to((whole, group(_pair(layers))), layers)
        else:
            text.add_to((whole,), layers)
            if by is By.TOPIC:
                for topic, units in _topics(text.units(layers)).items():
                    of_topic = group(topic)
                    of_topic.has_texts = False
                    of_topic.analysts.update(layer.analyst for layer in layers)
                    text.add_units(of_topic, layers, units)
            else:
                for pair in combinations(layers, 2):
                    names = [_pair(pair)] if by is By.PAIR else [one.analyst for one in pair]
                    text.add_to([group(name) for name in names], pair)
    return dict(sorted(groups.items()))


def _pair(layers: Sequence[Layer]) -> str:
    return JOINT.join(layer.analyst for layer in layers)


def _topics(units: Iterable[Unit]) -> Mapping[str, list[Unit]]:
    """The units under each topic that one of their claims has."""
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        for topic in sorted({one.topic for one in unit if one and one.topic}):
            found[topic].append(unit)
    return found
