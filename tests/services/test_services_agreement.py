"""Agreement over a real database: who counts, what may be seen, what merges and notes do to it."""

from __future__ import annotations

from dataclasses import replace

from deciding_cases import ARTICLE, OTHER, called, claimed, crediting, finish, only_case
from services_cases import blind, of_kind, view_of

from workbench.domain.choice import Choice
from workbench.domain.decision import Verdict
from workbench.domain.fact import Kind
from workbench.domain.note import NoteSubject
from workbench.domain.relay import Reach
from workbench.domain.ruling import Cause
from workbench.measure.agreement.coefficients import Why
from workbench.services.adjudication import rule_with_third
from workbench.services.agreement import (
    TOGETHER,
    By,
    Figure,
    figures_of_group,
    measure_agreement,
    overview_of_agreement,
)
from workbench.services.annotate import add_note, assess_claim, edit_claim
from workbench.services.review import accept_fact, answer_fact, answer_facts
from workbench.services.sources import merge_sources, resolve_source
from workbench.services.workbench import Workbench


def found(bench: Workbench, group: str = TOGETHER, by: By = By.PAIR) -> dict[str, Figure]:
    """The figures of a group but for kappa."""
    figures = measure_agreement(bench, by).figures(group)
    return {one.measure: one for one in figures if one.statistic != "kappa"}


def planted(bench: Workbench) -> None:
    """Ana and budi on two articles: the same words, always another speaker."""
    for on in (ARTICLE, OTHER):
        for name, first, second in (("ana", "Polisi", "Hakim"), ("budi", "Hakim", "Polisi")):
            claimed(bench, name, first, on=on)
            claimed(bench, name, second, at=20, on=on)
        finish(bench, "ana", "budi", on=on)


def test_planted_total_disagreement_reads_as_one(bench: Workbench) -> None:
    planted(bench)
    got = found(bench, "ana & budi")
    assert (got["overlap"].value, got["overlap"].units, got["overlap"].articles) == (1, 4, 2)
    assert got["speaker"].same == 0
    assert got["speaker"].number is not None
    assert got["speaker"].number < -0.5
    assert got["words"].value == 1
    assert got["assertion"].value is Why.ONE_VALUE
    every = figures_of_group(bench, By.PAIR, "ana & budi")
    (kappa,) = (one for one in every if (one.measure, one.statistic) == ("speaker", "kappa"))
    assert kappa.value == -1


def test_sources_are_what_they_are_after_merges(bench: Workbench) -> None:
    planted(bench)
    into = resolve_source(bench, "Hakim").uid
    merge_sources(bench, [resolve_source(bench, "Polisi").uid], into)
    assert found(bench)["speaker"].same == 1
    assert found(bench)["speaker"].value is Why.ONE_VALUE


def test_notes_never_count(bench: Workbench) -> None:
    planted(bench)
    before = found(bench)
    budi = called(bench, "budi")
    view = view_of(budi, ARTICLE)
    claim = view.my_claims()[0]
    edit_claim(budi, view, replace(claim, note="periksa lagi", restatement="Lain sama sekali."))
    add_note(budi, NoteSubject.CLAIM, claim.uid, "lihat alinea dua")
    assert found(bench) == before


def test_who_has_not_finished_does_not_count_unless_asked(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    finish(bench, "ana")
    assert measure_agreement(bench).articles == 0
    begun = measure_agreement(bench, with_unfinished=True)
    assert (begun.articles, begun.analysts) == (1, ("ana", "budi"))
    finish(bench, "budi")
    assert measure_agreement(bench).articles == 1


def test_what_an_adjudicator_put_in_the_place_of_others_is_nobodys_answer(
    bench: Workbench,
) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    finish(bench, "ana", "budi")
    before = found(bench)
    rule_with_third(called(bench, "citra"), only_case(bench), 0, cause=Cause.EDGE)
    assert measure_agreement(bench).analysts == ("ana", "budi")
    assert found(bench) == before


def test_of_articles_that_one_has_yet_to_judge_nothing_is_told(bench: Workbench) -> None:
    planted(bench)
    citra = called(bench, "citra")
    assert measure_agreement(blind(citra)).articles == 0
    assert overview_of_agreement(blind(citra), By.PAIR) == []
    finish(bench, "citra", on=ARTICLE)
    seen = measure_agreement(blind(citra))
    assert seen.articles == 1
    assert sorted(seen.groups) == ["", "ana & budi", "ana & citra", "budi & citra"]


def test_answers_are_compared_where_two_gave_one(bench: Workbench) -> None:
    facts = of_kind(view_of(bench, ARTICLE), Kind.QUOTE)[:4]
    for name, answers in (("ana", "aarr"), ("budi", "arrs")):
        mine = called(bench, name)
        for fact, answer in zip(facts, answers, strict=True):
            view = view_of(mine, ARTICLE)
            if answer == "a":
                accept_fact(mine, view, fact)
            else:
                verdict = Verdict.REJECTED if answer == "r" else Verdict.SKIPPED
                answer_fact(mine, view, fact, verdict)
        finish(bench, name)
    got = found(bench)["answers"]
    assert (got.units, got.same) == (3, 2 / 3)


def test_credibility_is_of_claims_on_the_same_words(bench: Workbench) -> None:
    for name, given in (("ana", (2, 3, 6)), ("budi", (2, 4, 2))):
        mine = called(bench, name)
        for at, credibility in enumerate(given):
            claim = claimed(bench, name, "Polisi", at=20 * at)
            view = view_of(mine, ARTICLE)
            assess_claim(mine, view, claim.uid, credibility=credibility)
        finish(bench, name)
    got = found(bench)["credibility"]
    assert (got.units, got.left_out, got.distance, got.same) == (2, 1, "ordinal", 0.5)


def test_by_outlet_topic_week_and_analyst(bench: Workbench) -> None:
    planted(bench)
    ana = called(bench, "ana")
    view = view_of(ana, ARTICLE)
    edit_claim(ana, view, replace(view.my_claims()[0], topic="Kecelakaan"))
    assert found(bench, "Kecelakaan", By.TOPIC)["overlap"].units == 1
    assert found(bench, "budi", By.ANALYST)["overlap"].units == 4
    weeks = measure_agreement(bench, By.WEEK)
    assert [*weeks.groups] == ["", "2026-W10"]
    outlets = {view_of(bench, on).article.outlet for on in (ARTICLE, OTHER)}
    assert {*measure_agreement(bench, By.OUTLET).groups} == {"", *outlets}


def test_a_filter_chooses_the_articles(bench: Workbench) -> None:
    planted(bench)
    number = view_of(bench, OTHER).number
    some = measure_agreement(bench, choice=Choice(where=f"number:{number}"))
    assert some.articles == 1


def test_what_is_told_at_a_glance_is_what_is_told_in_full(bench: Workbench) -> None:
    planted(bench)
    claimed(bench, "citra", "Polisi")
    finish(bench, "citra")
    groups = overview_of_agreement(bench, By.PAIR)
    assert [one.name for one in groups] == ["", "ana & budi", "ana & citra", "budi & citra"]
    for group in groups:
        full = {
            one.measure: one
            for one in figures_of_group(bench, By.PAIR, group.name)
            if one.statistic != "kappa"
        }
        for name, one in group.figures.items():
            assert (one.value, one.units, one.articles) == (
                full[name].value,
                full[name].units,
                full[name].articles,
            )


def test_a_credit_that_reaches_the_words_of_one_alone_is_another_chain(bench: Workbench) -> None:
    on = crediting(bench)
    for name in ("ana", "budi"):
        claimed(bench, name, "Polisi", on=on)
    finish(bench, "ana", "budi", on=on)
    assert (found(bench)["chain"].same, found(bench)["speaker"].same) == (1, 1)
    mine = view_of(bench, on)
    credited = [one.fact for one in mine.relays if one.is_credited and one.reach is Reach.ARTICLE]
    facts = [one for one in mine.facts if one.id in credited]
    answer_facts(bench, mine, facts, Verdict.REJECTED)
    assert (found(bench)["chain"].same, found(bench)["speaker"].same) == (0, 1)
    budi = called(bench, "budi")
    answer_facts(budi, view_of(budi, on), facts, Verdict.REJECTED)
    assert found(bench)["chain"].same == 1
