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
