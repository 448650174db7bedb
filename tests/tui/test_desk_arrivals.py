"""What came in and waits, answered at the desk: one key each, marked ones together, taken back."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from desk_arrivals import OURS, STRAY, THEIRS, arrive, arrived
from desk_driver import SETTINGS, Desk, story
from desk_harbour import SAID
from waiting import PATIENCE

from workbench.services.arrivals import drop, take, waiting
from workbench.services.proof import verify
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import Access, open_store

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 50)])


@pytest.fixture
def came(port: Path) -> Path:
    return arrived(port)


def says(desk: Desk) -> list[str]:
    """What the analyst's claims on the first article say, in the order of the text."""
    return [one.restatement or one.span.exact for one in view_article(desk.bench, 1).my_claims()]


@SIZES
@story
async def test_ours_stands_beside_theirs_and_one_key_answers(
    came: Path, size: tuple[int, int]
) -> None:
    async with Desk.open(came, size=size) as desk:
        desk.shows("4 things came in and wait: gA lists them")
        await desk.press("j", "k")
        desk.shows("gA 4 wait  enter open", "? keys")
        await desk.press("gA")
        assert desk.pane == "arrivals"
        desk.shows("1/4", "≠ changed in both", "yours", "theirs")
        (line,) = [line for line in desk.strips() if "says" in line and "lusa" in line]
        assert line.index("besok") < line.index("│") < line.index("lusa")
        assert line.count("~") == 2
        desk.shows("a lets theirs stand, x yours", "came in set.jsonl")
        await desk.press("dd")
        assert desk.status == "both have it; a lets theirs stand, x yours"
        await desk.press("p")
        assert desk.status == "it has its place; a lets theirs stand, x yours"
        assert says(desk) == [OURS]
        await desk.press("a")
        assert says(desk) == [THEIRS]
        desk.shows("theirs stands; 3 left, u takes it back", "1/3")
        await desk.press("q", "j")
        desk.shows("gA 3 wait  enter open")
        await desk.press("k", "gA")
        await desk.press("u")
        assert says(desk) == [OURS]
        await desk.press("x")
        assert says(desk) == [OURS]
        assert len(waiting(desk.bench)) == 3
        desk.shows("yours stands; 3 left")
        await desk.press("u")
        assert len(waiting(desk.bench)) == 4
        assert not list(verify(desk.bench.store))


@SIZES
@story
async def test_words_that_stand_elsewhere_are_placed_where_one_says(
    came: Path, size: tuple[int, int]
) -> None:
    async with Desk.open(came, size=size) as desk:
        await desk.press("gA", "j")
        desk.shows("? words stand elsewhere", "place 1", "p puts it at the place above")
        await desk.press("a")
        assert desk.status == "its words stand elsewhere in your text; p puts it there"
        await desk.press("enter")
        assert desk.pane == "text"
        await desk.press("q", "p")
        desk.shows("placed; 3 left, u takes it back")
        assert says(desk) == [SAID, OURS]
        desk.shows("place 2", "1p to 2p put it at a place, p alone selects words")
        await desk.press("3p")
        assert desk.status == "it proposes 2 places"
        await desk.press("2p")
        text = view_article(desk.bench, 1).text
        claims = view_article(desk.bench, 1).my_claims()
        starts = sorted(one.span.start for one in claims if one.span.exact == SAID)
        assert starts == [text.index(SAID), text.rindex(SAID)]
        await desk.press("u")
        desk.shows("place 2")
        await desk.press("p", "ctrl+l")
        assert desk.pane == "selection"
        await desk.press("e", "enter")
        assert desk.pane == "arrivals"
        desk.shows("placed; 2 left")
        assert len(view_article(desk.bench, 1).my_claims()) == 3
        assert not list(verify(desk.bench.store))


@story
async def test_what_has_no_place_is_dropped_or_stays(came: Path) -> None:
    async with Desk.open(came) as desk:
        await desk.press("gA", "G")
        desk.shows("? no place here", STRAY, "4/4")
        await desk.press("enter")
        assert desk.pane == "arrivals", "there is nothing to open"
        await desk.press("x")
        assert desk.status == "there is nothing of yours to keep; dd drops it"
        await desk.press("p")
        assert desk.status == "its article is not here: import that first"
        await desk.press("a")
        assert desk.status == "the article is not here: import that first"
        assert len(waiting(desk.bench)) == 4, "nothing was done"
        desk.shows("the article is not here: import that first; dd drops it")
        await desk.press("k", "j")
        assert desk.strips()[-1].startswith("? keys"), "the others do nothing here"
        await desk.press("dd")
        desk.shows("dropped; 3 left", "3/3")
        desk.shows_not(STRAY)
        await desk.press("u")
        desk.shows(STRAY)


@story
async def test_marked_ones_are_answered_as_one_act(came: Path) -> None:
    async with Desk.open(came) as desk:
        await desk.press("gA", "space")
        desk.shows("1 marked  2/4")
        await desk.press("space", "space", "space")
        desk.shows("4 marked")
        await desk.press("a")
        desk.shows("take theirs for 2 things? y/n", "2 more cannot be answered so, and stay")
        await desk.press("n", "x", "y")
        assert desk.ops()[-1] == "keep"
        await desk.press("*", "p")
        desk.shows("place 1 thing on the words proposed? y/n")
        await desk.press("y", "*", "dd")
        desk.shows("drop 2 things? y/n")
        await desk.press("y")
        desk.shows("Nothing waits for an answer; q goes back.")
        assert desk.ops()[-3:] == ["keep", "place", "drop"]
        await desk.press("a", "u", "u", "u")
        assert len(waiting(desk.bench)) == 4
        desk.shows("1/4")
        assert not list(verify(desk.bench.store))


@SIZES
@story
async def test_what_was_answered_elsewhere_is_followed_and_never_answered_again(
    came: Path, size: tuple[int, int]
) -> None:
    async with Desk.open(came, size=size) as desk:
        await desk.press("gA")
        desk.shows("1/4")
        with open_store(came) as store:
            bench = Workbench(store, "ratna")
            take(bench, [waiting(bench)[0].arrival])
            acts = len(desk.ops())
        await desk.press("a")
        assert desk.status == "answered elsewhere meanwhile: theirs stands"
        await desk.press("a", "x")
        assert len(desk.ops()) == acts, "it was answered once"
        desk.shows("0/3", "≠ changed in both")
        await desk.press("j", "p")
        desk.shows("placed; 2 left", "1/2")
        desk.shows_not("≠ changed in both")
        with open_store(came) as store:
            bench = Workbench(store, "ratna")
            drop(bench, [waiting(bench)[-1].arrival])
        async with asyncio.timeout(PATIENCE):
            while "1/1" not in desk.screen():  # no key comes
                await asyncio.sleep(0.05)
        assert says(desk) == [SAID, THEIRS]
        assert not list(verify(desk.bench.store))


@story
async def test_a_range_takes_whole_ones_and_reading_changes_nothing(came: Path) -> None:
    async with Desk.open(came) as desk:
        await desk.press("gA", "V", "j", "V")
        desk.shows("2 marked")
    async with Desk.open(came, access=Access.READ) as desk:
        await desk.press("gA", "a")
        assert desk.status == "this database is read-only"


@story
async def test_where_nothing_came_in_that_is_said(port: Path) -> None:
    async with Desk.open(port) as desk:
        desk.shows_not("came in and wait")
        desk.shows_not("wait  enter open")
        await desk.press(":")
        await desk.type("waiting")
        await desk.press("enter")
        desk.shows("Nothing waits for an answer")
        await desk.press("a", "x", "p", "dd")
        assert desk.status == "nothing waits for an answer"


@story
async def test_a_colleague_s_work_is_listed_once_one_s_own_judgement_stands(came: Path) -> None:
    with open_store(came) as store:
        bench = Workbench(store, "ratna")
        mine = view_article(bench, 1).my_claims()[0]
        arrive(bench, replace(mine, uid="budi", analyst="budi", restatement="Kata Budi."), ())
    async with Desk.open(came) as desk:
        desk.shows("4 things came in and wait")
        await desk.press("gA", "G")
        desk.shows("4/4")
        desk.shows_not("Kata Budi.")
    async with Desk.open(came, settings=replace(SETTINGS, blind="off")) as desk:
        await desk.press("gA", "G")
        desk.shows("5/5", "Kata Budi.")
    async with Desk.open(came) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.press("D")
        if desk.screen_of.bar.is_open:
            await desk.press("y")
        await desk.press("gA", "G")
        desk.shows("5/5", "Kata Budi.")
