"""The desk on a real pseudo-terminal: however it ends, the terminal is as it was found."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import textwrap
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from waiting import FOR_EVER, PATIENCE

from workbench.errors import UsageError
from workbench.settings import Settings
from workbench.tui import terminal

ROOT = Path(__file__).resolve().parents[2]

SECRET = "kesaksian rahasia dari narasumber"

PROGRAM = """
    import fcntl, os, sys, termios, time
    if "own" in sys.argv:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    from pathlib import Path
    from workbench.errors import BusyError
    from workbench.settings import Settings
    from workbench.tui import terminal

    def make_app():
        from textual.widgets import Static
        from workbench.tui.guard import GuardedApp
        from workbench.tui.theme import choose_theme, styles, textual_theme

        theme, _ = choose_theme(Settings(), os.environ)

        class Tiny(GuardedApp):
            def on_load(self):
                self.register_theme(textual_theme(theme))
                self.theme = theme.name

            def compose(self):
                from rich.text import Text
                parts = ((name + " ", style) for name, style in styles(theme).items())
                yield Static(Text.assemble("ready for keys ", *parts))

            def interrupted(self, number):
                Path(os.environ["MARK"]).write_text(f"ended by {number}")

            def on_key(self, event):
                words = "SECRET"
                if event.key == "q":
                    self.exit()
                elif event.key == "z":
                    self.action_suspend_process()
                elif event.key == "c":
                    raise KeyError(words)
                elif event.key == "b":
                    raise BusyError("the database is locked", "Try again")
                elif event.key == "s":
                    Path(os.environ["MARK"]).write_text("stuck")
                    time.sleep(FOR_EVER)
                elif event.key == "f":
                    self.set_interval(0.01, self.flood)
                elif event.key == "t":
                    import asyncio
                    asyncio.get_running_loop().call_soon(self.fail_aside)

            def fail_aside(self):
                raise ValueError("SECRET")

            def flood(self):
                self._driver.write("x" * 100_000)

        return Tiny(ansi_color=theme.ansi)

    sys.exit(terminal.run(make_app, Settings()))
"""


class Desk:
    """A desk process on a pseudo-terminal of its own, and what came out of it."""

    def __init__(self, folder: Path, *, owns_terminal: bool, environ: Mapping[str, str]) -> None:
        self.mark = folder / "mark"
        self.state = folder / "state"
        self.output = b""
        self.master, self.slave = os.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.attributes = termios.tcgetattr(self.slave)
        script = folder / "tiny.py"
        program = textwrap.dedent(PROGRAM).replace("SECRET", SECRET)
        script.write_text(program.replace("FOR_EVER", str(FOR_EVER)), encoding="utf-8")
        kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG")}
        self.process = subprocess.Popen(
            [sys.executable, str(script), "own" if owns_terminal else "borrowed"],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
            env={
                **kept,
                "TERM": "xterm-256color",
                "PYTHONPATH": str(ROOT),
                "PYTHONUTF8": "1",
                "XDG_STATE_HOME": str(self.state),
                "MARK": str(self.mark),
                **environ,
            },
        )
        self.read_until(b"ready for keys")

    def read_until(self, words: bytes, *, seconds: float = PATIENCE) -> None:
        self.wait(lambda: words in self.output, seconds=seconds)

    def wait(self, done: Callable[[], bool], *, seconds: float = PATIENCE) -> None:
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end, self.output[-2000:]
            self.read(0.02)

    def read(self, seconds: float) -> None:
        with contextlib.suppress(OSError):
            if select.select([self.master], [], [], seconds)[0]:
                self.output += os.read(self.master, 65536)

    def press(self, keys: bytes) -> None:
        os.write(self.master, keys)

    def exit_code(self, *, seconds: float = PATIENCE) -> int:
        """The exit code as a shell gives it."""
        self.wait(lambda: self.process.poll() is not None, seconds=seconds)
        self.read(0.02)
        code = self.process.returncode
        return code if code >= 0 else 128 - code

    def modes_left(self) -> set[str]:
        """What the terminal would still have switched on, or off, from the start."""
        left = set[str]()
        for mode, end in re.findall(rb"\x1b\[\?([0-9]+)([hl])", self.output):
            name = mode.decode()
            usual = "h" if name in ("7", "25") else "l"
            (left.discard if end.decode() == usual else left.add)(name)
        if self.output.count(b"\x1b[>") > self.output.count(b"\x1b[<u"):
            left.add("kitty keys")
        return left

    def is_as_found(self) -> bool:
        return not self.modes_left() and termios.tcgetattr(self.slave) == self.attributes

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.process.kill()
        self.process.wait()
        for descriptor in (self.master, self.slave):
            with contextlib.suppress(OSError):
                os.close(descriptor)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def start_desk(*, owns_terminal: bool = True, **environ: str) -> Desk:
        desks.append(Desk(tmp_path, owns_terminal=owns_terminal, environ=environ))
        return desks[-1]

    yield start_desk
    for desk in desks:
        desk.close()


def test_quitting_leaves_the_terminal_as_it_was(start: Callable[..., Desk]) -> None:
    desk = start()
    assert desk.modes_left() >= {"1049", "25", "1004"}
    desk.press(b"q")
    assert desk.exit_code() == 0
    assert desk.is_as_found()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_gives_the_terminal_back_and_the_session_is_closed(
    start: Callable[..., Desk], number: signal.Signals
) -> None:
    desk = start()
    desk.process.send_signal(number)
    assert desk.exit_code() == 128 + number
    assert desk.is_as_found()
    assert desk.mark.read_text() == f"ended by {int(number)}"


def test_a_stuck_event_loop_does_not_keep_the_terminal(start: Callable[..., Desk]) -> None:
    desk = start()
    desk.press(b"s")
    desk.wait(desk.mark.exists)
    desk.process.terminate()
    assert desk.exit_code() == 143
    assert desk.is_as_found()


def test_a_terminal_that_takes_no_more_bytes_does_not_hold_the_end_up(
    start: Callable[..., Desk],
) -> None:
    desk = start()
    desk.press(b"f")
    time.sleep(0.5)
    desk.process.terminate()
    assert desk.process.wait(timeout=PATIENCE) == 143


@pytest.mark.parametrize("owns_terminal", [True, False])
def test_a_closed_terminal_ends_the_desk(start: Callable[..., Desk], owns_terminal: bool) -> None:
    """Without a controlling terminal no HUP comes: what is seen is the hangup itself."""
    desk = start(owns_terminal=owns_terminal)
    os.close(desk.slave)
    os.close(desk.master)
    assert desk.process.wait(timeout=PATIENCE) == 129
    assert desk.mark.read_text() == "ended by 1"


def test_a_crash_exits_70_and_keeps_no_word_of_what_was_read(start: Callable[..., Desk]) -> None:
    desk = start()
    desk.press(b"c")
    assert desk.exit_code() == terminal.INTERNAL_ERROR
    assert desk.is_as_found()
    tail = desk.output[desk.output.rindex(b"\x1b[?1049l") :]
    assert tail.count(b"\n") == 1
    assert b"internal error (KeyError)" in tail
    (report,) = (desk.state / "workbench").glob("crash-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "builtins.KeyError" in text
    assert "Tiny.on_key" in text
    assert SECRET not in text
    assert SECRET.encode() not in desk.output
    assert report.stat().st_mode & 0o777 == 0o600


def test_an_error_with_a_next_step_is_told_and_gives_its_exit_code(
    start: Callable[..., Desk],
) -> None:
    desk = start()
    desk.press(b"b")
    assert desk.exit_code() == 3
    assert desk.is_as_found()
    assert b"workbench: the database is locked. Try again" in desk.output
    assert not desk.state.exists()


def test_a_side_task_that_fails_is_noted_and_the_desk_goes_on(start: Callable[..., Desk]) -> None:
    desk = start()
    desk.press(b"t")
    desk.wait(lambda: any(desk.state.rglob("crash-*.txt")))
    desk.press(b"q")
    assert desk.exit_code() == 0
    assert SECRET.encode() not in desk.output


def test_suspending_gives_the_terminal_back_and_continuing_takes_it_again(
    start: Callable[..., Desk],
) -> None:
    desk = start()
    desk.press(b"z")
    _wait_until_stopped(desk)
    assert desk.is_as_found()
    desk.output = b""
    desk.process.send_signal(signal.SIGCONT)
    desk.read_until(b"\x1b[?1049h")
    desk.read_until(b"ready for keys")
    desk.press(b"q")
    assert desk.exit_code() == 0
    assert desk.is_as_found()


def test_a_suspended_desk_can_be_ended(start: Callable[..., Desk]) -> None:
    desk = start()
    desk.press(b"z")
    _wait_until_stopped(desk)
    desk.process.send_signal(signal.SIGTERM)
    desk.process.send_signal(signal.SIGCONT)
    assert desk.exit_code() == 143
    assert desk.is_as_found()


def _colours(desk: Desk) -> set[str]:
    """The colour codes that were sent: 31, 94, 38;2;..., but not 39 and 49, the terminal's own."""
    codes = {c.decode() for c in re.findall(rb"\x1b\[([0-9;]*)m", desk.output)}
    return {code for code in codes if re.search(r"(^|;)(3[0-8]|4[0-8]|9[0-7]|10[0-7])(;|$)", code)}


def test_under_no_color_no_colour_is_sent(start: Callable[..., Desk]) -> None:
    desk = start(NO_COLOR="1")
    desk.read_until(b"border")
    assert not _colours(desk)


def test_over_ssh_only_the_terminals_own_colours_are_sent(start: Callable[..., Desk]) -> None:
    desk = start(SSH_TTY="/dev/pts/9")
    desk.read_until(b"border")
    assert _colours(desk)
    assert not {code for code in _colours(desk) if "38;" in code or "48;" in code}
    assert b"\x1b[?1003h" not in desk.output


def _wait_until_stopped(desk: Desk) -> None:
    state = Path(f"/proc/{desk.process.pid}/stat")
    desk.wait(lambda: state.read_text().rpartition(")")[2].split()[0] == "T")
    desk.read(0.05)


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {}, {"TERM": "xterm"}])
def test_without_a_terminal_the_commands_that_work_are_named(environ: dict[str, str]) -> None:
    """Under pytest neither standard input nor standard error is a terminal."""
    found = subprocess.run(
        [sys.executable, "-c", _START],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environ},
        text=True,
        check=False,
    )
    assert found.returncode == UsageError.exit_code
    assert "workbench list" in found.stdout
    assert "textual False" in found.stdout


_START = """
import sys
from workbench.errors import UsageError
from workbench.settings import Settings
from workbench.tui import terminal
try:
    terminal.run(lambda: None, Settings())
except UsageError as error:
    print(error)
    print("textual", "textual" in sys.modules)
    sys.exit(error.exit_code)
"""


def test_over_ssh_the_mouse_is_off_and_escape_waits_longer() -> None:
    environ = {"SSH_TTY": "/dev/pts/1", "TERM": "xterm", "COLUMNS": "80"}
    there = terminal.prepare(Settings(), environ)
    assert not there.mouse
    assert there.over_ssh
    assert environ["ESCDELAY"] == "500"
    assert environ["TEXTUAL_ANIMATIONS"] == "none"
    assert "COLUMNS" not in environ


def test_what_the_analyst_sets_outranks_the_guess() -> None:
    environ = {"SSH_TTY": "/dev/pts/1", "ESCDELAY": "30", "TEXTUAL_ANIMATIONS": "full"}
    assert terminal.prepare(Settings(mouse="on", ascii="on"), environ).mouse
    assert environ["ESCDELAY"] == "30"
    assert environ["TEXTUAL_ANIMATIONS"] == "full"
    terminal.prepare(Settings(esc_delay_ms=70), environ)
    assert environ["ESCDELAY"] == "70"


def test_a_local_terminal_has_the_mouse_unless_it_is_switched_off() -> None:
    assert terminal.prepare(Settings(), {}).mouse
    assert not terminal.prepare(Settings(mouse="off"), {}).mouse
    assert terminal.prepare(Settings(), {"TERM": "vt220"}).ascii
