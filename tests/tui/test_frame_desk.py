"""The frame diff under the real desk: whatever is pressed, the terminal shows what textual drew.

Keys at random, resizes and foreign writes; each time the screen that all the bytes so far add up to
is compared, cell by cell, with what textual itself would send for the whole screen.
`WORKBENCH_FRAME_WALK=40000` walks longer.
"""

from __future__ import annotations

import asyncio
import os
import random
from pathlib import Path
from typing import Any

import pytest
from desk_driver import Desk, story
from frame_screens import Emulated
from test_desk_hostile import bound_keys, some_keys
from textual import events
from textual.driver import Driver
from textual.drivers import headless_driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.widgets import Static
from waiting import PATIENCE

from workbench.settings import Settings
from workbench.tui.frame import Frame, Traits, seam
from workbench.tui.frame.cells import first_doubt
from workbench.tui.frame.driver import FrameDriver

STEPS = int(os.environ.get("WORKBENCH_FRAME_WALK", "2000"))
SIZES = ((80, 24), (132, 30), (64, 14), (100, 24))


class Sink:
    """Where the driver's writes go, in place of its thread: an emulated terminal."""

    def __init__(self, terminal: Emulated) -> None:
        self.write = terminal.feed

    def stop(self) -> None:
        """There is nothing to wait for."""


class ByteDriver(FrameDriver, HeadlessDriver):
    """The desk's own driver on an emulated terminal."""

    is_headless = False

    def __init__(self, app: Any, **named: Any) -> None:
        Driver.__init__(self, app, **named)
        self.terminal = Emulated(*self._get_terminal_size())
        self._writer_thread = Sink(self.terminal)  # type: ignore[assignment]

    _get_terminal_size = HeadlessDriver._get_terminal_size
    start_application_mode = HeadlessDriver.start_application_mode
    stop_application_mode = HeadlessDriver.stop_application_mode

    def disable_input(self) -> None:
        """No keys come from it."""


@pytest.fixture(autouse=True)
def on_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(headless_driver, "HeadlessDriver", ByteDriver)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def terminal_of(desk: Desk) -> Emulated:
    driver = desk.app._driver
    assert isinstance(driver, ByteDriver)
    return driver.terminal


def shows_what_textual_drew(desk: Desk, *after: object) -> None:
    """Line by line, against what textual sends for the whole screen; lines that hold characters
    which textual and the emulated terminal measure differently, against a frame of their own."""
    terminal, app = terminal_of(desk), desk.app
    compositor = desk.screen_of._compositor
    width, height = compositor.size
    update = compositor.render_full_update()
    wanted, anew = Emulated(width, height), Emulated(width, height)
    wanted.feed(update.render_segments(app.console))
    frame = Frame(width, height, Traits(), app._pens)
    rows = app._rows(frame, update)
    anew.feed(frame.paint(rows))
    for number, row in rows.items():
        is_certain = first_doubt(row) == width
        drawn = (wanted if is_certain else anew).line(number)
        assert terminal.line(number) == drawn, (number, after)


async def shows_it_at_last(desk: Desk, *after: object) -> None:
    """What is read beside the keys may be drawn between two looks: what is wrong stays wrong."""
    for _ in range(10):
        await painted(desk)
        try:
            shows_what_textual_drew(desk, *after)
        except AssertionError:
            await asyncio.sleep(0.1)
        else:
            return
    shows_what_textual_drew(desk, *after)


async def painted(desk: Desk) -> None:
    """Wait until nothing is left that textual means to draw."""
    await desk.done()
    screen = desk.screen_of
    async with asyncio.timeout(PATIENCE):
        while (
            screen._repaint_required
            or screen._layout_required
            or screen._dirty_widgets
            or screen._compositor._dirty_regions
        ):
            await asyncio.sleep(0.01)


async def resize(desk: Desk, size: tuple[int, int]) -> None:
    """Give the terminal another size: what it showed is cut or gone."""
    driver = desk.app._driver
    assert isinstance(driver, ByteDriver)
    driver.terminal.screen.resize(size[1], size[0])
    driver.terminal.feed("\x1b[?7l\x1b[2;2Hwhatever a terminal makes of it")
    await desk.resize(*size)


async def press(desk: Desk, chance: random.Random, keys: list[str]) -> None:
    for key in keys:
        if chance.random() < 0.7 or len(key) > 1:
            desk.put(key)
        else:
            await desk.type(key)
    await desk.idle()


@pytest.mark.parametrize(
    ("seed", "theme", "term"),
    [(3, "ink", "xterm-256color"), (11, "terminal", "tmux-256color"), (19, "paper", "screen")],
)
@story
async def test_a_random_walk_shows_what_textual_drew(
    sample: Path, monkeypatch: pytest.MonkeyPatch, seed: int, theme: str, term: str
) -> None:
    monkeypatch.setenv("TERM", term)
    chance = random.Random(seed)
    bound = bound_keys()
    pressed: list[str] = []
    async with Desk.open(sample, settings=Settings(theme=theme, ascii="off")) as desk:
        shows_what_textual_drew(desk, "start")
        looked = 0
        while len(pressed) < STEPS // 3:
            keys = some_keys(chance, bound)
            pressed += keys
            await press(desk, chance, keys)
            if chance.random() < 0.02:
                await resize(desk, chance.choice(SIZES))
            if len(pressed) - looked > 25:
                looked = len(pressed)
                await shows_it_at_last(desk, pressed[-40:])
        assert desk.app._frame, "it did not fall back to painting plainly"


@story
async def test_what_moved_is_drawn_where_what_has_no_height_was_drawn_before(sample: Path) -> None:
    async with Desk.open(sample, size=(132, 30)) as desk:
        flat = Static()
        flat.styles.height = 0
        await desk.screen_of.mount(flat)
        await painted(desk)
        flat.refresh()
        await painted(desk)
        head, rows = (desk.screen_of.query_one(f"#{name}") for name in ("density", "list"))
        assert head.display
        head.display = False
        assert not flat.region, "where it is asks for all to be laid out"
        await painted(desk)
        shows_what_textual_drew(desk)
        assert rows.size == rows.region.size


@story
async def test_what_others_write_is_painted_over(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        driver = desk.app._driver
        assert isinstance(driver, ByteDriver)
        await desk.press("j")
        driver.write("\x1b[5;5Hsomebody else\x1b[31m")
        await desk.press("enter")
        shows_what_textual_drew(desk)
        driver.terminal.feed("\x1b[3;3Hnot through us")
        await desk.press("ctrl+l")
        await painted(desk)
        shows_what_textual_drew(desk)


@pytest.mark.parametrize("opens", ["i", "f", ":"])
@story
async def test_ctrl_l_paints_over_it_while_something_is_asked_too(truce: Path, opens: str) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("enter", opens)
        assert desk.screen_of.bar.is_open
        terminal_of(desk).feed("\x1b[3;3Hnot through us")
        await desk.press("ctrl+l")
        await painted(desk)
        shows_what_textual_drew(desk)
        assert desk.screen_of.bar.is_open


@story
async def test_modes_and_clipboard_leave_the_picture_as_it_is(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        driver = desk.app._driver
        assert isinstance(driver, ByteDriver)
        epoch = driver.epoch
        for harmless in ("\x1b[?1004h", "\x07", "\x1b]52;c;YQ==\x07", "\x1b[?2048$p", "\x1b[>1u"):
            driver.write(harmless)
        assert driver.epoch == epoch
        driver.write("x")
        assert driver.epoch > epoch


@story
async def test_the_same_frame_again_costs_nothing(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("enter")
        before = terminal_of(desk).sent
        desk.screen_of.refresh(layout=True)
        await painted(desk)
        assert terminal_of(desk).sent == before


@story
async def test_only_large_updates_ask_to_be_shown_at_once(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        desk.app._sync_available = True
        await desk.press("enter")
        sent = "".join(terminal_of(desk).sequences)
        assert sent.count("\x1b[?2026h") == sent.count("\x1b[?2026l") > 0
        terminal_of(desk).sequences.clear()
        await desk.press("tab")
        sent = "".join(terminal_of(desk).sequences[:1])
        assert sent
        assert "2026" not in sent
        await painted(desk)
        shows_what_textual_drew(desk)


@story
async def test_who_writes_past_the_frame_finds_no_pen_held(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        driver = desk.app._driver
        assert isinstance(driver, ByteDriver)
        driver.terminal.sequences.clear()
        driver.write("x")
        assert driver.terminal.sequences == ["\x1b[m", "x"]


@story
async def test_a_field_that_is_not_on_the_screen_yet_has_no_cursor(
    truce: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("enter", "i")
        await painted(desk)
        width, height = desk.screen_of._compositor.size
        for outside in ((3, height), (width, 3)):
            with monkeypatch.context() as laid_out:
                laid_out.setattr(desk.app, "caret", lambda at=outside: at)
                desk.screen_of.refresh()
                await painted(desk)
                assert terminal_of(desk).screen.cursor.hidden
        desk.screen_of.refresh()
        await painted(desk)
        assert not terminal_of(desk).screen.cursor.hidden
        shows_what_textual_drew(desk)


@story
async def test_a_resize_to_the_same_size_paints_everything(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        terminal = terminal_of(desk)
        terminal.feed("\x1b[2Jcut and grown again")
        size = Size(*desk.screen_of.size)
        desk.app.post_message(events.Resize(size, size))
        await asyncio.sleep(0.05)
        await painted(desk)
        shows_what_textual_drew(desk)


@story
async def test_what_cannot_be_told_in_cells_is_painted_plainly_once(
    truce: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Desk.open(truce) as desk:

        def misfit(*_: object) -> None:
            raise ValueError("a link")

        with monkeypatch.context() as patch:
            patch.setattr(seam.FramedApp, "_difference", misfit)
            await desk.press("j", "enter")
            shows_what_textual_drew(desk)
            assert desk.app._frame is None
        await desk.press("j")
        shows_what_textual_drew(desk)
        assert desk.app._frame is not None


@story
async def test_an_error_here_is_kept_and_textual_paints_from_then_on(
    truce: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Desk.open(truce) as desk:
        monkeypatch.setattr(seam.FramedApp, "_difference", lambda *_: 1 // 0)
        await desk.press("enter")
        shows_what_textual_drew(desk)
        monkeypatch.undo()
        await desk.press("j", "tab")
        shows_what_textual_drew(desk)
        assert desk.app._frame is None
    assert list((tmp_path / "state").rglob("crash-*"))


@pytest.fixture
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_FRAME", "plain")


@story
async def test_it_can_be_switched_off(plainly: None, truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("enter", "j", "tab")
        shows_what_textual_drew(desk)
        assert desk.app._frame is None


def test_textual_is_the_one_that_the_seam_was_made_for() -> None:
    """Fails when textual's own display step is another: look at it before changing this."""
    assert seam.fits()


def test_a_textual_of_another_shape_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def other(self: object, picture: object) -> None: ...

    monkeypatch.setattr(seam, "_SEAM", ((other, ("self", "screen", "renderable")),))
    assert not seam.fits()
