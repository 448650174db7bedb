"""Answering questions: accepting gives a claim with its attribution, and every answer is undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from services_cases import again, imported, is_sound, of_kind, quotes, records, view_of

from workbench.domain.article import ReadingState
from workbench.domain.claim import Hop, HopClass, Mode
from workbench.domain.decision import Verdict
from workbench.domain.fact import Fact, Kind, Quote, SpeakerClass
from workbench.domain.journal import Entry
from workbench.domain.origin import OriginBasis
from workbench.domain.source import SourceKind
from workbench.domain.span import Span
from workbench.errors import ConflictError, SpanError, UsageError
from workbench.services.annotate import correct_fact, edit_claim, remove_claim
from workbench.services.chain import Named, correct_mode, correct_speaker
from workbench.services.history import undo
from workbench.services.review import accept_fact, accept_facts, answer_fact, set_state
from workbench.services.sources import add_source, merge_sources
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench

TEXT = """Kapal Karam

“Sembilan orang selamat,” kata Dewi Lestari, Rabu.

“Dua lainnya hilang,” kata seorang sumber yang tidak mau disebut namanya.
"""


def first(view: ArticleView, words: str) -> tuple[Fact, Quote]:
    """The first quote whose speaker is named so."""
    for fact, quote in quotes(view):
        if quote.speaker and words in quote.speaker.names:
            return fact, quote
    raise AssertionError(words)


def test_accepting_a_quote_gives_a_claim_with_a_provisional_source(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    fact, _ = first(view, "Samrin Wabula")
    entry = accept_fact(bench, view, fact)
    assert entry
    now = again(bench, view)
    (claim,) = now.my_claims()
    assert (claim.span, claim.fact, claim.analyst) == (fact.span, fact.id, "ana")
    source = now.sources[claim.hops[-1].sources[0]]
    assert (source.name, source.kind, source.provisional) == (
        "Samrin Wabula", SourceKind.PERSON, True,
    )  # fmt: skip
    decision = now.decision(fact.id)
    assert decision
    assert (decision.verdict, decision.claim) == (Verdict.ACCEPTED, claim.uid)
    assert now.state is ReadingState.OPEN
    assert fact not in now.open_questions()
    assert len(now.open_questions()) == len(view.open_questions()) - 1
    assert is_sound(bench)


def test_a_speaker_links_to_a_source_by_exact_alias(bench: Workbench) -> None:
    known = add_source(bench, "Wabula, Samrin", kind=SourceKind.PERSON, aliases=["SAMRIN WABULA"])
    view = view_of(bench, "sagara-kapal-01")
    accept_fact(bench, view, first(view, "Samrin Wabula")[0])
    assert again(bench, view).my_claims()[0].hops[-1].sources == (known.uid,)
    assert len(bench.store.sources.named("Samrin Wabula")) == 1


def test_a_speaker_links_to_the_final_source_of_a_merge(bench: Workbench) -> None:
    old = add_source(bench, "Samrin Wabula", kind=SourceKind.PERSON)
    final = add_source(bench, "Kepala BPBD Wabula", kind=SourceKind.PERSON)
    merge_sources(bench, [old.uid, old.uid], final.uid)
    view = view_of(bench, "sagara-kapal-01")
    accept_fact(bench, view, first(view, "Samrin Wabula")[0])
    assert again(bench, view).my_claims()[0].hops[-1].sources == (final.uid,)


def test_one_speaker_of_many_quotes_is_one_source(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    facts = [f for f, q in quotes(view) if q.speaker and q.speaker.names == ("Samrin Wabula",)]
    assert len(facts) >= 2
    entry = accept_facts(bench, view, facts)
    assert entry
    assert entry.about == f"{len(facts)} facts of #{view.number}"
    now = again(bench, view)
    assert len({claim.hops[-1].sources for claim in now.my_claims()}) == 1
    assert accept_facts(bench, now, facts) is None
    undo(bench)
    assert again(bench, view) == view


def test_joint_speakers_are_one_hop_and_one_origin(bench: Workbench) -> None:
    view, fact = next(
        (view, fact)
        for number in bench.store.articles.numbers(analyst="ana")
        for view in [view_article(bench, number)]
        for fact, quote in quotes(view)
        if quote.speaker and len(quote.speaker.names) == 2
    )
    accept_fact(bench, view, fact)
    now = again(bench, view)
    (claim,) = now.my_claims()
    assert len(claim.hops[-1].sources) == 2
    assert now.origin(claim).sources == claim.hops[-1].sources
    assert " + " in now.origin(claim).words


def test_an_anonymous_speaker_stays_anonymous(bench: Workbench) -> None:
    found = [
        (view, fact)
        for number in bench.store.articles.numbers(analyst="ana")
        for view in [view_article(bench, number)]
        for fact, quote in quotes(view)
        if quote.speaker and quote.speaker.speaker_class is SpeakerClass.ANONYMOUS
    ]
    view, fact = found[0]
    accept_fact(bench, view, fact)
    now = again(bench, view)
    (claim,) = now.my_claims()
    assert claim.hops[-1].hop_class is HopClass.ANONYMOUS
    assert now.origin(claim).anonymous
    assert now.sources[claim.hops[-1].sources[0]].kind is SourceKind.GROUP


def test_a_quote_without_a_speaker_gives_an_unattributed_hop(bench: Workbench) -> None:
    found = [
        (view, fact)
        for number in bench.store.articles.numbers(analyst="ana")
        for view in [view_article(bench, number)]
        for fact, quote in quotes(view)
        if quote.speaker is None and not quote.hops
    ]
    view, fact = found[0]
    accept_fact(bench, view, fact)
    now = again(bench, view)
    (claim,) = now.my_claims()
    assert [hop.hop_class for hop in claim.hops] == [HopClass.UNATTRIBUTED]
    assert now.origin(claim).basis is OriginBasis.UNATTRIBUTED


def test_a_relay_is_confirmed_without_a_claim(bench: Workbench) -> None:
    view, relay = next(
        (view, fact)
        for number in bench.store.articles.numbers(analyst="ana")
        for view in [view_article(bench, number)]
        for fact in of_kind(view, Kind.RELAY)
    )
    accept_fact(bench, view, relay)
    now = again(bench, view)
    assert now.my_claims() == []
    confirmed = [one for one in now.relays if one.span == relay.span]
    assert [one.status.value for one in confirmed] == ["confirmed"]
    answer_fact(bench, now, relay, Verdict.REJECTED)
    rejected = [one for one in again(bench, view).relays if one.span == relay.span]
    assert [one.is_credited for one in rejected] == [False]
    undo(bench)
    undo(bench)
    assert again(bench, view) == view


@pytest.mark.parametrize("verdict", [Verdict.REJECTED, Verdict.SKIPPED, Verdict.UNSURE])
def test_another_answer_takes_the_claim_out(bench: Workbench, verdict: Verdict) -> None:
    view = view_of(bench, "sagara-kapal-01")
    fact, _ = first(view, "Samrin Wabula")
    accept_fact(bench, view, fact)
    accepted = again(bench, view)
    before = records(bench.store)
    answer_fact(bench, accepted, fact, verdict)
    now = again(bench, view)
    assert now.my_claims() == []
    decision = now.decision(fact.id)
    assert decision
    assert (decision.verdict, decision.claim) == (verdict, None)
    assert (fact in now.open_questions()) == (verdict is Verdict.SKIPPED)
    assert answer_fact(bench, now, fact, verdict) is None
    undo(bench)
    assert records(bench.store) == before
    assert is_sound(bench)


def test_accepting_after_rejecting_replaces_the_answer(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    fact, _ = first(view, "Samrin Wabula")
    answer_fact(bench, view, fact, Verdict.REJECTED)
    accept_fact(bench, again(bench, view), fact)
    now = again(bench, view)
    assert len(now.my_claims()) == 1
    assert [d.verdict for d in now.decisions] == [Verdict.ACCEPTED]


def test_an_edit_of_span_or_chain_turns_the_decision_into_corrected(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    fact, _ = first(view, "Samrin Wabula")
    accept_fact(bench, view, fact)
    view = again(bench, view)
    (claim,) = view.my_claims()
    edit_claim(bench, view, replace(claim, topic=" kapal\0 "))
    view = again(bench, view)
    assert view.my_claims()[0].topic == "kapal"
    assert view.decision(fact.id).verdict is Verdict.ACCEPTED  # type: ignore[union-attr]
    shorter = Span.of(view.text, claim.span.start, claim.span.end - 4)
    edit_claim(bench, view, replace(view.my_claims()[0], span=shorter))
    view = again(bench, view)
    assert view.decision(fact.id).verdict is Verdict.CORRECTED  # type: ignore[union-attr]
    with pytest.raises(SpanError):
        edit_claim(bench, view, replace(claim, hops=(Hop((), Span(0, 3, "zzz")),)))
    undo(bench)
    undo(bench)
    assert again(bench, view).my_claims() == [claim]


def test_a_fact_is_accepted_with_other_bounds_as_one_act(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    fact, _ = first(view, "Samrin Wabula")
    before = records(bench.store)
    head = bench.store.journal.head()[0]
    span = Span.of(view.text, fact.span.start + 1, fact.span.end)
    correct_fact(bench, view, fact, span=span, hops=())
    assert bench.store.journal.head()[0] == head + 1
    now = again(bench, view)
    (claim,) = now.my_claims()
    assert (claim.span, claim.hops) == (span, ())
    assert now.decision(fact.id).verdict is Verdict.CORRECTED  # type: ignore[union-attr]
    assert bench.store.sources.named("Samrin Wabula") == []
    correct_fact(bench, now, fact, span=fact.span)
    assert again(bench, view).my_claims()[0].span == fact.span
    undo(bench)
    undo(bench)
    assert records(bench.store) == before


def test_a_correction_to_what_it_says_is_an_acceptance(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    fact, quote = first(view, "Samrin Wabula")
    corrections: tuple[Callable[[ArticleView], Entry | None], ...] = (
        lambda now: correct_speaker(bench, now, fact, Named("Samrin Wabula")),
        lambda now: correct_mode(bench, now, fact, quote.mode),
        lambda now: correct_fact(bench, now, fact, span=fact.span),
    )
    for correct in corrections:
        entry = correct(view)
        assert entry
        assert entry.op == "accept"
        now = again(bench, view)
        assert now.decision(fact.id).verdict is Verdict.ACCEPTED  # type: ignore[union-attr]
        assert correct(now) is None, "that is what it says already"
        undo(bench)
    other = next(mode for mode in Mode if mode is not quote.mode)
    entry = correct_mode(bench, again(bench, view), fact, other)
    assert entry
    assert entry.op == "correct"


def test_what_is_no_claim_cannot_be_corrected(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    name = next(fact for fact in view.facts if fact.kind is Kind.PERSON)
    with pytest.raises(UsageError):
        correct_fact(bench, view, name)


def test_a_claim_taken_out_opens_its_question_again(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    fact, _ = first(view, "Samrin Wabula")
    accept_fact(bench, view, fact)
    accepted = again(bench, view)
    (claim,) = accepted.my_claims()
    remove_claim(bench, accepted, claim.uid)
    now = again(bench, view)
    assert now.my_claims() == []
    assert now.open_questions() == view.open_questions()
    with pytest.raises(ConflictError, match="gone"):
        remove_claim(bench, now, claim.uid)


def test_a_stale_view_loses_the_race(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    fact, _ = first(view, "Samrin Wabula")
    answer_fact(bench, view, fact, Verdict.UNSURE)
    with pytest.raises(ConflictError) as caught:
        answer_fact(bench, view, fact, Verdict.REJECTED)
    assert caught.value.theirs["verdict"] == "unsure"  # type: ignore[index]
    assert again(bench, view).decision(fact.id).verdict is Verdict.UNSURE  # type: ignore[union-attr]


def test_states_are_set_with_reasons_and_taken_back(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    for state, reason in [
        (ReadingState.DONE, ""), (ReadingState.SET_ASIDE, " ganda "), (ReadingState.NEW, ""),
    ]:  # fmt: skip
        set_state(bench, again(bench, view), state, reason)
        now = again(bench, view)
        assert now.state is state
        assert [s.reason for s in now.states] == (
            [] if state is ReadingState.NEW else [reason.strip()]
        )
    assert set_state(bench, again(bench, view), ReadingState.NEW) is None
    for state in (ReadingState.SET_ASIDE, ReadingState.DONE, ReadingState.NEW):
        undo(bench)
        assert again(bench, view).state is state


def test_a_text_of_ones_own_goes_the_same_way(empty: Workbench, tmp_path: Path) -> None:
    (outcome,) = imported(empty, tmp_path, TEXT, outlet="Antara", lang="id")
    assert outcome.number
    view = view_article(empty, outcome.number)
    found = [fact for fact, _ in quotes(view)]
    assert [fact.span.exact.strip("“”,") for fact in found] == [
        "Sembilan orang selamat", "Dua lainnya hilang",
    ]  # fmt: skip
    accept_facts(empty, view, found)
    now = view_article(empty, outcome.number)
    assert [now.origin(claim).anonymous for claim in now.my_claims()] == [False, True]


def test_somebody_of_one_article_is_not_somebody_of_another(
    empty: Workbench, tmp_path: Path
) -> None:
    said = "Kabar Hari Ini\n\nSeorang pejabat mengatakan bahwa {} ditutup."
    imported(empty, tmp_path, *(said.format(what) for what in ("pelabuhan", "bandara")), lang="id")
    for number in (1, 2):
        view = view_article(empty, number)
        (fact,) = [f for f in view.open_questions() if isinstance(f.attributes, Quote)]
        accept_fact(empty, view, fact)
    people = [s.name for s in empty.store.sources.all() if s.name.startswith("Seorang")]
    assert people == ["Seorang pejabat (#1)", "Seorang pejabat (#2)"]
