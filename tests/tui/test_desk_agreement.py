"""How far analysts agree, at the desk: groups at a glance, and all figures of one behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import Desk, story
from test_desk_adjudication import apart as apart  # a fixture

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 50)])


@SIZES
@story
async def test_pairs_are_listed_and_opened(apart: Path, size: tuple[int, int]) -> None:
    async with Desk.open(apart, size=size, analyst="ana") as desk:
        await desk.press("gk")
        assert desk.pane == "agreement"
        desk.shows("claims", "answers", "speaker", "all together", "ana & budi", "by pair")
        await desk.press("j", "enter")
        desk.shows("ana & budi", "overlap", "F1", "kappa", "only one value was")
        await desk.press("j")
        desk.shows("0.857  0.000 1.000", "precision 0.750", "more than half of the")
        await desk.press("q")
        assert desk.pane == "agreement"


@story
async def test_they_are_told_apart_by_something_else(apart: Path) -> None:
    async with Desk.open(apart, analyst="ana") as desk:
        await desk.press("gk", "s")
        desk.shows("by analyst", "budi")
        await desk.press("3s")
        desk.shows("by outlet")
        await desk.press("5s", "s")
        desk.shows("by pair")


@story
async def test_blind_analysts_see_nothing_of_articles_that_they_have_yet_to_judge(
    apart: Path,
) -> None:
    async with Desk.open(apart, analyst="citra") as desk:
        await desk.press("gk")
        desk.shows("No article that you may see of was judged by two")
