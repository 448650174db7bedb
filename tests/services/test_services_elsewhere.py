"""The same words elsewhere: exact, whole words, suggested and never made by themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services_cases import imported, is_sound, records

from workbench.domain.claim import Hop
from workbench.domain.decision import Verdict
from workbench.domain.span import Span
from workbench.services.annotate import edit_claim, new_claim
from workbench.services.elsewhere import claim_there, same_words, whole_words
from workbench.services.history import undo
from workbench.services.sources import add_source
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench

SAID = "sembilan orang selamat"
TEXTS = (
    f"Kapal karam\n\nMenurut Sari, {SAID}. Ia mengulang: {SAID}, kata Sari.\n",
    f"Kabar lain\n\nSari berkata {SAID}. Sembilan orang selamat; persembilan orang selamatan.\n",
    "Kabar ketiga\n\nSembilan orang hilang, bukan selamat.\n",
    f"Kabar keempat\n\n“{SAID}” {SAID}\n",
)


@pytest.fixture
def opened(empty: Workbench, tmp_path: Path) -> ArticleView:
    imported(empty, tmp_path, *TEXTS)
    return view_article(empty, 1)


def said(view: ArticleView, place: int = 0) -> Span:
    start = [at for at, _ in whole_words(view.text, SAID)][place]
    return Span.of(view.text, start, start + len(SAID))


def test_places_are_exact_whole_words_in_any_article(empty: Workbench, opened: ArticleView) -> None:
    found = same_words(empty, opened, said(opened))
    assert (found.here, found.articles, len(found.places)) == (1, 2, 4)
    assert found.is_complete
    for place in found.places:
        text = view_article(empty, place.number).text
        assert text[place.start : place.end] == place.exact == SAID
        assert text[: place.start].endswith(place.before)
    assert [place.number for place in found.places] == [1, 2, 4, 4]
    few = same_words(empty, opened, said(opened), limit=2)
    assert (len(few.places), few.is_complete) == (2, False)


def test_nothing_is_recorded_until_it_is_asked_for(empty: Workbench, opened: ArticleView) -> None:
    source = add_source(empty, "Sari")
    words = Span.of(opened.text, opened.text.index("Sari"), opened.text.index("Sari") + 4)
    claim = new_claim(empty, opened, said(opened), hops=(Hop((source.uid,), words, "kata"),))
    view = view_article(empty, 1)
    claim = replace(claim, restatement="Nine survived.", topic="korban")
    edit_claim(empty, view, claim)
    view = view_article(empty, 1)
    before = records(empty.store)
    found = same_words(empty, view, claim.span)
    assert records(empty.store) == before

    head = empty.store.journal.head()[0]
    entry = claim_there(empty, claim, found.places)
    assert entry
    assert empty.store.journal.head()[0] == head + 1
    assert entry.about.endswith("at 4 places")
    for number in (2, 4):
        for made in view_article(empty, number).my_claims():
            assert (made.restatement, made.topic) == ("Nine survived.", "korban")
            assert made.hops[0].sources == (source.uid,)
            assert made.span.exact == SAID
            named = made.hops[0].span
            assert (named.exact if named else "") == ("Sari" if number == 2 else "")
    assert not same_words(empty, view_article(empty, 1), claim.span).places, "all are claims now"
    assert is_sound(empty)
    undo(empty)
    assert records(empty.store) == before


def test_a_question_about_just_these_words_is_answered_by_it(
    empty: Workbench, tmp_path: Path
) -> None:
    imported(
        empty,
        tmp_path,
        "Satu\n\n“Kapal itu sudah tua,” kata Dewi Lestari, Rabu.\n",
        "Dua\n\nRusak. “Kapal itu sudah tua,” kata Dewi Lestari di Kendari.\n",
    )
    first, second = (view_article(empty, number) for number in (1, 2))
    question = second.open_questions()[0]
    at = first.text.index(question.span.exact)
    claim = new_claim(empty, first, Span.of(first.text, at, at + len(question.span.exact)))
    found = same_words(empty, view_article(empty, 1), claim.span)
    claim_there(empty, claim, found.places)
    after = view_article(empty, 2)
    decision = after.decision(question.id)
    assert decision
    assert decision.verdict is Verdict.CORRECTED
    assert after.claim_of(question.id)
    assert question not in after.open_questions()
    assert is_sound(empty)


def test_hostile_words_are_looked_for_as_they_are(empty: Workbench, tmp_path: Path) -> None:
    hard = 'dia "kata" (100%) OR x* NEAR'
    imported(
        empty,
        tmp_path,
        f"A\n\nKalimat {hard} di sini.\n",
        f"B\n\nLagi: {hard}.\n",
        "C\n\n中文中文。\n",
    )
    view = view_article(empty, 1)
    at = view.text.index(hard)
    found = same_words(empty, view, Span.of(view.text, at, at + len(hard)))
    assert [place.number for place in found.places] == [2]
    marks = view.text.index('"')
    assert not same_words(empty, view, Span.of(view.text, marks, marks + 1)).places
    third = view_article(empty, 3)
    at = third.text.index("中文")
    assert same_words(empty, third, Span.of(third.text, at, at + 2)).here == 1


@given(st.text("ab _.中\u0301\n", max_size=60), st.text("ab _.中\u0301", min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_places_never_overlap_and_hold_the_words(text: str, exact: str) -> None:
    last = 0
    for start, end in whole_words(text, exact):
        assert text[start:end] == exact
        assert start >= last
        last = end
        if exact[0] in "ab" and start:
            assert text[start - 1] not in "ab_\u0301"


def test_an_endless_text_costs_no_more_than_its_length() -> None:
    text = "a" * 200_000
    assert not list(whole_words(text, "a" * 1000))
    assert not list(whole_words(text, "a"))
    assert len(list(whole_words("ab " * 60_000, "ab"))) == 60_000
