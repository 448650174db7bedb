"""Sources that may be one, answered at the desk: one key each, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import Desk, story

from workbench.domain.source import SourceKind
from workbench.services.sameness import suggested_merges
from workbench.services.sources import add_source
from workbench.services.workbench import Workbench
from workbench.store import open_store

BODY, PERSON = SourceKind.ORGANISATION, SourceKind.PERSON
NAMED = (
    ("Perry Wardjiyo", PERSON),
    ("Perry Warjiyo", PERSON),
    ("BKHM", BODY),
    ("Badan Klimatologi, Hidrologi, dan Meteorologi", BODY),
)


@pytest.fixture
def doubles(sample: Path) -> Path:
    with open_store(sample) as store:
        bench = Workbench(store, "ana")
        for name, kind in NAMED:
            add_source(bench, name, kind=kind)
    return sample


@story
@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_each_pair_is_answered_by_one_key_and_taken_back(
    doubles: Path, size: tuple[int, int]
) -> None:
    async with Desk.open(doubles, size=size) as desk:
        sources = desk.bench.store.sources
        await desk.press("gS")
        assert desk.pane == "sameness"
        desk.shows("Sources that may be one", "1/2", "Perry Warjiyo → Perry Wardjiyo")
        desk.shows("one name in two spellings (person)")
        await desk.press("x")
        desk.shows("they are two, and never asked again; 1 left, u takes it back")
        desk.shows("BKHM → Badan Klimatologi")
        assert len(sources.unalikes()) == 1
        await desk.press("a")
        (merged,) = sources.merges()
        assert sources.get(merged).name == "BKHM"
        desk.shows("BKHM is Badan Klimatologi", "none left, u takes it back")
        await desk.press("u", "u")
        assert sources.unalikes() == []
        assert sources.merges() == {}
        assert len(suggested_merges(desk.bench)) == 2
        desk.shows("Perry Warjiyo → Perry Wardjiyo")


@story
async def test_the_other_one_may_stay_and_cards_are_a_key_away(doubles: Path) -> None:
    async with Desk.open(doubles, size=(80, 24)) as desk:
        sources = desk.bench.store.sources
        await desk.press(":")
        await desk.type("same")
        await desk.press("enter")
        while "Perry" not in desk.screen_of.page.citation:
            await desk.press("j")
        await desk.press("<")
        desk.shows("Perry Wardjiyo → Perry Warjiyo")
        await desk.press("S")
        desk.shows("Source: Perry Wardjiyo")
        await desk.press("q")
        desk.shows("Perry Wardjiyo → Perry Warjiyo")
        await desk.press("a")
        (merged,) = sources.merges()
        assert sources.get(merged).name == "Perry Wardjiyo"


@story
async def test_where_none_may_be_one_that_is_said(sample: Path) -> None:
    async with Desk.open(sample, size=(80, 24)) as desk:
        await desk.press("gS")
        desk.shows("No sources look as if they were one")
        await desk.press("a", "x", "<")
        desk.shows("no two sources are left that may be one")
