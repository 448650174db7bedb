"""The team on the desk: a row for each analyst, the period, the sheet of one, and who looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desk_driver import Desk, story

from workbench.services.dividing import Rule, divide_selection
from workbench.services.review import accept_facts
from workbench.services.selections import save_selection
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store


@pytest.fixture
def number(sample: Path) -> int:
    """An article on which budi accepted everything, and which was given to him."""
    with open_store(sample) as store:
        budi = Workbench(store, "budi")
        number = store.articles.numbers(analyst="budi")[0]
        view = view_article(budi, number)
        accept_facts(budi, view, view.open_questions())
        sari = replace(budi, analyst="sari")
        save_selection(sari, "pagi", where=f"number:{number}")
        divide_selection(sari, "pagi", Rule(["budi"], 1, due="2026-01-05"))
    return number


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@story
async def test_each_analyst_has_a_row_and_opening_one_tells_it_in_full(
    sample: Path, number: int, size: tuple[int, int]
) -> None:
    today = date.today().isoformat()
    async with Desk.open(sample, size=size) as desk:
        await desk.press("g", "M")
        desk.shows("analyst", "answers", "late", "still", "budi: 1 article")
        assert any("budi" in one and "100%" in one for one in desk.screen().splitlines())
        desk.shows("1 late")
        await desk.press("enter")
        desk.shows("late, or without an act", f"#{number}  due 2026-01-05", f"  {today}  1 article")
        await desk.press("j", "enter")
        desk.shows(f"#{number}")
        await desk.press("q")
        desk.shows("late, or without an act")


@story
async def test_the_period_is_changed_at_one_key_or_told_in_days(sample: Path, number: int) -> None:
    today = date.today().isoformat()
    async with Desk.open(sample) as desk:
        await desk.press("g", "M")
        desk.shows(f" to {today}: ")
        for key in ("s", "s", "s", "s"):
            await desk.press(key)
        desk.shows(f"{today}: 1 late")
        assert f" to {today}" not in desk.screen()
        await desk.press("2", "s")
        desk.shows(f" to {today}: ")


@story
async def test_who_looked_stands_on_a_page_for_everybody(sample: Path, number: int) -> None:
    async with Desk.open(sample) as desk:
        sample.chmod(0o660)  # from now on a group shares it
        await desk.press("g", "M", "enter", "q", "L")
        desk.shows("Who looked at others' work", "the team's work", "the work of budi")
        before = desk.screen().count("ratna  the team's work")
        await desk.press("q", "s", "L")
        assert desk.screen().count("ratna  the team's work") == before + 1
