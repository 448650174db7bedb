"""What answers to events teach: a kind that is always rejected comes last, as long as it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from learning_cases import ARTICLES, act, answer, events, say, teach
from services_cases import blind

from workbench.domain.article import ReadingState
from workbench.domain.fact import Kind
from workbench.services.history import undo
from workbench.services.learning import learned_from, learned_order
from workbench.services.review import set_state
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.settings import AUTO, OFF, ON


@pytest.fixture
def taught(empty: Workbench, tmp_path: Path) -> Workbench:
    """Ana's workbench with her answers."""
    teach(empty, tmp_path)
    return empty


def ordered(bench: Workbench, setting: str = AUTO) -> list[str]:
    """The acts of the last article's events, the likeliest right first."""
    view = view_article(bench, ARTICLES)
    likelihood = learned_order(bench, view, setting)
    assert likelihood
    assert all(likelihood(fact) is None for fact in view.facts if fact.kind is not Kind.EVENT)
    return [act(one) for one in sorted(events(view), key=lambda fact: -(likelihood(fact) or 0))]


def test_what_is_always_rejected_comes_last_and_stays_asked(taught: Workbench) -> None:
    assert [act(fact) for fact in events(view_article(taught, ARTICLES))] == [
        "mencapai", "menangkap",
    ]  # fmt: skip
    learned = learned_from(taught)
    assert (learned.answers, learned.accepted) == (2 * (ARTICLES - 1), ARTICLES - 1)
    assert learned.figures
    assert (learned.figures.learned, learned.figures.articles) == ((1.0, 1.0), ARTICLES - 1)
    assert learned.figures.now == (0.5, 0.0)  # all as likely, and prices stand first
    assert learned.helps
    assert learned.ranker.weights["act: mencapai"] < 0 < learned.ranker.weights["act: menangkap"]
    assert learned.seen["act: menangkap"] == ARTICLES - 1
    assert ordered(taught) == ["menangkap", "mencapai"]


def test_what_is_taken_back_taught_nothing(taught: Workbench) -> None:
    before = learned_from(taught)
    answer(taught, ARTICLES, otherwise=True)
    assert learned_from(taught) != before
    undo(taught)
    undo(taught)
    assert learned_from(taught) == before
    for _ in range(before.answers):
        assert undo(taught)
    nothing = learned_from(taught)
    assert (nothing.answers, dict(nothing.ranker.weights), nothing.figures) == (0, {}, None)
    view = view_article(taught, ARTICLES)
    assert learned_order(taught, view, AUTO) is None


def test_it_turns_where_the_answers_do(taught: Workbench) -> None:
    for number in range(1, ARTICLES):
        for fact in view_article(taught, number).found.questions:
            say(taught, number, fact, is_right=act(fact) == "mencapai")
    assert ordered(taught) == ["mencapai", "menangkap"]


def test_off_is_the_order_that_there_was(taught: Workbench) -> None:
    view = view_article(taught, ARTICLES)
    assert learned_order(taught, view, OFF) is None


def test_too_few_answers_order_nothing_unless_one_says_so(taught: Workbench) -> None:
    for _ in range(20):
        undo(taught)
    learned = learned_from(taught)
    assert (learned.answers, learned.figures, learned.lacking) == (50, None, 10)
    assert learned_order(taught, view_article(taught, ARTICLES), AUTO) is None
    assert ordered(taught, ON) == ["menangkap", "mencapai"]


def test_colleagues_teach_once_ones_own_judgement_stands(taught: Workbench) -> None:
    ana, budi = blind(taught), replace(taught, analyst="budi")
    before = learned_from(ana)
    answer(budi, ARTICLES, otherwise=True)
    assert learned_from(ana) == before
    view = view_article(ana, ARTICLES)
    set_state(ana, view, ReadingState.DONE)
    after = learned_from(ana)
    assert after.answers == before.answers + 2
    assert after.ranker != before.ranker
