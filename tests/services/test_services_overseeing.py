"""What is counted of a team, from a database where the services themselves did the work."""

from __future__ import annotations

from dataclasses import replace

import pytest
from deciding_cases import claimed, finish, only_case
from services_cases import quotes
from stores import Stores

from workbench.domain.article import ReadingState
from workbench.domain.assignment import Assignment
from workbench.domain.decision import Verdict
from workbench.domain.journal import Change
from workbench.domain.overseeing import Overseen
from workbench.domain.ruling import Answer, Choice, Dispute, Ruling, Side
from workbench.errors import UsageError
from workbench.services.adjudication import rule_with_third
from workbench.services.agreement import By, overview_of_agreement
from workbench.services.calibrating import MISSED, nearness_of
from workbench.services.history import redo, undo
from workbench.services.looking import looks
from workbench.services.overseeing import (
    Asked,
    Period,
    asked_for,
    look_at_team,
    read_team,
    with_agreement,
)
from workbench.services.review import accept_fact, accept_facts, answer_fact, set_state
from workbench.services.sitting import end_session, remember_reading, start_session
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench
from workbench.verbs import LEAST_KNOWN

WEEK = Asked(Period("2026-11-23", "2026-11-29"))


def at(bench: Workbench, day: str, analyst: str = "ana", hour: int = 3) -> Workbench:
    """The workbench of an analyst at a moment."""
    return replace(bench, analyst=analyst, now=lambda: f"{day}T{hour:02}:00:00Z", session=None)


def row(bench: Workbench, analyst: str = "ana", asked: Asked = WEEK) -> Overseen:
    team = read_team(at(bench, "2026-11-29"), replace(asked, of=analyst))
    return team.rows[0]


@pytest.fixture
def view(bench: Workbench) -> ArticleView:
    """An article with several quotations."""
    views = (view_article(bench, number) for number in bench.store.articles.numbers(analyst="ana"))
    return next(one for one in views if len(quotes(one)) > 3)


def test_an_answer_counts_on_the_day_on_which_it_was_first_given(
    bench: Workbench, view: ArticleView
) -> None:
    (first, _), (second, _), *_ = quotes(view)
    accept_fact(at(bench, "2026-11-24"), view, first)
    answer_fact(at(bench, "2026-11-25"), view_article(bench, view.number), second, Verdict.REJECTED)
    answer_fact(at(bench, "2026-11-27"), view_article(bench, view.number), first, Verdict.REJECTED)
    ana = row(bench)
    assert [(day.day, day.decisions, day.claims) for day in ana.days] == [
        ("2026-11-25", 1, 0),
        ("2026-11-24", 1, 0),
    ]
    assert (ana.articles, dict(ana.decisions)) == (1, {"rejected": 2})
    assert ana.accepted == (0, 2)


def test_what_was_taken_back_does_not_count_and_what_was_done_again_does(
    bench: Workbench, view: ArticleView
) -> None:
    (first, _), *_ = quotes(view)
    accept_fact(at(bench, "2026-11-24"), view, first)
    assert (row(bench).answers, row(bench).claims) == (1, 1)
    undo(at(bench, "2026-11-25"))
    asked = replace(WEEK, of="ana")
    assert all(not one.days for one in read_team(at(bench, "2026-11-29"), asked).rows)
    redo(at(bench, "2026-11-26"))
    assert [day.day for day in row(bench).days] == ["2026-11-24"]


def test_what_lies_outside_of_the_period_does_not_count(
    bench: Workbench, view: ArticleView
) -> None:
    (first, _), (second, _), *_ = quotes(view)
    accept_fact(at(bench, "2026-11-10"), view, first)
    accept_fact(at(bench, "2026-11-26"), view_article(bench, view.number), second)
    assert row(bench).answers == 1
    whole = Asked(Period("2026-11-01", "2026-11-29"))
    assert row(bench, asked=whole).answers == 2
    assert row(bench, asked=Asked(Period("2026-11-01", "2026-11-25"))).answers == 1


def test_a_sitting_tells_how_long_articles_were_open_and_whether_it_was_cut_off(
    bench: Workbench, view: ArticleView
) -> None:
    (first, _), *_ = quotes(view)
    sitting = at(bench, "2026-11-24")
    start_session(sitting)
    accept_fact(sitting, view, first)
    remember_reading(sitting, view.number, 10, seconds=90)
    end_session(sitting, "interrupted")
    start_session(again := at(bench, "2026-11-25"))
    remember_reading(again, view.number, 10, seconds=30)
    end_session(again)
    ana = row(bench)
    assert (ana.sittings, ana.cut_off, ana.seconds, ana.typical) == (2, 1, 120, 120)


def test_what_was_begun_or_given_waits_until_it_is_finished(
    bench: Workbench, view: ArticleView
) -> None:
    (first, _), *_ = quotes(view)
    other = _another(bench, view)
    accept_fact(at(bench, "2026-11-12"), view, first)
    given = Assignment(
        "g-1", "s-1", "ana", (other.article.uid,), "ratna", "2026-11-20T03:00:00Z", "2026-11-28"
    )
    bench.act("divide", [Change.between("assignment", None, given)])
    team = read_team(at(bench, "2026-11-29"), replace(WEEK, of="ana"))
    waiting = team.rows[0].waiting
    assert [(one.article, one.due, one.last) for one in waiting] == [
        (other.number, "2026-11-28", "2026-11-20"),
        (view.number, "", "2026-11-12"),
    ]
    assert team.late(team.rows[0]) == [waiting[0]]
    assert team.still(team.rows[0]) == [*waiting]
    for one in (view, other):
        done = at(bench, "2026-11-29")
        set_state(done, view_article(bench, one.number), ReadingState.DONE)
    ana = row(bench)
    assert (ana.waiting, ana.finished) == ((), 2)


def _another(bench: Workbench, view: ArticleView) -> ArticleView:
    numbers = bench.store.articles.numbers(analyst="ana")
    return view_article(bench, next(one for one in numbers if one != view.number))


def test_a_dispute_is_told_until_it_is_answered(bench: Workbench, view: ArticleView) -> None:
    ruling = Ruling(
        "r-1", view.article.uid, Choice.ONE, (Side("budi", None), Side("ana", None)),
        "extra claim", "citra", "2026-11-25T03:00:00Z",
    )  # fmt: skip
    dispute = Dispute("r-1", "ana", Answer.DISPUTED, "bukan dia", "2026-11-26T03:00:00Z")
    bench.act("rule", [Change.between("ruling", None, ruling)])
    bench.act("dispute", [Change.between("dispute", None, dispute)])
    (told,) = row(bench).disputed
    assert (told.article, told.words) == (view.number, "bukan dia")
    settled = replace(dispute, answer=Answer.SETTLED)
    bench.act("settle", [Change.between("dispute", dispute, settled)])
    assert not [one for one in read_team(at(bench, "2026-11-29"), WEEK).rows if one.disputed]


def test_an_answer_in_the_place_of_others_is_no_claim_of_the_adjudicators(bench: Workbench) -> None:
    claimed(at(bench, "2026-11-24"), "ana", "Polisi")
    claimed(at(bench, "2026-11-24"), "budi", "Hakim")
    finish(at(bench, "2026-11-24"), "ana", "budi")
    citra = at(bench, "2026-11-25", "citra")
    third = rule_with_third(citra, only_case(citra), 0)
    assert bench.store.claims.many([third.uid])
    rows = read_team(at(bench, "2026-11-29"), WEEK).rows
    assert {one.analyst: (one.articles, one.claims) for one in rows if one.claims} == {
        "ana": (1, 1), "budi": (1, 1),
    }  # fmt: skip
    assert all(one.articles == 0 for one in rows if one.analyst == "citra")


def test_days_are_asked_for_in_the_words_of_filters(bench: Workbench) -> None:
    now = at(bench, "2026-11-29")
    assert asked_for(now).period == ("2026-11-23", "2026-11-29")
    assert asked_for(now, since="4w").period == ("2026-11-01", "2026-11-29")
    assert asked_for(now, until="yesterday").period == ("2026-11-22", "2026-11-28")
    assert asked_for(now, since="2026-01-01", until="2026-01-31").period.until == "2026-01-31"
    with pytest.raises(UsageError, match="is no day"):
        asked_for(now, since="kemarin")
    with pytest.raises(UsageError, match="is after"):
        asked_for(now, since="2026-11-30")


def test_a_look_on_a_shared_store_is_written_down_and_no_undo_takes_it_back(
    bench: Workbench, stores: Stores, view: ArticleView
) -> None:
    (first, _), *_ = quotes(view)
    accept_fact(
        at(bench, "2026-11-24", "ratna"),
        view_article(at(bench, "2026-11-24", "ratna"), view.number),
        first,
    )
    ratna = at(bench, "2026-11-29", "ratna")
    look_at_team(ratna, WEEK)
    assert looks(bench) == []  # nobody shares it
    stores.share()
    look_at_team(ratna, WEEK)
    look_at_team(ratna, replace(WEEK, of="ana"))
    look_at_team(ratna, replace(WEEK, of="ratna"))
    assert {(one.analyst, one.what) for one in looks(bench)} == {
        ("ratna", "the team's work, 2026-11-23 to 2026-11-29"),
        ("ratna", "the work of ana, 2026-11-23 to 2026-11-29"),
    }
    ana = read_team(at(bench, "2026-11-29"), replace(WEEK, of="ana"))
    assert [one.what.partition(",")[0] for one in ana.looks] == [
        "the work of ana",
        "the team's work",
    ]
    taken_back = undo(ratna)
    assert taken_back is not None
    assert taken_back.about.startswith("accept")
    assert len(looks(bench)) == 2


def test_known_answers_measure_who_was_given_them_and_nobody_else(bench: Workbench) -> None:
    numbers = bench.store.articles.numbers(analyst="ana")
    texts = [view for number in numbers if len(quotes(view := view_article(bench, number))) > 1][:5]
    for view in texts:
        _judge(bench, "ratna", view, leave=0)
        _judge(bench, "ana", view, leave=1)
        _judge(bench, "budi", view, leave=0)
    articles = tuple(sorted(view.article.uid for view in texts))
    for name in ("ana", "citra"):
        given = Assignment(
            f"g-{name}", "s-1", name, articles, "ratna", "2026-11-20T03:00:00Z", is_known=True
        )
        bench.act("divide", [Change.between("assignment", None, given)])
    claims = sum(len(quotes(view)) for view in texts)
    near = nearness_of(bench, "ana")
    assert near is not None
    assert (near.texts, near.known, near.same) == (5, claims, claims - 5)
    assert near.apart == {MISSED: 5}
    assert nearness_of(bench, "budi") is None  # it was not given to him as known
    assert nearness_of(bench, "citra") is None  # she has not finished any


def test_her_own_eyes_are_told_nothing_that_gives_an_article_away(bench: Workbench) -> None:
    numbers = bench.store.articles.numbers(analyst="ana")[:LEAST_KNOWN]
    texts = [view_article(bench, number) for number in numbers]
    for view in texts:
        _judge(bench, "ratna", view, leave=0)
        _judge(bench, "ana", view, leave=0)
    articles = tuple(sorted(view.article.uid for view in texts))
    given = Assignment(
        "g-1", "s-1", "ana", articles, "ratna", "2026-11-20T03:00:00Z", is_known=True
    )
    bench.act("divide", [Change.between("assignment", None, given)])
    assert nearness_of(bench, "ana", before="2026-11-24") is None  # finished that day
    told = nearness_of(bench, "ana", before="2026-11-25")
    assert told is not None
    assert told.texts == LEAST_KNOWN
    bench.act("take back", [Change.between("assignment", given, given.without(articles[:1]))])
    assert nearness_of(bench, "ana", before="2026-11-25") is None
    assert nearness_of(bench, "ana") is not None  # a supervisor is told of few as well


def _judge(bench: Workbench, analyst: str, view: ArticleView, leave: int) -> None:
    """Let somebody accept all quotations of an article but the last so many, and finish it."""
    there = at(bench, "2026-11-24", analyst)
    number = view.number
    facts = [fact for fact, _ in quotes(view)]
    accept_facts(there, view_article(there, number), facts[: len(facts) - leave])
    set_state(there, view_article(there, number), ReadingState.DONE)


def test_how_far_an_analyst_agrees_is_the_figure_that_agreement_has(bench: Workbench) -> None:
    numbers = bench.store.articles.numbers(analyst="ana")
    texts = [view for number in numbers if len(quotes(view := view_article(bench, number))) > 1][:3]
    for view in texts:
        _judge(bench, "ana", view, leave=0)
        _judge(bench, "budi", view, leave=1)
    told = with_agreement(bench, read_team(at(bench, "2026-11-29"), WEEK))
    figures = {one.name: one for one in overview_of_agreement(bench.seeing_all(), By.ANALYST)}
    assert {"ana", "budi"} == told.agreement.keys()
    number = told.agreement["ana"].figures["overlap"].number
    assert number == figures["ana"].figures["overlap"].number
    claims = sum(len(quotes(view)) for view in texts)
    assert number == pytest.approx(2 * (claims - 3) / (2 * claims - 3))
