"""The dossier at the desk: groups, one group, and grouping by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from counterpart_cases import FLOOD, of_the_flood, quote
from desk_driver import Desk, story
from services_cases import imported

from workbench.domain.decision import Verdict
from workbench.services.review import answer_fact
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store


@pytest.fixture
def flood(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    with open_store(path) as store:
        bench = Workbench(store, "ana")
        imported(bench, tmp_path, *FLOOD, outlet="Kapal Pos", lang="id", published="2026-03-04")
        of_the_flood(bench)
    return path


@story
async def test_groups_are_listed_and_one_shows_what_stands_against_it(flood: Path) -> None:
    async with Desk.open(flood, size=(80, 24), analyst="ana") as desk:
        await desk.press("gd")
        assert desk.pane == "dossier"
        desk.shows("origins articles", "all articles, 4 articles  1/3", "Sembilan orang tewas",
                   "Sebelas orang tewas", "1 against, 1 change, not reviewed")  # fmt: skip
        assert all(len(line) <= 80 for line in desk.screen().splitlines())
        await desk.press("enter")
        assert desk.pane == "group"
        desk.shows("origin", "Budi Santoso: #1 #2", "this one", "#1", "same", "#2", "contradicts",
                   "#4", "newer", "9 here, 11 there")  # fmt: skip
        await desk.press("enter")
        assert desk.pane in ("text", "facts")
        desk.shows("Sembilan orang tewas akibat banjir bandang di Garut")


@story
async def test_a_statement_is_taken_out_of_its_group_and_undo_puts_it_back(flood: Path) -> None:
    async with Desk.open(flood, size=(80, 24), analyst="ana") as desk:
        await desk.press("gd", "enter")
        assert desk.pane == "group"
        desk.shows("2 articles")
        await desk.press("j", "j", "x")
        desk.shows("out of the group", "1 article")
        await desk.press("q")
        desk.shows("1/4")
        await desk.press("u")
        desk.shows("1/3")


@story
async def test_a_group_that_is_gone_is_told_as_that(flood: Path) -> None:
    async with Desk.open(flood, size=(80, 24), analyst="ana") as desk:
        await desk.press("gd", "G", "enter")
        desk.shows("this one", "#3", "Sebelas")
        view = view_article(desk.bench, 3)
        answer_fact(desk.bench, view, quote(desk.bench, 3), Verdict.REJECTED)
        await desk.press("enter", "q")
        assert desk.pane == "group"
        desk.shows("It is gone")


@story
async def test_a_marked_group_is_joined_with_another_as_one_act(flood: Path) -> None:
    async with Desk.open(flood, size=(80, 24), analyst="ana") as desk:
        await desk.press("gd", "a")
        desk.shows("mark one other group first")
        await desk.press("G", "space", "gg", "a")
        desk.shows("one group by now", "1/2")
        await desk.press("u")
        desk.shows("1/3")


@story
async def test_an_articles_dossier_is_of_its_story_and_tells_who_is_not_heard(flood: Path) -> None:
    async with Desk.open(flood, size=(80, 24), analyst="ana") as desk:
        await desk.press("G", "enter", "gd")
        assert desk.pane == "dossier"
        desk.shows("story of #1, 4 articles")
        await desk.press("w")
        desk.shows("not heard")
