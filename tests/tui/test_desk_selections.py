"""Selections on the desk: saving a filter, working through a queue, watches; orders and bars."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import Desk, library, story

from workbench.domain.filter import Order
from workbench.domain.selection import Selection
from workbench.services.selections import find_selection, list_selections, save_selection
from workbench.services.workbench import Workbench
from workbench.store import open_store
from workbench.tui.views import library as library_view


async def save(desk: Desk, name: str, sort: str) -> Selection:
    await desk.press("W")
    await desk.fill(name)
    await desk.press(sort)
    return find_selection(desk.bench, name)


async def filtered(desk: Desk, words: str) -> None:
    await desk.press("f")
    await desk.fill(words)


def listed(desk: Desk) -> list[int]:
    shown = desk.screen_of.library.library
    rows = [shown.row(place) for place in range(len(shown))]
    return [row.number for row in rows if row]


def standing(desk: Desk) -> str:
    return desk.screen().splitlines()[-1]


@story
async def test_the_filter_of_an_older_program_is_taken_up_as_it_was_meant(sample: Path) -> None:
    with open_store(sample) as store:
        store.sessions.remember("ratna", {"page": "library", "filter": "kapal lang:id"})
    async with Desk.open(sample) as desk:
        desk.shows("filter: title:*kapal* lang:id")


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@story
async def test_a_filter_saved_as_a_queue_is_worked_through(
    sample: Path, size: tuple[int, int]
) -> None:
    async with Desk.open(sample, size=size) as desk:
        await filtered(desk, "lang:en")
        total = len(listed(desk))
        saved = await save(desk, "pagi", "m")
        assert (saved.where, saved.owner) == ("lang:en", "ratna")
        assert desk.status == "saved: queue pagi; u takes it back"
        await desk.press("j", "k")
        questions = desk.screen_of.library.library.progress
        assert questions
        assert f"queue pagi: 0 of {total} done, {questions.questions} questions" in standing(desk)
        desk.shows(f"pagi 1/{total}", "filter: in:pagi")
        await desk.press("D", "k")
        assert f"queue pagi: 1 of {total} done" in standing(desk)
        await desk.press("j", "enter", "a", "j")
        left = desk.screen_of.library.library.progress
        assert left
        assert left.questions < questions.questions
        assert f"{left.questions} questions" in standing(desk)
        session = desk.bench.store.sessions.last("ratna")
        assert session
        assert session.selection == "in:pagi"


@story
async def test_the_next_question_stays_inside_the_list_and_follows_its_order(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await filtered(desk, "lang:en")
        await desk.press("o", "o")
        assert desk.status == "oldest first"
        desk.shows("filter: lang:en oldest first")
        order = listed(desk)
        assert order == [
            row.number for row in reversed(desk.bench.store.articles.rows(
                desk.screen_of.library.library.terms, analyst="ratna"))
        ]  # fmt: skip
        await save(desk, "inggris", "s")
        assert find_selection(desk.bench, "inggris").order is Order.OLDEST
        await desk.press("gg", "enter")
        seen = [desk.page.article.view.number]
        for _ in range(300):
            await desk.press("]u")
            number = desk.page.article.view.number
            if number != seen[-1]:
                seen.append(number)
            if number == order[2]:
                break
        assert seen == order[:3]


@story
async def test_a_ranked_list_stands_still_while_it_is_worked_on(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("o", "q")
        order = listed(desk)
        questions = [desk.screen_of.library.library.row(at).questions for at in range(5)]  # type: ignore[union-attr]
        assert questions == sorted(questions, reverse=True)
        await desk.press("enter", *["a"] * 6, "q")
        assert listed(desk) == order
        await desk.press("R")
        assert listed(desk) != order
        assert sorted(listed(desk)) == sorted(order)
        await desk.press("G")
        assert desk.row == 30
        monkeypatch.setattr(library_view, "RANKED", 7)
        await desk.press("o", "c")
        desk.shows("1/7+")
        await desk.press("G", "enter", "q")
        desk.shows("7/7+")


@story
async def test_selections_are_listed_opened_frozen_and_dropped(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("gq")
        desk.shows("No selections yet")
        await desk.press("enter", "dd", "ef", "q")
        assert desk.screen_of.page is desk.screen_of.library
        await filtered(desk, "outlet:sagara")
        await save(desk, "Sagara", "s")
        await desk.press("F")
        await filtered(desk, "lang:id state:new")
        await save(desk, "baru", "m")
        await desk.press("gl", "j", "k")
        assert "queue baru: 22 left" in standing(desk)
        await desk.press("gq")
        desk.shows("baru", "Sagara", "queue", "ratna", "0/3", "outlet:sagara")
        await desk.press("j", "enter")
        assert desk.screen_of.page is desk.screen_of.library
        assert len(listed(desk)) == 3
        desk.shows("Sagara 1/3")
        await desk.press("enter", "gq", "j", "ef")
        assert desk.status == "frozen: set Sagara, 3 articles; u thaws it"
        desk.shows("set")
        await desk.press("ef")
        assert "frozen already" in desk.status
        await desk.press("gg", "dd")
        assert desk.status == "dropped: queue baru; u brings it back"
        desk.shows_not("lang:id state:new")
        await desk.press("u")
        desk.shows("lang:id state:new")
        assert [one.selection.is_set for one in list_selections(desk.bench)] == [False, True]


@story
async def test_a_watch_says_what_came_since_and_a_colleagues_queue_shows_her_progress(
    sample: Path, tmp_path: Path
) -> None:
    async with Desk.open(sample) as desk:
        await filtered(desk, "lang:en")
        await save(desk, "pantau", "w")
        await desk.press("gq", "enter")
        await desk.press("W")
        await desk.fill("untuk budi")
        await desk.press("o")
        await desk.fill("budi")
        assert find_selection(desk.bench, "untuk budi").owner == "budi"
        await desk.press("gq", "gg", "enter")
        assert desk.status.startswith("0 new since 2")
    fresh = tmp_path / "fresh.txt"
    fresh.write_text("Fresh Words\n\nThe harbour was quiet all day, said a man.\n", "utf-8")
    library(sample, fresh)
    async with Desk.open(sample) as desk:
        desk.shows("pantau 1/")
        await desk.press("gq")
        desk.shows("1 new", "budi")
        await desk.press("gg", "enter")
        assert desk.status.startswith("1 new since 2")
        assert "number:>31 in the filter shows them alone" in desk.status
        await filtered(desk, "in:pantau number:>31")
        assert listed(desk) == [32]


@story
async def test_where_one_was_comes_back_with_selection_and_order(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await filtered(desk, "lang:id")
        await save(desk, "pagi", "m")
        await desk.press("o", "c")
        order = listed(desk)
    async with Desk.open(sample) as desk:
        await desk.press("j")
        assert listed(desk) == order
        desk.shows("most check-worthy first", "pagi 2/")
    with open_store(sample) as store:
        bench = Workbench(store, "ratna")
        save_selection(bench, "pagi", where="lang:en")
        store.sessions.remember("ratna", {"page": "library", "filter": "in:gone"})
    async with Desk.open(sample) as desk:
        assert "no selection 'gone'" in desk.status
        desk.shows("1/31")


@story
async def test_a_filter_completes_names_and_keeps_the_order(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await filtered(desk, "lang:en")
        await save(desk, "inggris raya", "s")
        await desk.press("F", "o", "o")
        await filtered(desk, "lang:id")
        desk.shows("filter: lang:id oldest first")
        await desk.press("f", "ctrl+u")
        await desk.type("state:new in:ing")
        desk.shows('state:new in:"inggris raya"', "lang:en")
        await desk.press("tab", "enter")
        assert desk.screen_of.library.library.words == 'state:new in:"inggris raya"'
        desk.shows("inggris raya 1/")
        desk.shows_not("oldest first")


@story
async def test_names_that_cannot_be_are_refused_in_words(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await save(desk, "a", "s")
        await desk.press("W")
        await desk.fill('b"c')
        assert "cannot be a name" in desk.status
        desk.shows('save as: b"c')
        await desk.press("escape")
        await filtered(desk, "-in:a")
        await desk.press("W")
        await desk.fill("A")
        desk.shows("is there already")
        await desk.press("r", "s")
        assert "in itself" in desk.status
        await desk.press("W", "escape", "W")
        await desk.fill("b")
        await desk.press("escape")
        assert [one.selection.name for one in list_selections(desk.bench)] == ["a"]


@story
async def test_bars_show_when_articles_were_published(sample: Path) -> None:
    async with Desk.open(sample, size=(100, 30)) as desk:
        top = desk.screen().splitlines()[0]
        assert top.startswith("2026-01-14 ")
        assert "by week" in top or "by day" in top
        assert "█" in top
        await desk.press("j", "j", "j")
        assert desk.screen().splitlines()[0] != top, "another bar is marked, with another count"
        await filtered(desk, "number:29")
        assert desk.screen().splitlines()[0] == "", "a single date has no bars"
        await desk.press("F", "enter")
        desk.shows_not(" by week", " by day")
        await desk.press("q", "H")
        assert "outlet" in desk.screen().splitlines()[0]
        await desk.press("H")
        assert "█" in desk.screen().splitlines()[0]
    async with Desk.open(sample) as desk:
        assert "outlet" in desk.screen().splitlines()[0]
        await desk.press("H")
        assert "█" in desk.screen().splitlines()[0]
