"""A verdict on a claim: a word of the desk's own list, set, shown, filtered by and taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desk_driver import SETTINGS, Desk, story

from workbench.domain.claim import Claim
from workbench.domain.codebook import GuidelineKind
from workbench.services.codebook import find_entry
from workbench.services.guidelines import add_entry, rename_entry
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


@story
async def test_a_team_has_the_list_of_its_codebook_whatever_an_account_lists(port: Path) -> None:
    async with Desk.open(port, settings=OURS) as desk:
        port.chmod(0o660)  # from now on a group shares it
        await accepted(desk)
        await desk.press("eV")
        desk.shows("the codebook has no verdicts yet")
        for word in ("salah", "benar"):
            add_entry(desk.bench, GuidelineKind.VERDICT, word, "")
        await desk.press("eV")
        desk.shows("benar", "salah")
        desk.shows_not("menyesatkan")
        await desk.press("2")
        assert claim(desk).verdict == "salah"
        rename_entry(desk.bench, find_entry(desk.bench, "salah"), "keliru")
        await desk.press("eV", "2")
        assert claim(desk).verdict == "keliru"
        await desk.press("gb", "a", "v")
        desk.shows("what it is on")
        await desk.press("escape")


@story
async def test_alone_the_codebook_adds_to_ones_own_list(port: Path) -> None:
    async with Desk.open(port, settings=OURS) as desk:
        await accepted(desk)
        for word in ("Menyesatkan", "belum terbukti"):
            add_entry(desk.bench, GuidelineKind.VERDICT, word, "")
        await desk.press("eV", "3")
        assert claim(desk).verdict == "belum terbukti"


@story
async def test_a_list_that_is_longer_than_keys_are_is_chosen_from_all_the_same(port: Path) -> None:
    async with Desk.open(port) as desk:
        await accepted(desk)
        for at in range(36):
            add_entry(desk.bench, GuidelineKind.VERDICT, f"v{at:02}", "")
        await desk.press("eV", *["down"] * 36, "enter")
        assert claim(desk).verdict == "v35"
