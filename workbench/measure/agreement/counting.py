"""What one text adds to each measure: for two analysts, or for any number of them.

Attributes are compared on units alone, claims that are of the same words; how many claims have no
partner is counted beside them, for no agreement on what matched makes up for what did not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from workbench.measure.agreement.coefficients import Shared, Value, cells_of
from workbench.measure.agreement.matching import (
    EXACT_RULE,
    OVERLAP_RULE,
    exact_pairs,
    overlap_pairs,
    united,
)
from workbench.measure.agreement.runs import cells_of_runs, runs_of
from workbench.measure.agreement.values import NO_CLAIM, NOBODY, Claimed, Layer

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
    "chain": "of claims that overlap: all hops in their order",
    "hops": "of claims that overlap: hop by hop, counted from the speaker; one that only one of "
    "them has differs",
    "assertion": "of claims that overlap and have a hop: what the speaker does with the words",
    "reach": "credits that two confirmed: how far each reaches, as the machine read it or which "
    "other",
    "credibility": "of the same claim, or of claims that overlap: 1 to 5; 6 cannot be judged, and "
    "is left out and counted",
}
"""Name of a measure -> what is compared."""
OF_TEXTS = ("words", "class", "answers", "reach")
"""Measures that no topic has: they are of texts and of questions."""
_CANNOT_BE_JUDGED = 6

Unit = Sequence[Claimed | None]
"""What the claims of several analysts on the same words come to: of each, in their order, one or
none."""
Pairs = dict[tuple[Value, Value], float]
NONE = Shared()


@dataclass(slots=True)
class Part:
    """What one text adds to one measure."""

    cells: Pairs = field(default_factory=lambda: defaultdict(float))
    shared: Shared = NONE
    units: int = 0
    """How much was compared: claims on the same words, questions, hops, code points."""
    alone: int = 0
    """Claims without a partner."""
    left_out: int = 0
    """Ratings that are no judgement."""

    def unit(self, values: Sequence[Value]) -> None:
        """Count what was said of one thing, where two or more said anything."""
        if len(values) == 2:
            self.units += 1
            self.cells[values[0], values[1]] += 1
        elif len(values) > 2:
            self.units += 1
            for pair, weight in cells_of(values).items():
                self.cells[pair] += weight


def units_of(layers: Sequence[Layer]) -> list[Unit]:
    """The units of some analysts' claims on a text, those of one alone as well."""
    claims = [layer.claims for layer in layers]
    if len(layers) != 2:
        every = range(len(layers))
        return [
            [claims[who][unit[who]] if who in unit else None for who in every]
            for unit in united(claims)
        ]
    first, second = claims
    pairs = overlap_pairs(first, second)
    mine, theirs = {one for one, _ in pairs}, {other for _, other in pairs}
    return [
        *((first[one], second[other]) for one, other in pairs),
        *((one, None) for place, one in enumerate(first) if place not in mine),
        *((None, other) for place, other in enumerate(second) if place not in theirs),
    ]


def of_text(length: int, layers: Sequence[Layer]) -> Iterator[tuple[str, Part]]:
    """What is of the text and of the machine's questions. length: of the text."""
    classes, words = Part(units=length), Part(units=length)
    runs = [runs_of(layer.claims) for layer in layers]
    for one, other in combinations(runs, 2):
        for (mine, theirs), count in cells_of_runs(one, other, length).items():
            weight = count / (len(layers) - 1)
            classes.cells[mine, theirs] += weight
            words.cells[mine != NO_CLAIM, theirs != NO_CLAIM] += weight
    yield "words", words
    yield "class", classes
    yield "answers", _common([layer.answers for layer in layers])
    yield "reach", _common([layer.reaches for layer in layers])


def _common(given: Sequence[Mapping[object, str]]) -> Part:
    """What two or more gave to the same thing."""
    part = Part()
    if len(given) == 2:
        first, second = given
        for thing, one in first.items():
            if (other := second.get(thing)) is not None:
                part.unit((one, other))
    else:
        for thing in dict.fromkeys(thing for one in given for thing in one):
            part.unit([one[thing] for one in given if thing in one])
    return part


def of_claims(layers: Sequence[Layer], units: Sequence[Unit]) -> Iterator[tuple[str, Part]]:
    """What is of some units of claims, of all of a text or of those of a topic."""
    if not units:
        return
    claimed = [[one for one in unit if one] for unit in units]
    together = [claims for claims in claimed if len(claims) > 1]
    alone = len(units) - len(together)
    yield from _spans(units)
    for name, value in _ATTRIBUTES.items():
        part = Part(alone=alone)
        for claims in together:
            part.unit([said for one in claims if (said := value(one))])
        yield name, part
    yield "hops", _hops(together, alone)
    if any(layer.ratings for layer in layers):
        yield "credibility", _ratings(layers, units)


_ATTRIBUTES: Mapping[str, Callable[[Claimed], str]] = {
    "speaker": lambda one: one.speaker,
    "chain": lambda one: one.way,
    "assertion": lambda one: one.assertion,
}
"""What is compared of claims that are of the same words; empty where it is not said."""


def _hops(together: Iterable[Sequence[Claimed]], alone: int) -> Part:
    part = Part(alone=alone)
    for claims in together:
        chains = [one.chain for one in claims]
        for depth in range(1, 1 + max(map(len, chains))):
            part.unit([chain[-depth].who if depth <= len(chain) else NOBODY for chain in chains])
    return part


def _spans(units: Sequence[Unit]) -> Iterator[tuple[str, Part]]:
    exact, overlap = Part(), Part()
    for one, other in combinations(range(len(units[0])), 2):
        first = [claim for unit in units if (claim := unit[one])]
        second = [claim for unit in units if (claim := unit[other])]
        matched = sum(1 for unit in units if unit[one] and unit[other])
        for part, found in ((exact, exact_pairs(first, second)), (overlap, matched)):
            part.shared = plus(part.shared, Shared(found, len(first), len(second)))
            part.units += found
            part.alone += len(first) + len(second) - 2 * found
    yield "exact", exact
    yield "overlap", overlap


def plus(one: Shared, other: Shared) -> Shared:
    """Both counts together."""
    return Shared(one.pairs + other.pairs, one.first + other.first, one.second + other.second)


def _ratings(layers: Sequence[Layer], units: Iterable[Unit]) -> Part:
    """Each analyst's rating of her own claim in a unit, else of another's in it."""
    part = Part()
    for unit in units:
        claims = [one.uid for one in unit if one]
        given = []
        for own, layer in zip(unit, layers, strict=True):
            asked = [own.uid, *claims] if own else claims
            found = next((layer.ratings[uid] for uid in asked if uid in layer.ratings), None)
            if found == _CANNOT_BE_JUDGED:
                part.left_out += 1
            elif found is not None:
                given.append(found)
        part.unit(given)
    return part
