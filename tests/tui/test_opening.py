"""The first page, drawn before textual is imported: what it shows, and how it is given back.

On a real pseudo-terminal, with signals and keys at the moment when only that page is there.
"""

from __future__ import annotations

import os
import re
import signal
import termios
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from desk_driver import SETTINGS, Desk, story
from desk_terminal import Terminal
from frame_screens import Emulated
from rich.console import Console

from workbench.services.sitting import remember_place
from workbench.services.workbench import Workbench
from workbench.settings import KeyOverride, Settings
from workbench.store import open_store
from workbench.tui.frame.styled import colour_system
from workbench.tui.opening import Opening

ENVIRON = {"TERM": "xterm-256color"}
SIZE = (100, 24)
FIRST_ROW = "2026-"
"""Part of a date: the library's rows show one."""


def opening(path: Path, environ: dict[str, str] = ENVIRON) -> Iterator[Opening]:
    with open_store(path) as store:
        yield Opening(Workbench(store, "ratna"), SETTINGS, environ)


def test_it_shows_what_the_desk_then_shows(sample: Path) -> None:
    terminal = Emulated(*SIZE)
    for first in opening(sample):
        drawn = first.draw(*SIZE)
        assert drawn
        terminal.feed(drawn[1])
    early = [line.rstrip() for line in terminal.screen.display]
    desk_lines: list[str] = []

    @story
    async def look() -> None:
        async with Desk.open(sample, size=SIZE) as desk:
            desk_lines.extend(desk.screen().split("\n"))

    look()
    assert early[1].startswith("▌")
    same = [early[line] == desk_lines[line] for line in range(SIZE[1] - 1)]
    assert all(same), (early, desk_lines)
    assert early[-1].endswith("library  ratna") == desk_lines[-1].endswith("library  ratna")


@pytest.mark.parametrize(
    ("size", "environ"),
    [
        ((39, 24), ENVIRON),
        ((80, 9), ENVIRON),
        (SIZE, {"TERM": "vt100"}),
        (SIZE, {**ENVIRON, "WORKBENCH_FRAME": "plain"}),
    ],
)
def test_there_is_none_where_it_would_not_be_right(
    sample: Path, size: tuple[int, int], environ: dict[str, str]
) -> None:
    for first in opening(sample, environ):
        assert first.draw(*size) is None


def test_there_is_none_where_an_article_was_open(sample: Path) -> None:
    with open_store(sample) as store:
        remember_place(Workbench(store, "ratna"), {"page": "article", "article": 1})
    for first in opening(sample):
        assert first.draw(*SIZE) is None


@pytest.mark.parametrize("colours", ["", "truecolor", "24bit", "no"])
@pytest.mark.parametrize(
    "term", ["xterm", "xterm-256color", "xterm-kitty", "linux", "tmux-256color"]
)
def test_it_takes_the_colours_that_textual_takes(term: str, colours: str) -> None:
    environ = {"TERM": term, "COLORTERM": colours}
    console = Console(force_terminal=True, legacy_windows=False, _environ=environ)
    assert colour_system(environ) is console._color_system


def drawn_with(first: Opening, *typed: bytes) -> list[str | None]:
    """What shows each of these as done, behind the first page."""
    assert first.draw(*SIZE)
    return [first.answer(one) for one in typed]


def test_its_cursor_moves_before_there_is_a_desk(sample: Path) -> None:
    terminal = Emulated(*SIZE)
    for first in opening(sample):
        drawn = first.draw(*SIZE)
        assert drawn
        terminal.feed(drawn[1])
        for typed, row in ((b"j", 1), (b"\x1b[B", 2), (b"\x1bOB\x1bOA", 2), (b"kkkk", 0)):
            shown = first.answer(typed)
            assert shown is not None
            terminal.feed(shown)
            lines = [line[:1] for line in terminal.screen.display]
            assert [number for number, mark in enumerate(lines) if mark == "▌"] == [1 + row]
            assert first.page.cursor == row


@pytest.mark.parametrize("typed", [b"j\r", b"5j", b"gg", b"\x1b", b"jjjjjj", b"\x1b[B:", b"G"])
def test_what_is_more_than_a_move_is_left_for_the_desk(sample: Path, typed: bytes) -> None:
    for first in opening(sample):
        assert drawn_with(first, typed) == [None]
        assert first.page.cursor == 0


def test_where_the_list_would_scroll_it_is_left_for_the_desk(sample: Path) -> None:
    for first in opening(sample):
        assert first.draw(100, 12)
        steps = [first.answer(b"j") is not None for _ in range(9)]
        assert steps == [True] * 5 + [False] * 4


def test_the_keys_that_move_are_those_of_the_settings(sample: Path) -> None:
    keys = (KeyOverride("move.down", ("t",), Path("keys.toml"), 1),)
    with open_store(sample) as store:
        settings = replace(SETTINGS, keys=keys)
        left, shown = drawn_with(Opening(Workbench(store, "ratna"), settings, ENVIRON), b"j", b"t")
    assert left is None
    assert shown


def test_it_moves_from_where_the_analyst_was(sample: Path) -> None:
    for first in opening(sample):
        third = first.page.library.row(2)
        fourth = first.page.library.row(3)
    assert third
    assert fourth
    with open_store(sample) as store:
        bench = Workbench(store, "ratna")
        remember_place(bench, {"page": "library", "article": third.number})
        first = Opening(bench, SETTINGS, ENVIRON)
        assert all(drawn_with(first, b"j"))
        assert first.page.cursor == 3
        assert first.place["article"] == fourth.number
        remember_place(bench, {"page": "library", "filter": "ibu", "article": third.number})
        first = Opening(bench, SETTINGS, ENVIRON)
        assert drawn_with(first, b"j") == [None]


# On a terminal ----------------------------------------------------------------------------------


class Starting(Terminal):
    """A desk that is only just starting."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, size=SIZE)
        self.until(lambda: FIRST_ROW in self.screen(), "the first page")

    def modes_left(self) -> set[str]:
        left = set[str]()
        for mode, end in re.findall(rb"\x1b\[\?([0-9]+)([hl])", self.output):
            is_usual = (end == b"h") == (mode in (b"7", b"25"))
            (left.discard if is_usual else left.add)(mode.decode())
        return left

    def is_cooked(self) -> bool:
        flags = termios.tcgetattr(self.master)[3]
        return bool(flags & termios.ICANON and flags & termios.ECHO and flags & termios.ISIG)


@pytest.fixture
def starting(sample: Path) -> Iterator[Starting]:
    desk = Starting(sample)
    try:
        yield desk
    finally:
        desk.kill()
        os.close(desk.master)


def test_it_is_there_before_textual_asks_anything(starting: Starting) -> None:
    assert b"\x1b[?2026$p" not in starting.output
    assert not starting.is_cooked()
    starting.shows("? keys")
    assert starting.output.count(b"\x1b[?1049h") == 1, "taking the screen again would clear it"
    starting.press("Q")
    assert starting.exit_code() == 0
    assert not starting.modes_left()
    assert starting.is_cooked()


def test_keys_that_are_typed_at_it_are_not_lost(starting: Starting) -> None:
    starting.press("j\r")
    starting.until(lambda: starting.left() > 0, "the article")
    assert b"^M" not in starting.output
    starting.press("Q")
    assert starting.exit_code() == 0


def test_a_move_that_is_typed_at_it_is_seen_and_what_is_done_then_is_done_there(
    starting: Starting,
) -> None:
    starting.press("j")
    starting.until(lambda: starting.screen().split("\n")[2].startswith("▌"), "the second row")
    starting.press("k")
    starting.until(lambda: starting.screen().split("\n")[1].startswith("▌"), "the first row")
    starting.press("j")
    title = starting.screen().split("\n")[2].split()[4]
    starting.press("\r")
    starting.until(lambda: starting.left() > 0, "the article")
    starting.shows(title)
    starting.press("Q")
    assert starting.exit_code() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("after", [0, 0.03, 0.1, 0.2, 0.3])
def test_a_signal_at_any_moment_gives_the_terminal_back(
    starting: Starting, number: signal.Signals, after: float
) -> None:
    time.sleep(after)
    starting.process.send_signal(number)
    assert starting.exit_code() == 128 + number
    assert not starting.modes_left()
    assert starting.is_cooked()


def test_a_suspended_desk_gives_the_terminal_back_as_it_was_found(starting: Starting) -> None:
    starting.shows("? keys")
    starting.press("\x1a")
    state = Path(f"/proc/{starting.process.pid}/stat")
    starting.until(lambda: state.read_text().rpartition(")")[2].split()[0] == "T", "the stop")
    starting.read(0.1)
    assert not starting.modes_left()
    assert starting.is_cooked()
    shown = starting.screen()
    starting.process.send_signal(signal.SIGCONT)
    starting.until(lambda: starting.output.count(b"\x1b[?1049h") == 2, "the screen")
    starting.press("j")
    starting.until(lambda: FIRST_ROW in starting.screen(), "the library")
    assert FIRST_ROW in shown
    starting.press("Q")
    assert starting.exit_code() == 0
    assert starting.is_cooked()


def test_the_settings_have_a_theme_for_it(sample: Path) -> None:
    with open_store(sample) as store:
        for theme in ("ink", "paper", "terminal", "plain"):
            first = Opening(Workbench(store, "ratna"), Settings(theme=theme), ENVIRON)
            assert first.theme.name == theme
            assert first.draw(*SIZE)
