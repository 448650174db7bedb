"""A small ranker that learns from answers, and whether its order is better than the one there is.

Logistic regression over named features, held down (L2): each has a weight that can be read. What it
is worth is told by cross-validation: each article's answers are ordered by what the others taught.
Deterministic: the same answers give the same weights.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import sqrt
from typing import NamedTuple

from workbench.domain.learned import Figures, Learned, Order, Ranker, squashed

_FEWEST_SEEN, _SHARE_SEEN = 3, 0.01
"""Answers with a feature from which on it is weighed, and their share of all: the time that a fit
takes grows with the cube of what is weighed."""
_HELD = 3.0
"""How strongly weights are held down: as if that much of the answers said they were nothing."""
_STEPS, _NEAR = 5, 1e-4
"""Newton's steps of a fit at most, and a step that is as good as none."""
_PARTS = 5
"""In so many parts articles are cross-validated."""
_FEWEST_ARTICLES = 10
"""Articles with answers of both sorts, to tell which order is better."""


class Example(NamedTuple):
    """One answer to learn from."""

    features: frozenset[str]
    is_right: bool
    """Accepted as it stood."""
    group: int
    """The article: its answers are learned from together, or not at all."""
    now: float
    """By what it is ordered without learning, the higher the earlier."""


def learn(examples: Sequence[Example]) -> Learned:
    """Learn from answers and measure it."""
    seen = Counter(name for one in examples for name in one.features)
    accepted = sum(one.is_right for one in examples)
    learned = Learned(fit(examples), seen, len(examples), accepted, None)
    if learned.lacking:
        return learned
    return Learned(learned.ranker, seen, len(examples), accepted, compare_orders(examples))


def fit(examples: Sequence[Example]) -> Ranker:
    """The weights that the answers make."""
    seen = Counter(name for one in examples for name in one.features)
    fewest = max(_FEWEST_SEEN, _SHARE_SEEN * len(examples))
    names = sorted(name for name, count in seen.items() if count >= fewest)
    places = {name: place for place, name in enumerate(names, 1)}
    rows = [_row(one, places) for one in examples]
    weights = [0.0] * (len(names) + 1)
    for _ in range(_STEPS):
        step = _newton_step(rows, weights)
        weights = [weight + by for weight, by in zip(weights, step, strict=True)]
        if max(map(abs, step)) < _NEAR:
            break
    return Ranker(weights[0], dict(zip(names, weights[1:], strict=True)))


Row = tuple[list[int], bool]
"""Places of an answer's features, 0 among them, and whether it was right."""


def _row(one: Example, places: Mapping[str, int]) -> Row:
    return [0, *sorted(places[name] for name in one.features if name in places)], one.is_right


def _newton_step(rows: Sequence[Row], weights: Sequence[float]) -> list[float]:
    """Towards the weights under which the answers are likeliest."""
    slope = [-_HELD * weight for weight in weights]
    bend = [[0.0] * len(weights) for _ in weights]
    for place, line in enumerate(bend):
        line[place] = _HELD
    slope[0], bend[0][0] = 0.0, 1e-6  # how many are right is nothing to be held down
    for places, is_right in rows:
        chance = squashed(sum(weights[place] for place in places))
        off, spread = is_right - chance, chance * (1 - chance)
        for at, place in enumerate(places):
            slope[place] += off
            line = bend[place]
            for other in places[at:]:
                line[other] += spread
    return _solved(bend, slope)


def _solved(upper: list[list[float]], right: list[float]) -> list[float]:
    """Solve a symmetric positive system, whose upper half is given, by elimination."""
    size = len(right)
    for at in range(size):
        line = upper[at]
        for below in range(at + 1, size):
            if share := line[below] / line[at]:
                target = upper[below]
                for column in range(below, size):
                    target[column] -= share * line[column]
                right[below] -= share * right[at]
    solved = [0.0] * size
    for at in reversed(range(size)):
        line = upper[at]
        known = sum(line[column] * solved[column] for column in range(at + 1, size))
        solved[at] = (right[at] - known) / line[at]
    return solved


def compare_orders(examples: Sequence[Example]) -> Figures | None:
    """The learned order beside the one that is there, on answers that it did not learn from, within
    articles, since there it orders; None where too few have something to be ordered."""
    articles = _to_order(examples)
    if len(articles) < _FEWEST_ARTICLES:
        return None
    orders = (_crossed(examples), [one.now for one in examples])
    (learned, first), (now, first_now) = (_won(one, examples, articles) for one in orders)
    pairs = [wrong * right for wrong, right in (_counts(examples, one) for one in articles)]
    gain = (sum(learned) - sum(now)) / sum(pairs)
    off = [a - b - gain * many for a, b, many in zip(learned, now, pairs, strict=True)]
    return Figures(
        Order(sum(learned) / sum(pairs), first),
        Order(sum(now) / sum(pairs), first_now),
        sqrt(sum(one * one for one in off)) / sum(pairs),
        len(articles),
    )


def _crossed(examples: Sequence[Example]) -> list[float]:
    """How likely each answer was right, by what other articles taught."""
    groups = sorted({one.group for one in examples})
    part_of = {group: place % _PARTS for place, group in enumerate(groups)}
    rankers = [
        fit([one for one in examples if part_of[one.group] != part]) for part in range(_PARTS)
    ]
    return [rankers[part_of[one.group]].likelihood(one.features) for one in examples]


def _to_order(examples: Sequence[Example]) -> list[list[int]]:
    """The places of the answers of each article with some of both sorts."""
    places = defaultdict(list)
    for place, one in enumerate(examples):
        places[one.group].append(place)
    return [found for found in places.values() if all(_counts(examples, found))]


def _counts(examples: Sequence[Example], places: Sequence[int]) -> tuple[int, int]:
    """How many of these are not right, and how many are."""
    right = sum(examples[place].is_right for place in places)
    return len(places) - right, right


def _won(
    scores: Sequence[float], examples: Sequence[Example], articles: Sequence[Sequence[int]]
) -> tuple[list[float], float]:
    """Of each article in how many pairs what is right comes before what is not, equals by half; and
    how often what comes first is right, of equals what stands first."""
    won, firsts = [], 0
    for places in articles:
        right = [scores[place] for place in places if examples[place].is_right]
        wrong = sorted(scores[place] for place in places if not examples[place].is_right)
        below = (bisect_left(wrong, one) + bisect_right(wrong, one) for one in right)
        won.append(sum(below) / 2)
        firsts += examples[max(places, key=scores.__getitem__)].is_right
    return won, firsts / len(articles)
