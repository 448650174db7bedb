"""An analyst's own queue on the desk, and dividing a selection there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from desk_driver import Desk, story

from workbench.domain.article import ReadingState
from workbench.services.dividing import Rule, assign, divide_selection
from workbench.services.listing import list_articles
from workbench.services.review import set_state
from workbench.services.selections import save_selection
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store


def divided(sample: Path, to: Sequence[str], *, each: int = 1, due: str = "") -> int:
    """How many articles ratna was given of a selection of all."""
    with open_store(sample) as store:
        bench = Workbench(store, "sari")
        save_selection(bench, "pagi")
        division = divide_selection(bench, "pagi", Rule(to, each, due=due))
        return len(next(part.numbers for part in division.parts if part.analyst == "ratna"))


def standing(desk: Desk) -> str:
    return desk.screen().splitlines()[-1]


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@story
async def test_what_is_mine_is_told_first_and_worked_through(
    sample: Path, size: tuple[int, int]
) -> None:
    mine = divided(sample, ["ratna", "budi"], each=2, due="2026-01-05")
    async with Desk.open(sample, size=size) as desk:
        assert desk.status == f"for you: {mine} to judge, {mine} late; gQ lists it"
        await desk.press("g", "Q")
        desk.shows(
            "My queue",
            f"{mine} of {mine} articles to judge, {mine} of them late",
            f"was due 2026-01-05: {mine}",
            "0 judged, and a colleague has not yet",
            "the list of them: queue:mine",
        )
        await desk.press("j", "enter")
        desk.shows("filter: queue:mine due:2026-01-05", f"1/{mine}")
        await desk.press("D", "k")
        assert f"gQ {mine - 1} to judge, {mine - 1} late" in standing(desk)
        await desk.press("g", "Q")
        desk.shows("1 judged, and a colleague has not yet")
        await desk.press("j", "j", "enter")
        desk.shows("filter: queue:waiting", "1/1")


@story
async def test_nothing_is_told_to_whom_nothing_was_given(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        assert "to judge" not in desk.screen()
        await desk.press("g", "Q")
        desk.shows("nothing was given to you")


@story
async def test_a_selection_is_divided_on_the_desk_and_undone(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        every = len([*list_articles(desk.bench)])
        save_selection(desk.bench, "pagi")
        await desk.press("g", "q", "e", "d")
        await desk.fill("ratna, budi, citra")
        await desk.press("2")
        await desk.fill("2026-12-24")
        assert desk.status == (
            f"divided: selection pagi, {every} articles, due 2026-12-24; u takes it back"
        )
        desk.shows("budi 0/")
        number = next(list_articles(desk.bench, "assigned:me")).number
        set_state(desk.bench, view_article(desk.bench, number), ReadingState.DONE)
        await desk.press("u", "u")
        assert "budi" not in desk.screen()


@story
async def test_names_and_days_that_cannot_be_are_said_at_once(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        save_selection(desk.bench, "pagi")
        await desk.press("g", "q", "e", "d")
        await desk.fill(",")
        desk.shows("is no analyst's name")
        await desk.press("escape", "e", "d")
        await desk.fill("budi")
        await desk.fill("besok")
        desk.shows("'besok' is no day")
        await desk.press("escape")
        assert not [*list_articles(desk.bench, "assigned:budi")]


@story
async def test_the_list_marks_what_is_mine_until_it_is_done(sample: Path) -> None:
    with open_store(sample) as store:
        bench = Workbench(store, "sari")
        save_selection(bench, "pagi")
        _, second, *_ = list_articles(bench)
        assign(bench, "pagi", "ratna", [second.number], "2026-12-24")
    async with Desk.open(sample) as desk:
        rows = desk.screen().splitlines()[1:3]
        assert [row.startswith("› ", 2) for row in rows] == [False, True]
        await desk.press("j")
        desk.shows("due 2026-12-24")
        await desk.press("D", "k")
        assert "›" not in desk.screen()


@story
async def test_done_leads_on_though_what_is_done_leaves_the_filter(sample: Path) -> None:
    divided(sample, ["ratna", "budi"], each=2)
    async with Desk.open(sample) as desk:
        await desk.press("f")
        await desk.fill("queue:mine")
        rows = [row.number for row in list_articles(desk.bench, "queue:mine")]
        await desk.press("enter")
        for number in rows[:4]:
            desk.shows(f"#{number} ")
            await desk.press("D", "y")
        desk.shows(f"#{rows[4]} ")
        await desk.press("K")
        desk.shows(f"#{rows[3]} ")
        await desk.press("q")
        desk.shows(f"/{len(rows) - 4}")
