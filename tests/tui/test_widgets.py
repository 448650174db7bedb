from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import wraps
from typing import ParamSpec

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

from workbench.present.cells import width_of
from workbench.present.runs import Run, Runs, words_line
from workbench.present.spans import Layer, SpanIndex
from workbench.tui.widgets.looks import Looks
from workbench.tui.widgets.prompt_bar import Completion, PromptBar
from workbench.tui.widgets.reading_pane import GUTTER, ReadingPane
from workbench.tui.widgets.row_list import RowList
from workbench.tui.widgets.status_bar import StatusBar

P = ParamSpec("P")

LOOKS = Looks(
    {
        "text": Style.parse("white on black"),
        "quote": Style.parse("underline green"),
        "person": Style.parse("blue"),
        "claim": Style.parse("on green"),
        "hit": Style.parse("bold"),
        "selection": Style.parse("reverse"),
        "cursor": Style.parse("bold"),
        "status": Style.parse("white on blue"),
    }
)
HOSTILE = (
    "\x1b[31m[/] [@click=app.quit]x[/] [b\x00\x07\x9b31m\u202e\u200d\ufe0f\r\t\x1b]0;title\x07"
    + "e\u0301" * 30
    + "大" * 30
    + "👩\u200d👧🇮🇩"
    + "\u0301" * 500
)


class Rows:
    """Numbered rows; those from `known` on are not there yet."""

    def __init__(self, count: int, known: int | None = None, words: str = "row") -> None:
        self.count = count
        self.known = count if known is None else known
        self.words = words
        self.asked: list[int] = []

    def __len__(self) -> int:
        return self.count

    def row(self, index: int, width: int) -> Runs | None:
        self.asked.append(index)
        return words_line(f"{self.words} {index}", width) if index < self.known else None


class Bench(App[None]):
    """Widgets side by side, with what they said and which of their lines were painted."""

    CSS = "RowList, ReadingPane { width: 1fr; height: 1fr; }"

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self.widgets = widgets
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield from self.widgets

    def on_row_list_rows_wanted(self, message: RowList.RowsWanted) -> None:
        self.heard.append(message)


@asynccontextmanager
async def bench(*widgets: Widget, size: tuple[int, int] = (40, 10)) -> AsyncIterator[Bench]:
    app = Bench(*widgets)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app


def lines(widget: RowList | ReadingPane | StatusBar) -> list[str]:
    """What the widget shows, line by line; every strip fills its width."""
    strips = [widget.render_line(y) for y in range(widget.size.height)]
    assert {strip.cell_length for strip in strips} == {widget.size.width}
    assert {width_of(strip.text) for strip in strips} == {widget.size.width}
    return [strip.text.rstrip() for strip in strips]


def painted_by(widget: Widget) -> set[int]:
    """Lines of the widget that are to be painted again since this was asked last."""
    regions = widget._exchange_repaint_regions()
    return {line for region in regions for line in range(region.y, region.bottom)}


async def settled(app: Bench) -> None:
    """Wait until every message is handled and every line painted."""
    await Pilot(app).pause()


def story(test: Callable[P, Coroutine[None, None, None]]) -> Callable[P, None]:
    """A test that waits for its widgets."""

    @wraps(test)
    def run(*arguments: P.args, **named: P.kwargs) -> None:
        asyncio.run(test(*arguments, **named))

    return run


# The list --------------------------------------------------------------------------------------


@story
async def test_a_million_rows_paint_only_what_shows() -> None:
    rows = Rows(1_000_000)
    row_list = RowList(LOOKS)
    async with bench(row_list) as app:
        row_list.show(rows)
        await settled(app)
        assert lines(row_list)[0] == "▌ row 0"
        assert set(rows.asked) == set(range(10))
        row_list.move_to(999_999)
        await settled(app)
        assert lines(row_list)[-1] == "▌ row 999999"
        assert len(set(rows.asked)) < 30


@story
async def test_a_move_repaints_two_lines() -> None:
    row_list = RowList(LOOKS)
    async with bench(row_list) as app:
        row_list.show(Rows(100))
        painted_by(row_list)
        row_list.move_by(1)
        assert painted_by(row_list) == {0, 1}
        await settled(app)
        assert [line[:1] for line in lines(row_list)[:3]] == [" ", "▌", " "]
        assert row_list.cursor == 1


@story
async def test_a_list_over_the_whole_width_scrolls_by_the_line() -> None:
    row_list = RowList(LOOKS)
    async with bench(row_list) as app:
        row_list.show(Rows(100))
        row_list.move_to(8)
        await settled(app)
        assert lines(row_list)[0] == "  row 1"


@story
async def test_a_narrow_list_scrolls_by_half_a_page() -> None:
    row_list = RowList(LOOKS)
    async with bench(row_list, ReadingPane(LOOKS)) as app:
        row_list.show(Rows(100))
        row_list.move_to(8)
        await settled(app)
        assert lines(row_list)[0] == "  row 3"


@story
async def test_rows_that_are_not_there_are_asked_for_once() -> None:
    row_list = RowList(LOOKS)
    rows = Rows(20, known=4)
    async with bench(row_list) as app:
        row_list.show(rows)
        await settled(app)
        row_list.refresh()
        await settled(app)
        wanted = [m for m in app.heard if isinstance(m, RowList.RowsWanted)]
        assert [(m.first, m.last) for m in wanted] == [(4, 10)]
        assert lines(row_list)[4] == "   ···"
        rows.known = 20
        row_list.rows_came(4, 10)
        await settled(app)
        assert lines(row_list)[4] == "  row 4"


@story
async def test_an_inactive_cursor_shows() -> None:
    row_list = RowList(LOOKS)
    async with bench(row_list):
        row_list.show(Rows(5), cursor=3)
        row_list.deactivate()
        assert lines(row_list)[:5] == ["  row 0", "  row 1", "  row 2", "▌ row 3", "  row 4"]


@story
async def test_an_empty_list_and_a_shrunk_one() -> None:
    row_list = RowList(LOOKS)
    rows = Rows(50)
    async with bench(row_list) as app:
        row_list.move_by(3)
        assert lines(row_list) == [""] * 10
        row_list.show(rows, cursor=49)
        rows.count = 7
        row_list.grew()
        await settled(app)
        assert row_list.cursor == 6
        assert lines(row_list)[6] == "▌ row 6"


# The text --------------------------------------------------------------------------------------

TEXT = (
    "Jenderal Haftar menolak seruan Turki dan Rusia untuk damai.\n\n“Kami menolak,” kata Haftar.\n"
)


def style_at(pane: ReadingPane, line: int, column: int) -> Style:
    at = 0
    for segment in pane.render_line(line):
        at += width_of(segment.text)
        if at > column + GUTTER:
            assert segment.style
            return segment.style
    raise AssertionError(f"nothing at {line}, {column}")


@story
async def test_the_text_wraps_and_shows_its_layers() -> None:
    pane = ReadingPane(LOOKS)
    index = SpanIndex([Layer(0, 23, "claim", "c"), Layer(9, 15, "person", "p")])
    async with bench(pane):
        pane.show(TEXT, index)
        assert lines(pane)[:5] == [
            "2▌Jenderal Haftar menolak seruan Turki",
            "  dan Rusia untuk damai.",
            "",
            "  “Kami menolak,” kata Haftar.",
            "",
        ]
        assert (
            style_at(pane, 0, 2).bgcolor
            == style_at(pane, 0, 10).bgcolor
            != style_at(pane, 0, 25).bgcolor
        )
        assert style_at(pane, 0, 10).color != style_at(pane, 0, 2).color
        assert style_at(pane, 0, 0).reverse


@story
async def test_moving_repaints_the_lines_that_are_left_and_reached() -> None:
    pane = ReadingPane(LOOKS)
    async with bench(pane):
        pane.show(TEXT, SpanIndex())
        painted_by(pane)
        pane.set_cursor(9)
        assert painted_by(pane) == {0}
        pane.move_lines(3)
        assert painted_by(pane) == {0, 3}
        assert TEXT[pane.offset_in_text :].startswith("olak,”")
        assert pane.move_lines(-3) == 9
        painted_by(pane)
        pane.set_selection([(0, 5)])
        assert painted_by(pane) == {0}
        pane.set_selection([(0, 60)])
        assert painted_by(pane) == {0, 1}


@story
async def test_selection_hits_and_active_span_show() -> None:
    pane = ReadingPane(LOOKS)
    async with bench(pane):
        pane.show(TEXT, SpanIndex())
        pane.set_selection([(0, 8), (16, 23)])
        assert style_at(pane, 0, 1).reverse
        assert not style_at(pane, 0, 10).reverse
        assert style_at(pane, 0, 17).reverse
        assert not style_at(pane, 0, 0).reverse, "the cursor must show in a selection"
        pane.set_selection([])
        pane.set_hits([(9, 15)])
        assert style_at(pane, 0, 9).bold
        pane.show(TEXT, SpanIndex())
        assert not style_at(pane, 0, 9).bold


@story
async def test_a_cursor_on_a_blank_line_shows() -> None:
    pane = ReadingPane(LOOKS)
    async with bench(pane):
        pane.show(TEXT, SpanIndex())
        pane.set_cursor(TEXT.index("\n") + 1)
        assert pane.line == 2
        assert style_at(pane, 2, 0).reverse
        pane.deactivate()
        assert not style_at(pane, 2, 0).reverse


@story
async def test_far_places_come_into_sight() -> None:
    pane = ReadingPane(LOOKS)
    text = "kata demi kata. " * 2000
    async with bench(pane) as app:
        pane.show(text, SpanIndex())
        pane.set_cursor(20_000)
        await settled(app)
        assert sum("▌" in line for line in lines(pane)) == 1
        assert pane.offset_in_text == 20_000


@story
async def test_another_width_keeps_the_place() -> None:
    pane, other = ReadingPane(LOOKS), RowList(LOOKS)
    async with bench(pane, other) as app:
        pane.show("kata demi kata. " * 500, SpanIndex())
        pane.set_cursor(4000)
        narrow = pane.line
        other.display = False
        await settled(app)
        assert sum("▌" in line for line in lines(pane)) == 1
        assert pane.offset_in_text == 4000
        assert pane.line < narrow


@story
async def test_other_layers_repaint_only_where_they_differ() -> None:
    pane = ReadingPane(LOOKS)
    kept = Layer(0, 8, "person", "p")
    async with bench(pane):
        pane.show(TEXT, SpanIndex([kept]))
        painted_by(pane)
        at = TEXT.index("“")
        pane.set_index(SpanIndex([kept, Layer(at, at + 5, "quote", "q")]))
        assert painted_by(pane) == {3}


# Lines to type into ----------------------------------------------------------------------------


def typed(widget: PromptBar, *keys: str) -> None:
    for key in keys:
        widget.feed(key, key if len(key) == 1 else None)


@story
async def test_a_line_is_typed_and_edited() -> None:
    bar = PromptBar(LOOKS)
    async with bench(bar):
        bar.open("filter: ", "lang:i")
        assert bar.is_open
        typed(bar, "n", "backspace", "d", "home", "-", "f5")
        assert bar.value == "-lang:id"
        assert bar.chosen is None
        bar.close()
        assert not bar.is_open


@story
async def test_history_goes_back_and_returns() -> None:
    bar = PromptBar(LOOKS)
    async with bench(bar):
        bar.open(":", history=["one", "two"])
        typed(bar, "x", "up")
        assert bar.value == "two"
        typed(bar, "up", "up")
        assert bar.value == "one"
        typed(bar, "down", "down")
        assert bar.value == "x"


@story
async def test_history_is_above_completions_of_which_none_is_chosen() -> None:
    bar = PromptBar(LOOKS)
    completions = [Completion("open"), Completion("export")]
    async with bench(bar):
        bar.open(":", history=["one", "two"])
        bar.set_completions(completions)
        typed(bar, "up", "up", "down")
        assert (bar.value, bar.chosen) == ("two", None)
        typed(bar, "down", "down", "down")
        assert (bar.value, bar.chosen) == ("", completions[1])
        typed(bar, "up")
        assert bar.chosen == completions[0]


@story
async def test_completions_are_chosen_or_taken() -> None:
    bar = PromptBar(LOOKS)
    completions = [Completion("open", "opens"), Completion("export", key="e")]
    async with bench(bar) as app:
        bar.open(":")
        bar.set_completions(completions)
        await settled(app)
        assert bar.query_one(RowList).size.height == 2
        typed(bar, "tab")
        assert bar.value == "open"
        assert bar.chosen is None
        typed(bar, "down", "down")
        assert bar.chosen == completions[1]


@story
async def test_a_paste_is_one_line() -> None:
    bar = PromptBar(LOOKS)
    async with bench(bar):
        bar.open(":")
        bar.paste("satu\ndua\x1b[31m")
        assert bar.value == "satu dua\x1b[31m"


@story
async def test_the_status_line_keeps_its_left_words() -> None:
    bar = StatusBar(LOOKS)
    async with bench(bar, size=(20, 3)):
        bar.show([Run("left", "text")], [Run("right", "text")])
        assert lines(bar) == ["left           right"]
        bar.show([Run("left words grow", "text")], [Run("right", "text")])
        assert lines(bar) == ["left words grow"]


@story
async def test_showing_the_same_words_again_paints_nothing() -> None:
    bar = StatusBar(LOOKS)
    async with bench(bar):
        bar.show([Run("left", "text")])
        painted_by(bar)
        bar.show([Run("left", "text")])
        assert painted_by(bar) == set()


# Hostile words ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (7, 4)])
@story
async def test_hostile_words_reach_no_widget_raw(size: tuple[int, int]) -> None:
    pane, row_list = ReadingPane(LOOKS), RowList(LOOKS)
    bar, status = PromptBar(LOOKS), StatusBar(LOOKS)
    text = f"{HOSTILE}\n" * 3
    async with bench(pane, row_list, bar, status, size=size) as app:
        pane.show(text, SpanIndex([Layer(0, 30, "quote"), Layer(5, len(text), "person")]))
        row_list.show(Rows(9, words=HOSTILE))
        bar.open(HOSTILE, HOSTILE)
        bar.set_completions([Completion(HOSTILE, HOSTILE)])
        status.show(words_line(HOSTILE, 30))
        for at in range(0, len(text), 17):
            pane.set_cursor(at)
        await settled(app)
        sent = [
            segment.text
            for widget in app.query(Widget)
            if not widget.is_container and widget.size.area
            for strip in widget.render_lines(widget.size.region)
            for segment in strip
        ]
    assert sent
    for words in sent:
        assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in words), repr(words)
        assert not any(c in "\u202e\u200d\ufe0f" for c in words), repr(words)
        assert "\u0301" * 6 not in words
