"""A view that is renewed is the one that would be read whole, and reads what changed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from file_cases import SqliteFile
from services_cases import bench_on, of_kind, view_of

from workbench.domain.article import ReadingState
from workbench.domain.claim import LinkKind
from workbench.domain.decision import Verdict
from workbench.domain.fact import Kind
from workbench.domain.note import NoteSubject
from workbench.errors import WorkbenchError
from workbench.services import annotate, chain, review, sources
from workbench.services.coverage import mark_nothing
from workbench.services.descent import credit_outlet
from workbench.services.history import redo, undo
from workbench.services.metadata import set_metadata
from workbench.services.renewing import renewed_view
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench

ARTICLES = ("sagara-kapal-01", "lintang-kapal-01")


def first_open(view: ArticleView, kind: Kind = Kind.QUOTE) -> str:
    return next(fact.id for fact in view.open_questions() if fact.kind is kind)


def test_after_an_answer_what_changed_is_read(
    bench: Workbench, only_file: SqliteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = view_of(bench, ARTICLES[0])
    reads = only_file.reads(monkeypatch)
    counts = {}
    for what in ("accept", "accept again", "reject", "undo", "nothing"):
        question = view.fact(first_open(view))
        assert question
        if what == "undo":
            undo(bench)
        elif what == "reject":
            review.answer_fact(bench, view, question, Verdict.REJECTED)
        elif what != "nothing":
            review.accept_fact(bench, view, question)
        reads.clear()
        view = renewed_view(bench, view)
        counts[what] = len(reads)
    # which facts, and the journal; then claims, and their sources
    assert counts["nothing"] == counts["reject"] == counts["undo"] == 2
    assert counts["accept again"] <= 4
    assert counts["accept"] <= 5  # the article is open now, and that is read


def test_facts_that_were_found_anew_are_read(bench: Workbench) -> None:
    view = view_of(bench, ARTICLES[0])
    assert renewed_view(bench, view).facts is view.facts
    set_metadata(bench, view.number, {"published": "2019-01-01"})
    now = renewed_view(bench, view)
    assert now == view_article(bench, view.number)
    assert now.facts is not view.facts


def test_an_entry_that_cannot_be_read_means_all(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = view_of(bench, ARTICLES[0])
    question = view.fact(first_open(view))
    assert question
    review.accept_fact(bench, view, question)
    monkeypatch.setattr(type(bench.store.journal), "since", lambda journal, after: None)
    assert renewed_view(bench, view) == view_article(bench, view.number)


def test_whatever_is_done_by_whomever_a_renewed_view_is_the_one_that_is_read(
    bench: Workbench,
) -> None:
    dice = random.Random(12)
    budi = bench_on(bench.store, "budi", first=50_000)
    views = {name: view_of(bench, name) for name in ARTICLES}
    done: set[str] = set()
    for _ in range(300):
        who = dice.choice((bench, bench, budi))
        name = dice.choice(ARTICLES)
        mine = view_article(who, views[name].number)
        act = dice.choice(ACTS)
        try:
            act(who, mine, dice)
        except WorkbenchError:
            continue
        done.add(act.__name__)
        if dice.random() < 0.7:
            views = {one: renewed_view(bench, view) for one, view in views.items()}
            for one, view in views.items():
                now = view_article(bench, view.number)
                assert view == now, (act.__name__, one)
                versions = [(claim.uid, claim.version) for claim in now.claims]
                assert [(claim.uid, claim.version) for claim in view.claims] == versions
    assert done == {act.__name__ for act in ACTS}


def accept(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    review.accept_fact(bench, view, dice.choice(view.open_questions() or view.facts))


def answer(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    verdict = dice.choice((Verdict.REJECTED, Verdict.SKIPPED, Verdict.UNSURE))
    review.answer_fact(bench, view, dice.choice(view.facts), verdict)


def answer_credit(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    credits = of_kind(view, Kind.RELAY)
    if credits:
        review.accept_fact(bench, view, dice.choice(credits))


def take_back(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    undo(bench)


def do_again(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    redo(bench)


def state(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    review.set_state(bench, view, dice.choice((ReadingState.DONE, ReadingState.OPEN)))


def edit(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    if claims := view.my_claims():
        claim = dice.choice(claims)
        annotate.edit_claim(bench, view, replace(claim, restatement=f"{dice.random()}"))


def remove(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    if claims := view.my_claims():
        annotate.remove_claim(bench, view, dice.choice(claims).uid)


def link(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    if len(claims := view.my_claims()) > 1:
        one, other = dice.sample(claims, 2)
        annotate.link_claims(bench, LinkKind.SAME, one.uid, other.uid)


def note(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    subjects = [(NoteSubject.ARTICLE, view.article.uid)]
    for claim in view.my_claims():
        subjects.append((NoteSubject.CLAIM, claim.uid))
        hops = range(len(claim.hops))
        subjects += [(NoteSubject.HOP, f"{claim.uid}/{place}") for place in hops]
    annotate.add_note(bench, *dice.choice(subjects), f"{dice.random()}")


def assess(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    if claims := view.my_claims():
        uid = dice.choice(claims).uid
        annotate.assess_claim(bench, view, uid, credibility=dice.choice((2, 3)), rationale="satu")


def hop(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    if claims := view.my_claims():
        chain.add_hop(bench, view, dice.choice(claims), chain.Named("Kabar Lintang"), place=0)


def no_hop(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    if claims := [claim for claim in view.my_claims() if claim.hops]:
        chain.remove_hop(bench, view, dice.choice(claims), 0)


def nothing(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    mark_nothing(bench, view, [(0, 20 + dice.randrange(20))])


def credit(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    credit_outlet(bench, view, dice.choice(("Kabar Lintang", "Warta Selat")))


def name_source(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    sources.add_source(bench, dice.choice(("Kabar Lintang", "Warta Selat", f"{dice.random()}")))


def rename(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    one = dice.choice(bench.store.sources.all())
    sources.edit_source(bench, one, replace(one, note=f"{dice.random()}"))


def merge(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    one, other = dice.sample(bench.store.sources.all(), 2)
    sources.merge_sources(bench, [one.uid], other.uid)


def correct(bench: Workbench, view: ArticleView, dice: random.Random) -> None:
    set_metadata(bench, view.number, {"title": f"{dice.random()}"})


ACTS: tuple[Callable[[Workbench, ArticleView, random.Random], None], ...] = (
    accept, accept, accept, answer, answer_credit, take_back, do_again, state, edit, remove, link,
    note, note, assess, hop, no_hop, nothing, credit, name_source, rename, merge, correct,
)  # fmt: skip
