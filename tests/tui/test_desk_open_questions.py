"""What is kept open, at the desk: told at the next start, listed, answered by one key each."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import Desk, story
from services_cases import imported

from workbench.services.open_questions import open_questions
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store

FLOOD = (
    "Banjir bandang melanda Waikilok di Kabupaten Lembata, Rabu (4/3/2026). Sedikitnya sembilan "
    "orang tewas akibat banjir bandang di Waikilok, kata Kepala BPBD Lembata Yohanes Boli."
)
MORE = (
    "Korban banjir bandang Waikilok bertambah. Sebelas orang tewas akibat banjir bandang di "
    "Waikilok, kata Kepala BPBD Lembata Yohanes Boli."
)
ASKED = "Berapa orang tewas akibat banjir bandang di Waikilok?"


def bring(path: Path, text: str, day: str) -> None:
    with open_store(path) as store:
        bench = Workbench(store, "ana")
        given = {"outlet": "Kapal Pos", "lang": "id", "published": day}
        imported(bench, path.parent, text, **given)


@pytest.fixture
def flood(tmp_path: Path) -> Path:
    path = tmp_path / "flood.db"
    bring(path, FLOOD, "2026-03-04")
    return path


async def to_the_quotation(desk: Desk) -> None:
    await desk.press(":")
    await desk.type("1")
    await desk.press("enter")
    page = desk.screen_of.opened
    assert page
    while "tewas" not in (page.article.item.span.exact if page.article.item else ""):
        await desk.press("j")


@story
@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_what_is_new_is_told_at_the_next_start_and_answered(
    flood: Path, size: tuple[int, int]
) -> None:
    async with Desk.open(flood, size=size) as desk:
        await to_the_quotation(desk)
        await desk.press("eo")
        desk.shows("kept open: gK lists what is said to it; u takes it back")
        await desk.press("gK")
        desk.shows("Kept open", "nothing new", "tewas akibat banjir bandang")
        await desk.press("+")
        await desk.type(ASKED)
        await desk.press("enter")
        desk.shows("kept open; u takes it back", "Berapa orang tewas")
    bring(flood, MORE, "2026-03-06")
    async with Desk.open(flood, size=size) as desk:
        desk.shows("something new on 2 open questions: gK lists it")
        await desk.press("gK")
        assert desk.pane == "open"
        desk.shows("1 new", "Kapal Pos", "speaks of it", "9 here, 11 there")
        page = desk.screen_of.page
        await desk.press("a")
        desk.shows("seen; u takes it back", "nothing new")
        await desk.press("a")
        assert page is desk.screen_of.page
        await desk.press("u", "u")
        assert [one.new > 0 for one in open_questions(desk.bench)] == [True, True]


@story
async def test_a_reply_is_linked_dismissed_and_what_it_is_said_to_closed(flood: Path) -> None:
    async with Desk.open(flood) as desk:
        await to_the_quotation(desk)
        await desk.press("eo")
        bring(flood, MORE, "2026-03-06")
        await desk.press("gK")
        await desk.press("x")
        desk.shows("that is what is kept open; dd closes it")
        await desk.press("j", "s")
        desk.shows("linked: ")
        assert len(view_article(desk.bench, 1).links) == 1
        await desk.press("u", "gK", "j", "x")
        desk.shows("dismissed; u takes it back")
        await desk.press("g", "g", "dd")
        await desk.type("dibantah BPBD")
        await desk.press("enter")
        desk.shows("closed; u opens it again", "Nothing is kept open")
        await desk.press("u")
        desk.shows("tewas akibat banjir bandang")


@story
async def test_a_claim_is_kept_open_from_its_page(flood: Path) -> None:
    async with Desk.open(flood) as desk:
        await to_the_quotation(desk)
        await desk.press("a", "]c", "enter")
        assert desk.pane == "claim"
        await desk.press("eo")
        desk.shows("kept open: gK lists what is said to it; u takes it back")
        await desk.press("gK")
        desk.shows("Kept open", "tewas akibat banjir bandang")


@story
async def test_how_something_is_kept_open_is_told_whole(flood: Path) -> None:
    async with Desk.open(flood, size=(80, 24)) as desk:
        await desk.press("gK")
        desk.shows("Nothing is kept open: + asks a question, eo keeps", "of an article open.")


@story
async def test_enter_opens_where_it_is_said(flood: Path) -> None:
    async with Desk.open(flood) as desk:
        await to_the_quotation(desk)
        await desk.press("eo")
        bring(flood, MORE, "2026-03-06")
        await desk.press("gK", "j", "enter")
        assert desk.screen_of.opened
        assert desk.screen_of.opened.article.view.number == 2
