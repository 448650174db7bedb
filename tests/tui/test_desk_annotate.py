"""An analyst works through one article: answers, claims, chains, sources, judgements, notes, undo.

The whole story runs on the seed article where there is one, and on its like of the sample set.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import Desk, story
from desk_scripts import Script, a_claim, undone_and_done_again

from workbench.domain.claim import Factuality, HopClass, Mode
from workbench.domain.decision import Verdict
from workbench.services.proof import verify

SIZES = [(80, 24), (120, 40)]


def last_op(desk: Desk) -> str:
    return desk.ops()[-1]


@pytest.mark.parametrize("size", SIZES)
@story
async def test_questions_are_answered_key_by_key(
    article: tuple[Path, Script], size: tuple[int, int]
) -> None:
    path, script = article
    async with Desk.open(path, size=size) as desk:
        desk.shows(script.title, "? keys")
        await desk.press("enter")
        desk.shows(script.outlet)
        open_questions = desk.questions()
        assert desk.fact == open_questions[0]
        desk.shows(f"?{len(open_questions)}")

        await desk.on_quote(script.joint)
        before = desk.pressed
        quote = desk.fact
        await desk.press("a")
        assert desk.pressed - before == 1, "accepting a right suggestion is one key"
        claim = desk.view.claim_of(quote.id)
        assert claim
        assert claim.span == quote.span
        assert desk.view.names(claim.hops[-1].sources) == list(script.speakers)
        assert desk.view.chain_of(claim).words[:2] == [script.outlet, script.relay]
        assert desk.status.startswith("accepted")
        assert desk.fact in desk.questions(), "it went on to the next open question"
        desk.shows(f"?{len(open_questions) - 1}")
        await undone_and_done_again(desk, lambda: desk.view.claim_of(quote.id))

        for key, verdict in (
            ("x", Verdict.REJECTED),
            ("s", Verdict.SKIPPED),
            ("m", Verdict.UNSURE),
        ):
            await desk.press("]u")
            fact = desk.fact
            await desk.press(key)
            decision = desk.view.decision(fact.id)
            assert decision
            assert decision.verdict is verdict
            assert desk.fact.id != fact.id
            await undone_and_done_again(
                desk,
                lambda wanted=fact.id: desk.view.decision(wanted),  # type: ignore[misc]
            )
        assert not list(verify(desk.bench.store))


@pytest.mark.parametrize("size", SIZES)
@story
async def test_a_speaker_is_corrected_by_typing_a_few_letters(
    article: tuple[Path, Script], size: tuple[int, int]
) -> None:
    path, script = article
    async with Desk.open(path, size=size) as desk:
        await desk.press("enter")
        fact = await desk.on_quote(script.doubtful)
        await desk.press("es")
        await desk.type(script.sources)
        desk.shows("a new source")
        await desk.press("enter")
        claim = desk.view.claim_of(fact.id)
        assert claim
        assert desk.view.names(claim.hops[-1].sources) == [script.sources]
        decision = desk.view.decision(fact.id)
        assert decision
        assert decision.verdict is Verdict.CORRECTED
        assert last_op(desk) == "correct"
        span = claim.hops[-1].span
        assert span
        assert span.exact == script.sources, "the words that name it are found in the text"
        await undone_and_done_again(desk, lambda: desk.view.claim_of(fact.id))

        other = await desk.on_quote(script.joint)
        await desk.press("es")
        await desk.type(script.sources[:11])
        desk.shows(script.sources)
        await desk.press("enter")
        again = desk.view.claim_of(other.id)
        assert again
        assert again.hops[-1].sources == claim.hops[-1].sources, "the source is there by now"


@pytest.mark.parametrize("size", SIZES)
@story
async def test_bounds_and_mode_are_corrected(
    article: tuple[Path, Script], size: tuple[int, int]
) -> None:
    path, script = article
    async with Desk.open(path, size=size) as desk:
        await desk.press("enter")
        fact = await desk.on_quote(script.bounds)
        await desk.press("eb")
        assert desk.pane == "selection"
        await desk.press("bb", "e", "enter")
        claim = desk.view.claim_of(fact.id)
        assert claim
        assert claim.span.start == fact.span.start
        assert claim.span.exact == fact.span.exact.rsplit(" ", 1)[0]
        assert desk.pane == "facts"
        await undone_and_done_again(desk, lambda: desk.view.claim_of(fact.id))

        other = await desk.on_quote(script.doubtful)
        await desk.press("em", "t")
        found = desk.view.claim_of(other.id)
        assert found
        assert found.hops[-1].mode is Mode.DOCUMENT

        third = await desk.on_quote(script.joint)
        decisions = desk.view.decisions
        await desk.press("eb", "escape")
        assert desk.pane == "facts"
        assert desk.view.decisions == decisions, "escape corrects nothing"
        assert desk.fact == third


@pytest.mark.parametrize("size", SIZES)
@story
async def test_a_claim_with_its_chain_from_scratch(
    article: tuple[Path, Script], size: tuple[int, int]
) -> None:
    path, script = article
    async with Desk.open(path, size=size) as desk:
        await desk.press("enter")
        await desk.on_words(script.dead)
        before = desk.pressed
        await desk.press("c")
        await desk.type(script.sources)
        await desk.press("enter", "escape")
        assert desk.pressed - before == 3
        assert desk.claim.span.exact == script.dead
        assert desk.chain() == [script.outlet, script.relay, script.sources]
        desk.shows(f"{script.outlet} ← {script.relay}? ← {script.sources}"[: size[0]])
        source = desk.view.sources[desk.claim.hops[0].sources[0]]
        assert source.provisional
        hop = desk.claim.hops[0]
        assert hop.hop_class is HopClass.ANONYMOUS
        assert hop.span
        assert hop.span.exact == script.sources
        assert desk.view.origin(desk.claim).words == script.sources
        await undone_and_done_again(desk, lambda: [c.hops for c in desk.view.claims])


@story
async def test_a_new_chain_of_two_hops_takes_at_most_eight_keys(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("enter", "tab", "3", ")")
        before = desk.pressed
        await desk.press("V", "c")
        await desk.type("Radio Wadi")
        await desk.press("enter")
        await desk.type("seorang perawat")
        await desk.press("enter", "enter")
        assert desk.pressed - before <= 8
        assert desk.chain()[2:] == ["Radio Wadi", "seorang perawat"]
        sentence = desk.claim.span
        assert desk.view.text[sentence.end - 1] in ".”"


@pytest.mark.parametrize("size", SIZES)
@story
async def test_a_claims_fields_are_edited(
    article: tuple[Path, Script], size: tuple[int, int]
) -> None:
    path, script = article
    async with Desk.open(path, size=size) as desk:
        await a_claim(desk, script)
        for keys, field, words in (
            ("er", "restatement", "Nine LNA men were killed near al-Washka."),
            ("eg", "gloss", "Sembilan orang LNA tewas."),
            ("et", "topic", "korban"),
            ("ew", "time", "2020-01-07"),
            ("ep", "place", script.place),
        ):
            await desk.press(keys)
            await desk.fill(words)
            assert getattr(desk.claim, field) == words
            desk.shows(words[:24])
            await undone_and_done_again(desk, lambda: desk.claim)
        await desk.press("ed", "o")
        assert desk.claim.state.value == "done"
        await desk.press("et", "escape")
        assert desk.status == ""
        assert desk.claim.topic == "korban"
        await desk.press("eb", "bb", "e", "enter")
        assert desk.claim.span.exact == script.dead.rsplit(" ", 1)[0]
        await undone_and_done_again(desk, lambda: desk.claim)
        assert not list(verify(desk.bench.store))


@pytest.mark.parametrize("size", SIZES)
@story
async def test_the_chain_is_edited_hop_by_hop(
    article: tuple[Path, Script], size: tuple[int, int]
) -> None:
    path, script = article
    async with Desk.open(path, size=size) as desk:
        await a_claim(desk, script)

        async def add(key: str, name: str) -> None:
            await desk.press(key)
            await desk.type(name)
            await desk.press("enter")

        await add("o", "Dokter rumah sakit")
        assert desk.chain()[2:] == [script.sources, "Dokter rumah sakit"]
        await add("O", "Koresponden")
        assert desk.chain()[2:] == [script.sources, "Koresponden", "Dokter rumah sakit"]
        await undone_and_done_again(desk, desk.chain)
        await desk.press("<")
        assert desk.chain()[2:] == ["Koresponden", script.sources, "Dokter rumah sakit"]
        await desk.press("<")
        assert "end of the chain" in desk.status
        await desk.press(">", ">")
        assert desk.chain()[2:] == [script.sources, "Dokter rumah sakit", "Koresponden"]
        await undone_and_done_again(desk, desk.chain)
        await desk.press("dd")
        assert desk.chain()[2:] == [script.sources, "Dokter rumah sakit"]
        await undone_and_done_again(desk, desk.chain)
        await add("&", "Perawat jaga")
        assert desk.chain()[2:] == [script.sources, "Dokter rumah sakit + Perawat jaga"]
        await undone_and_done_again(desk, desk.chain)
        await desk.press("ec")
        await desk.fill("mengatakan")
        await desk.press("em", "d")
        await desk.press("ef", "h")
        hop = desk.claim.hops[-1]
        assert (hop.cue, hop.mode, hop.factuality) == (
            "mengatakan", Mode.DIRECT, Factuality.PROBABLE,
        )  # fmt: skip
        desk.shows("hedges")
        await undone_and_done_again(desk, lambda: desk.claim.hops)
        await desk.press("eh", "w", "e", "enter")
        words = desk.claim.hops[-1].span
        assert words
        assert desk.view.text[words.start : words.end] == words.exact
        await undone_and_done_again(desk, lambda: desk.claim.hops)
        await add("es", "Kepala rumah sakit")
        assert desk.chain()[2:] == [script.sources, "Kepala rumah sakit"]
        await desk.press("ek", "u")
        assert desk.claim.hops[-1].hop_class is HopClass.UNATTRIBUTED
        assert not desk.claim.hops[-1].sources
        await desk.press("go")
        desk.shows("nobody stands behind it", "independent origins: 0")
        await desk.press("q")
        assert desk.pane == "claim"
        assert not list(verify(desk.bench.store))


@story
async def test_why_something_was_found_is_told_to_its_last_word(truce: Path) -> None:
    async with Desk.open(truce, size=(80, 24)) as desk:
        await desk.press("enter")
        fact = await desk.on_fact(lambda one: len(one.span.exact) > 120)
        await desk.press("gw")
        told = " ".join(desk.screen().split())
        assert " ".join(fact.span.exact.split()) in told
        assert " ".join(fact.reason.split()) in told
        assert "…" not in told
