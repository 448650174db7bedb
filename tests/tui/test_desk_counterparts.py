"""What other articles say, at the desk: the line beside a statement, the page, and its answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from counterpart_cases import FLOOD, of_the_flood, reviewed
from desk_driver import Desk, story
from services_cases import imported

from workbench.domain.claim import LinkKind
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store


@pytest.fixture
def flood(tmp_path: Path) -> Path:
    path = tmp_path / "flood.db"
    with open_store(path) as store:
        bench = Workbench(store, "ana")
        imported(bench, tmp_path, *FLOOD, outlet="Kapal Pos", lang="id", published="2026-03-04")
        of_the_flood(bench)
    return path


async def opened(desk: Desk) -> None:
    """The first article, with the cursor on what is said in it."""
    await desk.press(":")
    await desk.type("1")
    await desk.press("enter")
    while not (desk.screen_of.opened and desk.screen_of.opened.article.statement):
        await desk.press("j")


@story
@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_a_statement_says_where_it_stands_too_and_each_is_answered_by_one_key(
    flood: Path, size: tuple[int, int]
) -> None:
    async with Desk.open(flood, size=size) as desk:
        await opened(desk)
        desk.shows("also in #2, not reviewed, 1 origin; #4 denies it (not reviewed)")
        await desk.press("gp")
        assert desk.pane == "counterparts"
        desk.shows("3 statements of other articles", "1/3", "contradicts", "newer", "Kapal Pos")
        desk.shows("“Sembilan orang tewas", "“Tidak ada orang tewas", "9 here, 11 there")
        await desk.press("x")
        desk.shows("unrelated, and never asked again; 2 left, u takes it back")
        desk.shows_not("Tidak ada")
        await desk.press("a")
        desk.shows("linked: updates; 1 left, u takes it back")
        (link,) = view_article(desk.bench, 1).links
        ours = {claim.uid for claim in view_article(desk.bench, 1).claims}
        assert link.kind is LinkKind.UPDATES
        assert link.other in ours
        await desk.press("a")
        desk.shows("you linked them; c corrects the kind")
        await desk.press("j", "c", "p")
        desk.shows("linked: supports; none left, u takes it back", "more exact")
        await desk.press("u", "u", "u")
        assert view_article(desk.bench, 1).claims == ()
        assert (
            desk.bench.store.counterparts.unrelated(view_article(desk.bench, 1).article.uid, "ana")
            == []
        )
        desk.shows("Tidak ada orang tewas")
        await desk.press("q")
        desk.shows("#4 denies it (not reviewed)")


@story
async def test_enter_opens_the_place_and_leaving_leads_back(flood: Path) -> None:
    async with Desk.open(flood, size=(80, 24)) as desk:
        await opened(desk)
        await desk.press("gp", "j", "enter")
        desk.shows("#3 ", "Korban Bertambah")
        article = desk.screen_of.opened
        assert article
        assert article.article.view.number == 3
        assert article.article.hits
        await desk.press("q")
        assert desk.pane == "counterparts"
        desk.shows("2/3")
        await desk.press("a")
        desk.shows("linked: updates; 2 left")


@story
@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_a_claims_page_says_it_too_and_the_same_key_opens_it(
    flood: Path, size: tuple[int, int]
) -> None:
    async with Desk.open(flood, size=size) as desk:
        await opened(desk)
        await desk.press("gp", "j", "j", "a", "q", "enter")
        assert desk.pane == "claim"
        desk.shows("beside  also in #2, 1 origin")
        await desk.press("G", "gp")
        assert desk.pane == "counterparts"
        desk.shows("3 statements of other articles")
        await desk.press("x", "q")
        assert desk.pane == "claim"
        desk.shows("#3 is newer: 11")
        desk.shows_not("#4 denies it")
        await desk.press("u")
        desk.shows("undo: unrelated: #1 and #4")


@story
async def test_a_claims_page_that_is_opened_first_says_it_once_it_is_known(flood: Path) -> None:
    async with Desk.open(flood, size=(80, 24)) as desk:
        reviewed(desk.bench, 1)
        await desk.press("gc", "enter")
        assert desk.pane == "claim"
        while "beside " not in desk.screen():
            await desk.press("j")
        desk.shows("#4 denies it (not reviewed)")


@story
async def test_the_line_follows_what_is_answered_in_the_article(flood: Path) -> None:
    async with Desk.open(flood, size=(160, 50)) as desk:
        await opened(desk)
        await desk.press("gp", "j", "j", "a", "q")
        desk.shows("also in #2, 1 origin")
        page = desk.screen_of.opened
        assert page
        assert page.article.told_of is page.article.view


@story
async def test_where_nothing_is_known_that_is_said(flood: Path) -> None:
    async with Desk.open(flood, size=(80, 24)) as desk:
        desk.bench.store.counterparts.keep({1: [], 2: [], 3: [], 4: []})
        await desk.press(":")
        await desk.type("1")
        await desk.press("enter", "gp")
        desk.shows("no other article is known to say anything of it")
