"""How often a desk goes to a server that is far, and back: what an analyst waits for, counted."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest
from desk_driver import Desk, story
from desk_ways import made_library, settled, sitting
from far_server import Line, ways
from services_cases import accept_all
from waiting import PATIENCE

from workbench.domain.decision import Verdict
from workbench.postgres import Store
from workbench.services import review
from workbench.services.board import board_query, read_rows
from workbench.services.find import search_articles
from workbench.services.history import undo
from workbench.services.moving import fill
from workbench.services.renewing import renewed_view
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import Access
from workbench.store import Place as FilePlace

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.verbs.store import Place

DELAY = 0.02
"""Seconds: what is asked within them goes one way."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A file with enough articles for several pages of the list, and some work."""
    place = FilePlace(made_library(tmp_path_factory.mktemp("library")))
    with place.open() as store:
        accept_all(Workbench(store, "ratna"), 1)
        accept_all(Workbench(store, "budi"), 2)
    return place


@pytest.fixture
def library(far: tuple[Store, Line], filled: Place) -> tuple[Workbench, Line]:
    """The same at the other end of a line, for an analyst who sees nothing of a colleague's."""
    store, line = far
    with filled.open(Access.READ) as file:
        fill(store, file)
    line.delay = DELAY
    return Workbench(store, "ratna"), line


Far = tuple[Workbench, Line]


def test_an_article_is_read_in_three_ways(library: Far) -> None:
    """What is known by its number, what that names, and the end of the moment."""
    bench, line = library
    for number in (1, 2, 3):  # with work of one's own, with a colleague's, with none
        view = view_article(bench, number)
        assert ways(line, lambda _, one=number: view_article(bench, one)) == 3  # type: ignore[misc]
        assert view.is_blind == (number == 2)


def test_what_is_asked_ahead_is_what_is_asked(library: Far, filled: Place) -> None:
    """The same view as that of a file, where nothing is asked ahead."""
    bench, _ = library
    with filled.open(Access.READ) as file:
        near = Workbench(file, "ratna")
        for number in near.store.articles.numbers(analyst="ratna", limit=20):
            assert view_article(bench, number) == view_article(near, number)


def test_a_decision_takes_three_ways(library: Far) -> None:
    """Whether it opens the article is said with it."""
    bench, line = library
    view = view_article(bench, 3)
    facts = view.open_questions()

    def reject(attempt: int) -> None:
        review.answer_fact(bench, view, facts[attempt], Verdict.REJECTED)

    assert ways(line, reject) == 3
    assert ways(line, lambda _: undo(bench)) == 6
    assert ways(line, lambda _: renewed_view(bench, view)) <= 3


def test_lists_go_there_for_a_page_and_not_for_a_row(library: Far) -> None:
    bench, line = library
    rows = bench.store.articles.rows
    assert ways(line, lambda _: rows((), analyst="ratna", limit=100)) == 1
    query = board_query(bench)
    assert len(read_rows(bench, query)[0]) > 3
    assert ways(line, lambda _: read_rows(bench, query)) <= 9
    assert len(search_articles(bench, "kapal")) > 80
    assert ways(line, lambda _: search_articles(bench, "kapal")) == 2


@story
async def test_a_move_waits_for_nothing(library: Far) -> None:
    """It is seen though nothing that was asked meanwhile, beside the keys, is answered."""
    bench, line = library
    async with Desk.over(bench, size=(120, 40)) as desk:
        await settled(desk)
        for keys, place in (("jjk", _row), ("jjk", _row), ("wwb", _offset)):
            line.lets_through.clear()
            try:
                for key in keys:
                    before = place(desk)
                    desk.put(key)
                    await _other(desk, place, before)
            finally:
                line.lets_through.set()
            await settled(desk)
            await desk.press("enter" if place is _row and not desk.screen_of.opened else "tab")
            await settled(desk)


def _row(desk: Desk) -> int:
    return desk.row


def _offset(desk: Desk) -> int:
    return desk.page.article.offset


async def _other(desk: Desk, place: Callable[[Desk], int], before: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while place(desk) == before:
            await asyncio.sleep(0.001)


@story
async def test_the_loop_of_keys_waits_for_no_answer(library: Far) -> None:
    """A machine that does much else may hold it up, and not each time: an answer would."""
    bench, line = library
    gaps = []
    async with Desk.over(bench, size=(120, 40)) as desk:
        await desk.press("enter")
        await settled(desk)
        line.delay = 0.2
        for _ in range(3):
            is_over = asyncio.Event()
            beating = asyncio.create_task(_longest_gap(is_over))
            await desk.press("x", "J")
            is_over.set()
            gaps.append(await beating)
        line.delay = DELAY
    assert min(gaps) < 0.2


async def _longest_gap(is_over: asyncio.Event) -> float:
    """The longest time in which the loop did nothing else, in seconds."""
    longest, last = 0.0, time.monotonic()
    while not is_over.is_set():
        await asyncio.sleep(0.005)
        now = time.monotonic()
        longest, last = max(longest, now - last), now
    return longest


@story
async def test_a_sitting_goes_there_seldom(library: Far) -> None:
    """With all that is read and kept beside the keys: an act is three ways, what a page then reads
    of it three, the place that is kept two, and what is counted anew one each."""
    bench, line = library
    async with Desk.over(bench, size=(120, 40)) as desk:
        await settled(desk)
        costs = await sitting(desk, lambda: line.ways)
    assert costs["an article is opened"].ways <= 3
    most = {
        "a move in the list": 2,
        "a page of the list": 7,
        "an article is opened": 12,
        "a move between facts": 2,
        "a move in the text": 2,
        "a claim is made": 15,
        "it is taken back": 18,
        "a quote is accepted": 15,
        "a suggestion is rejected": 13,
        "undo": 18,
        "the next article": 15,
        "back in the list": 9,
        "words in all articles": 12,
        "the board of claims": 14,
    }
    over = {name: cost for name, cost in costs.items() if cost.ways + cost.beside > most[name]}
    assert over == {}
