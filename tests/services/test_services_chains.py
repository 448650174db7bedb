"""A claim reads the same for everybody, in the view, the board, the records and the exports."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from services_cases import again, bench_on, is_sound, view_of
from stores import Stores

from workbench.domain.claim import Claim, Hop, Mode
from workbench.domain.decision import Verdict
from workbench.domain.fact import Credit, Kind
from workbench.domain.relay import Reach, RelayStatus
from workbench.domain.source import SourceKind
from workbench.domain.span import Span
from workbench.services.annotate import new_claim
from workbench.services.annotation_import import import_annotations
from workbench.services.board import list_claims
from workbench.services.chain import Named, claim_by
from workbench.services.credits import (
    forget_habit,
    habits,
    relay_behind,
    set_outlet,
    set_reach,
    set_words,
    spread_of,
    taught_words,
)
from workbench.services.exporting import export
from workbench.services.history import undo
from workbench.services.importing import Given, import_documents, read
from workbench.services.relays import my_relays, relay_of_fact
from workbench.services.review import accept_fact, answer_fact
from workbench.services.sources import NameBook, add_source, source_card
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench

FIRST = (
    "Bendungan Jebol\n\nWarga mengungsi sejak pagi. “Kami aman,” kata Budi Santoso, dikutip "
    "Reuters. Hujan turun deras di hulu.\n\n“Air surut,” ujar Rina Wijaya.\n"
)
WHOLE = (
    "Harga Naik\n\nHarga beras naik tajam, dikutip Antara, Jumat (29/5/2026). Warga mengeluh.\n\n"
    "“Stok cukup,” ujar Rina Wijaya.\n"
)
TOLD = (
    "Gempa Susulan\n\nSeperti dilansir AFP, Jumat (29/5/2026), jalan ditutup. “Jalan dibuka,” kata "
    "Ratna Dewi kepada AFP. Hujan reda.\n"
)
SECOND = "Jalan Putus\n\n“Jalan dibuka,” kata Ratna Dewi, dikutip AFP. Hujan reda.\n"


@pytest.fixture
def two(stores: Stores, tmp_path: Path) -> Iterator[tuple[Workbench, Workbench]]:
    """Two analysts at one store with two articles of one outlet."""
    for name, text in (("a", FIRST), ("b", SECOND)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with stores.open("two") as store:
        ana, budi = bench_on(store, "ana"), bench_on(store, "budi", first=5_000)
        inputs = read([tmp_path / "a.txt", tmp_path / "b.txt"])
        given = Given(outlet="Kapal Pos", lang="id")
        assert len(list(import_documents(ana, inputs, given))) == 2
        yield ana, budi


def credit(view: ArticleView, place: int = 0) -> Credit:
    found = [fact.attributes for fact in view.facts if isinstance(fact.attributes, Credit)]
    return found[place]


def claim_on(bench: Workbench, view: ArticleView, words: str) -> Claim:
    start = view.text.index(words)
    return new_claim(bench, view, Span.of(view.text, start, start + len(words)))


def test_a_chain_depends_on_its_own_analyst_only(
    two: tuple[Workbench, Workbench], tmp_path: Path
) -> None:
    ana, budi = two
    view = view_article(ana, 1)
    (fact,) = [one for one in view.facts if one.kind is Kind.RELAY]
    hers = claim_on(ana, view, "Kami aman")
    his = claim_on(budi, view_article(budi, 1), "Kami aman")
    accept_fact(ana, view_article(ana, 1), fact)
    answer_fact(budi, view_article(budi, 1), fact, Verdict.REJECTED)
    expected = {hers.uid: ["Kapal Pos", "Reuters"], his.uid: ["Kapal Pos"]}
    for analyst in ("ana", "budi", "citra"):
        bench = bench_on(ana.store, analyst)
        seen = view_article(bench, 1)
        assert {claim.uid: seen.chain_of(claim).words for claim in seen.claims} == expected
        for row in list_claims(bench):
            assert row.told.chain.words == expected[row.claim.uid]
            assert row.told.origin.words == expected[row.claim.uid][-1]
            assert row.told.to_record()["origin"] == expected[row.claim.uid][-1]
        export(bench, "jsonl", tmp_path / f"{analyst}.jsonl")
        lines = map(json.loads, (tmp_path / f"{analyst}.jsonl").read_text("utf-8").splitlines())
        claims = {line["uid"]: line for line in lines if line["type"] == "claim"}
        for uid, words in expected.items():
            assert [" + ".join(step["names"]) for step in claims[uid]["chain"]] == words
            assert claims[uid]["origin"] == words[-1]
        export(bench, "csv", tmp_path / f"{analyst}.csv")
        rows = csv.DictReader(io.StringIO((tmp_path / f"{analyst}.csv").read_text("utf-8")))
        for line in rows:
            assert line["chain"].split(" ← ") == expected[line["claim uid"]]
            assert line["origin"] == expected[line["claim uid"]][-1]
    assert is_sound(ana)


def test_an_unanswered_credit_is_in_the_chain_and_marked(two: tuple[Workbench, Workbench]) -> None:
    ana, _ = two
    claim = claim_on(ana, view_article(ana, 1), "Kami aman")
    chain = view_article(ana, 1).chain_of(claim)
    assert [(step.words, step.is_confirmed) for step in chain.steps] == [
        ("Kapal Pos", True), ("Reuters", False),
    ]  # fmt: skip
    other = claim_on(ana, view_article(ana, 1), "Air surut")
    assert view_article(ana, 1).chain_of(other).words == ["Kapal Pos"]


def test_a_corrected_reach_is_read_so_in_the_outlet_s_other_articles(
    two: tuple[Workbench, Workbench],
) -> None:
    ana, budi = two
    view = view_article(ana, 1)
    (relay,) = my_relays(view)
    assert relay.reach is Reach.STATEMENT
    assert set_reach(ana, view, relay, Reach.ARTICLE)
    assert [one.reach for one in my_relays(again(ana, view))] == [Reach.ARTICLE]
    (learnt,) = habits(ana)
    assert (learnt.habit.phrase, learnt.habit.reads) == ("dikutip …", "article")
    other = view_article(budi, 2)
    assert credit(other).reach == "statement"
    assert [one.reach for one in my_relays(other)] == [Reach.ARTICLE]
    (fact,) = [one for one in other.facts if one.kind is Kind.RELAY]
    accept_fact(budi, other, fact)
    assert forget_habit(budi, learnt.habit.uid)
    assert [one.reach for one in my_relays(again(budi, other))] == [Reach.ARTICLE]
    assert [one.reach for one in my_relays(view_article(ana, 2))] == [Reach.STATEMENT]
    assert is_sound(ana)


def test_a_reach_is_learnt_for_credits_that_the_machine_read_as_the_corrected_one(
    two: tuple[Workbench, Workbench], tmp_path: Path
) -> None:
    ana, _ = two
    (tmp_path / "c.txt").write_text(WHOLE, encoding="utf-8")
    given = Given(outlet="Kapal Pos", lang="id")
    assert len(list(import_documents(ana, read([tmp_path / "c.txt"]), given))) == 1
    view = view_article(ana, 3)
    assert [one.reach for one in my_relays(view)] == [Reach.ARTICLE]
    (relay,) = my_relays(view)
    entry = set_reach(ana, view, relay, Reach.PARAGRAPH)
    assert [one.reach for one in my_relays(again(ana, view))] == [Reach.PARAGRAPH]
    assert [one.reach for one in my_relays(view_article(ana, 1))] == [Reach.STATEMENT]
    (learnt,) = habits(ana)
    assert (learnt.habit.reads, learnt.habit.found) == ("paragraph", Reach.ARTICLE)
    assert [one.others for one in spread_of(ana, view, relay, entry)] == [0]
    assert is_sound(ana)
    first = view_article(ana, 1)
    set_reach(ana, first, my_relays(first)[0], Reach.ARTICLE)
    assert {(one.habit.found, one.habit.reads) for one in habits(ana)} == {
        (Reach.ARTICLE, "paragraph"), (Reach.STATEMENT, "article"),
    }  # fmt: skip
    assert [one.reach for one in my_relays(view_article(ana, 2))] == [Reach.ARTICLE]
    assert is_sound(ana)


def test_who_teaches_nobody_is_told_that_a_correction_is_of_one_credit(
    two: tuple[Workbench, Workbench], stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _ = two
    view = view_article(ana, 1)
    (relay,) = my_relays(view)
    stores.share("two")
    stores.kind.disown(monkeypatch)
    entry = set_reach(ana, view, relay, Reach.ARTICLE)
    assert habits(ana) == []
    assert taught_words(ana, view, relay, entry).startswith("; this one alone")
    assert [one.reach for one in my_relays(view_article(ana, 2))] == [Reach.STATEMENT]
    monkeypatch.undo()
    now = again(ana, view)
    entry = set_reach(ana, now, my_relays(now)[0], Reach.PARAGRAPH)
    assert taught_words(ana, now, relay, entry).startswith("; 1 more like it too")


def test_what_a_correction_teaches_is_told_with_the_credits_that_it_changes(
    two: tuple[Workbench, Workbench],
) -> None:
    ana, budi = two
    view = view_article(ana, 1)
    (relay,) = my_relays(view)
    (kept,) = spread_of(ana, view, relay, set_reach(ana, view, relay, Reach.ARTICLE))
    assert (kept.is_kept, kept.others, kept.is_whole) == (True, 1, True)
    now = again(ana, view)
    (back,) = spread_of(ana, now, relay, set_reach(ana, now, my_relays(now)[0], Reach.STATEMENT))
    assert (back.is_kept, back.others) == (False, 1)
    assert habits(ana) == []
    other = view_article(ana, 2)
    (fact,) = [one for one in other.facts if one.kind is Kind.RELAY]
    accept_fact(ana, other, fact)
    for bench, count in ((ana, 0), (budi, 1)):  # what one's own answer fixed is not changed
        now = view_article(bench, 1)
        (relay,) = my_relays(now)
        entry = set_reach(bench, now, relay, relay.reach.next)
        assert [one.others for one in spread_of(bench, now, relay, entry)] == [count]


def test_correcting_one_thing_of_a_credit_leaves_what_was_learnt_of_the_other(
    two: tuple[Workbench, Workbench],
) -> None:
    ana, budi = two
    other = view_article(budi, 2)
    (fact,) = [one for one in other.facts if one.kind is Kind.RELAY]
    accept_fact(budi, other, fact)
    view = view_article(ana, 1)
    set_reach(ana, view, my_relays(view)[0], Reach.ARTICLE)
    now = again(budi, other)
    set_outlet(budi, now, my_relays(now)[0], "Agence France-Presse")
    assert {one.habit.reads for one in habits(ana)} == {"article", "Agence France-Presse"}


def test_an_outlet_that_was_named_rightly_is_one_step_where_a_speaker_told_it(
    two: tuple[Workbench, Workbench], tmp_path: Path
) -> None:
    ana, _ = two
    (tmp_path / "c.txt").write_text(TOLD, encoding="utf-8")
    list(import_documents(ana, read([tmp_path / "c.txt"]), Given(outlet="Kapal Pos", lang="id")))
    view = view_article(ana, 3)
    (quote,) = [one for one in view.facts if one.kind is Kind.QUOTE]
    assert view.chain_of_fact(quote).words == ["Kapal Pos", "AFP", "Ratna Dewi"]
    set_outlet(ana, view, my_relays(view)[0], "Agence France-Presse")
    now = again(ana, view)
    expected = ["Kapal Pos", "Agence France-Presse", "Ratna Dewi"]
    assert now.chain_of_fact(quote).words == expected
    accept_fact(ana, now, quote)
    now = again(ana, view)
    (claim,) = now.my_claims()
    assert now.chain_of(claim).words == expected
    assert is_sound(ana)


@pytest.mark.parametrize("is_renamed", [False, True])
def test_accepting_another_name_that_a_habit_gives_is_no_success_of_the_rule_and_a_reach_is(
    two: tuple[Workbench, Workbench], *, is_renamed: bool
) -> None:
    ana, budi = two
    view = view_article(ana, 1)
    set_reach(ana, view, my_relays(view)[0], Reach.ARTICLE)
    if is_renamed:  # of AFP, which the second credits
        seen = view_article(ana, 2)
        set_outlet(ana, seen, my_relays(seen)[0], "Agence France-Presse")
    other = view_article(budi, 2)
    (fact,) = [one for one in other.facts if one.kind is Kind.RELAY]
    accept_fact(budi, other, fact)
    (decision,) = [one for one in again(budi, other).decisions if one.analyst == "budi"]
    assert decision.verdict is (Verdict.CORRECTED if is_renamed else Verdict.ACCEPTED)
    (relay,) = my_relays(again(budi, other))
    assert (relay.status, relay.reach) == (RelayStatus.CONFIRMED, Reach.ARTICLE)
    assert accept_fact(budi, again(budi, other), fact) is None


def test_habits_go_with_an_export_and_outlets_credits_are_read_so_where_it_is_taken_in(
    two: tuple[Workbench, Workbench], stores: Stores, tmp_path: Path
) -> None:
    ana, _ = two
    view = view_article(ana, 1)
    set_reach(ana, view, my_relays(view)[0], Reach.ARTICLE)
    now = again(ana, view)
    set_outlet(ana, now, my_relays(now)[0], "Thomson Reuters")
    out = tmp_path / "out.jsonl"
    export(ana, "jsonl", out)
    with stores.open("own") as store:
        own = bench_on(store, "budi")
        import_annotations(own, "jsonl", out)
        assert [one.habit for one in habits(own)] == [one.habit for one in habits(ana)]
        assert [one.outlet for one in habits(own)] == ["Kapal Pos", "Kapal Pos"]
        number = next(
            row.number for row in store.articles.rows((), analyst="budi", limit=9)
            if row.title == "Jalan Putus"
        )  # fmt: skip
        assert [one.reach for one in my_relays(view_article(own, number))] == [Reach.ARTICLE]
        assert import_annotations(own, "jsonl", out).changes == 0
        assert is_sound(own)


def test_taking_a_correction_back_takes_back_what_was_learnt(
    two: tuple[Workbench, Workbench],
) -> None:
    ana, _ = two
    view = view_article(ana, 1)
    (relay,) = my_relays(view)
    set_reach(ana, view, relay, Reach.PARAGRAPH)
    undo(ana)
    assert habits(ana) == []
    assert my_relays(again(ana, view)) == (relay,)


def test_outlet_and_words_of_a_credit_are_corrected(two: tuple[Workbench, Workbench]) -> None:
    ana, _ = two
    view = view_article(ana, 1)
    (relay,) = my_relays(view)
    set_outlet(ana, view, relay, "Antara")
    now = again(ana, view)
    (relay,) = my_relays(now)
    assert relay.outlet == "Antara"
    start = now.text.index("Air surut")
    set_words(ana, now, relay, Span.of(now.text, start, start + 9))
    claim = claim_on(ana, again(ana, view), "Air surut")
    assert again(ana, view).chain_of(claim).words == ["Kapal Pos", "Antara"]
    assert relay_behind(again(ana, view), claim.span) == my_relays(again(ana, view))[0]
    (fact,) = [one for one in view.facts if one.kind is Kind.RELAY]
    assert relay_of_fact(again(ana, view), fact) == my_relays(again(ana, view))[0]
    assert is_sound(ana)


def test_a_source_is_found_by_what_it_passed_on(two: tuple[Workbench, Workbench]) -> None:
    ana, budi = two
    view = view_article(ana, 1)
    said = claim_on(ana, view, "Kami aman")
    own = claim_on(ana, view, "Air surut")
    told = claim_on(budi, view_article(budi, 2), "Jalan dibuka")
    book = NameBook(ana)
    hops = (Hop((book.uid("Budi Santoso"),)),)
    spoken = new_claim(ana, view, said.span, hops=hops, book=book)
    reuters = add_source(ana, "Reuters", kind=SourceKind.AGENCY, aliases=["RTRS"])

    def found(words: str, bench: Workbench = ana) -> set[str]:
        return {row.claim.uid for row in list_claims(bench, words)}

    assert found("source:reuters") == found("source:rtrs", budi) == {said.uid, spoken.uid}
    assert found("source:afp") == {told.uid}, "no source has that name yet"
    assert found("-source:reuters") == {own.uid, told.uid}
    assert found("origin:rtrs") == {said.uid}
    assert found("origin:budi") == {spoken.uid}
    assert found('origin:"kapal pos"') == {own.uid}, "that article credits somebody elsewhere"
    card = source_card(ana, reuters.uid)
    assert [claim.uid for claim in card.as_origin] == [said.uid]
    assert [claim.uid for claim in card.as_relay] == [spoken.uid]
    (relay,) = my_relays(view)
    set_outlet(ana, view, relay, "Antara")
    assert found("source:reuters") == set()
    assert found("source:antara", budi) == {said.uid, spoken.uid}, "as their own analyst has them"


def test_an_own_claim_on_quoted_words_is_told_directly(two: tuple[Workbench, Workbench]) -> None:
    bench, _ = two
    view = view_article(bench, 1)
    modes = {
        "“Kami aman,”": Mode.DIRECT,
        "Kami aman": Mode.DIRECT,
        "“Kami aman,” kata Budi": Mode.MIXED,
        "Hujan turun deras": Mode.INDIRECT,
    }
    for words, mode in modes.items():
        start = view.text.index(words)
        span = Span.of(view.text, start, start + len(words))
        claim = claim_by(bench, view_article(bench, 1), span, Named("Budi Santoso"))
        assert [hop.mode for hop in claim.hops] == [mode]


def test_relays_have_one_order_in_an_article_whatever_was_accepted_first(
    bench: Workbench, tmp_path: Path
) -> None:
    told = view_of(bench, "beranda-timur-gencatan").text
    source = tmp_path / "whole.txt"
    source.write_text(told.replace("Menurut laporan itu, sebelas", "Sebelas"), "utf-8")
    (outcome,) = import_documents(bench, read([source]), Given(lang="id", outlet="Beranda Timur"))
    assert outcome.number
    view = view_article(bench, outcome.number)
    quotes = [fact for fact in view.open_questions() if fact.kind is Kind.QUOTE]
    credits = [fact for fact in view.open_questions() if fact.kind is Kind.RELAY]
    for fact in (quotes[0], *credits, quotes[1]):
        accept_fact(bench, view_article(bench, view.number), fact)
    view = view_article(bench, view.number)
    named, plain = (view.chain_of(claim).words for claim in view.claims)
    order = ["beranda timur", "kabar lintang", "the meridian courier"]
    assert [name.casefold() for name in named[:3]] == order
    assert [name.casefold() for name in plain[:3]] == order
    assert len(view.claims[0].hops) == 2, "the first has Kabar Lintang as a step of its own"


THROUGH = (
    "Bus Terguling\n\nPolisi mengatakan sopir mengantuk, dilansir detikJateng, Senin. Menurutnya, "
    "bus melaju kencang.\n"
)


@pytest.mark.parametrize("is_rejected", [False, True])
def test_a_credit_that_was_rejected_is_in_no_chain_of_what_is_accepted_then(
    two: tuple[Workbench, Workbench], tmp_path: Path, *, is_rejected: bool
) -> None:
    ana, _ = two
    source = tmp_path / "through.txt"
    source.write_text(THROUGH, "utf-8")
    (outcome,) = import_documents(ana, read([source]), Given(lang="id"))
    assert outcome.number
    view = view_article(ana, outcome.number)
    (credit,) = [fact for fact in view.facts if isinstance(fact.attributes, Credit)]
    if is_rejected:
        answer_fact(ana, view, credit, Verdict.REJECTED)
    for quote in [fact for fact in view.facts if fact.kind is Kind.QUOTE]:
        accept_fact(ana, view_article(ana, view.number), quote)
    view = view_article(ana, view.number)
    assert len(view.claims) == 2
    for claim in view.claims:
        assert ("detikJateng" in view.chain_of(claim).words) != is_rejected
        assert claim.hops[-1].span
