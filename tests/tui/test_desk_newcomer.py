"""Where hands from vim, lazygit and newsboat stumbled, each with what they may expect."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import Desk, story

from workbench.domain.claim import ClaimState
from workbench.domain.decision import Verdict
from workbench.services.proof import verify


def _filter(desk: Desk) -> str:
    return desk.screen_of.library.library.words


@story
async def test_what_is_typed_in_a_filter_replaces_the_old_one(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("f")
        await desk.type("lang:id")
        await desk.press("enter", "f")
        desk.shows("filter: lang:id")
        await desk.type("lang:en")
        await desk.press("enter")
        assert _filter(desk) == "lang:en"
        await desk.press("f", "end")
        await desk.type(" state:new")
        await desk.press("enter")
        assert _filter(desk) == "lang:en state:new", "a key that moves keeps it"
        await desk.press("f", "x", "up")
        desk.shows("filter: lang:en state:new")
        await desk.press("escape", "f", "enter")
        assert _filter(desk) == "lang:en state:new", "enter takes it as it stands"
        await desk.press("f", "backspace", "enter")
        assert _filter(desk) == ""


@story
async def test_fields_of_one_value_are_replaced_and_sentences_written_on(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.on_quote()
        await desk.press("a", "k")
        for key in ("et", "ew", "ep", "er", "eg"):
            for words in ("satu", "dua"):
                await desk.press(key)
                await desk.type(words)
                await desk.press("enter")
        (claim,) = desk.view.claims
        assert (claim.topic, claim.time, claim.place) == ("dua", "dua", "dua")
        assert (claim.restatement, claim.gloss) == ("satudua", "satudua")


@story
async def test_rejecting_what_was_accepted_says_that_the_claim_went(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        quote = await desk.on_quote()
        await desk.press("a")
        await desk.on_fact(lambda fact: fact.id == quote.id)
        await desk.press("x")
        assert desk.status.startswith("rejected; its claim is taken out, u brings it back")
        assert not desk.view.claims
        await desk.press("u")
        assert len(desk.view.claims) == 1


@pytest.mark.parametrize("key", ["x", "s", "m"])
@story
async def test_a_claim_that_was_worked_on_goes_only_where_that_is_agreed_to(
    truce: Path, key: str
) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        quote = await desk.on_quote()
        await desk.press("a")
        await desk.on_fact(lambda fact: fact.id == quote.id)
        await desk.press("er")
        await desk.type("Naskahnya ada.")
        await desk.press("enter", "i")
        await desk.type("periksa lagi")
        await desk.press("enter", key)
        desk.shows("yes: the claim goes, with its restatement, 1 note")
        await desk.press("n")
        assert desk.status == "nothing was changed"
        assert len(desk.view.claims) == 1
        await desk.press(key, "y")
        assert not desk.view.claims
        await desk.press("u")
        assert [one.restatement for one in desk.view.claims] == ["Naskahnya ada."]
        decision = desk.view.decision(quote.id)
        assert decision
        assert decision.verdict is Verdict.ACCEPTED


@story
async def test_a_corrected_speaker_is_work_that_is_asked_for(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        quote = await desk.on_quote()
        await desk.press("es")
        await desk.type("Kantor Berita Marhalia")
        await desk.press("enter")
        await desk.on_fact(lambda fact: fact.id == quote.id)
        await desk.press("x")
        desk.shows("yes: the claim goes, with its chain")
        await desk.press("escape")
        assert len(desk.view.claims) == 1


@pytest.mark.parametrize("words", [":wq", ":x", ":q!", ":qa"])
@story
async def test_what_quits_vim_quits(truce: Path, words: str) -> None:
    async with Desk.open(truce) as desk:
        await desk.press(":")
        await desk.type(words[1:])
        await desk.press("enter")
        assert not desk.app.is_running


@pytest.mark.parametrize("keys", ["ZZ", "ZQ"])
@story
async def test_two_capital_letters_quit(truce: Path, keys: str) -> None:
    async with Desk.open(truce) as desk:
        await desk.press(keys)
        assert not desk.app.is_running


@story
async def test_a_command_to_save_says_that_all_is(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        for words in ("w", "w!", "update"):
            await desk.press(":")
            await desk.type(words)
            await desk.press("enter")
            assert desk.status == "all is saved already, each act when it is made; Q quits"


@story
async def test_a_done_article_has_no_drafts(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.on_quote()
        await desk.press("a", "a")
        assert {one.state for one in desk.view.claims} == {ClaimState.DRAFT}
        await desk.press("D", "y")
        assert "is done with 2 claims" in desk.status
        assert {one.state for one in desk.view.claims} == {ClaimState.DONE}
        await desk.press("u")
        assert {one.state for one in desk.view.claims} == {ClaimState.DRAFT}
        assert list(verify(desk.bench.store)) == []


@story
async def test_marked_articles_are_done_with_their_drafts(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.on_quote()
        await desk.press("a", "gl", "*", "D", "y")
        assert {one.state for one in desk.bench.store.claims.of_article(1)} == {ClaimState.DONE}


@story
async def test_a_withdrawn_claim_stays_so_when_the_article_is_done(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        quote = await desk.on_quote()
        await desk.press("a")
        await desk.on_fact(lambda fact: fact.id == quote.id)
        await desk.press("ed", "w", "D", "y")
        assert {one.state for one in desk.view.claims} == {ClaimState.WITHDRAWN}


@story
async def test_the_headline_is_gone_to_like_any_sentence(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.press("tab", "gg", "X", "[x")
        assert desk.page.article.offset > 0
        await desk.press("u", "G", "]x")
        assert desk.page.article.offset == 0
