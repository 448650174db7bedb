"""What sources belong to, at the desk: said, ended, taken from the table, and what that counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import Desk, story
from desk_scripts import undone_and_done_again

from workbench.domain.claim import LinkKind
from workbench.domain.family import Tie
from workbench.domain.source import Source, SourceKind
from workbench.domain.span import Span
from workbench.services.annotate import link_claims, new_claim
from workbench.services.families import owners_of
from workbench.services.metadata import set_metadata
from workbench.services.proof import verify
from workbench.services.sources import add_source
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store

SIZES = [(80, 24), (160, 50)]
OUTLETS = {21: "detik.com/news", 27: "CNN Indonesia", 29: "Pos Lain"}
"""Number of an article of the sample set that is like no other -> its outlet here."""


@pytest.fixture
def told(sample: Path) -> Path:
    """A claim that three outlets tell as their own, and two ministries."""
    with open_store(sample) as store:
        bench = Workbench(store, "ratna")
        made = []
        for number, name in OUTLETS.items():
            set_metadata(bench, number, {"outlet": name})
            view = view_article(bench, number)
            new_claim(bench, view, Span.of(view.text, 0, 30))
            made.append(view_article(bench, number).my_claims()[-1].uid)
        for other in made[1:]:
            link_claims(bench, LinkKind.SAME, made[0], other)
        for name in ("Aaa Kementerian Laut", "Aab Kementerian Darat"):
            add_source(bench, name, kind=SourceKind.ORGANISATION)
    return sample


def named(desk: Desk, name: str) -> Source:
    return desk.bench.store.sources.named(name)[0]


def owners(desk: Desk, name: str) -> tuple[str, ...]:
    return owners_of(desk.bench).get(named(desk, name).uid, ())


@pytest.mark.parametrize("size", SIZES)
@story
async def test_what_a_source_belongs_to_is_said_and_ended(
    told: Path, size: tuple[int, int]
) -> None:
    async with Desk.open(told, size=size) as desk:
        await desk.press("gs", "gg", "O")
        await desk.type("Negara Teluk")
        await desk.press("enter")
        desk.shows("an origin of its own", "outlets of one owner are one origin")
        await desk.press("enter")
        await desk.type("1945-08")
        await desk.press("enter")
        await desk.type("undang-undang")
        await desk.press("enter")
        assert desk.status == "Aaa Kementerian Laut belongs to Negara Teluk now; u takes it back"
        desk.shows("of Negara Teluk")
        ministry = named(desk, "Aaa Kementerian Laut").uid
        (said,) = desk.bench.store.belongings.of(ministry)
        assert (said.tie, said.since, said.rationale) == (Tie.PART, "1945-08", "undang-undang")
        await undone_and_done_again(desk, lambda: owners(desk, "Aaa Kementerian Laut"))
        await desk.press("S")
        desk.shows("part of Negara Teluk since 1945-08", "undang-undang")
        await desk.press("eo")
        await desk.fill("2024")
        await desk.press("enter")
        desk.shows("belongs to nothing since 2024")
        assert owners(desk, "Aaa Kementerian Laut") == ()
        await undone_and_done_again(desk, lambda: owners(desk, "Aaa Kementerian Laut"))
        await desk.press("O")
        await desk.type("Aaa Kementerian Laut")
        await desk.press("enter", "enter", "enter", "enter")
        assert "would belong to itself" in desk.status
        await desk.press("O", "escape")
        await desk.press("eo", "escape")
        await desk.press("eo", "enter", "escape")
        assert len(desk.bench.store.belongings.of(ministry)) == 2
        assert not list(verify(desk.bench.store))


@story
async def test_the_tables_proposals_wait_to_be_taken(told: Path) -> None:
    async with Desk.open(told, size=(80, 24)) as desk:
        await desk.press("gf")
        desk.shows(
            "Proposed by the table of publishers",
            "CNN Indonesia: owned by Trans Media, of CT Corp",
            "detik.com/news: owned by Trans Media since 2011-08-03, of CT Corp",
        )
        await desk.press("j", "enter")
        desk.shows("Source: CNN Indonesia", "proposed", "T says so")
        await desk.press("T")
        assert desk.status.startswith("CNN Indonesia belongs to Trans Media, of CT Corp now")
        desk.shows_not("T says so")
        await undone_and_done_again(desk, lambda: owners(desk, "CNN Indonesia"))
        await desk.press("T")
        assert desk.status == "what it belongs to was said already; O says otherwise"
        await desk.press("q")
        desk.shows("CT Corp", "always     CNN Indonesia: owned by Trans Media")
        await desk.press("*", "T")
        desk.shows("1 source: as the table")
        await desk.press("y")
        assert owners(desk, "detik.com/news") == ("Trans Media", "CT Corp")
        desk.shows_not("Proposed by")
        await desk.press("*", "T")
        assert "proposes nothing for them" in desk.status
        await desk.press("escape")
        assert not list(verify(desk.bench.store))


@story
async def test_marked_sources_get_one_owner_in_one_act(told: Path) -> None:
    async with Desk.open(told, size=(80, 24)) as desk:
        await desk.press("gs", "gg", "space", "space", "O")
        await desk.type("Negara Teluk")
        await desk.press("enter")
        desk.shows("since (2019, 2019-05 or a day; empty: always):")
        await desk.type("13-2019")
        await desk.press("enter")
        desk.shows("'13-2019' is no day", "always): 13-2019")
        await desk.fill("2019-05")
        desk.shows("because:")
        await desk.type("situs resmi")
        await desk.press("enter")
        desk.shows("2 sources belong to Negara Teluk since 2019-05? y/n")
        await desk.press("y")
        for name in ("Aaa Kementerian Laut", "Aab Kementerian Darat"):
            assert owners(desk, name) == ("Negara Teluk",)
            (said,) = desk.bench.store.belongings.of(named(desk, name).uid)
            assert (said.since, said.rationale) == ("2019-05", "situs resmi")
        await undone_and_done_again(desk, lambda: owners(desk, "Aab Kementerian Darat"))


@pytest.mark.parametrize("size", SIZES)
@story
async def test_outlets_of_one_owner_are_shown_as_one_origin(
    told: Path, size: tuple[int, int]
) -> None:
    async with Desk.open(told, size=size) as desk:
        await desk.press("gc")
        desk.shows("origins: 3")
        await desk.press("gf", "*", "T", "y", "q", "gc")
        desk.shows("origins: 2")
        await desk.press("o")
        desk.shows("independent origins", "CT Corp", "one owner's")
        desk.shows("the same", "Pos Lain")


@story
async def test_a_house_is_told_beside_the_count(told: Path) -> None:
    async with Desk.open(told, size=(120, 40)) as desk:
        await desk.press("gs")
        for name in ("CNN Indonesia", "Pos Lain"):
            uids = [source.uid for source in desk.screen_of.page.sources]  # type: ignore[attr-defined]
            await desk.press(f"{uids.index(named(desk, name).uid) + 1}", "gg", "ek", "r", "O")
            await desk.type("Negara Teluk")
            await desk.press("enter", "enter", "enter", "enter")
        await desk.press("gc")
        desk.shows("origins: 3, 2 houses")
        await desk.press("o")
        desk.shows("one house, Negara Teluk: ", "CNN Indonesia", "Pos Lain")


@story
async def test_a_source_is_found_in_its_list_and_the_cursor_stays_on_it(told: Path) -> None:
    async with Desk.open(told, size=(80, 24)) as desk:
        await desk.press("gs", "/")
        desk.shows("search this list:")
        await desk.type("kementerian darat")
        await desk.press("enter")
        darat = named(desk, "Aab Kementerian Darat").uid
        assert desk.screen_of.page.subject.source == darat
        assert desk.status == "1 row holds it; n and N go through them"
        await desk.press("/")
        await desk.fill("kementerian")
        await desk.press("n")
        assert desk.status == "hit 1 of 2"
        assert desk.screen_of.page.subject.source == named(desk, "Aaa Kementerian Laut").uid
        await desk.press("N")
        assert desk.screen_of.page.subject.source == darat
        before = desk.row
        await desk.press("O")
        await desk.type("A Negara Baru")
        await desk.press("enter", "enter", "enter", "enter")
        assert owners(desk, "Aab Kementerian Darat") == ("A Negara Baru",)
        assert desk.row == before + 1, "the new one stands above"
        assert desk.screen_of.page.subject.source == darat
        await desk.press("u")
        assert (desk.row, desk.screen_of.page.subject.source) == (before, darat)
        await desk.press("/")
        await desk.fill("tidak ada")
        assert "stands in no row" in desk.status


@story
async def test_what_was_typed_whole_is_taken_before_a_name_that_is_only_near(told: Path) -> None:
    with open_store(told) as store:
        add_source(Workbench(store, "ratna"), "Aljazeera", kind=SourceKind.OUTLET)
    async with Desk.open(told, size=(80, 24)) as desk:
        await desk.press("gs", "gg", "space", "O")
        desk.shows("1 source belongs to:")
        await desk.type("aljaz")
        await desk.press("enter", "enter", "enter", "y")
        assert owners(desk, "Aaa Kementerian Laut") == ("Aljazeera",)
        await desk.press("u", "gg", "O")
        await desk.type("Al Jazeera")
        desk.shows("a new source", "Aljazeera")
        await desk.press("enter", "enter", "enter", "enter")
        assert owners(desk, "Aaa Kementerian Laut") == ("Al Jazeera",)
        await desk.press("M")
        await desk.type("Al Jazera")
        desk.shows_not("a new source")
        await desk.press("escape")
