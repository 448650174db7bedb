"""Signals at any moment of a start, and while something is being typed, on a real terminal.

At a hundred moments of a start, with each signal, ten milliseconds apart or less:
    SIGNAL_POINTS=100 python -m pytest tests/tui/test_signals.py
"""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from desk_terminal import Terminal, terminal
from services_cases import sample_database

from workbench.store import open_store

POINTS = int(os.environ.get("SIGNAL_POINTS", "4"))
"""Moments of a start, for each signal."""
NUMBERS = (
    signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2,
    signal.SIGALRM, signal.SIGXCPU,
)  # fmt: skip
USUAL = (b"7", b"25")
"""Modes that are on where nobody changed them: line wrap, and the cursor is seen."""


@contextmanager
def unused_pty() -> Iterator[int]:
    """A terminal that nobody uses."""
    master, slave = os.openpty()
    try:
        yield master
    finally:
        os.close(slave)
        os.close(master)


class Ending(Terminal):
    """A desk that is going to end, and the terminal as it was before."""

    def __init__(self, path: Path) -> None:
        with unused_pty() as untouched:  # the desk may be too fast for a look at its own
            self.found = termios.tcgetattr(untouched)
        super().__init__(path, size=(100, 24))

    def modes_left(self) -> set[str]:
        left = set[str]()
        for mode, end in re.findall(rb"\x1b\[\?([0-9]+)([hl])", self.output):
            is_usual = (end == b"h") == (mode in USUAL)
            (left.discard if is_usual else left.add)(mode.decode())
        if self.output.count(b"\x1b[>") > self.output.count(b"\x1b[<u"):
            left.add("kitty keys")
        return left

    def ends_with(self, number: signal.Signals) -> None:
        """End it, and look at what is left of it."""
        self.process.send_signal(number)
        code = self.exit_code()
        assert self.modes_left() == set()
        assert termios.tcgetattr(self.master)[:4] == self.found[:4]
        if number == signal.SIGINT and b"Traceback" in self.output:
            # Before our first line an interrupt is Python's own, with a code of its own.
            assert b"workbench/" not in self.output, self.output
            return
        assert code == 128 + number
        assert b"rror" not in self.output


@contextmanager
def desk_on(path: Path) -> Iterator[Ending]:
    desk = Ending(path)
    try:
        yield desk
    finally:
        desk.kill()
        os.close(desk.master)


@pytest.fixture(scope="module")
def start_seconds(tmp_path_factory: pytest.TempPathFactory) -> float:
    """About how long a start takes here and now, to know where to send signals."""
    path = sample_database(tmp_path_factory.mktemp("start")).file
    took = []
    for _ in range(2):  # the first one compiles
        began = time.monotonic()
        with desk_on(path) as desk:
            desk.shows("? keys")
            took.append(time.monotonic() - began)
            desk.press("Q")
            assert desk.exit_code() == 0
    return took[-1]


@pytest.mark.parametrize("at", range(POINTS))
@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.name)
def test_a_signal_at_any_moment_of_a_start_leaves_the_terminal_as_it_was(
    sample: Path, start_seconds: float, number: signal.Signals, at: int
) -> None:
    with desk_on(sample) as desk:
        # Each signal at points of its own, so that all of them are close together.
        time.sleep(1.2 * start_seconds * (at + NUMBERS.index(number) / len(NUMBERS)) / POINTS)
        desk.ends_with(number)


def kept(path: Path) -> dict[str, object]:
    with open_store(path) as store:
        return store.sessions.place("ratna")


@pytest.mark.parametrize("number", NUMBERS[:5], ids=lambda number: number.name)
def test_what_is_being_typed_is_kept_by_every_signal_and_offered_again(
    sample: Path, number: signal.Signals
) -> None:
    words = "Catatan yang panjang"
    with desk_on(sample) as desk:
        desk.shows("? keys")
        desk.press("\r")
        desk.until(lambda: desk.left() > 0, "the article")
        desk.press("i")
        desk.shows("note:")
        desk.press(words)
        desk.shows(words)
        desk.ends_with(number)
    assert kept(sample)["draft"] == ["note", words]
    with open_store(sample) as store:
        assert store.sessions.last("ratna").ended_how == "interrupted"  # type: ignore[union-attr]
    # Ended once more before it was taken up, at once and after a while: it is still there.
    for start in ("at once", "after the first page"):
        with desk_on(sample) as desk:
            if start != "at once":
                desk.shows("up in its field brings back")
            desk.ends_with(number)
        assert kept(sample)["draft"] == ["note", words], start
    with desk_on(sample) as desk:
        desk.shows("up in its field brings back")
        desk.press("i")
        desk.shows("note:")
        desk.press("\x1b[A")
        desk.shows(words)
        desk.press("\r")
        desk.shows("noted")
        desk.until(lambda: "draft" not in kept(sample), "a place without a draft")


PROMPTS = {
    "filter": ("f", "state:new"),
    "search all articles": ("g/", "kapal karam"),
    "the command line": (":", "prob"),
    "a source": ("\rc", "Dewi Les"),
    "why aside": ("A", "bukan berita"),
}
"""What opens a prompt from the library, and what is typed into it."""


@pytest.mark.parametrize("name", PROMPTS)
def test_every_prompt_keeps_what_is_being_typed(sample: Path, name: str) -> None:
    keys, words = PROMPTS[name]
    with desk_on(sample) as desk:
        desk.shows("? keys")
        for key in keys:
            desk.press(key)
            if key == "\r":
                desk.until(lambda: desk.left() > 0, "the article")
        desk.press(words)
        desk.shows(words)
        desk.ends_with(signal.SIGTERM)
    draft = kept(sample)["draft"]
    assert isinstance(draft, list)
    assert draft[1].endswith(words)
    with desk_on(sample) as desk:
        desk.shows("up in its field brings back")


def test_lines_of_an_act_that_is_not_done_yet_are_kept_with_the_open_one(sample: Path) -> None:
    with desk_on(sample) as desk:
        desk.shows("? keys")
        desk.press("W")
        desk.shows("save as")
        desk.press("pagi\ro")
        desk.shows("whose queue")
        desk.press("bud")
        desk.shows("bud")
        desk.ends_with(signal.SIGUSR1)
    place = kept(sample)
    assert (place["draft"], place["drafts"]) == (["analyst", "bud"], [["selection", "pagi"]])
    with desk_on(sample) as desk:
        desk.shows("up in its field brings back “bud”")
        desk.press("W")
        desk.shows("save as")
        desk.press("\x1b[A")
        desk.shows("save as: pagi")
        desk.press("\ro")
        desk.shows("whose queue")
        desk.press("\x1b[A")
        desk.shows("whose queue: bud")
        desk.press("\r")
        desk.until(lambda: "draft" not in kept(sample), "a place without a draft")
    with open_store(sample) as store:
        assert [(one.name, one.owner) for one in store.selections.all()] == [("pagi", "bud")]


EDITOR = """#!{python}
import os, signal, sys, time
os.kill(os.getppid(), signal.SIGINT)
os.kill(os.getppid(), signal.SIGQUIT)
assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
time.sleep(0.2)
open(sys.argv[1], "w").write("Di luar")
"""


def test_keys_that_interrupt_an_editor_do_not_end_the_desk(sample: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(EDITOR.format(python=sys.executable))
    editor.chmod(0o755)
    with terminal(sample, EDITOR=str(editor)) as desk:
        desk.shows("? keys")
        desk.press("\r")
        desk.until(lambda: desk.left() > 0, "the article")
        desk.press("ge")
        desk.shows("noted")
        desk.press("Q")
        assert desk.exit_code() == 0
