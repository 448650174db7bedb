"""Rules that are mostly wrong in a database are not asked any more, until they are right again."""

from __future__ import annotations

from pathlib import Path

from services_cases import imported

from workbench.domain.decision import Verdict
from workbench.services.review import answer_fact
from workbench.services.trust import refresh_trust
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench

WRONG = 90
"""Rejections in a row: more than a rule of the highest shipped precision outlives."""


def texts(count: int) -> list[str]:
    return [
        f"Kapal nomor {n} tiba\n\n“Kapal nomor {n} sudah tiba pagi ini,” "
        "kata Dewi Lestari di dermaga."
        for n in range(count)
    ]


def open_counts(bench: Workbench) -> list[int]:
    return [row.questions for row in bench.store.articles.rows([], analyst=bench.analyst, limit=9)]


def answer_first_question(bench: Workbench, view: ArticleView, verdict: Verdict) -> str:
    fact = view.open_questions()[0]
    answer_fact(bench, view, fact, verdict)
    return fact.rule


def test_what_is_nearly_always_rejected_is_no_longer_asked(
    empty: Workbench, tmp_path: Path
) -> None:
    imported(empty, tmp_path, *texts(WRONG + 1), lang="id")
    views = [view_article(empty, number) for number in range(1, WRONG + 2)]
    rules = {answer_first_question(empty, view, Verdict.REJECTED) for view in views[:WRONG]}
    (rule,) = rules
    last = view_article(empty, WRONG + 1)
    assert len(last.open_questions()) == 1
    assert 1 in open_counts(empty)

    trust = refresh_trust(empty)
    assert trust.of(rule) < 0.2
    hidden = view_article(empty, WRONG + 1)
    assert hidden.unasked == {rule}
    assert hidden.open_questions() == []
    assert [fact.rule for fact in hidden.facts].count(rule) == 1  # it stays a fact
    assert open_counts(empty) == [0] * 9

    for number in range(1, WRONG // 2):
        view = view_article(empty, number)
        fact = next(fact for fact in view.facts if fact.rule == rule)
        answer_fact(empty, view, fact, Verdict.SKIPPED)
    refresh_trust(empty)
    assert len(view_article(empty, WRONG + 1).open_questions()) == 1
    assert 1 in open_counts(empty)


def test_a_few_rejections_change_no_question(bench: Workbench) -> None:
    before = open_counts(bench)
    number = next(row.number for row in bench.store.articles.rows([], analyst="ana", limit=9)
                  if row.questions)  # fmt: skip
    answer_first_question(bench, view_article(bench, number), Verdict.REJECTED)
    refresh_trust(bench)
    assert bench.store.facts.unasked_rules() == frozenset()
    assert sum(open_counts(bench)) == sum(before) - 1
