"""The library: going through it, filters, searches, states, metadata; none, one and thousands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk_driver import Desk, library, story

from workbench.domain.article import ReadingState


def title(desk: Desk) -> str:
    row = desk.screen_of.library.row
    assert row
    return row.title


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@story
async def test_moving_through_the_list(sample: Path, size: tuple[int, int]) -> None:
    async with Desk.open(sample, size=size) as desk:
        await desk.press("j", "j", "k")
        assert desk.row == 1
        desk.shows("2/31")
        await desk.press("5", "j")
        assert desk.row == 6
        await desk.press("G")
        assert desk.row == 30
        desk.shows("31/31", title(desk)[:20])
        await desk.press("gg", "ctrl+d", "pagedown", "ctrl+u", "pageup")
        assert desk.row == 0
        await desk.press("12", "G")
        assert desk.row == 11
        await desk.press("home", "end", "up", "down")
        assert desk.row == 30
        await desk.press("q")
        assert "Q quits" in desk.status


@story
async def test_a_filter_is_completed_shows_what_fits_and_is_cleared(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("f")
        await desk.type("la")
        desk.shows("lang:")
        await desk.press("tab")
        await desk.type("en")
        await desk.press("enter")
        english = [row for row in desk.bench.store.articles.rows((), analyst="ratna", limit=99)
                   if row.lang == "en"]  # fmt: skip
        assert desk.status == f"{len(english)} articles"
        desk.shows("filter: lang:en", f"1/{len(english)}")
        await desk.press("f")
        desk.shows("filter: lang:en")
        await desk.fill("lang:en -state:new")
        desk.shows("No article fits the filter; F shows all again.")
        await desk.press("j", "k", "enter", "D", "gr", "]n", "G")
        assert desk.screen_of.page is desk.screen_of.library
        await desk.press("f")
        await desk.fill("colour:red")
        assert "colour" in desk.status
        assert "No article fits" in desk.screen()
        await desk.press("escape", "F")
        desk.shows("1/31")
        await desk.press("f", "up")
        desk.shows("filter: colour:red")
        await desk.press("escape")
        desk.shows("1/31")


@story
async def test_a_mistake_in_a_filter_is_pointed_at(sample: Path) -> None:
    """The cursor stands behind it, so that it is mended where it is."""
    async with Desk.open(sample) as desk:
        await desk.press("f")
        await desk.type("lang:id stat:new number:>1")
        await desk.press("enter")
        assert "no field 'stat'. Did you mean state?" in desk.status
        await desk.type("e")
        await desk.press("enter")
        desk.shows("filter: lang:id state:new number:>1")


@story
async def test_values_that_are_there_are_offered(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("f")
        await desk.type("lang:id (has:cl")
        desk.shows("lang:id (has:claims")
        await desk.press("tab")
        await desk.type(" or outlet:pesi")
        desk.shows("lang:id (has:claims or outlet:", "of the latest")
        await desk.press("tab")
        await desk.type(")")
        await desk.press("enter")
        library = desk.app.desk.screen.library.library
        rows = [row for n in range(len(library)) if (row := library.row(n))]
        assert rows
        assert all("Pesisir" in row.outlet for row in rows)


@story
async def test_a_filter_that_leaves_nothing_stays_in_sight_under_a_whole_heading(
    sample: Path,
) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("f")
        await desk.fill("title:nirwana")
        desk.shows("No article fits the filter", "filter: title:nirwana", "like   ?  cl")
        await desk.press("F")
        for _ in range(12):
            heading = desk.strips()[0].split()
            assert set(heading[:-1]) <= {"date", "outlet", "title", "in", "?", "cl", "like"}
            await desk.press("j")


@story
async def test_an_empty_database_says_what_to_do(tmp_path: Path) -> None:
    async with Desk.open(tmp_path / "empty.db") as desk:
        desk.shows("No articles yet. Quit and run: workbench import PATH")
        await desk.press("j", "G", "enter", "D", "A", "gr", "]n", "[n", "]u", "y", "c", "ea", "T")
        assert desk.status
        for keys in ("gs", "gc", "gj"):
            await desk.press(keys, "j", "enter", "a", "q")
        await desk.press("g/")
        await desk.type("apa saja")
        await desk.press("enter")
        desk.shows("0 articles hold")
        await desk.press("q")
        desk.shows("No articles yet.")


@story
async def test_done_aside_and_open_again_go_on(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        first = title(desk)
        await desk.press("D")
        assert desk.status.endswith("is done")
        assert desk.row == 1
        second = title(desk)
        await desk.press("A")
        await desk.type("di luar topik")
        await desk.press("enter")
        assert desk.status.endswith("is set aside")
        assert desk.row == 2
        states = {row.title: row.state for row in
                  desk.bench.store.articles.rows((), analyst="ratna", limit=9)}  # fmt: skip
        assert states[first] is ReadingState.DONE
        assert states[second] is ReadingState.SET_ASIDE
        await desk.press("gg", "gu")
        assert desk.status.endswith("is open again")
        await desk.press("u", "j", "u")
        assert desk.screen_of.library.library.row(1).state is ReadingState.NEW  # type: ignore[union-attr]
        third = title(desk)
        await desk.press("enter", "D", "y")
        assert desk.page.article.view.article.metadata.title != third, "the next one is open"
        await desk.press("K")
        assert desk.page.article.view.state is ReadingState.DONE
        await desk.press("gl", "G", "enter", "D", "y")
        assert "last article" in desk.status
        await desk.press("J")
        assert desk.status == "this is the last article"


@story
async def test_new_articles_are_jumped_to_from_list_and_article(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("j", "D", "D", "gg", "]n")
        assert desk.row == 3
        await desk.press("[n")
        assert desk.row == 0
        await desk.press("[n")
        assert desk.status == "no new article further on"
        await desk.press("enter", "]n")
        assert desk.screen_of.library.cursor == 3
        await desk.press("J", ";")
        assert desk.screen_of.library.cursor == 5
        await desk.press("3", ";")
        assert desk.screen_of.library.cursor == 8
        await desk.press("[n")
        assert desk.screen_of.library.cursor == 7


@story
async def test_searching_all_articles_and_in_the_text(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("g/")
        await desk.type("tanjung lada")
        await desk.press("enter")
        desk.shows("articles hold")
        await desk.press("j", "enter")
        assert desk.pane == "text"
        article = desk.page.article
        here = article.view.text[article.offset :].casefold()
        assert here.startswith(("tanjung", "lada"))
        assert len(article.hits) > 2
        before = article.offset
        await desk.press("n")
        assert desk.status.startswith("hit ")
        assert article.offset != before
        await desk.press("N")
        assert article.offset == before
        await desk.press("]h", "[h")
        assert article.offset == before
        await desk.press("/")
        await desk.type("LEDAK")
        await desk.press("enter")
        assert "hits; n and N go through them" in desk.status
        assert article.view.text[article.offset :].casefold().startswith("ledak")
        await desk.press("/")
        await desk.type("tidak ada di sini")
        await desk.press("enter")
        assert "does not stand here" in desk.status
        await desk.press("n")
        assert desk.status == "search something first: /"
        await desk.press("ctrl+o")
        assert desk.page.article is article
        await desk.press("g/")
        await desk.type('al-Washka " OR (')
        await desk.press("enter")
        desk.shows("0 articles hold")


@story
async def test_the_same_story_elsewhere(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.go_to("9 Orang Tewas")
        number = desk.page.article.view.number
        await desk.press("gr")
        desk.shows(f"The same story as #{number}: 1 other article")
        desk.shows_not("other articles")
        titles = desk.screen().splitlines()[1:3]
        other = next(at for at, one in enumerate(titles) if "Kapal Motor Tenggelam" in one)
        await desk.press(f"{other + 1}", "gg", "enter")
        assert desk.page.article.view.number != number


@story
async def test_metadata_is_corrected_and_facts_are_new(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.go_to("Dua Pemerintah")
        number = desk.page.article.view.number
        desk.shows("2026-03-17")
        before = desk.view.facts
        await desk.press("ea", "p")
        await desk.fill("2026-03-18")
        desk.shows("2026-03-18")
        assert desk.view.facts != before, "relative times have another anchor now"
        await desk.press("ea", "t")
        await desk.fill("Dua Pemerintah [b]Marhalia[/b]")
        desk.shows("Dua Pemerintah [b]Marhalia[/b]"[:20])
        await desk.press("ea", "p")
        await desk.fill("kemarin dulu")
        assert "is no date" in desk.status
        await desk.press("escape", "ea", "l")
        await desk.fill("indonesia")
        assert "is no language" in desk.status
        await desk.press("escape", "ea", "o")
        await desk.fill("Kabar Baru")
        desk.shows("Kabar Baru")
        await desk.press("u", "u", "u")
        assert desk.view.facts == before
        await desk.press("gl")
        assert desk.screen_of.library.row.number == number  # type: ignore[union-attr]


WAITING = "···"


@story
async def test_three_thousand_articles_page_to_the_end_and_back(tmp_path: Path) -> None:
    lines = tmp_path / "many.jsonl"
    with lines.open("w", encoding="utf-8") as out:
        for number in range(3000):
            day = f"20{10 + number // 300:02}-{1 + number % 12:02}-{1 + number % 28:02}"
            text = f"Panen {number}"
            record = {"id": str(number), "title": text, "text": text,
                      "published": day, "lang": "id", "outlet": "Harian Desa"}  # fmt: skip
            out.write(json.dumps(record) + "\n")
    path = library(tmp_path / "many.db", lines)
    async with Desk.open(path) as desk:
        desk.shows("1/3000")
        for keys in ("pagedown", "ctrl+d", "G", "pageup", "1500", "G", "ctrl+u", "gg", "end"):
            await desk.press(keys)
            desk.shows_not(WAITING)
        assert desk.row == 2999
        assert title(desk).startswith("Panen")
        last = title(desk)
        await desk.press("k")
        await desk.burst("gg", "G", "enter")
        assert desk.page.article.view.article.metadata.title == last, "the row was read in time"
        await desk.press("T")
        desk.shows_not(WAITING)
        await desk.press("q", "700", "G", "D")
        assert desk.row == 700
        desk.shows_not(WAITING)
        await desk.press("f")
        await desk.fill("state:done")
        desk.shows("1/1")
        await desk.press("F")
        desk.shows("/3000")


@story
async def test_lists_of_claims_sources_and_changes(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.on_quote("Kami menunggu")
        await desk.press("a", "gc")
        desk.shows("by newest  1/1", "Kami menunggu")
        await desk.press("enter")
        assert desk.pane == "claim"
        await desk.press("gj")
        desk.shows("The journal, newest first", "accept")
        await desk.press("gs")
        desk.shows("Sources", "Idris al-Karamani")
        assert desk.pane == "sources"
        await desk.press("q", "q", "q", "q")
        assert desk.pane == "board", "the claim was opened from there"
        await desk.press("q")
        desk.shows("1/31"[2:])
