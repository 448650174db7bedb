"""What a wide screen has room for: what is known of a row, and the articles that come next."""

from __future__ import annotations

from pathlib import Path

from desk_driver import Desk, story

from workbench.domain.fact import Kind


@story
async def test_beside_a_fact_stand_its_words_its_chain_and_why_it_was_found(port: Path) -> None:
    async with Desk.open(port, size=(160, 50)) as desk:
        await desk.go_to("Kapal Terakhir")
        fact = await desk.on_quote("Semua penumpang")
        desk.shows("from         ", fact.rule, "next in the library")
        await desk.press("k")
        desk.shows_not(fact.rule)


@story
async def test_a_claim_is_told_with_its_origin_and_on_its_own_page_with_its_fact(
    port: Path,
) -> None:
    async with Desk.open(port, size=(160, 50)) as desk:
        await desk.go_to("Kapal Terakhir")
        fact = await desk.on_quote("Semua penumpang")
        await desk.press("a", "j")
        desk.shows("claim        ", "origin       ", "draft, ")
        await desk.press("enter")
        desk.shows(fact.rule)


@story
async def test_a_smaller_screen_keeps_to_the_list(port: Path) -> None:
    async with Desk.open(port, size=(120, 40)) as desk:
        await desk.go_to("Kapal Terakhir")
        await desk.on_quote("Semua penumpang")
        desk.shows_not("next in the library")


@story
async def test_a_tall_screen_lists_as_many_articles_to_come_as_it_has_room_for(
    sample: Path,
) -> None:
    async with Desk.open(sample, size=(300, 100)) as desk:
        await desk.press("enter")
        lines = desk.screen().splitlines()
        first = next(place for place, line in enumerate(lines) if "next in the library" in line)
        rows = desk.screen_of.library.library
        last = rows.row(29)
        assert last is not None
        assert last.title in "\n".join(lines[first:])


@story
async def test_what_stands_beside_goes_with_the_window(port: Path) -> None:
    async with Desk.open(port, size=(300, 100)) as desk:
        await desk.go_to("Kapal Terakhir")
        await desk.on_quote("Semua penumpang")
        desk.shows("next in the library")
        await desk.resize(80, 24)
        desk.shows_not("next in the library")


@story
async def test_of_a_credit_it_is_told_how_it_was_answered(truce: Path) -> None:
    async with Desk.open(truce, size=(160, 50)) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.on_fact(lambda fact: fact.kind is Kind.RELAY)
        desk.shows_not("answered")
        await desk.press("E")
        desk.shows("answered     ", "reaches its paragraph")


@story
async def test_what_stands_beside_fills_the_room_that_it_got(port: Path) -> None:
    async with Desk.open(port, size=(197, 40)) as desk:
        await desk.go_to("Kapal Terakhir")
        await desk.on_quote("Semua penumpang")
        for _ in range(3):  # the panes apart, one of them alone, side by side again
            await desk.press("z")
            shown = desk.screen()
            desk.screen_of.tell()
            await desk.done()
            assert desk.screen() == shown


@story
async def test_while_a_further_hop_is_asked_for_the_chain_shown_is_the_claims(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.on_quote("Besok dibuka")
        await desk.press("c")
        await desk.type("Warga Pulau")
        desk.put("enter")
        await desk.idle()
        assert desk.screen_of.bar.is_open
        details = "".join(run.text for run in desk.screen_of.first_detail._left)
        assert "← Warga Pulau" in details, "while a further one is asked for"
