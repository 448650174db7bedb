"""The line of time at the desk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from threading import Thread, current_thread

import pytest
from desk_driver import Desk, story
from network_cases import tell
from services_cases import imported

from workbench.domain import timeline as timelines
from workbench.domain.stated import Stated
from workbench.domain.timeline import Along, Dated
from workbench.services.workbench import Workbench
from workbench.store import open_store
from workbench.tui.pages import counterparts, numbers, timeline
from workbench.tui.pages.host import Host

Opening = Callable[[Host], Awaitable[None]]


@pytest.fixture
def told(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    with open_store(path) as store:
        tell(Workbench(store, "ana"), tmp_path)
    return path


@story
async def test_the_line_turns_and_its_rows_open(told: Path) -> None:
    async with Desk.open(told, size=(80, 24), analyst="ana") as desk:
        await desk.press("gh", "t")
        assert desk.pane == "timeline"
        desk.shows("from whom, and what", "2026-05-01 08:00", "Kabar Pagi", "2026-05-04 08:00")
        assert all(len(line) <= 80 for line in desk.screen().splitlines())
        await desk.press("g", "g", "enter")
        assert desk.pane == "text"
        desk.shows("Korban tewas sembilan")


@story
async def test_as_of_a_day_what_came_later_is_not_there(told: Path) -> None:
    async with Desk.open(told, size=(80, 24), analyst="ana") as desk:
        await desk.press("gh", "f")
        await desk.type("soon")
        await desk.press("enter")
        desk.shows("is no day")
        await desk.press("escape", "f")
        await desk.type("2026-05-02")
        await desk.press("enter")
        desk.shows("as of 2026-05-02", "Kabar Pagi")
        assert "2026-05-04" not in desk.screen()
        await desk.press("f")
        await desk.type("2026-05-02 recorded")
        await desk.press("enter")
        desk.shows("as of 2026-05-02 recorded", "Nothing was published by then")
        await desk.press("F", "t")
        desk.shows("2026-05-04 08:00")


@story
async def test_as_of_a_day_the_newest_of_that_day_are_shown_however_many_came_later(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "MOST", 2)
    async with Desk.open(told, size=(160, 24), analyst="ana") as desk:
        await desk.press("gh", "t")
        desk.shows("2026-05-04", "2026-05-03", "of the newest 2 articles")
        assert "2026-05-01" not in desk.screen()
        await desk.press("f")
        await desk.type("2026-05-01")
        await desk.press("enter")
        desk.shows("as of 2026-05-01", "Kabar Pagi", "Harian Siang")
        assert "newest" not in desk.screen()


@story
async def test_the_screen_neither_puts_statements_in_order_nor_makes_rows_that_nobody_sees(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered, made = list[Thread](), list[Stated]()

    def in_order(rows: Iterable[Dated], along: Along) -> list[Dated]:
        ordered.append(current_thread())
        return timelines.in_order(rows, along)

    def words_opener(said: Stated) -> Opening:
        made.append(said)
        return counterparts.words_opener(said)

    monkeypatch.setattr(timeline, "in_order", in_order)
    monkeypatch.setattr(timeline, "words_opener", words_opener)
    async with Desk.open(told, size=(80, 24), analyst="ana") as desk:
        await desk.press("gh", "t", "G")
        desk.shows("2026-05-04")
        page = desk.screen_of.page
        assert isinstance(page, timeline.TimelinePage)
        made.clear()
        page.turn()
        assert not made
        assert ordered
        assert current_thread() not in ordered


@story
async def test_the_cursor_stays_on_its_statement_when_the_line_turns(tmp_path: Path) -> None:
    with open_store(tmp_path / "years.db") as store:
        said = "Banjir Melanda Awu\n\n“Tanggul jebol pada {},” kata Kepala Dinas Sari Melati.\n"
        for day, year in enumerate((1998, 1990, 1994), 1):
            told = {"lang": "id", "published": f"2026-03-{day:02}"}
            imported(Workbench(store, "ana"), tmp_path, said.format(year), **told)
    async with Desk.open(tmp_path / "years.db", size=(80, 24), analyst="ana") as desk:
        await desk.press("gh", "G")
        page = desk.screen_of.page
        assert (page.subject.article, page.cursor) == (1, 2)
        await desk.press("t")
        assert (page.subject.article, page.cursor) == (1, 0)


@story
async def test_where_nothing_is_said_no_day_is_blamed_for_it(tmp_path: Path) -> None:
    with open_store(tmp_path / "bare.db") as store:
        imported(Workbench(store, "ana"), tmp_path, "Hujan", lang="id")
    async with Desk.open(tmp_path / "bare.db", size=(80, 24), analyst="ana") as desk:
        await desk.press("gh", "f")
        await desk.type("2026")
        await desk.press("enter")
        desk.shows("Nothing was published by then")
        await desk.press("F")
        desk.shows("Nothing is said there.")


@story
async def test_of_an_article_it_is_the_line_of_its_story(told: Path) -> None:
    async with Desk.open(told, size=(160, 50), analyst="ana") as desk:
        await desk.press("enter", "gh")
        desk.shows("story of #5", "said")
        await desk.press("q", "u", "gh")
        desk.shows("story of #5")


@story
async def test_numbers_over_time_open_where_they_are_said(told: Path) -> None:
    async with Desk.open(told, size=(80, 24), analyst="ana") as desk:
        await desk.press("gH")
        assert desk.pane == "timeline"
        desk.shows(
            "Numbers over time: all articles", "dead: 9 (Harian Siang, Dinas Awu and 1 more)"
        )
        assert all(len(line) <= 80 for line in desk.screen().splitlines())
        await desk.press("j", "enter")
        assert desk.pane == "text"


@story
async def test_of_how_many_articles_numbers_are_is_told_whole(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbers, "FIRST", 1)
    monkeypatch.setattr(numbers, "MOST", 1)
    async with Desk.open(told, size=(80, 24), analyst="ana") as desk:
        await desk.press("f")
        await desk.fill("lang:id number:1..5 number:1..6 number:1..7 number:1..8")
        await desk.press("gH")
        desk.shows("Numbers over time: lang:id number:", ", of the newest 1 articles")


@story
async def test_numbers_go_on_from_those_of_a_few_articles_to_those_of_all(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbers, "FIRST", 1)
    async with Desk.open(told, size=(80, 24), analyst="ana") as desk:
        await desk.press("gH")
        desk.shows(
            "Numbers over time: all articles", "dead: 9 (Harian Siang, Dinas Awu and 1 more)"
        )
        assert "newest" not in desk.screen()
        await desk.press("j", "q", "gH")
        desk.shows("dead: 9 (Harian Siang, Dinas Awu and 1 more)")
