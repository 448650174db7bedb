"""What others change of things that all have in common shows while no key comes; what was under the
cursor stays there, so that no key acts on anything else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from desk_driver import Desk, story
from waiting import PATIENCE

from workbench.domain.source import SourceKind
from workbench.services.selections import drop_selection, save_selection
from workbench.services.sources import add_source, rate_source
from workbench.services.topics import add_topic, list_topics, merge_topics, rename_topic
from workbench.services.workbench import Workbench
from workbench.store import open_store
from workbench.tui.pages.topics import TopicsPage


@pytest.fixture
def common(port: Path) -> Path:
    with open_store(port) as store:
        ratna = Workbench(store, "ratna")
        add_source(ratna, "Radio Pagi", kind=SourceKind.OUTLET)
        for name in ("banjir", "panen"):
            add_topic(ratna, name)
        for name in ("pagi", "sore"):
            save_selection(ratna, name, where="lang:id")
    return port


@contextmanager
def budi_at(path: Path) -> Iterator[Workbench]:
    with open_store(path) as store:
        yield Workbench(store, "budi")


async def shown(desk: Desk, *words: str) -> None:
    """Wait until the screen has these words: no key comes."""
    async with asyncio.timeout(PATIENCE):
        while not all(one in desk.screen() for one in words):
            await asyncio.sleep(0.05)


async def follows(desk: Desk) -> bool:
    """Whether anything is another, looked at as when no key came."""
    return await desk.screen_of.page.follow_others(desk.app.desk.calls)


@story
async def test_a_sources_card_shows_what_others_say_of_it(common: Path) -> None:
    async with Desk.open(common) as desk:
        await desk.press("gs", "/")
        await desk.type("Radio Pagi")
        await desk.press("enter", "enter")
        desk.shows("Source: Radio Pagi", "Not rated yet")
        uid = desk.screen_of.page.subject.source
        assert uid
        with budi_at(common) as budi:
            rate_source(budi, uid, "C", "dua kali diralat")
        await shown(desk, "C  dua kali diralat  (budi)")


@story
async def test_topics_show_what_others_call_them(common: Path) -> None:
    async with Desk.open(common) as desk:
        await desk.press("gt", "j")
        page = desk.screen_of.page
        assert isinstance(page, TopicsPage)
        here = page.topic
        assert here
        with budi_at(common) as budi:
            (other,) = (one.name for one in list_topics(budi) if one.uid != here.uid)
            rename_topic(budi, other, f"aa {other}")
        await shown(desk, f"aa {other}")
        assert page.topic == here
        with budi_at(common) as budi:
            merge_topics(budi, [here.name], f"aa {other}")
        assert not await follows(desk)
        assert page.topic == here, "nothing else is under the cursor when a key comes"
        await desk.press("en")
        await desk.fill("lain")
        assert "meanwhile" in desk.status
        await desk.press("escape")
        assert page.topic != here


@story
async def test_selections_show_what_others_make_of_them(common: Path) -> None:
    async with Desk.open(common) as desk:
        await desk.press("gq", "j")
        page = desk.screen_of.page
        here = page.subject.selection
        assert here
        with budi_at(common) as budi:
            save_selection(budi, "awal", where="lang:en")
        await shown(desk, "awal")
        assert page.subject.selection == here
        with open_store(common) as store:
            drop_selection(Workbench(store, "ratna"), here.name)
        assert not await follows(desk)
        assert page.subject.selection == here
        await desk.press("dd")
        names = {one.name for one in desk.bench.store.selections.all()}
        assert names == {"awal", "pagi", "sore"} - {here.name}
