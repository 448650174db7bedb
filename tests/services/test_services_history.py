"""Undo and redo of every service give the tables back as they were, and the chain holds."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services_cases import Clock, again, is_sound, quotes, records, view_of

from workbench.domain.article import ReadingState
from workbench.domain.claim import Claim, ClaimState, Hop, HopClass, LinkKind
from workbench.domain.decision import Verdict
from workbench.domain.filter import Order
from workbench.domain.journal import Change
from workbench.domain.note import NoteSubject
from workbench.domain.selection import Selection
from workbench.domain.source import SourceKind, Unalike
from workbench.domain.span import Span
from workbench.errors import ConflictError, UsageError
from workbench.services import bulk
from workbench.services.annotate import (
    add_note,
    assess_claim,
    correct_fact,
    edit_claim,
    edit_note,
    link_claims,
    new_claim,
    record_claim,
    remove_claim,
    remove_link,
)
from workbench.services.belonging import end_belonging, set_owner
from workbench.services.chain import Named
from workbench.services.elsewhere import claim_there, like, same_words
from workbench.services.history import redo, touched_articles, undo
from workbench.services.metadata import set_metadata
from workbench.services.review import (
    accept_fact,
    accept_facts,
    answer_fact,
    answer_facts,
    set_state,
)
from workbench.services.selections import (
    drop_selection,
    find_selection,
    freeze_selection,
    save_selection,
)
from workbench.services.sources import (
    NameBook,
    add_alias,
    add_source,
    edit_source,
    merge_sources,
    rate_source,
)
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Sight, Workbench

ARTICLES = ("sagara-kapal-01", "lintang-kapal-01", "meridian-truce-01")


def colleague(bench: Workbench, name: str = "budi") -> Workbench:
    clock = Clock(50_000)
    return Workbench(bench.store, name, sight=Sight.ALL, now=clock.now, uid=clock.uid)


def by_samrin(bench: Workbench, foreign_id: str = "sagara-kapal-01") -> ArticleView:
    """The article with a quote of Samrin's accepted."""
    view = view_of(bench, foreign_id)
    fact = next(f for f, q in quotes(view) if q.speaker and q.speaker.names == ("Samrin Wabula",))
    accept_fact(bench, view, fact)
    return again(bench, view)


class Acts:
    """Every service that changes something, with what chance picks for it."""

    def __init__(self, bench: Workbench, seed: int) -> None:
        self.bench = bench
        self.rng = random.Random(seed)

    def view(self) -> ArticleView:
        return view_of(self.bench, self.rng.choice(ARTICLES))

    def every(self) -> dict[str, Callable[[], object]]:
        return {name[3:]: getattr(self, name) for name in dir(self) if name.startswith("do_")}

    def do_accept(self) -> None:
        view = self.view()
        accept_fact(self.bench, view, self.rng.choice(view.facts))

    def do_accept_several(self) -> None:
        view = self.view()
        accept_facts(self.bench, view, self.rng.sample(view.facts, 4))

    def do_answer(self) -> None:
        view = self.view()
        verdict = self.rng.choice([Verdict.REJECTED, Verdict.SKIPPED, Verdict.UNSURE])
        answer_fact(self.bench, view, self.rng.choice(view.facts), verdict)

    def do_correct(self) -> None:
        view = self.view()
        for fact, _ in quotes(view)[:1]:
            hops = (Hop(hop_class=self.rng.choice(list(HopClass))),)
            correct_fact(self.bench, view, fact, hops=hops)

    def do_state(self) -> None:
        set_state(self.bench, self.view(), self.rng.choice(list(ReadingState)), "alasan")

    def do_new_claim(self) -> None:
        view = self.view()
        book = NameBook(self.bench)
        name = self.rng.choice(["Dewi", "Samrin Wabula", "Reuters"])
        hops = (Hop((book.uid(name), book.uid("Kantor Berita", SourceKind.AGENCY))),)
        start = self.rng.randrange(len(view.text) - 20)
        new_claim(self.bench, view, Span.of(view.text, start, start + 20), hops=hops, book=book)

    def claim(self) -> tuple[ArticleView, str] | None:
        view = self.view()
        mine = view.my_claims()
        return (view, self.rng.choice(mine).uid) if mine else None

    def do_edit_claim(self) -> None:
        if found := self.claim():
            view, uid = found
            claim = view.claim(uid)
            assert claim
            hops = claim.hops[:1] if self.rng.random() < 0.5 else claim.hops
            edited = replace(claim, topic=self.rng.choice(["kapal", "cuaca", ""]), hops=hops)
            edit_claim(self.bench, view, edited)

    def do_remove_claim(self) -> None:
        if found := self.claim():
            remove_claim(self.bench, *found)

    def do_assess(self) -> None:
        if found := self.claim():
            assess_claim(self.bench, *found, credibility=self.rng.randint(2, 6), rationale="ya")

    def do_link(self) -> None:
        one, other = self.claim(), self.claim()
        if one and other and one[1] != other[1]:
            link_claims(self.bench, self.rng.choice(list(LinkKind)), one[1], other[1])

    def do_note(self) -> None:
        view = self.view()
        add_note(self.bench, NoteSubject.ARTICLE, view.article.uid, "perlu dicek")
        if found := self.claim():
            add_note(self.bench, NoteSubject.HOP, f"{found[1]}/0", "siapa?")

    def do_edit_note(self) -> None:
        for note in self.view().notes[:1]:
            edit_note(self.bench, note, self.rng.choice(["sudah dicek", ""]))

    def do_metadata(self) -> None:
        values = self.rng.choice(
            [{"published": "2019-05-01"}, {"outlet": "Pos Baru"}, {"lang": "en", "title": "x"},
             {"published": "", "author": "Sari"}]
        )  # fmt: skip
        set_metadata(self.bench, self.view().number, values)

    def do_source(self) -> None:
        name = f"Sumber {self.bench.uid()}"
        source = add_source(self.bench, name, aliases=["alias"])
        rate_source(self.bench, source.uid, self.rng.choice("ABCDEF"), "lama dikenal")
        add_alias(self.bench, source.uid, "nama lain")

    def do_belong(self) -> None:
        outlet = self.view().article.metadata.outlet or add_source(self.bench, "Pos Lama").uid
        owner = Named(self.rng.choice(["Grup Pos", "Grup Kabar"]))
        set_owner(self.bench, [outlet], owner, since=self.rng.choice(["", "2019", "2020-05-01"]))
        if self.rng.random() < 0.5:
            with suppress(UsageError):  # it belongs to nothing since an earlier act
                end_belonging(self.bench, outlet)

    def do_record_claim(self) -> None:
        if found := self.claim():
            view, uid = found
            model = view.claim(uid)
            assert model
            start = self.rng.randrange(len(view.text) - 20)
            made = like(self.bench, view, model, Span.of(view.text, start, start + 20))
            record_claim(self.bench, view, made)

    def do_claim_elsewhere(self) -> None:
        view = self.view()
        name = view.text[view.text.index("kata ") :][:4] if "kata " in view.text else view.text[:9]
        start = view.text.index(name)
        model = Claim(
            "", view.article.uid, self.bench.analyst, Span.of(view.text, start, start + len(name))
        )
        found = same_words(self.bench, view, model.span, limit=6, most=20)
        claim_there(self.bench, model, found.places)

    def do_unlink(self) -> None:
        self.do_link()
        for link in self.view().links[:1]:
            remove_link(self.bench, link)

    def numbers(self) -> list[int]:
        every = self.bench.store.articles.numbers(analyst=self.bench.analyst)
        return self.rng.sample(every, 3)

    def claims_of_all(self) -> list[str]:
        views = [view_of(self.bench, name) for name in ARTICLES]
        return [claim.uid for view in views for claim in view.my_claims()]

    def do_answer_several(self) -> None:
        view = self.view()
        verdict = self.rng.choice([Verdict.REJECTED, Verdict.SKIPPED, Verdict.UNSURE])
        answer_facts(self.bench, view, self.rng.sample(view.facts, 4), verdict)

    def do_state_of_many(self) -> None:
        state = self.rng.choice([ReadingState.DONE, ReadingState.SET_ASIDE, ReadingState.OPEN])
        bulk.set_states(self.bench, self.numbers(), state, "alasan")

    def do_metadata_of_many(self) -> None:
        values = self.rng.choice([{"outlet": "Pos Baru"}, {"published": "2019-05-01"}])
        bulk.set_metadata_of_all(self.bench, self.numbers(), values)

    def do_claims_of_many(self) -> None:
        uids = self.claims_of_all()
        bulk.set_topics(self.bench, uids, self.rng.choice(["kapal", "cuaca", ""]))
        bulk.set_claim_states(self.bench, uids, self.rng.choice(list(ClaimState)))

    def do_remove_claims(self) -> None:
        bulk.remove_claims(self.bench, self.claims_of_all()[::2])

    def do_sources_of_many(self) -> None:
        uids = [one.uid for one in self.bench.store.sources.all()][:5]
        bulk.accept_sources(self.bench, uids)
        bulk.set_source_kinds(self.bench, uids, self.rng.choice(list(SourceKind)))

    def do_save_selection(self) -> None:
        if "pagi" in self.names() and self.selection("pagi").is_set:
            return
        where = self.rng.choice(["lang:id", "lang:en questions:>0", ""])
        order = self.rng.choice(list(Order))
        save_selection(self.bench, "pagi", where=where, order=order, owner="ana", is_watch=True)

    def do_freeze_selection(self) -> None:
        self.do_save_selection()
        if not self.selection("pagi").is_set:
            freeze_selection(self.bench, "pagi")

    def do_drop_selection(self) -> None:
        self.do_save_selection()
        drop_selection(self.bench, "pagi")

    def names(self) -> set[str]:
        return {one.name for one in self.bench.store.selections.all()}

    def selection(self, name: str) -> Selection:
        return find_selection(self.bench, name)

    def do_merge(self) -> None:
        sources = [one for one in self.bench.store.sources.all() if not one.same_as]
        one, other = self.rng.sample(sources, 2)
        merge_sources(self.bench, [one.uid], other.uid)

    def do_edit_source(self) -> None:
        source = self.rng.choice(self.bench.store.sources.all())
        edit_source(self.bench, source, replace(source, note="dikenal", country="id"))


def undo_all(bench: Workbench) -> int:
    undone = 0
    while undo(bench):
        undone += 1
    return undone


@pytest.mark.parametrize("name", sorted(name for name in vars(Acts) if name.startswith("do_")))
def test_each_service_is_undone_and_done_again(bench: Workbench, name: str) -> None:
    acts = Acts(bench, 3)
    for _ in range(6):
        acts.do_accept_several()
    acts.do_note()
    before, head = records(bench.store), bench.store.journal.head()[0]
    while bench.store.journal.head()[0] == head:
        getattr(acts, name)()
    after = records(bench.store)
    count = bench.store.journal.head()[0] - head
    for _ in range(count):
        assert undo(bench)
    assert records(bench.store) == before
    for _ in range(count):
        assert redo(bench)
    assert records(bench.store) == after
    assert is_sound(bench)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.integers(0, 2**32), st.data())
def test_any_day_of_work_can_be_taken_back_to_nothing(
    bench: Workbench, seed: int, data: st.DataObject
) -> None:
    undo_all(bench)
    start = records(bench.store)
    acts = Acts(bench, seed)
    every = acts.every()
    names = [*every, "undo", "redo", "undo"]
    for name in data.draw(st.lists(st.sampled_from(names), min_size=4, max_size=14)):
        if name in ("undo", "redo"):
            (undo if name == "undo" else redo)(bench)
        else:
            every[name]()
    end = records(bench.store)
    assert is_sound(bench)
    undone = undo_all(bench)
    assert records(bench.store) == start
    for _ in range(undone):
        assert redo(bench)
    assert records(bench.store) == end
    assert is_sound(bench)


def test_undo_says_which_articles_it_was_about(bench: Workbench) -> None:
    view = by_samrin(bench)
    entry = undo(bench)
    assert entry
    assert entry.op == "undo"
    assert touched_articles(bench, entry) == [view.number]
    assert undo(bench) is None
    assert redo(bench)
    assert redo(bench) is None


def used_by_claim(bench: Workbench, source: str) -> None:
    view = view_of(bench, "meridian-truce-01")
    new_claim(bench, view, Span.of(view.text, 0, 9), hops=(Hop((source,)),))


def used_by_outlet(bench: Workbench, source: str) -> None:
    name = bench.store.sources.get(source).name
    set_metadata(bench, view_of(bench, "meridian-truce-01").number, {"outlet": name})


def used_by_merge(bench: Workbench, source: str) -> None:
    other = add_source(bench, "Pak Samrin")
    merge_sources(bench, [other.uid], source)


def used_by_being_merged(bench: Workbench, source: str) -> None:
    other = add_source(bench, "Pak Samrin")
    merge_sources(bench, [source], other.uid)


def used_by_edit(bench: Workbench, source: str) -> None:
    add_alias(bench, source, "Pak Samrin")


def used_by_rating(bench: Workbench, source: str) -> None:
    rate_source(bench, source, "B", "dikenal")


def used_by_owner(bench: Workbench, source: str) -> None:
    other = add_source(bench, "Kantor Samrin", kind=SourceKind.OUTLET)
    set_owner(bench, [other.uid], Named("", source))


def used_by_belonging(bench: Workbench, source: str) -> None:
    set_owner(bench, [source], Named("Kantor Samrin"))


def used_by_unalike(bench: Workbench, source: str) -> None:
    other = add_source(bench, "Kantor Samrin")
    answer = Unalike.between(source, other.uid, bench.analyst, bench.now())
    bench.act("unalike", [Change("unalike", answer.uid, None, answer.to_record())])


def used_by_note(bench: Workbench, source: str) -> None:
    add_note(bench, NoteSubject.SOURCE, source, "dikenal")


USES = [
    used_by_claim, used_by_outlet, used_by_merge, used_by_being_merged, used_by_edit,
    used_by_rating, used_by_note, used_by_owner, used_by_belonging, used_by_unalike,
]  # fmt: skip


@pytest.mark.parametrize("use", USES)
def test_a_provisional_source_that_somebody_uses_stays(
    bench: Workbench, use: Callable[[Workbench, str], None]
) -> None:
    view = by_samrin(bench)
    (claim,) = view.my_claims()
    source = claim.hops[-1].sources[0]
    use(colleague(bench), source)
    assert undo(bench)
    assert again(bench, view).my_claims() == []
    assert bench.store.sources.get(source)
    assert is_sound(bench)
    assert redo(bench)
    assert again(bench, view).my_claims() == [claim]
    assert undo(bench)
    assert is_sound(bench)


def test_a_provisional_source_that_nobody_uses_goes(bench: Workbench) -> None:
    view = by_samrin(bench)
    (source,) = view.my_claims()[0].hops[-1].sources
    undo(bench)
    assert bench.store.sources.many([source]) == {}


def test_making_a_source_that_is_used_cannot_be_undone(bench: Workbench) -> None:
    source = add_source(bench, "Samrin Wabula")
    used_by_claim(colleague(bench), source.uid)
    with pytest.raises(ConflictError, match="is used by something"):
        undo(bench)
    merged = add_source(bench, "Pak Samrin")
    merge_sources(colleague(bench, "citra"), [source.uid], merged.uid)
    with pytest.raises(ConflictError, match="merged into"):
        undo(bench)
    assert is_sound(bench)


def test_a_claim_that_a_colleague_judged_cannot_be_undone(bench: Workbench) -> None:
    view = by_samrin(bench)
    other = colleague(bench)
    assess_claim(other, view_article(other, view.number), view.my_claims()[0].uid, credibility=3)
    with pytest.raises(ConflictError, match="cannot undo 'accept'"):
        undo(bench)
    assert len(again(bench, view).my_claims()) == 1
    assert undo(other)
    assert undo(bench)
    assert is_sound(bench)


def test_undo_of_metadata_computes_the_facts_again(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    set_metadata(bench, view.number, {"published": "2001-02-03", "outlet": "Pos Baru"})
    changed = again(bench, view)
    assert changed.facts != view.facts
    assert changed.article.outlet == "Pos Baru"
    undo(bench)
    assert again(bench, view) == view
    redo(bench)
    assert again(bench, view) == changed
