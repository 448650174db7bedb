"""Selecting by the span grammar: objects, counts, spans that are there, parts; repeating acts."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import Desk, library, story
from desk_harbour import SAID

from workbench.domain.claim import Mode
from workbench.domain.decision import Verdict
from workbench.domain.fact import Quote
from workbench.services.proof import verify


def chosen(desk: Desk) -> str:
    """The words that are selected."""
    span = desk.page.article.selection()
    assert span
    return span.words


async def at_words(desk: Desk, words: str) -> None:
    """Put the text's cursor on the first of some words."""
    if desk.pane != "text":
        await desk.press("tab")
    await desk.press("/")
    await desk.fill(words)


@story
async def test_counts_take_several_objects_and_s_makes_sentences_whole(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await at_words(desk, "Pasar tutup")
        await desk.press("v", "2", "iw")
        assert chosen(desk) == "Pasar tutup"
        await desk.press("escape", "v", "is")
        assert chosen(desk) == "Pasar tutup, lalu sepi."
        await desk.press("escape", "(", "v", ")")
        assert chosen(desk) == "Pasar tutup, lalu sepi.", "to the end, not into the next sentence"
        await desk.press("escape", "(", "v", ",")
        assert chosen(desk) == "Pasar tutup"
        await desk.press("w", "w", "s")
        assert chosen(desk) == "Pasar tutup, lalu sepi."
        await desk.press("2", "s")
        assert chosen(desk).endswith("koran setempat.")
        await desk.press("p")
        assert chosen(desk).startswith("Menurut warga")
        await desk.press("o", "w")
        assert chosen(desk).startswith("warga"), "the other end moves"
        await desk.press("escape", "gg", '"', "v", "iq")
        assert chosen(desk) == "Pelabuhan ditutup tiga hari,"
        await desk.press("aq")
        assert chosen(desk) == "“Pelabuhan ditutup tiga hari,”"


@story
async def test_what_was_found_is_an_object_and_a_jump_extends_over_it(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        quote = await desk.on_quote("menunggu kapal terakhir")
        assert isinstance(quote.attributes, Quote)
        await at_words(desk, "menunggu kapal")
        await desk.press("v", "if")
        while chosen(desk) != quote.span.exact:
            before = chosen(desk)
            await desk.press("if")
            assert len(chosen(desk)) > len(before), "the next wider one, up to the quote"
        await desk.press("af")
        assert chosen(desk).endswith("kata Samrin Wabula"), "with who says it and how"
        await desk.press("escape")

        await at_words(desk, "Pelabuhan ditutup")
        await desk.press("v", "]f")
        later = desk.page.article.item
        assert later
        assert chosen(desk).startswith("Pelabuhan Ditutup Tiga Hari\n\n“")
        assert desk.page.article.selection().end == later.span.end  # type: ignore[union-attr]
        await desk.press("escape", "v", "if")
        await desk.press("escape", "tab")
        assert desk.pane == "facts"


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@story
async def test_a_claim_of_several_parts(port: Path, size: tuple[int, int]) -> None:
    async with Desk.open(port, size=size) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await at_words(desk, "Pelabuhan ditutup tiga")
        await desk.press("v", "e", "&")
        assert desk.pane == "selection"
        desk.shows("1 part")
        await desk.press(")", "w", "w")
        desk.shows("1 part selected", "Pelabuhan")
        await desk.press("v", "e", "e", "&", "}")
        await desk.press("iw")
        parts = desk.page.article.selection()
        assert parts
        assert len(parts.pieces) == 3
        desk.shows("3 parts selected")
        assert len(desk.screen_of.text.selection) == 3, "each is shown in the text"
        await desk.press("-")
        assert len(desk.page.article.parts) == 1, "a smallest part is dropped, the one before is on"
        assert len(parts.pieces) - len(desk.page.article.selection().pieces) == 1  # type: ignore[union-attr]
        await desk.press("c", "enter")
        claim = desk.claim
        assert len(claim.span.parts) == 2
        text = desk.view.text
        assert claim.span.exact == text[claim.span.start : claim.span.end]
        assert [text[a:b] for a, b in claim.span.parts] == claim.span.words.split(" … ")
        assert not desk.page.article.is_selecting
        await desk.press("enter")
        desk.shows(" … ")
        await desk.press("eb", "&", "}", "iw", "enter")
        assert len(desk.claim.span.parts) == 3, "bounds are corrected part by part too"
        await desk.press("u")
        assert len(desk.claim.span.parts) == 2
        assert not list(verify(desk.bench.store))


@story
async def test_escape_drops_all_parts_and_touching_ones_are_one(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await at_words(desk, "Pasar tutup")
        await desk.press("v", "e", "&", "iw", "escape")
        assert desk.pane == "text"
        assert not desk.page.article.parts
        await desk.press("v", "2", "iw", "&", "v", "b", "&", "c", "enter")
        assert desk.claim.span.words == "Pasar tutup"
        assert not desk.claim.span.parts


@story
async def test_marks_and_wide_characters_are_selected_whole(tmp_path: Path) -> None:
    text = "Judul 👩🏽‍🚒\n\nقال الجيش “لا هُدنة” 中文e\u0301 tamat.\n"
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    async with Desk.open(library(tmp_path / "desk.db", tmp_path / "text.txt")) as desk:
        await desk.press("enter")
        if desk.pane != "text":
            await desk.press("tab")
        await desk.press("gg", "w", "h", "v")
        for _ in range(40):
            words = chosen(desk)
            assert not words.endswith("\u200d")
            assert not words.startswith("\u0301")
            await desk.press("l")
        await desk.press("c", "enter")
        span = desk.claim.span
        assert desk.view.text[span.start : span.end] == span.exact
        assert "👩🏽‍🚒" in span.exact or "هُدنة" in span.exact


@story
async def test_a_dot_does_the_last_act_again(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.press(".")
        assert "nothing was done yet" in desk.status
        await desk.go_to("Pelabuhan Ditutup")
        first, second, third = desk.questions()[:3]
        await desk.on_fact(lambda fact: fact == first)
        await desk.press("x")
        assert desk.fact == second
        await desk.press(".")
        assert desk.status.startswith("again: reject; rejected")
        assert [desk.view.decision(one.id).verdict for one in (first, second)] == [  # type: ignore[union-attr]
            Verdict.REJECTED, Verdict.REJECTED,
        ]  # fmt: skip
        assert desk.fact == third
        await desk.press("u", "u")

        await desk.on_fact(lambda fact: fact == first)
        await desk.press("es")
        await desk.type("Juru bicara baru")
        await desk.press("enter")
        assert desk.fact == second, desk.status
        await desk.press(".")
        assert "again: Juru bicara baru" in desk.status
        sources = {
            desk.view.claim_of(one.id).hops[-1].sources  # type: ignore[union-attr]
            for one in (first, second)
        }
        assert len(sources) == 1, "to the same source, which was made once"
        await desk.on_fact(lambda fact: fact == third)
        await desk.press("em", "t")
        await desk.on_fact(lambda fact: fact == second)
        await desk.press(".")
        assert desk.view.claim_of(second.id).hops[-1].mode is Mode.DOCUMENT  # type: ignore[union-attr]
        assert not list(verify(desk.bench.store))


@story
async def test_a_dot_claims_the_same_object_with_the_same_source(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await at_words(desk, "Menurut warga")
        await desk.press("V", "c")
        await desk.type("warga pelabuhan")
        await desk.press("enter", "escape")
        first = desk.claim
        assert first.span.exact == f"Menurut warga, {SAID}."
        await desk.press(")", ".")
        assert desk.status.startswith("again: claim of the sentence; warga pelabuhan")
        second = desk.claim
        assert second.span.exact == "Pasar tutup, lalu sepi."
        assert second.hops[0].sources == first.hops[0].sources
        assert desk.ops()[-1] == "new claim"
        await desk.press("u")
        assert [claim.uid for claim in desk.view.my_claims()] == [first.uid]


@story
async def test_the_cue_is_corrected_and_taken_back(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        fact = await desk.on_quote("menunggu kapal")
        before = desk.pressed
        await desk.press("ec")
        assert desk.pressed - before == 2
        desk.shows("kata")
        await desk.fill("ujar")
        claim = desk.view.claim_of(fact.id)
        assert claim
        assert claim.hops[-1].cue == "ujar"
        assert desk.view.decision(fact.id).verdict is Verdict.CORRECTED  # type: ignore[union-attr]
        await desk.press("u")
        assert desk.view.claim_of(fact.id) is None
        assert desk.view.decision(fact.id) is None


@story
async def test_questions_go_on_across_articles(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.press("enter")
        number = desk.page.article.view.number
        many = len(desk.questions())
        await desk.press(*("]u" for _ in range(many - 1)))
        assert desk.page.article.view.number == number
        await desk.press("]u")
        assert desk.page.article.view.number != number
        assert desk.status.startswith(f"on to #{desk.page.article.view.number}; {many} stay open")
        assert desk.fact == desk.questions()[0]
        there = desk.page.article.view.number
        await desk.press("ctrl+o")
        assert desk.page.article.view.number == number
        await desk.press("]U")
        assert desk.page.article.view.number == there, "without the rest of this article"
        await desk.press(";")
        assert desk.page.article.view.number not in (number, there)
        await desk.press("]U")
        assert desk.page.article.view.number == number
        assert desk.status.startswith("from the top again")


@story
async def test_the_end_of_an_article_and_of_the_list_are_said(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.press("enter")
        while len(desk.questions()) > 1:
            await desk.press("a")
        await desk.press("s")
        assert "only 1 skipped left" in desk.status
        await desk.press("x")
        assert "no question left: D marks it done, ]U goes to #" in desk.status
        await desk.press("]u")
        while desk.questions() or "on to" in desk.status:
            if desk.questions():
                await desk.press("m")
            else:
                await desk.press("]u")
        await desk.press("]u")
        while "on to" in desk.status:
            while desk.questions():
                await desk.press("m")
            await desk.press("]u")
        assert desk.status == "no open question is left in this list: all is answered"
        await desk.press("]U")
        assert desk.status == "no other article of this list has an open question"


@story
async def test_a_facts_bounds_are_corrected_to_several_parts(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        fact = await desk.on_quote("menunggu kapal")
        await desk.press("eb", "iq", "&", "}", "2", "iw", "enter")
        claim = desk.view.claim_of(fact.id)
        assert claim
        assert claim.span.words == "Kami menunggu kapal terakhir, … Menurut warga"
        assert len(claim.span.parts) == 2
        assert desk.view.decision(fact.id).verdict is Verdict.CORRECTED  # type: ignore[union-attr]
        assert desk.pane == "facts"
        await desk.press("u")
        assert desk.view.claim_of(fact.id) is None
        assert not list(verify(desk.bench.store))
