"""What is counted of texts for each measure: of two analysts, or of any number of them.

Attributes are compared of claims that are of the same words alone; how many claims have no partner
is counted beside them, for no agreement on what matched makes up for what did not. Chains are
counted in pairs, and told apart by what they say once all are counted: most stand there many times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from operator import attrgetter

from workbench.measure.agreement.coefficients import Shared, Value, cells_of
from workbench.measure.agreement.comparing import Compared
from workbench.measure.agreement.matching import EXACT_RULE, OVERLAP_RULE, Pair, Unit
from workbench.measure.agreement.runs import NO_CLAIM, Covered
from workbench.measure.agreement.values import NOBODY, Chain, Given, Layer

MEASURES: Mapping[str, str] = {
    "exact": f"claims of the same words: {EXACT_RULE}",
    "overlap": f"claims of the same words: {OVERLAP_RULE}",
    "words": "each code point of the text: in a claim, or in none",
    "class": "each code point of the text: in no claim, or in one whose speaker is named, a role, "
    "anonymous, unattributed, the article",
    "answers": "the same question: held (accepted or corrected), rejected, unsure; skipping is no "
    "answer",
    "speaker": "of claims that overlap: the last hop's sources, as they are after merges, all of "
    "those who speak jointly",
    "chain": "of claims that overlap: all hops in their order, behind the credits that reach them "
    "where analysts answered those otherwise",
    "hops": "of claims that overlap, two by two: hop by hop, counted from the speaker; one that "
    "only one of the two has differs",
    "assertion": "of claims that overlap: what the speaker does with the words",
    "reach": "credits that two confirmed: how far each reaches, as the machine read it or which "
    "other",
    "credibility": "of the same claim, or of claims that overlap: 1 to 5; 6 cannot be judged, and "
    "is left out and counted",
}
"""Name of a measure -> what is compared."""
SPANS = ("exact", "overlap")
"""Measures that are shares of pairs."""
OF_TEXTS = ("words", "class", "answers", "reach")
"""Measures that no topic has: they are of texts, questions and credits."""
OF_CHAINS: Mapping[str, Callable[[Chain], str]] = {
    "speaker": attrgetter("speaker"),
    "chain": attrgetter("way"),
    "assertion": attrgetter("assertion"),
}
_CANNOT_BE_JUDGED = 6
Pairs = dict[tuple[Value, Value], float]
NONE = Shared()


def _pairs() -> Pairs:
    return defaultdict(float)


@dataclass(slots=True)
class Part:
    """What was counted of some texts."""

    shared: dict[str, Shared] = field(default_factory=lambda: dict.fromkeys(SPANS, NONE))
    chains: dict[tuple[Chain, Chain], float] = field(default_factory=lambda: defaultdict(float))
    """Of claims on the same words."""
    answers: Pairs = field(default_factory=_pairs)
    reach: Pairs = field(default_factory=_pairs)
    credibility: Pairs = field(default_factory=_pairs)
    common: Pairs = field(default_factory=_pairs)
    first: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    second: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    length: float = 0.0
    """As in `Covered`, with how many code points there are."""

    def cells(self, measure: str) -> Pairs:
        """What one said and another said of the same, by how much of it there is."""
        cells = _pairs()
        self.add_cells(measure, cells)
        return cells

    def add_cells(self, measure: str, cells: Pairs) -> None:
        """Add them to those of other parts."""
        if value := OF_CHAINS.get(measure):
            for (one, other), weight in self.chains.items():
                cells[value(one), value(other)] += weight
        elif measure == "hops":
            self._add_hops(cells)
        elif measure == "class":
            for pair, weight in self._classes().items():
                cells[pair] += weight
        elif measure == "words":
            for (mine, theirs), weight in self._classes().items():
                cells[mine != NO_CLAIM, theirs != NO_CLAIM] += weight
        else:
            given: Pairs = getattr(self, measure)
            for pair, weight in given.items():
                cells[pair] += weight

    def _add_hops(self, cells: Pairs) -> None:
        for (one, other), weight in self.chains.items():
            mine, theirs = one.links, other.links
            for depth in range(1, 1 + max(len(mine), len(theirs))):
                said = mine[-depth].who if depth <= len(mine) else NOBODY
                cells[said, theirs[-depth].who if depth <= len(theirs) else NOBODY] += weight

    def _classes(self) -> Pairs:
        """Of all code points, those in claims of one alone and in none included."""
        cells = _pairs()
        cells |= self.common
        mine, theirs = dict(self.first), dict(self.second)
        for (one, other), weight in self.common.items():
            mine[str(one)] -= weight
            theirs[str(other)] -= weight
        for value, weight in mine.items():
            cells[value, NO_CLAIM] += weight
        for value, weight in theirs.items():
            cells[NO_CLAIM, value] += weight
        cells[NO_CLAIM, NO_CLAIM] = self.length - sum(cells.values())
        return {pair: weight for pair, weight in cells.items() if weight}

    def cover(self, found: Covered, length: int, weight: float) -> None:
        """Count what two analysts' claims cover of a text."""
        for pair, count in found.common.items():
            self.common[pair] += count * weight
        for value, count in found.first.items():
            self.first[value] += count * weight
        for value, count in found.second.items():
            self.second[value] += count * weight
        self.length += length * weight

    def share(self, measure: str, pairs: int, first: int, second: int) -> None:
        """Count claims of two analysts, and how many of them are pairs."""
        before = self.shared[measure]
        self.shared[measure] = Shared(
            before.pairs + pairs, before.first + first, before.second + second
        )


@dataclass(slots=True)
class Counts:
    """How much was compared of one measure, whatever came of it."""

    units: int = 0
    """Pairs of claims, questions, hops, code points."""
    alone: int = 0
    """Claims without a partner."""
    left_out: int = 0
    """Ratings that are no judgement."""
    articles: set[int] = field(default_factory=set)


def pairs_of(units: Iterable[Unit]) -> Iterator[tuple[Pair, float]]:
    """The pairs of claims in units, each with its weight: as much as the unit has claims."""
    for unit in units:
        claims = [one for one in unit if one]
        for pair in combinations(claims, 2):
            yield pair, 1 / (len(claims) - 1)


def count_given(
    cells: Pairs, counts: Counts, given: Iterable[Given], analysts: Sequence[str], article: int
) -> None:
    """Count what these analysts gave to the same things."""
    units = 0
    if len(analysts) == 2:
        first, second = analysts
        for values, many in given:
            if first in values and second in values:
                cells[values[first], values[second]] += many
                units += many
    else:
        for values, many in given:
            found = [values[one] for one in analysts if one in values]
            if len(found) > 1:
                units += many
                for pair, weight in cells_of(found).items():
                    cells[pair] += weight * many
    if units:
        counts.units += units
        counts.articles.add(article)


def count_ratings(
    cells: Pairs, counts: Counts, layers: Sequence[Layer], units: Iterable[Unit], article: int
) -> None:
    """Count each analyst's rating of her own claim in a unit, else of another's in it."""
    rated = {one for layer in layers for one in layer.ratings}
    for unit in units:
        claims = [one.id for one in unit if one]
        if rated.isdisjoint(claims):
            continue
        given = []
        for own, layer in zip(unit, layers, strict=True):
            asked = [own.id, *claims] if own else claims
            found = next((layer.ratings[one] for one in asked if one in layer.ratings), None)
            if found is not None:
                given.append(found)
        if len(given) > 1:
            kept = [one for one in given if one != _CANNOT_BE_JUDGED]
            counts.left_out += len(given) - len(kept)
            counts.articles.add(article)
            counts.units += len(kept) > 1
            for pair, weight in cells_of(kept).items():
                cells[pair] += weight


def units_of_two(first: Layer, second: Layer, found: Compared) -> list[Unit]:
    """The units of two analysts, those of one alone as well."""
    mine = {one.id for one, _ in found.pairs}
    theirs = {other.id for _, other in found.pairs}
    return [
        *found.pairs,
        *((one, None) for one in first.claims if one.id not in mine),
        *((None, other) for other in second.claims if other.id not in theirs),
    ]
