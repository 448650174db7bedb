"""What becomes of decisions when facts are computed anew: pure, over decisions and facts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.claim import Mode
from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import Fact, Kind, Line, Quote
from workbench.domain.following import Followed, Following, carried, follow, moves_of
from workbench.domain.journal import Change, Entry
from workbench.domain.span import Span

TEXT = "abcdefghij" * 10


def quote(start: int, end: int, mode: Mode = Mode.DIRECT) -> Fact:
    return Fact(Kind.QUOTE, Span.of(TEXT, start, end), Quote(mode), 0.5, "r", "w", "rules/1")


def caption(start: int, end: int) -> Fact:
    return Fact(Kind.CAPTION, Span.of(TEXT, start, end), Line(), 0.5, "r", "w", "rules/1")


def on(fact: Fact, verdict: Verdict = Verdict.ACCEPTED, analyst: str = "ana") -> Decision:
    return Decision.on(fact, article="a", analyst=analyst, verdict=verdict, claim="c")


def moved(following: Following) -> list[tuple[str, str]]:
    return [(one.before.fact, one.after.fact) for one in following.moves]


def test_a_decision_moves_to_the_one_fact_that_overlaps_it() -> None:
    decision = on(quote(10, 20), Verdict.REJECTED)
    following = follow([decision], [quote(10, 20)], [quote(10, 24), quote(40, 50)])
    assert moved(following) == [("quote-10-20", "quote-10-24")]
    (move,) = following.moves
    assert move.after == replace(decision, span=quote(10, 24).span)
    assert (move.after.rule, move.after.extractor) == ("r", "rules/1"), "what was answered"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([quote(10, 20)], []),
        ([quote(10, 20)], [quote(20, 30), quote(0, 10)]),
        ([quote(10, 20)], [caption(10, 24)]),
        ([quote(10, 20)], [quote(8, 14), quote(15, 22)]),
        ([quote(10, 20), quote(5, 40)], [quote(5, 40)]),
    ],
    ids=["none", "beside it", "another kind", "two", "one that was there before"],
)
def test_where_there_is_no_single_new_fact_it_stays_with_its_words(
    before: list[Fact], after: list[Fact]
) -> None:
    decision = on(quote(10, 20))
    assert follow([decision], before, after) == Following((), (decision,), ())


def test_a_fact_that_is_still_there_keeps_its_decision_whatever_is_new() -> None:
    decision = on(quote(10, 20))
    assert follow([decision], [quote(10, 20)], [quote(10, 20), quote(8, 30)]) == Following()


def test_one_that_says_something_else_is_told_and_nothing_moves() -> None:
    decision = on(quote(10, 20))
    following = follow([decision], [quote(10, 20)], [quote(10, 20, Mode.INDIRECT)])
    assert following == Following((), (), (decision,))
    scored = replace(quote(10, 20), score=0.9, rule="other", reason="why", extractor="rules/2")
    assert follow([decision], [quote(10, 20)], [scored]) == Following()


def test_two_decisions_that_want_one_fact_both_stay() -> None:
    both = [on(quote(10, 20)), on(quote(25, 30), Verdict.REJECTED)]
    following = follow(both, [quote(10, 20), quote(25, 30)], [quote(10, 30)])
    assert following == Following((), tuple(both), ())


def test_a_fact_that_its_analyst_answered_already_takes_no_second_answer() -> None:
    lost, there = on(quote(10, 20)), on(quote(12, 30), Verdict.REJECTED)
    following = follow([lost, there], [], [quote(12, 30)])
    assert following == Following((), (lost,), ())


def test_analysts_move_each_for_herself() -> None:
    ana, budi = on(quote(10, 20)), on(quote(10, 20), Verdict.REJECTED, "budi")
    there = on(quote(11, 21), Verdict.UNSURE, "citra")
    following = follow([ana, budi, there], [quote(10, 20)], [quote(11, 21)])
    assert [one.after.analyst for one in following.moves] == ["ana", "budi"]


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda s: (s[0], s[0] + s[1]))
FACTS = st.lists(SPANS, max_size=6, unique=True)


@given(FACTS, FACTS, st.data())
def test_nothing_is_lost_and_nobody_answers_a_fact_twice(
    old: list[tuple[int, int]], new: list[tuple[int, int]], data: st.DataObject
) -> None:
    before, after = [quote(*one) for one in old], [quote(*one) for one in new]
    chosen = data.draw(st.lists(st.sampled_from(before), unique=True) if before else st.just([]))
    decisions = [
        on(fact, verdict, analyst)
        for fact in chosen
        for analyst, verdict in (("ana", Verdict.ACCEPTED), ("budi", Verdict.REJECTED))
    ]
    following = follow(decisions, before, after)
    ids = {fact.id for fact in after}
    now = {one.uid: one for one in decisions}
    for move in following.moves:
        assert now.pop(move.before.uid) == move.before
        assert move.after.uid not in now
        assert move.after.fact in ids - {fact.id for fact in before}
        assert (move.after.verdict, move.after.claim) == (move.before.verdict, move.before.claim)
    for move in following.moves:
        assert now.setdefault(move.after.uid, move.after) == move.after
    assert len(now) == len(decisions)
    assert {one.fact for one in following.kept}.isdisjoint(ids)
    assert {one.fact for one in now.values()} - ids == {one.fact for one in following.kept}
    assert not follow(list(now.values()), after, after).moves, "once more moves nothing"


def entry(*changes: Change) -> Entry:
    return Entry(7, "2026-03-04T10:00:00Z", "ana", None, "extract", changes)


def test_an_act_is_carried_over_a_run_that_moved_what_it_made() -> None:
    first, second = on(quote(10, 20), Verdict.UNSURE), on(quote(10, 20))
    claim = {"uid": "c", "article": "a", "analyst": "ana", "fact": "quote-10-20"}
    act = (
        Change("decision", second.uid, first.to_record(), second.to_record()),
        Change("claim", "c", None, claim),
        Change("source", "s", None, {"uid": "s"}),
    )
    following = follow([second], [quote(10, 20)], [quote(12, 22)])
    (move,) = following.moves
    run = entry(*move.changes())
    assert moves_of(run) == [move]
    decision, its_claim, source = carried(act, run)
    assert decision.uid == move.after.uid
    assert decision.after == move.after.to_record()
    assert decision.before == replace(first, span=move.after.span).to_record()
    assert its_claim.after == {**claim, "fact": "quote-12-22"}
    assert source == act[2]


def test_an_act_that_no_run_moved_stays_what_it_was() -> None:
    act = (Change("decision", on(quote(1, 2)).uid, None, on(quote(1, 2)).to_record()),)
    assert carried(act, entry(Change("source", "s", None, {"uid": "s"}))) == act


def test_runs_add_up() -> None:
    total = Followed(1, 10, 1, 2, 3, 4) + Followed(2, 20)
    assert total.to_record() == {
        "articles": 3, "facts": 30, "moved": 1, "kept": 2, "changed": 3, "late": 4,
    }  # fmt: skip
    assert total.touches_answers
    assert not Followed(5, 50).touches_answers
