"""Nothing is missed: uncovered sentences are gone through, marked, seen and counted."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from desk_driver import Desk, story
from desk_scripts import TRUCE

from workbench.domain.coverage import Cover, Coverage
from workbench.domain.fact import Kind
from workbench.present.glyphs import ASCII, UNICODE, Glyphs
from workbench.services.coverage import coverage_of, my_nothings
from workbench.services.proof import verify


def covered(desk: Desk) -> Coverage:
    return coverage_of(desk.view)


def here(desk: Desk) -> int:
    """The sentence under the text's cursor."""
    place = covered(desk).place_at(desk.page.article.offset)
    assert place is not None
    return place


def uncovered(desk: Desk) -> list[int]:
    return list(covered(desk).uncovered_from(0))


def margin(desk: Desk) -> dict[str, str]:
    """First word of each line of the text -> the mark before it; the cursor's line is left out."""
    pane = desk.screen_of.text
    found = {}
    for line in desk.strips()[pane.region.y : pane.region.bottom]:
        words = line[2 : pane.region.width].split()
        if words and line[1] != UNICODE.cursor:
            found[words[0]] = line[1]
    return found


@story
async def test_uncovered_sentences_are_gone_through_either_way_and_round(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to(TRUCE.title)
        await desk.press("tab", "G")
        places = uncovered(desk)
        assert places[0] == 0, "the headline is one"
        assert Cover.NO_BODY in {covered(desk).cover(place) for place in range(len(covered(desk)))}
        seen = []
        for _ in places:
            await desk.press("]x")
            seen.append(here(desk))
        assert seen == places, "each of them once, from the first on"
        await desk.press(";")
        assert here(desk) == places[0], "and round"
        await desk.press("[x")
        assert here(desk) == places[-1]
        await desk.press("2[x")
        assert here(desk) == places[-3]
        start = desk.page.article.offset
        await desk.press("w", "[x")
        assert desk.page.article.offset < start, "from within a sentence to the one before"


@story
async def test_going_through_an_article_is_a_key_a_sentence(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to(TRUCE.title)
        await desk.press("tab", "gg")
        left = uncovered(desk)
        before = desk.pressed
        for at, place in enumerate(left):
            assert here(desk) == place
            await desk.press("X")
            assert f"{len(left) - at - 1} sentence" in desk.status or at == len(left) - 1
        assert desk.pressed - before == len(left)
        assert uncovered(desk) == []
        assert "every sentence is covered" in desk.status
        questions = len(desk.questions())
        assert f"{questions} questions open" in desk.status
        await desk.press("X")
        assert "it is marked already: U takes that back" in desk.status
        await desk.press("]x")
        assert desk.status == "every sentence here is covered"
        assert list(verify(desk.bench.store)) == []


@story
async def test_from_the_facts_the_keys_go_to_the_text(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to(TRUCE.title)
        assert desk.pane == "facts"
        first = here(desk)
        await desk.press("]x")
        assert desk.pane == "text"
        assert here(desk) > first
        await desk.press("tab", "j", "X")
        assert desk.pane == "text"
        assert len(my_nothings(desk.view)) == 1


@story
async def test_a_mark_is_taken_back_with_a_key_by_undo_and_comes_again(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to(TRUCE.title)
        await desk.press("tab", "gg", "]x")
        place = here(desk)
        await desk.press("X")
        assert covered(desk).cover(place) is Cover.NOTHING
        assert here(desk) != place
        await desk.press("[x", "u")
        assert desk.status.startswith("undo: nothing here: “")
        assert here(desk) == place, "undo shows where it was"
        assert my_nothings(desk.view) == []
        await desk.press("ctrl+r")
        assert covered(desk).cover(place) is Cover.NOTHING
        await desk.press("U")
        assert desk.status == "1 mark taken back"
        assert my_nothings(desk.view) == []
        await desk.press("U")
        assert desk.status == "no mark of yours is here"
        assert desk.ops()[-4:] == ["nothing here", "undo", "redo", "something here"]


@story
async def test_a_count_and_a_selection_mark_several_in_one_act(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to(TRUCE.title)
        await desk.press("tab", "gg")
        left = uncovered(desk)
        await desk.press("4X")
        assert uncovered(desk) == left[4:]
        assert desk.status.startswith("nothing in 4 sentences, 2 questions there open; ")
        assert here(desk) == left[4]
        await desk.press("V", ")", ")", "X")
        assert desk.pane == "text", "nothing is selected any more"
        assert uncovered(desk) == left[7:]
        await desk.press(".")
        assert uncovered(desk) == left[8:]
        await desk.press("3u")
        assert uncovered(desk) == left
        assert my_nothings(desk.view) == []
        await desk.press("gg", "V", "G", "X")
        assert uncovered(desk) == []
        await desk.press("gg", "V", "G", "U")
        assert desk.status == f"{len(left)} marks taken back"
        assert uncovered(desk) == left


@story
async def test_words_that_were_being_chosen_for_something_else_are_let_go(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to(TRUCE.title)
        quote = await desk.on_quote()
        await desk.press("eb", "X")
        assert not desk.app.desk.word_choice.is_open
        assert desk.pane == "text"
        assert my_nothings(desk.view)
        assert desk.view.decision(quote.id) is None, "nothing was corrected by the way"


@story
async def test_what_covers_a_sentence_already_is_said_and_the_cursor_goes_on(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to(TRUCE.title)
        quote = await desk.on_quote()
        await desk.press("a", "u", "ctrl+r")
        await desk.press("tab", "gg")
        claimed = covered(desk).place_at(quote.span.start)
        assert claimed is not None
        acts = len(desk.ops())
        desk.page.article.put_offset(quote.span.start)
        await desk.press("X")
        assert desk.status.startswith("a claim covers this sentence; ")
        assert here(desk) == next(covered(desk).uncovered_from(claimed))
        await desk.press("G", "X")
        assert desk.status.startswith("this line is no body")
        assert len(desk.ops()) == acts


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@story
async def test_the_margin_tells_what_covers_each_line(truce: Path, glyphs: Glyphs) -> None:
    async with Desk.open(truce, size=(120, 50)) as desk:
        desk.screen_of.glyphs = desk.screen_of.text._glyphs = glyphs
        await desk.go_to(TRUCE.title)
        article = desk.page.article
        marks = glyphs.cover
        fresh = margin(desk)
        assert set(fresh.values()) == {marks["uncovered"], marks["no body"], glyphs.active}
        quote = await desk.on_quote()
        await desk.press("a")
        rejected = next(fact for fact in desk.questions() if fact.kind is Kind.QUOTE)
        await desk.on_fact(lambda fact: fact.id == rejected.id)
        await desk.press("x", "tab", "gg", "20X", "gg")
        lines = desk.screen_of.text._lines
        told = {covered(desk).least(*line) for line in lines}
        assert {Cover.CLAIM, Cover.ANSWERED, Cover.NOTHING} <= told
        pane = desk.screen_of.text
        for row, line in enumerate(desk.strips()[pane.region.y : pane.region.bottom]):
            number = row + pane.scroll_offset.y
            if number >= len(lines) or number == pane.line:
                continue
            cover = covered(desk).least(*lines[number])
            assert line[1] == (marks[cover.word] if cover is not None else " "), line
        assert article.coverage.cover(article.coverage.place_at(quote.span.start) or 0)


@story
async def test_done_tells_what_was_missed_and_asks_where_somebody_speaks(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to(TRUCE.title)
        number = desk.view.number
        quotes = [fact for fact in desk.questions() if fact.kind is Kind.QUOTE]
        sentences = covered(desk).uncovered
        await desk.press("D")
        desk.shows(f"{sentences} sentences uncovered, {len(quotes)} quotes open: done? y/n")
        await desk.press("escape")
        assert desk.status == f"#{number} is not done"
        await desk.press("D", "n")
        assert desk.fact == quotes[0]
        assert desk.view.state.value == "new"
        await desk.press("D", "y")
        told = f"{sentences} sentences uncovered, {len(quotes)} quotes open; #{number} is done"
        assert desk.status.startswith(told)


@story
async def test_done_asks_nothing_where_every_quote_is_answered(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to(TRUCE.title)
        number = desk.view.number
        while quotes := [fact for fact in desk.questions() if fact.kind is Kind.QUOTE]:
            await desk.on_fact(quotes[0].__eq__)
            await desk.press("x")
        assert desk.questions(), "a check-worthy event is asked for, and is no statement"
        left = covered(desk).uncovered
        await desk.press("D")
        assert desk.status.startswith(f"{left} sentences uncovered; #{number} is done")


@story
async def test_in_the_list_done_tells_and_asks_nothing(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("D")
        assert "sentences uncovered, " in desk.status
        assert desk.status.endswith("is done")
        assert desk.ops()[-1] == "done"


@story
async def test_marks_stay_over_a_restart_and_are_each_analysts_own(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to(TRUCE.title)
        await desk.press("tab", "gg", "2X")
        mine = my_nothings(desk.view)
        assert len(mine) == 2
    async with Desk.open(truce) as desk:
        await desk.go_to(TRUCE.title)
        assert my_nothings(desk.view) == mine
        left = uncovered(desk)
    async with Desk.open(truce, analyst="bima") as desk:
        await desk.go_to(TRUCE.title)
        assert my_nothings(desk.view) == []
        assert len(uncovered(desk)) == len(left) + 2
        assert UNICODE.cover["nothing"] not in {
            mark for word, mark in margin(desk).items() if word in mine[0].span.exact.split()[:1]
        }


@story
async def test_a_colleague_who_says_nothing_is_here_shows_once_ones_own_judgement_stands(
    truce: Path,
) -> None:
    async with Desk.open(truce, analyst="bima") as desk:
        await desk.go_to(TRUCE.title)
        await desk.press("tab", "gg", "V", "G", "X")
    async with Desk.open(truce) as desk:
        await desk.go_to(TRUCE.title)
        await desk.on_quote()
        await desk.press("a")
        desk.shows_not("bima")
        await desk.press("L")
        assert "stay hidden" in desk.status
        await desk.press("D", "y", "K", "L", "]d")
        desk.shows("bima: nothing here")


@story
async def test_a_read_only_database_takes_no_marks(truce: Path) -> None:
    from workbench.store import Access

    async with Desk.open(truce, access=Access.READ) as desk:
        await desk.go_to(TRUCE.title)
        await desk.press("X")
        assert "read-only" in desk.status
        with sqlite3.connect(truce) as connection:
            assert connection.execute("SELECT count(*) FROM nothing_here").fetchone() == (0,)
