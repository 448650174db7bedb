"""Hearsay and groups are of nobody who is named, and count with doubt wherever origins do."""

from __future__ import annotations

from pathlib import Path

import pytest
from services_cases import again, imported, is_sound

from workbench.domain.claim import Claim, HopClass, Mode
from workbench.domain.fact import Event, Fact, Quote
from workbench.domain.origin import OriginBasis, Standing
from workbench.exchange.report import Scope
from workbench.services.corroboration import corroboration
from workbench.services.history import undo
from workbench.services.reporting import read_report
from workbench.services.review import accept_fact
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench

BOAT = "Kapal Samudra tenggelam di Medan Selasa malam. Dua truk dikabarkan tercebur ke sungai."
NAMED = "Dua truk dikabarkan tercebur ke sungai, kata Camat Rini Astuti, Rabu."
FERRY = "A ferry sank off Port Lane on Tuesday. Three sailors were reported killed in the storm."
PLANT = "The plant in Port Lane is said to have closed on Tuesday."


def stored(bench: Workbench, folder: Path, text: str, lang: str) -> ArticleView:
    imported(bench, folder, f"Kabar\n\n{text}\n", lang=lang, published="2026-03-11", outlet="Warta")
    return view_article(bench, 1)


def fact_of(view: ArticleView, words: str) -> Fact:
    """The quote or event that has some words."""
    return next(
        one
        for one in view.facts
        if words in one.span.exact and isinstance(one.attributes, (Event, Quote))
    )


def accepted(bench: Workbench, view: ArticleView, words: str) -> Claim:
    accept_fact(bench, view, fact_of(view, words))
    (claim,) = again(bench, view).my_claims()
    return claim


@pytest.mark.parametrize(
    ("lang", "text", "words", "cue"),
    [
        ("id", BOAT, "truk dikabarkan", "dikabarkan"),
        ("en", FERRY, "Three sailors", "were reported"),
        ("en", PLANT, "closed", "is said to"),
    ],
)
def test_what_nobody_is_said_to_say_comes_from_somebody_who_is_not_named(
    empty: Workbench, tmp_path: Path, lang: str, text: str, words: str, cue: str
) -> None:
    view = stored(empty, tmp_path, text, lang)
    proposed = view.chain_of_fact(fact_of(view, words))
    claim = accepted(empty, view, words)
    (hop,) = claim.hops
    assert (hop.cue, hop.hop_class, hop.sources) == (cue, HopClass.ANONYMOUS, ())
    chain = again(empty, view).chain_of(claim)
    assert [step.hop_class for step in chain.steps] == [HopClass.NAMED, HopClass.ANONYMOUS]
    assert chain.words == proposed.words == ["Warta", "?"]
    assert (chain.origin.basis, chain.origin.anonymous) == (OriginBasis.HOP, True)
    assert undo(empty)
    assert is_sound(empty)


@pytest.mark.parametrize(
    ("lang", "text", "words", "names"),
    [
        ("id", BOAT, "Samudra tenggelam", ["Warta"]),
        ("id", NAMED, "truk dikabarkan", ["Warta", "Rini Astuti"]),
        ("en", FERRY, "ferry sank", ["Warta"]),
    ],
)
def test_what_the_outlet_or_somebody_says_is_none(
    empty: Workbench, tmp_path: Path, lang: str, text: str, words: str, names: list[str]
) -> None:
    view = stored(empty, tmp_path, text, lang)
    proposed = view.chain_of_fact(fact_of(view, words))
    claim = accepted(empty, view, words)
    assert again(empty, view).chain_of(claim).words == proposed.words == names


def test_words_in_marks_of_which_nobody_knows_whose_they_are_stay_unattributed(
    empty: Workbench, tmp_path: Path
) -> None:
    text = "Hujan turun. “Dua truk dikabarkan tercebur ke sungai yang dalam itu.”"
    view = stored(empty, tmp_path, text, "id")
    quote = next(
        one
        for one in view.facts
        if isinstance(one.attributes, Quote) and one.attributes.mode is Mode.DIRECT
    )
    assert quote.speaker is None
    accept_fact(empty, view, quote)
    (claim,) = again(empty, view).my_claims()
    assert claim.hops[0].hop_class is HopClass.UNATTRIBUTED


@pytest.mark.parametrize(
    ("lang", "text", "words"), [("id", BOAT, "dikabarkan"), ("en", FERRY, "reported")]
)
def test_the_desk_and_a_report_count_it_alike_and_with_doubt(
    empty: Workbench, tmp_path: Path, lang: str, text: str, words: str
) -> None:
    claim = accepted(empty, stored(empty, tmp_path, text, lang), words)
    behind = corroboration(empty, claim.uid)
    (statement,) = read_report(empty, Scope()).statements
    assert statement.count == behind.count
    assert str(behind.count) == "up to 1, 1 unconfirmed"
    assert [one.standing for one in statement.backing.origins] == [Standing.ANONYMOUS]


GROUPS = ("Para pakar", "Para ahli", "Beberapa pihak", "Sejumlah pejabat", "Sejumlah warga")


@pytest.mark.parametrize("group", GROUPS)
def test_several_of_whom_none_is_named_count_alike_whatever_they_are(
    empty: Workbench, tmp_path: Path, group: str
) -> None:
    view = stored(empty, tmp_path, f"{group} menilai jembatan itu berbahaya bagi warga.", "id")
    claim = accepted(empty, view, "berbahaya")
    assert claim.hops[-1].hop_class is HopClass.ANONYMOUS
    assert str(corroboration(empty, claim.uid).count) == "up to 1, 1 unconfirmed"


def test_one_of_an_office_is_still_known_by_it(empty: Workbench, tmp_path: Path) -> None:
    text = "Seorang pejabat pelabuhan menilai jembatan itu berbahaya bagi warga."
    claim = accepted(empty, stored(empty, tmp_path, text, "id"), "berbahaya")
    assert claim.hops[-1].hop_class is HopClass.ROLE
    assert str(corroboration(empty, claim.uid).count) == "1"
