"""Answers to facts of an earlier rule set follow the facts of this one, wherever they are computed
anew; undo takes back what the analyst did, where it stands now."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from services_cases import Clock, again, imported, is_sound, quotes, view_of

from workbench.domain.article import ArticleState, ReadingState
from workbench.domain.decision import Verdict
from workbench.domain.fact import Fact
from workbench.domain.following import Followed
from workbench.domain.span import Span
from workbench.extract import EXTRACTOR
from workbench.services.annotate import edit_claim
from workbench.services.exporting import export
from workbench.services.extraction import extract_articles, stale_articles
from workbench.services.history import redo, undo
from workbench.services.metadata import set_metadata
from workbench.services.review import accept_fact, answer_fact, set_state
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench
from workbench.stored.packed import pack

OLD = "workbench-rules/0"
Change = Callable[[str, Fact], Fact | None]


def shorter(text: str, fact: Fact) -> Fact | None:
    """A quote as rules saw it that took its last word for no part of it."""
    if not fact.is_question:
        return fact
    end = fact.span.start + len(fact.span.exact.rstrip(' .,"”').rpartition(" ")[0])
    return replace(fact, span=Span.of(text, fact.span.start, end))


def with_old_facts(bench: Workbench, view: ArticleView, change: Change = shorter) -> ArticleView:
    """The article as an earlier rule set left it."""
    facts = [one for fact in view.facts if (one := change(view.text, fact))]
    metadata = view.article.metadata
    anchor = metadata.publication.local_date if metadata.publication else None
    packed = pack(facts, extractor=OLD, lang=metadata.lang, anchor=anchor or "")
    bench.store.facts.keep([(view.number, packed)], analyst="eko", at=bench.now())
    found = bench.store.facts.of_article(view.number)
    return replace(view, facts=tuple(found))


@pytest.fixture
def told(bench: Workbench) -> list[Followed]:
    """What the analyst is told of runs."""
    heard: list[Followed] = []
    bench.tell_followed = heard.append
    return heard


@pytest.fixture
def today(bench: Workbench) -> ArticleView:
    """An article as the rules of today see it, before anybody answered anything."""
    return view_of(bench, "sagara-kapal-01")


def answered(bench: Workbench, today: ArticleView) -> tuple[ArticleView, list[Fact]]:
    """The article with old facts; its first quote was accepted, its second rejected."""
    view = with_old_facts(bench, today)
    first, second, *_ = (fact for fact, _ in quotes(view))
    accept_fact(bench, view, first)
    answer_fact(bench, replace(view, decisions=()), second, Verdict.REJECTED)
    return view, [first, second]


def test_opening_an_article_brings_answers_to_the_new_bounds(
    bench: Workbench, today: ArticleView, told: list[Followed]
) -> None:
    _, old = answered(bench, today)
    first, second, *_ = (fact for fact, _ in quotes(today))
    opened = again(bench, today)
    assert opened.facts == today.facts
    assert {one.extractor for one in opened.facts} == {EXTRACTOR}
    assert [one.fact for one in opened.decisions] == [first.id, second.id]
    assert [one.verdict for one in opened.decisions] == [Verdict.ACCEPTED, Verdict.REJECTED]
    claim = opened.claim_of(first.id)
    assert claim
    assert (claim.fact, claim.span) == (first.id, old[0].span), "her words stay hers"
    assert len(opened.open_questions()) == len(today.open_questions()) - 2
    assert told == [Followed(1, len(today.facts), moved=2)]
    assert opened.answered_words() == []
    assert again(bench, today) == opened
    assert is_sound(bench)


def test_setting_metadata_brings_them_along_too(
    bench: Workbench, today: ArticleView, told: list[Followed]
) -> None:
    answered(bench, today)
    set_metadata(bench, today.number, {"title": "Kapal"})
    assert (told[0].moved, told[0].kept) == (2, 0)
    assert not {one.fact for one in again(bench, today).decisions} - {f.id for f in today.facts}
    assert is_sound(bench)


def test_importing_the_same_text_again_makes_its_facts_good(
    empty: Workbench, tmp_path: Path
) -> None:
    text = "Air Naik\n\nMenurut Ratih Sondakh, air naik dua meter di hulu. Warga pindah."
    imported(empty, tmp_path, text, lang="id")
    today = view_article(empty, 1)
    view = with_old_facts(empty, today)
    ((fact, _),) = quotes(view)
    accept_fact(empty, view, fact)
    (outcome,) = imported(empty, tmp_path, text, lang="id")
    assert outcome.number == 1
    assert empty.store.facts.of_article(1) == list(today.facts)
    ((now, _),) = quotes(today)
    assert [one.fact for one in empty.store.decisions.of_article(1)] == [now.id]
    assert is_sound(empty)


def test_extracting_what_is_stale_takes_every_article_once(
    bench: Workbench, today: ArticleView, told: list[Followed]
) -> None:
    assert stale_articles(bench) == []
    answered(bench, today)
    assert stale_articles(bench) == [today.number]
    followed = extract_articles(bench, stale_articles(bench))
    assert followed == Followed(1, len(today.facts), moved=2)
    assert told == [followed]
    assert stale_articles(bench) == []


def test_facts_of_another_program_are_not_stale(bench: Workbench, today: ArticleView) -> None:
    packed = pack(today.facts, extractor="theirs/1", lang="id", anchor="")
    bench.store.facts.keep([(today.number, packed)], analyst="ana", at=bench.now())
    assert stale_articles(bench) == []


def test_words_without_a_fact_stay_answered_and_are_exported(
    bench: Workbench, today: ArticleView, tmp_path: Path
) -> None:
    gone = next(fact for fact, _ in quotes(today))
    answer_fact(bench, today, gone, Verdict.REJECTED)

    def without(text: str, fact: Fact) -> Fact | None:
        overlaps = fact.span.start < gone.span.end and gone.span.start < fact.span.end
        return None if fact.kind is gone.kind and overlaps else fact

    with_old_facts(bench, today, without)
    view = replace(
        again(bench, today), facts=tuple(fact for fact in today.facts if without("", fact))
    )
    (answer,) = view.answered_words()
    assert (answer.span, answer.verdict) == (gone.span, Verdict.REJECTED)
    export(bench, "jsonl", tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert gone.span.exact in [one["exact"] for one in lines if one["type"] == "decision"]


def test_an_export_says_the_head_behind_the_moves_that_it_holds(
    bench: Workbench, today: ArticleView, tmp_path: Path
) -> None:
    answered(bench, today)
    export(bench, "jsonl", tmp_path / "out.jsonl")
    header = json.loads((tmp_path / "out.jsonl").read_text().partition("\n")[0])
    assert header["head"] == bench.store.journal.head()[1]


# undo


def test_undo_takes_back_an_answer_where_it_stands_now(
    bench: Workbench, today: ArticleView
) -> None:
    view = with_old_facts(bench, today)
    fact = next(fact for fact, _ in quotes(view))
    before = again_without_facts(bench, today)
    accept_fact(bench, view, fact)
    again(bench, today)
    entry = undo(bench)
    assert entry
    assert entry.op == "undo"
    assert again_without_facts(bench, today) == before
    assert is_sound(bench)
    assert redo(bench)
    now = again(bench, today)
    (decision,) = now.decisions
    assert now.fact(decision.fact), "redo puts it where undo took it from"
    assert now.claim_of(decision.fact)
    assert is_sound(bench)


def again_without_facts(bench: Workbench, view: ArticleView) -> tuple[object, ...]:
    store = bench.store
    return tuple(store.decisions.of_article(view.number)), tuple(
        store.claims.of_article(view.number)
    )


def test_undo_brings_back_the_answer_before_at_the_new_bounds(
    bench: Workbench, today: ArticleView
) -> None:
    view = with_old_facts(bench, today)
    fact = next(fact for fact, _ in quotes(view))
    answer_fact(bench, view, fact, Verdict.UNSURE)
    decisions = tuple(bench.store.decisions.of_article(today.number))
    answer_fact(bench, replace(view, decisions=decisions), fact, Verdict.REJECTED)
    again(bench, today)
    undo(bench)
    (decision,) = again(bench, today).decisions
    assert decision.verdict is Verdict.UNSURE
    assert again(bench, today).fact(decision.fact)
    undo(bench)
    assert again(bench, today).decisions == ()
    assert is_sound(bench)


def test_an_act_behind_the_run_is_taken_back_first(bench: Workbench, today: ArticleView) -> None:
    view = with_old_facts(bench, today)
    fact = next(fact for fact, _ in quotes(view))
    accept_fact(bench, view, fact)
    opened = again(bench, today)
    claim = opened.my_claims()[0]
    wider = Span.of(today.text, claim.span.start, claim.span.end + 1)
    edit_claim(bench, opened, replace(claim, span=wider))
    undo(bench)
    assert again(bench, today).my_claims() == [replace(claim, version=claim.version + 2)]
    undo(bench)
    assert again(bench, today).my_claims() == []
    assert is_sound(bench)


def test_undoing_what_called_for_the_run_brings_answers_back(
    bench: Workbench, today: ArticleView, told: list[Followed]
) -> None:
    first = next(fact for fact, _ in quotes(today))
    answer_fact(bench, today, first, Verdict.REJECTED)
    set_metadata(bench, today.number, {"lang": "en"})
    undo(bench)
    restored = again(bench, today)
    assert restored.facts == today.facts
    assert [one.verdict for one in restored.decisions] == [Verdict.REJECTED]
    assert is_sound(bench)


# articles that were finished


def test_nothing_in_a_finished_article_opens_again(
    bench: Workbench, today: ArticleView, told: list[Followed]
) -> None:
    fewer = {fact.id for fact, _ in quotes(today)[:2]}

    def two(text: str, fact: Fact) -> Fact | None:
        if not fact.is_question:
            return fact
        return shorter(text, fact) if fact.id in fewer else None

    view = with_old_facts(bench, today, two)
    first, second = (fact for fact, _ in quotes(view))
    accept_fact(bench, view, first)
    answer_fact(bench, replace(view, decisions=()), second, Verdict.REJECTED)
    set_state(bench, replace(view, states=states(bench, view)), ReadingState.DONE)
    done = again(bench, today)
    assert done.open_questions() == []
    row = bench.store.articles.row(today.number, analyst="ana")
    assert row
    assert (row.questions, row.state) == (0, ReadingState.DONE)
    assert (told[-1].moved, told[-1].late) == (2, len(today.open_questions()) - 2)
    eko = Workbench(bench.store, "eko", now=bench.now, uid=Clock(90_000).uid)
    assert len(view_article(eko, today.number).open_questions()) == len(today.open_questions())
    set_state(bench, done, ReadingState.OPEN)
    assert len(again(bench, today).open_questions()) == len(today.open_questions()) - 2
    undo(bench)
    assert again(bench, today).open_questions() == []
    assert is_sound(bench)


def states(bench: Workbench, view: ArticleView) -> tuple[ArticleState, ...]:
    return tuple(bench.store.articles.states(view.number))
