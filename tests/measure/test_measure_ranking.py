"""A ranker finds what answers hang on, says how sure that is, and claims nothing of chance."""

from __future__ import annotations

import random
from math import log

import pytest

from workbench.measure.ranking import Example, compare_orders, fit, learn


def answers(
    count: int, seed: int, right: float, otherwise: float | None = None, *, now: float = 0.5
) -> list[Example]:
    """Answers of three an article, half of them with a feature: how often they are right with it
    and without; a second feature says nothing."""
    rng = random.Random(seed)
    found = []
    for n in range(count):
        told = rng.random() < 0.5
        chance = right if told or otherwise is None else otherwise
        names = {"told"} if told else set()
        names |= {"chance"} if rng.random() < 0.5 else set()
        found.append(Example(frozenset(names), rng.random() < chance, n // 3, now))
    return found


def test_weights_are_what_the_odds_are() -> None:
    ranker = fit(answers(4000, 1, 0.8, 0.3))
    assert ranker.weights["told"] == pytest.approx(log(0.8 / 0.2) - log(0.3 / 0.7), abs=0.2)
    assert abs(ranker.weights["chance"]) < 0.2
    assert ranker.likelihood({"told"}) == pytest.approx(0.8, abs=0.04)
    assert ranker.likelihood({"never seen"}) == pytest.approx(0.3, abs=0.04)


def test_what_is_seldom_seen_is_not_weighed() -> None:
    found = answers(100, 2, 0.7, 0.3)
    found[:2] = [one._replace(features=one.features | {"rare"}) for one in found[:2]]
    assert set(fit(found).weights) == {"told", "chance"}


def test_a_gain_is_told_and_its_absence_too() -> None:
    helped = learn(answers(300, 3, 0.8, 0.3))
    assert helped.figures
    assert helped.helps
    assert helped.figures.learned.auc > 0.7
    assert helped.figures.now.auc == 0.5
    assert helped.figures.learned.first > helped.figures.now.first
    tries = [learn(answers(300, seed, 0.5)) for seed in range(40)]
    assert sum(one.helps for one in tries) <= 3


def test_the_error_is_how_far_gains_go_apart() -> None:
    compared = (compare_orders(answers(240, seed, 0.7, 0.4)) for seed in range(60))
    found = [one for one in compared if one]
    assert len(found) == 60
    middle = sum(one.gain for one in found) / len(found)
    apart = (sum((one.gain - middle) ** 2 for one in found) / len(found)) ** 0.5
    told = sum(one.error for one in found) / len(found)
    assert told == pytest.approx(apart, rel=0.35)


def test_an_order_that_is_right_already_is_not_bettered() -> None:
    found = [one._replace(now=float(one.is_right)) for one in answers(300, 4, 0.8, 0.3)]
    learned = learn(found)
    assert learned.figures
    assert learned.figures.now.auc == 1.0
    assert not learned.helps


def test_the_same_answers_teach_the_same_in_whatever_order_they_come() -> None:
    found = answers(150, 5, 0.8, 0.3)
    assert learn(found) == learn(list(found))
    turned = learn(sorted(found, key=lambda one: -one.group))
    assert turned.ranker.weights == pytest.approx(learn(found).ranker.weights)


@pytest.mark.parametrize("is_right", [True, False])
def test_answers_of_one_sort_are_not_measured(is_right: bool) -> None:
    found = [one._replace(is_right=is_right) for one in answers(200, 6, 0.5)]
    learned = learn(found)
    assert learned.figures is None
    assert learned.lacking == 15
    assert (learned.ranker.likelihood({"told"}) > 0.5) is is_right


def test_nothing_is_learned_of_nothing() -> None:
    learned = learn([])
    assert (learned.answers, learned.lacking, learned.helps) == (0, 60, False)
    assert learned.ranker.likelihood({"told"}) == 0.5


def test_articles_with_one_sort_of_answers_tell_no_order_from_another() -> None:
    found = [one._replace(group=2 * one.group + one.is_right) for one in answers(200, 7, 0.8, 0.3)]
    assert compare_orders(found) is None
    learned = learn(found)
    assert (learned.lacking, learned.figures, learned.helps) == (0, None, False)
