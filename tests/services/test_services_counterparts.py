"""Counterparts over a real database: what is told beside a statement, answers, who sees what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from counterpart_cases import (
    NUMBER,
    flooded,
    keep,
    of_the_flood,
    place,
    quote,
    reviewed,
    withdrawn,
)
from services_cases import bench_on, blind, is_sound
from stores import Stores

from workbench.domain.claim import LinkKind
from workbench.domain.counterpart import Counterpart, Place, Stance, Unrelated
from workbench.domain.decision import Verdict
from workbench.domain.span import Span
from workbench.domain.stated import ToldCounterpart, ToldStatement
from workbench.errors import ConflictError, UsageError
from workbench.present.counterparts import counterparts_line, differs_words, stance_words
from workbench.services.annotate import edit_claim, link_claims, remove_link
from workbench.services.bulk import remove_claims
from workbench.services.chain import Named, claim_by
from workbench.services.corroboration import corroboration
from workbench.services.history import entries_where, redo, undo
from workbench.services.relating import accept_counterpart, relate, say_unrelated
from workbench.services.review import answer_fact
from workbench.services.told_counterparts import told_counterparts
from workbench.services.view import view_article
from workbench.services.workbench import Workbench


@pytest.fixture
def desk(stores: Stores, tmp_path: Path) -> Iterator[Workbench]:
    with flooded(stores, tmp_path) as bench:
        yield bench


def told(bench: Workbench, number: int = 1) -> ToldStatement:
    (one,) = told_counterparts(bench, view_article(bench, number))
    return one


def beside(bench: Workbench, other: int, number: int = 1) -> ToldCounterpart:
    found = told(bench, number).counterparts
    return next(one for one in found if one.said.article.number == other)


def answered(bench: Workbench, other: int) -> None:
    assert accept_counterpart(bench, told(bench).ours, beside(bench, other))


# What is told ----------------------------------------------------------------------------------


def test_what_stands_against_it_comes_first_and_each_says_where_it_stands(desk: Workbench) -> None:
    one = told(desk)
    assert [each.said.article.number for each in one.counterparts] == [4, 3, 2]
    assert [stance_words(each) for each in one.counterparts] == ["contradicts", "newer", "same"]
    for each in one.counterparts:
        text = desk.store.articles.text(each.said.article.number)
        assert text[each.said.span.start : each.said.span.end] == each.said.span.exact
        assert not each.said.is_reviewed
    assert one.ours.fact == quote(desk, 1)
    assert one.is_on(quote(desk, 1), None)
    assert not one.is_on(quote(desk, 2), None)


def test_one_line_says_where_it_is_too_and_what_stands_against_it(desk: Workbench) -> None:
    assert counterparts_line(told(desk)) == (
        "also in #2, not reviewed, 1 origin; #4 denies it (not reviewed); "
        "#3 is newer: 11 (not reviewed)"
    )
    reviewed(desk, 2, 3)
    assert counterparts_line(told(desk)) == (
        "also in #2, 1 origin; #4 denies it (not reviewed); #3 is newer: 11"
    )


def test_it_is_told_from_the_other_side_too(desk: Workbench) -> None:
    one = told(desk, 3)
    assert counterparts_line(one) == "#1 is older: 9 (not reviewed)"
    assert stance_words(one.counterparts[0]) == "older"
    assert differs_words(one.counterparts[0]) == "11 here, 9 there"
    assert counterparts_line(told(desk, 4)) == "#1 contradicts it (not reviewed)"


def test_articles_are_counted_and_so_are_origins_not_outlets(desk: Workbench) -> None:
    keep(desk, *((other, 1, Stance.SAME, ()) for other in (2, 3)))
    assert counterparts_line(told(desk)) == "also in 2 articles, 2 not reviewed, 2 origins"
    reviewed(desk, 3)
    assert counterparts_line(told(desk)) == "also in 2 articles, 1 not reviewed, 2 origins"


def test_origins_are_those_that_linking_would_give(desk: Workbench) -> None:
    keep(desk, *((other, 1, Stance.SAME, ()) for other in (2, 3)))
    before = told(desk).origins
    answered(desk, 2)
    answered(desk, 3)
    claim = told(desk).ours.claim
    assert claim
    assert told(desk).origins == before == corroboration(desk, claim.uid).count


def test_another_number_is_said_and_one_who_has_none_contradicts(desk: Workbench) -> None:
    keep(desk, (1, 3, Stance.CONTRADICTS, (NUMBER,)), (1, 2, Stance.CONTRADICTS, ()))
    line = counterparts_line(told(desk))
    assert line == "#2 contradicts it (not reviewed); #3 says 11 (not reviewed)"


def test_a_statement_that_is_no_fact_any_more_is_not_told(desk: Workbench) -> None:
    gone = Counterpart(Place(1, 0, 5), place(desk, 2), Stance.SAME, 90)
    there = Counterpart(place(desk, 1), Place(2, 0, 5), Stance.SAME, 90)
    desk.store.counterparts.keep({1: [gone, there], 2: [], 3: [], 4: []})
    assert told_counterparts(desk, view_article(desk, 1)) == ()


def test_a_claim_that_was_moved_is_the_statement_of_its_fact(desk: Workbench) -> None:
    reviewed(desk, 1)
    view = view_article(desk, 1)
    (claim,) = view.my_claims()
    shorter = Span.of(view.text, claim.span.start, claim.span.start + 20)
    edit_claim(desk, view, replace(claim, span=shorter))
    one = told(desk)
    assert [each.uid for each in one.ours.claims] == [claim.uid]
    assert one.is_on(None, claim)


def test_what_an_article_does_not_say_elsewhere_is_not_told(desk: Workbench) -> None:
    keep(desk, (2, 1, Stance.SAME, ()))
    assert told_counterparts(desk, view_article(desk, 4)) == ()


def test_what_was_withdrawn_stands_behind_nothing_and_is_not_linked(desk: Workbench) -> None:
    ours, one = told(desk).ours, beside(desk, 3)
    reviewed(desk, 3)
    withdrawn(desk, 3)
    assert "#3" not in counterparts_line(told(desk))
    with pytest.raises(ConflictError, match="the statement in #3 is gone"):
        accept_counterpart(desk, ours, one)
    budi = bench_on(desk.store, "budi", first=5_000)
    assert "#3 is newer: 11 (not reviewed)" in counterparts_line(told(budi))
    reviewed(budi, 3)
    assert "#3 is newer: 11" in counterparts_line(told(desk)), "a colleague holds it"


def test_a_link_of_what_was_withdrawn_is_told_no_more(desk: Workbench) -> None:
    answered(desk, 2)
    withdrawn(desk, 2)
    assert "#2" not in counterparts_line(told(desk))
    assert told_counterparts(desk, view_article(desk, 2)) == ()


def test_a_claim_by_hand_about_a_questions_words_is_its_statement(desk: Workbench) -> None:
    keep(desk, (2, 1, Stance.SAME, ()))
    view, span = view_article(desk, 1), quote(desk, 1).span
    mine = claim_by(desk, view, Span.of(view.text, span.start, span.end - 3), Named("Budi Santoso"))
    reviewed(desk, 2)
    (other,) = view_article(desk, 2).my_claims()
    link_claims(desk, LinkKind.SAME, mine.uid, other.uid)
    for number in (1, 2):
        (one,) = told(desk, number).counterparts
        assert one.link, "what is linked is not asked again"


# Answers ---------------------------------------------------------------------------------------


def test_accepting_makes_both_claims_and_the_link_in_one_act_that_undo_takes_back(
    desk: Workbench,
) -> None:
    seq, _ = desk.store.journal.head()
    entry = accept_counterpart(desk, told(desk).ours, beside(desk, 2))
    assert entry
    assert entry.seq == seq + 1
    assert entry.about == "same, #1 and #2"
    views = [view_article(desk, number) for number in (1, 2)]
    (one,), (other,) = (view.my_claims() for view in views)
    (link,) = views[0].links
    assert (link.kind, link.claim, link.other) == (LinkKind.SAME, one.uid, other.uid)
    for view, claim in zip(views, (one, other), strict=True):
        assert view.state.value == "open"
        decision = view.decision(claim.fact or "")
        assert decision
        assert (decision.verdict, decision.claim) == (Verdict.ACCEPTED, claim.uid)
        assert view.hop_name(claim.hops[-1]) == "Budi Santoso"
    assert one.hops[-1].sources == other.hops[-1].sources
    assert beside(desk, 2).link == link
    undo(desk)
    assert [view_article(desk, n).claims for n in (1, 2)] == [(), ()]
    assert beside(desk, 2).link is None
    redo(desk)
    assert beside(desk, 2).link == link
    assert is_sound(desk)


def test_what_is_a_claim_already_is_linked_as_it_is(desk: Workbench) -> None:
    reviewed(desk, 1, 2)
    claims = [view_article(desk, number).my_claims() for number in (1, 2)]
    entry = accept_counterpart(desk, told(desk).ours, beside(desk, 2))
    assert entry
    assert [change.entity for change in entry.changes] == ["link"]
    assert [view_article(desk, number).my_claims() for number in (1, 2)] == claims


def test_a_fact_that_was_put_off_is_accepted_with_the_counterpart(desk: Workbench) -> None:
    answer_fact(desk, view_article(desk, 2), quote(desk, 2), Verdict.UNSURE)
    answered(desk, 2)
    decision = view_article(desk, 2).decision(quote(desk, 2).id)
    assert decision
    assert decision.verdict is Verdict.ACCEPTED
    undo(desk)
    decision = view_article(desk, 2).decision(quote(desk, 2).id)
    assert decision
    assert decision.verdict is Verdict.UNSURE


def test_a_fact_that_the_analyst_rejected_is_no_statement(desk: Workbench) -> None:
    ours, one = told(desk).ours, beside(desk, 2)
    answer_fact(desk, view_article(desk, 2), quote(desk, 2), Verdict.REJECTED)
    assert "#2" not in counterparts_line(told(desk))
    assert "#2" in counterparts_line(told(bench_on(desk.store, "budi", first=5_000)))
    with pytest.raises(ConflictError, match="the statement in #2 is gone"):
        accept_counterpart(desk, ours, one)


def test_what_a_rule_finds_that_is_not_asked_any_more_is_not_told(desk: Workbench) -> None:
    desk.store.facts.ask_no_more(frozenset((quote(desk, 4).rule,)))
    assert "#4" not in "".join(
        map(counterparts_line, told_counterparts(desk, view_article(desk, 1)))
    )
    desk.store.facts.ask_no_more(frozenset())
    assert "#4" in counterparts_line(told(desk))


@pytest.mark.parametrize(
    ("stance", "kind"),
    [
        (Stance.SAME, LinkKind.SAME),
        (Stance.CONTRADICTS, LinkKind.CONTRADICTS),
        (Stance.UPDATES, LinkKind.UPDATES),
        (Stance.SPECIFIES, LinkKind.SUPPORTS),
    ],
)
@pytest.mark.parametrize("first", [1, 2])
def test_the_link_leads_from_the_one_that_does_so(
    desk: Workbench, stance: Stance, kind: LinkKind, first: int
) -> None:
    keep(desk, (first, 3 - first, stance, ()))
    answered(desk, 2)
    (link,) = view_article(desk, 1).links
    ours = told(desk).ours.claim
    assert ours
    assert link.kind is kind
    if stance.has_direction:
        assert (link.claim == ours.uid) == (first == 1)
    again = beside(desk, 2)
    assert again.stance is stance
    assert again.is_ours == (stance.has_direction and first == 1)


def test_the_kind_is_corrected_and_so_is_a_link_of_ones_own(desk: Workbench) -> None:
    ours, one = told(desk).ours, beside(desk, 3)
    assert relate(desk, ours, one, LinkKind.CONTRADICTS, is_ours=True)
    linked = beside(desk, 3)
    assert linked.link
    assert linked.stance is Stance.CONTRADICTS
    assert relate(desk, told(desk).ours, linked, LinkKind.CONTRADICTS, is_ours=True) is None
    entry = relate(desk, told(desk).ours, linked, LinkKind.UPDATES, is_ours=False)
    assert entry
    (link,) = view_article(desk, 1).links
    assert (link.uid, link.kind) == (linked.link.uid, LinkKind.UPDATES)
    assert not beside(desk, 3).is_ours
    undo(desk)
    assert beside(desk, 3).stance is Stance.CONTRADICTS


def test_what_is_rejected_is_never_asked_again_until_undo(desk: Workbench) -> None:
    entry = say_unrelated(desk, told(desk).ours, beside(desk, 4))
    assert entry
    assert entry.about == "#1 and #4"
    assert "#4" not in counterparts_line(told(desk))
    assert told_counterparts(desk, view_article(desk, 4)) == ()
    undo(desk)
    assert "#4 denies it" in counterparts_line(told(desk))
    redo(desk)
    of_the_flood(desk)  # found anew
    assert "#4" not in counterparts_line(told(desk))
    assert is_sound(desk)


def test_a_rejection_is_said_once_and_not_of_a_link(desk: Workbench) -> None:
    ours, one = told(desk).ours, beside(desk, 4)
    assert say_unrelated(desk, ours, one)
    assert say_unrelated(desk, ours, one) is None
    answered(desk, 2)
    with pytest.raises(UsageError, match="you linked these two"):
        say_unrelated(desk, told(desk).ours, beside(desk, 2))


def test_a_rejection_holds_where_rules_cut_statements_otherwise() -> None:
    said = Unrelated.between(("b", 10, 20), ("a", 5, 9), "ana", "2026-03-04T00:00:00Z")
    assert said.uid == "a:5:9:b:10:20:ana"
    assert Unrelated.from_record(said.to_record()) == said
    assert said.holds_for(("a", 0, 6), ("b", 19, 30))
    assert said.holds_for(("b", 10, 20), ("a", 5, 9))
    assert not said.holds_for(("a", 9, 12), ("b", 10, 20))
    assert not said.holds_for(("a", 5, 9), ("c", 10, 20))


def test_the_same_answer_twice_is_one_link(desk: Workbench) -> None:
    ours, one = told(desk).ours, beside(desk, 3)
    assert accept_counterpart(desk, ours, one)
    assert accept_counterpart(desk, ours, one) is None, "as seen before it was answered"
    assert relate(desk, ours, one, LinkKind.CONTRADICTS, is_ours=True)
    (link,) = view_article(desk, 1).links
    assert link.kind is LinkKind.CONTRADICTS


def test_linking_takes_back_that_they_are_unrelated_and_undo_says_so_again(desk: Workbench) -> None:
    ours, one = told(desk).ours, beside(desk, 2)
    uid = ours.article.uid
    assert say_unrelated(desk, ours, one)
    assert accept_counterpart(desk, ours, one)
    assert desk.store.counterparts.unrelated(uid, desk.analyst) == []
    undo(desk)
    assert desk.store.counterparts.unrelated(uid, desk.analyst)
    reviewed(desk, 1, 2)
    (mine,), (other,) = (view_article(desk, number).my_claims() for number in (1, 2))
    assert link_claims(desk, LinkKind.SAME, mine.uid, other.uid)
    assert desk.store.counterparts.unrelated(uid, desk.analyst) == []
    assert is_sound(desk)


def test_a_link_by_hand_is_told_though_nothing_was_proposed(desk: Workbench) -> None:
    keep(desk, (2, 1, Stance.SAME, ()))
    reviewed(desk, 1, 4)
    (one,), (other,) = (view_article(desk, number).my_claims() for number in (1, 4))
    assert link_claims(desk, LinkKind.CONTRADICTS, other.uid, one.uid)
    assert counterparts_line(told(desk)) == ("also in #2, not reviewed, 1 origin; #4 denies it")
    (link,) = view_article(desk, 1).links
    remove_link(desk, link)
    assert counterparts_line(told(desk)) == "also in #2, not reviewed, 1 origin"


def test_a_statement_that_went_meanwhile_is_not_linked(desk: Workbench) -> None:
    ours, one = told(desk).ours, beside(desk, 2)
    reviewed(desk, 2)
    (claim,) = view_article(desk, 2).my_claims()
    remove_claims(desk, [claim.uid])
    assert accept_counterpart(desk, ours, one)  # the fact is still there
    undo(desk)
    text = desk.store.articles.text(2)
    gone = replace(one, said=replace(one.said, span=Span.of(text, 0, 5), fact=None))
    assert gone.said.place == Place(2, 0, 5)
    with pytest.raises(ConflictError, match="is gone"):
        accept_counterpart(desk, ours, gone)
    assert view_article(desk, 1).claims == ()


# Whose -----------------------------------------------------------------------------------------


def test_a_rejection_is_the_analysts_own(desk: Workbench) -> None:
    budi = bench_on(desk.store, "budi", first=5_000)
    say_unrelated(desk, told(desk).ours, beside(desk, 4))
    assert "#4 denies it" in counterparts_line(told(budi))


def test_colleagues_claims_and_links_count_once_they_may_be_seen(desk: Workbench) -> None:
    budi = bench_on(desk.store, "budi", first=5_000)
    answered(budi, 2)
    ana = blind(desk)
    one = told(ana)
    assert one.ours.claims == ()
    assert counterparts_line(one).startswith("also in #2, not reviewed")
    assert all(each.link is None for each in one.counterparts)
    seen = told(desk)
    assert seen.ours.claim
    assert seen.ours.claim.analyst == "budi"
    assert counterparts_line(seen).startswith("also in #2, 1 origin")


def test_what_the_analyst_rejects_goes_though_a_colleague_linked_it(desk: Workbench) -> None:
    budi = bench_on(desk.store, "budi", first=5_000)
    answered(budi, 2)
    assert beside(desk, 2).link
    assert say_unrelated(desk, told(desk).ours, beside(desk, 2))
    assert "#2" not in counterparts_line(told(desk))
    assert beside(budi, 2).link


def test_a_colleagues_claim_is_not_the_analysts_and_hers_is_made_beside_it(desk: Workbench) -> None:
    budi = bench_on(desk.store, "budi", first=5_000)
    answered(budi, 2)
    assert accept_counterpart(desk, told(desk).ours, beside(desk, 2))
    assert [claim.analyst for claim in told(desk).ours.claims] == ["ana", "budi"]
    assert len(view_article(desk, 1).links) == 2
    assert is_sound(desk)


def test_what_a_colleague_rejected_is_out_of_sight_in_the_journal(desk: Workbench) -> None:
    budi = bench_on(desk.store, "budi", first=5_000)
    say_unrelated(budi, told(budi).ours, beside(budi, 4))
    assert [one.op for one in entries_where(blind(desk), "", 5)] == ["import"]
    assert [one.op for one in entries_where(budi, "", 5)] == ["unrelated", "import"]


def test_a_link_to_a_claim_that_is_out_of_sight_does_not_tell_it(desk: Workbench) -> None:
    budi = bench_on(desk.store, "budi", first=5_000)
    reviewed(budi, 4)
    reviewed(desk, 1)
    (mine,), (theirs,) = view_article(desk, 1).my_claims(), view_article(budi, 4).my_claims()
    keep(desk, (2, 1, Stance.SAME, ()))
    link_claims(desk, LinkKind.CONTRADICTS, mine.uid, theirs.uid)
    assert "#4" in counterparts_line(told(desk))
    assert "#4" not in counterparts_line(told(blind(desk)))
