"""What answers taught: a weight for each feature of what is asked, and what the order that these
make is worth beside the one that is there without them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

_FEWEST_ANSWERS, _FEWEST_OF_EACH = 60, 15
"""Answers, and of each sort, that figures are made of at all."""
_BEYOND_NOISE = 1.96
"""Standard errors that a gain is at least: one in forty that is none looks as large."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """What was learned: how likely something is right, by its features."""

    alone: float
    """The weight without any feature."""
    weights: Mapping[str, float]

    def likelihood(self, features: Iterable[str]) -> float:
        """How likely something with these features is accepted as it stands, 0 to 1."""
        return squashed(self.alone + sum(self.weights.get(one, 0.0) for one in features))


class Order(NamedTuple):
    """How well an order puts what is right before what is not."""

    auc: float
    """How often what is right comes before what is not in its article, 0 to 1; 0.5 is chance."""
    first: float
    """The share of articles whose first was accepted as it stood."""


class Figures(NamedTuple):
    """Two orders of the same answers."""

    learned: Order
    now: Order
    error: float
    """The standard error of the gain in AUC: articles are drawn by chance, not answers."""
    articles: int
    """Those with answers of both sorts: of others every order is as good."""

    @property
    def gain(self) -> float:
        """By how much the learned order's AUC is higher."""
        return self.learned.auc - self.now.auc

    @property
    def is_beyond_noise(self) -> bool:
        """Whether the gain is more than chance gives."""
        return self.gain > _BEYOND_NOISE * self.error


@dataclass(frozen=True, slots=True)
class Learned:
    """What the answers of a database taught, and what that is worth there."""

    ranker: Ranker
    seen: Mapping[str, int]
    """Feature -> answers with it."""
    answers: int
    accepted: int
    figures: Figures | None
    """None where there are too few answers for any."""

    @property
    def helps(self) -> bool:
        """Whether its order was measured to be the better one."""
        return self.figures is not None and self.figures.is_beyond_noise

    @property
    def lacking(self) -> int:
        """How many more answers there are to be before it is measured, at least."""
        fewest = min(self.accepted, self.answers - self.accepted)
        return max(0, _FEWEST_ANSWERS - self.answers, _FEWEST_OF_EACH - fewest)


def squashed(value: float) -> float:
    """The logistic function: a sum of weights as a likelihood."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))
