"""Whatever an article holds, no control code of it reaches the terminal."""

from __future__ import annotations

import asyncio
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import ControlType, Segment
from rich.text import Text
from textual.app import ComposeResult
from textual.color import Color
from textual.widgets import Static

from workbench.domain.text import safe, safe_line
from workbench.tui.guard import GuardedApp
from workbench.tui.safe import ControlFilter

BLACK = Color(0, 0, 0)

HOSTILE = (
    "\x1b]52;c;ZXZpbA==\x07 \x1b[2J \x9b31m [/] [@click=app.quit]x[/] "
    "\u202eright to left\u202c \x00\x08\x0c \u200b\ufeff"
)


@given(st.text(max_size=300))
def test_what_is_shown_has_the_same_length_and_nothing_unsafe(words: str) -> None:
    shown = safe(words)
    assert len(shown) == len(words)
    for character in shown:
        assert character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs")


@given(st.text(max_size=100))
def test_a_line_stays_one(words: str) -> None:
    assert len(safe_line(words).splitlines()) <= 1


@given(st.lists(st.text(max_size=50), max_size=5))
def test_the_net_lets_nothing_through_and_keeps_lengths(texts: list[str]) -> None:
    segments = [Segment(text) for text in texts]
    caught = ControlFilter().apply(segments, BLACK)
    assert [len(segment.text) for segment in caught] == [len(text) for text in texts]
    for character in "".join(segment.text for segment in caught):
        assert unicodedata.category(character) != "Cc"
        assert unicodedata.bidirectional(character) not in _BIDI_CONTROLS


_BIDI_CONTROLS = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


def test_the_net_leaves_what_is_safe_and_the_terminals_own_codes_alone() -> None:
    clean = [Segment("kata-kata"), Segment("\x1b[H", None, [(ControlType.HOME,)])]
    assert ControlFilter().apply(clean, BLACK) is clean
    mixed = [*clean, Segment("\x1b[2J")]
    assert ControlFilter().apply(mixed, BLACK)[:2] == clean


class _Careless(GuardedApp):
    """Paints an article without the door."""

    def compose(self) -> ComposeResult:
        yield Static(Text(HOSTILE))


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_what_went_around_the_door_is_caught_before_the_terminal() -> None:
    async def painted() -> str:
        app = _Careless()
        async with app.run_test(size=(80, 10)) as pilot:
            await pilot.pause()
            strips = app.screen._compositor.render_strips()
            filters = app.get_line_filters()
            return "".join(
                segment.text
                for strip in strips
                for segment in strip.apply_filter(filters[-1], BLACK)
            )

    text = asyncio.run(painted())
    assert "right to left" in text
    assert not {c for c in text if unicodedata.category(c) in ("Cc", "Cf")}
