"""What a report is handed of what the machine proposes: as the analyst is told it at the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from counterpart_cases import flooded, keep, reviewed
from services_cases import bench_on, blind
from stores import Stores

from workbench.domain.choice import EVERYTHING, Choice
from workbench.domain.claim import ClaimState
from workbench.domain.counterpart import Stance
from workbench.domain.stated import Stated, ToldCounterpart
from workbench.exchange.report import Scope, Unanswered
from workbench.services.annotate import edit_claim
from workbench.services.relating import accept_counterpart, say_unrelated
from workbench.services.reporting import read_report
from workbench.services.told_counterparts import told_counterparts
from workbench.services.view import view_article
from workbench.services.workbench import Workbench


@pytest.fixture
def desk(stores: Stores, tmp_path: Path) -> Iterator[Workbench]:
    with flooded(stores, tmp_path) as bench:
        yield bench


def told(bench: Workbench, choice: Choice = EVERYTHING) -> dict[int, dict[int, tuple[str, str]]]:
    """Number of the article of a statement -> that of the article beside it -> how that stands, and
    as what it is told."""
    found: dict[int, dict[int, tuple[str, str]]] = {}
    for statement, every in read_report(bench, Scope(), choice).proposed.items():
        for one in every:
            is_text = isinstance(one.other, Unanswered)
            there = one.other.number if isinstance(one.other, Unanswered) else one.other.articles[0]
            whose = " ours" if one.is_ours else ""
            (number,) = statement.articles
            found.setdefault(number, {})[there] = (
                f"{one.stance.value}{whose}", "text" if is_text else "statement",
            )  # fmt: skip
    return found


def beside(bench: Workbench, other: int) -> tuple[Stated, ToldCounterpart]:
    (one,) = told_counterparts(bench, view_article(bench, 1))
    return one.ours, next(each for each in one.counterparts if each.said.article.number == other)


def test_statements_of_the_report_stand_beside_each_other_and_beside_the_text_of_others(
    desk: Workbench,
) -> None:
    assert told(desk) == {}
    reviewed(desk, 1, 3)
    assert told(desk) == {
        1: {
            2: ("same", "text"), 3: ("updates", "statement"), 4: ("contradicts", "text"),
        },
        3: {1: ("updates ours", "statement")},
    }  # fmt: skip


def test_what_an_analyst_answered_is_asked_no_more(desk: Workbench) -> None:
    reviewed(desk, 1)
    accept_counterpart(desk, *beside(desk, 3))
    say_unrelated(desk, *beside(desk, 4))
    assert told(desk) == {1: {2: ("same", "text")}}


def test_where_texts_are_left_out_words_that_nobody_quoted_are_not_told(desk: Workbench) -> None:
    reviewed(desk, 1, 3)
    assert told(desk, Choice(without_text=True)) == {
        1: {3: ("updates", "statement")}, 3: {1: ("updates ours", "statement")},
    }  # fmt: skip


def test_a_claim_that_is_held_no_longer_is_not_told_as_text_either(desk: Workbench) -> None:
    reviewed(desk, 1, 3)
    view = view_article(desk, 3)
    (claim,) = view.my_claims()
    edit_claim(desk, view, replace(claim, state=ClaimState.WITHDRAWN))
    assert told(desk)[1].keys() == {2, 4}


def test_a_colleagues_claim_is_told_only_where_it_is_asked_for(desk: Workbench) -> None:
    reviewed(desk, 1)
    reviewed(bench_on(desk.store, "budi", first=5_000), 3)
    assert told(desk)[1][3] == ("updates", "statement")
    assert 3 not in told(desk, Choice(analysts=("ana",)))[1]


def test_what_is_out_of_sight_is_told_as_if_nobody_had_answered(desk: Workbench) -> None:
    reviewed(desk, 1)
    keep(desk, (3, 1, Stance.SAME, ()))
    ana = blind(desk)
    before = told(ana)
    budi = bench_on(desk.store, "budi", first=5_000)
    reviewed(budi, 3)
    assert told(ana) == before == {1: {3: ("same", "text")}}
