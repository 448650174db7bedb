"""A verdict on a claim: a word of the desk's own list, set, shown, filtered by and taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desk_driver import SETTINGS, Desk, story

from workbench.domain.claim import Claim
from workbench.services.proof import verify

OURS = replace(SETTINGS, verdicts=("benar", "menyesatkan"))


async def accepted(desk: Desk) -> str:
    """The uid of a claim that was just accepted, with the cursor on it."""
    await desk.go_to("Kapal Terakhir")
    await desk.on_quote("Semua penumpang")
    await desk.press("a", "j")
    return claim(desk).uid


def claim(desk: Desk) -> Claim:
    (found,) = desk.page.article.view.my_claims()
    return found


@story
async def test_a_verdict_is_chosen_shown_and_taken_back(port: Path) -> None:
    async with Desk.open(port, settings=OURS) as desk:
        await accepted(desk)
        await desk.press("eV", "2")
        assert claim(desk).verdict == "menyesatkan"
        desk.shows("(menyesatkan)")
        await desk.press("enter")
        desk.shows("verdict menyesatkan")
        await desk.press("q", "u")
        assert claim(desk).verdict == ""
        await desk.press("ctrl+r", "eV", "0")
        assert claim(desk).verdict == ""
        assert not list(verify(desk.bench.store))


@story
async def test_claims_are_filtered_by_their_verdict(port: Path) -> None:
    async with Desk.open(port, settings=OURS) as desk:
        await accepted(desk)
        await desk.press("eV", "1", "gc", "f")
        await desk.fill("verdict:menyesatkan")
        desk.shows_not("Semua penumpang")
        await desk.press("f")
        await desk.fill("verdict:benar")
        desk.shows("Semua penumpang")


@story
async def test_without_a_list_it_is_said_where_to_write_one(port: Path) -> None:
    async with Desk.open(port) as desk:
        await accepted(desk)
        await desk.press("eV")
        desk.shows("verdicts = [")
        assert claim(desk).verdict == ""
