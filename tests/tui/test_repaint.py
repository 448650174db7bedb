"""Which cells are painted again: all that changed, and as few more as wide characters allow."""

from __future__ import annotations

import asyncio

from desk_driver import story
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from waiting import PATIENCE

from workbench.tui.screens.follower import Follower
from workbench.tui.widgets.looks import changed_cells, strip_of

WIDTH = 24
GROUND = Style()
STYLES = (GROUND, Style(bold=True), Style(reverse=True))

words = st.text(st.sampled_from("ab c漢字e\u0301界"), max_size=9)
strips = st.lists(st.tuples(words, st.sampled_from(STYLES)), max_size=5).map(
    lambda parts: strip_of([Segment(text, style) for text, style in parts], WIDTH, GROUND)
)


def cells(strip: Strip) -> list[tuple[str, Style | None]]:
    return [
        (character, segment.style)
        for segment in strip.simplify()
        for character in segment.text
    ]  # fmt: skip


@given(strips, strips)
def test_painting_the_changed_cells_gives_the_new_line(old: Strip, new: Strip) -> None:
    changed = changed_cells(old, new)
    if changed is None:
        assert cells(old) == cells(new)
        return
    start, end = changed
    assert 0 <= start < end <= WIDTH
    parts = [old.crop(0, start), new.crop(start, end), old.crop(end, WIDTH)]
    assert cells(Strip.join(parts)) == cells(new)


@given(strips)
def test_a_line_that_stays_is_not_painted(strip: Strip) -> None:
    assert changed_cells(strip, Strip(list(strip), strip.cell_length)) is None


def test_one_digit_is_one_cell() -> None:
    old, new = (strip_of([Segment(f"row {digit}/9")], WIDTH, GROUND) for digit in (1, 2))
    assert changed_cells(old, new) == (4, 5)


@story
async def test_what_follows_comes_once_after_the_last_move() -> None:
    calls: list[int] = []
    follower = Follower(lambda: calls.append(1))
    for _ in range(5):
        follower.later()
    assert follower.is_due
    assert not follower.settled.is_set()
    assert not calls
    await asyncio.wait_for(follower.settled.wait(), PATIENCE)
    assert calls == [1]
    assert not follower.is_due


@story
async def test_what_is_due_can_come_at_once_or_never() -> None:
    calls: list[int] = []
    follower = Follower(lambda: calls.append(1))
    follower.now()
    assert not calls, "nothing was due"
    follower.later()
    follower.now()
    assert calls == [1]
    follower.later()
    follower.drop()
    assert follower.settled.is_set()
    assert calls == [1]
