"""What is told of a text at a glance: so little that it can be kept, and added up over thousands of
texts while somebody waits. Plain values, as JSON has them: what was kept comes back as lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from math import comb
from typing import NamedTuple, TypeAlias

from workbench.measure.agreement.counting import Counts, Pairs, count_given, pairs_of
from workbench.measure.agreement.matching import Pair
from workbench.measure.agreement.tallies import JOINT, TOGETHER, By, Group, Text
from workbench.measure.agreement.values import Chain, Judged, Layer, Link

OVERVIEW = ("overlap", "answers", "speaker")
"""Measures that are told of every group at once."""
_PART = 0
"""All texts are in one part: at a glance no interval is told."""

Weighed: TypeAlias = Sequence[tuple[str, str, float]]
"""What one said, what another said of the same, how much of it there is."""


class Glance(NamedTuple):
    """What some analysts made of a text, as far as OVERVIEW goes."""

    analysts: Sequence[str]
    shared: Sequence[int]
    """Of claims on the same words, as in `Shared`."""
    counts: Sequence[tuple[str, int, int]]
    """Measure, units, how many are alone."""
    speakers: Weighed
    answers: Weighed


def glances_of(judged: Judged) -> list[Glance]:
    """What all who judged a text made of it, and of more than two what each two of them did."""
    text, layers = Text(judged, _PART, OVERVIEW), judged.layers
    pairs = [_of_two(text, *pair) for pair in combinations(layers, 2)]
    return pairs if len(layers) == 2 else [_of_many(text, layers), *pairs]


def _of_two(text: Text, first: Layer, second: Layer) -> Glance:
    pairs, many = text.compared(first, second).pairs, (len(first.claims), len(second.claims))
    alone = sum(many) - 2 * len(pairs)
    weighed = ((pair, 1.0) for pair in pairs)
    return _glance(text, (first, second), weighed, (len(pairs), *many), (len(pairs), alone))


def _of_many(text: Text, layers: Sequence[Layer]) -> Glance:
    units = text.units(layers)
    matched = sum(comb(sum(1 for one in unit if one), 2) for unit in units)
    claims = [len(layer.claims) for layer in layers]
    shared = (matched, *map(sum, zip(*combinations(claims, 2), strict=True)))
    together = sum(1 for unit in units if sum(1 for one in unit if one) > 1)
    return _glance(text, layers, pairs_of(units), shared, (together, len(units) - together))


def _glance(
    text: Text,
    layers: Sequence[Layer],
    pairs: Iterable[tuple[Pair, float]],
    shared: tuple[int, ...],
    units: tuple[int, int],
) -> Glance:
    """What `Text.add_to` counts of OVERVIEW, and no more. pairs: of claims, each with its weight.
    units: of claims on the same words, and of one alone."""
    analysts = [layer.analyst for layer in layers]
    speakers: Pairs = defaultdict(float)
    for (one, other), weight in pairs:
        speakers[one.chain.speaker, other.chain.speaker] += weight
    given: Pairs = defaultdict(float)
    answers = Counts()
    count_given(given, answers, text.judged.answers, analysts, text.judged.article)
    matched, first, second = shared
    counted = {
        "overlap": (matched, first + second - 2 * matched),
        "chains": units,
        "answers": (answers.units, 0),
    }
    counts = [(name, *many) for name, many in counted.items() if any(many)]
    return Glance(analysts, shared, counts, _weighed(speakers), _weighed(given))


def _weighed(cells: Pairs) -> Weighed:
    return [(str(one), str(other), weight) for (one, other), weight in cells.items()]


def added_up(texts: Iterable[tuple[int, str, Sequence[Glance]]], by: By) -> dict[str, Group]:
    """What `tallied` counts of OVERVIEW: of texts, each with its number and what it stands under.
    By topics nothing is told: a text is no whole there."""
    groups: dict[str, Group] = {TOGETHER: Group()}
    for article, name, (together, *pairs) in texts:
        _add(groups[TOGETHER], article, together)
        if by in (By.OUTLET, By.WEEK):
            _add(groups.setdefault(name, Group(name)), article, together)
            continue
        for glance in pairs or (together,):
            names = [JOINT.join(glance.analysts)] if by is By.PAIR else glance.analysts
            for one in names:
                _add(groups.setdefault(one, Group(one)), article, glance)
    return dict(sorted(groups.items()))


def _add(group: Group, article: int, glance: Glance) -> None:
    group.analysts.update(glance.analysts)
    part = group.parts[_PART]
    part.share("overlap", *glance.shared)
    for measure, units, alone in glance.counts:
        group.count(measure, article, units, alone)
    for one, other, weight in glance.speakers:
        part.chains[_said_by(one), _said_by(other)] += weight
    for one, other, weight in glance.answers:
        part.answers[one, other] += weight


@lru_cache(maxsize=4096)
def _said_by(who: str) -> Chain:
    return Chain(Link(who))
