"""An export as gold, and rules against decisions, with a real database."""

from __future__ import annotations

from pathlib import Path

import pytest
from services_cases import again, imported, of_kind, quotes, view_of

from workbench.domain.decision import Verdict
from workbench.domain.fact import Kind
from workbench.domain.source import SourceKind
from workbench.domain.trust import Answers
from workbench.measure.evaluating import Evaluation, Grouping, Key
from workbench.services.exporting import export
from workbench.services.gold import read_gold
from workbench.services.measuring import evaluate_decisions, evaluate_gold
from workbench.services.review import accept_fact, accept_facts, answer_fact
from workbench.services.trust import shipped_precisions, trust_in
from workbench.services.view import ArticleView
from workbench.services.workbench import Workbench

TEXT = (
    "Pasar Dipindah\n\nMenurut Kepala BPBD Ratna Wulandari, 120 rumah terendam. "
    "“Tidak ada korban jiwa,” ujarnya.\n"
)


def figures(
    evaluation: Evaluation, kind: str, measure: str, *, rule: str = ""
) -> tuple[int, int, int]:
    tally = evaluation.tallies[Key("", kind, "", rule, measure)]
    return tally.gold, tally.found, tally.right


def _export(bench: Workbench, folder: Path) -> Path:
    out = folder / "export.jsonl"
    export(bench, "jsonl", out)
    return out


def test_an_export_without_decisions_measures_what_has_changed_since(
    bench: Workbench, tmp_path: Path
) -> None:
    evaluation = evaluate_gold(read_gold(_export(bench, tmp_path)))
    assert evaluation.documents > 20
    assert evaluation.mistakes == []
    assert {tally.f1 for key, tally in evaluation.tallies.items() if not key.rule} == {1.0}


def _story(bench: Workbench) -> ArticleView:
    return view_of(bench, "sagara-kapal-01")


def test_of_a_decided_export_only_the_decisions_count(bench: Workbench, tmp_path: Path) -> None:
    first, second, third, *_ = [fact for fact, _ in quotes(_story(bench))]
    accept_fact(bench, _story(bench), first)
    answer_fact(bench, _story(bench), second, Verdict.REJECTED)
    answer_fact(bench, _story(bench), third, Verdict.UNSURE)
    documents = read_gold(_export(bench, tmp_path))
    evaluation = evaluate_gold(documents)
    assert (evaluation.documents, {key.kind for key in evaluation.tallies}) == (1, {"quote"})
    assert figures(evaluation, "quote", "exact") == (1, 2, 1)
    assert figures(evaluation, "quote", "exact", rule=second.rule)[1:] in ((1, 0), (2, 1))
    (wrong,) = evaluation.mistakes
    assert (wrong.what, wrong.rule, wrong.extent) == (
        "wrong", second.rule, (second.span.start, second.span.end),
    )  # fmt: skip


def test_analysts_who_disagree_say_nothing(bench: Workbench, tmp_path: Path) -> None:
    first, second, *_ = [fact for fact, _ in quotes(_story(bench))]
    accept_facts(bench, _story(bench), [first, second])
    other = Workbench(bench.store, "eko", now=bench.now, uid=bench.uid)
    answer_fact(other, _story(other), second, Verdict.REJECTED)
    assert figures(evaluate_gold(read_gold(_export(bench, tmp_path))), "quote", "exact") == (
        1,
        1,
        1,
    )


# decisions


def test_decisions_are_counted_by_rule_and_kind(bench: Workbench) -> None:
    facts = [fact for fact, _ in quotes(_story(bench))]
    accept_facts(bench, _story(bench), facts[:-1])
    answer_fact(bench, _story(bench), facts[-1], Verdict.REJECTED)
    answer_fact(bench, _story(bench), of_kind(_story(bench), Kind.PERSON)[0], Verdict.SKIPPED)
    records = {one.rule: one for one in evaluate_decisions(bench)}
    assert records[""].answers == Answers(len(facts) - 1, 0, 1)
    assert records[""].trust is None
    assert set(records) == {"", *(fact.rule for fact in facts)}
    for rule, record in records.items():
        if rule:
            scores = [fact.score for fact, _ in quotes(_story(bench)) if fact.rule == rule]
            assert record.shipped == pytest.approx(sum(scores) / len(scores))
            assert record.answers.total == sum(fact.rule == rule for fact in facts)
            whole = record.answers.precision == 1.0
            assert record.trust is not None
            assert record.shipped is not None
            assert (record.trust > record.shipped) is whole
            assert trust_in(bench).of(rule) == record.trust


def test_outlets_and_languages_have_records_of_their_own(bench: Workbench) -> None:
    view = _story(bench)
    fact = quotes(view)[0][0]
    accept_fact(bench, view, fact)
    for by, group in ((Grouping.OUTLET, view.article.outlet), (Grouping.LANG, "id")):
        records = evaluate_decisions(bench, by=by)
        assert {(one.rule, one.group) for one in records} == {
            ("", ""), ("", group), (fact.rule, ""), (fact.rule, group),
        }  # fmt: skip
        assert {one.answers for one in records} == {Answers(accepted=1)}


def test_a_merged_outlet_takes_its_record_along(bench: Workbench) -> None:
    from workbench.services.sources import add_source, merge_sources

    view = _story(bench)
    fact = quotes(view)[0][0]
    accept_fact(bench, view, fact)
    outlet = view.article.metadata.outlet
    assert outlet
    kept = add_source(bench, "Sagara Media", kind=SourceKind.OUTLET)
    merge_sources(bench, [outlet], kept.uid)
    trust = trust_in(bench)
    assert trust.answers_for(fact.rule, kept.uid).total == 1
    assert trust.of(fact.rule, outlet) == trust.of(fact.rule, kept.uid)
    groups = {one.group for one in evaluate_decisions(bench, by=Grouping.OUTLET)}
    assert groups == {"", "Sagara Media"}


def test_undoing_a_decision_takes_its_trust_back(bench: Workbench) -> None:
    from workbench.services.history import undo

    fact = quotes(_story(bench))[0][0]
    answer_fact(bench, _story(bench), fact, Verdict.REJECTED)
    assert trust_in(bench).of(fact.rule) < fact.score
    undo(bench)
    assert trust_in(bench).answers == {}
    assert trust_in(bench).of(fact.rule, shipped=fact.score) == pytest.approx(fact.score)


def test_reading_trust_changes_no_fact_and_no_score(bench: Workbench) -> None:
    view = _story(bench)
    fact = quotes(view)[0][0]
    answer_fact(bench, view, fact, Verdict.REJECTED)
    trust_in(bench)
    evaluate_decisions(bench, by=Grouping.OUTLET)
    assert again(bench, view).facts == view.facts
    assert shipped_precisions(bench) == {fact.rule: pytest.approx(fact.score)}


def test_a_database_without_decisions_has_no_record(bench: Workbench, tmp_path: Path) -> None:
    assert evaluate_decisions(bench) == []
    imported(bench, tmp_path, TEXT)
    assert trust_in(bench).shipped == {}
