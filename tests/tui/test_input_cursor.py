"""The terminal's own cursor stands where the next letter goes while something is typed, since an
input method shows there what it is about to type; it is hidden anywhere else."""

from __future__ import annotations

import fcntl
import os
import signal
import struct
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_terminal import Terminal, terminal


@pytest.fixture(params=["xterm-256color", "screen", "unheard-of"])
def desk(truce: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """An open article, on terminals that are painted by difference and on one that is not."""
    with terminal(truce, TERM=request.param) as running:
        running.shows("? keys")
        running.press("\r")
        running.until(lambda: running.left() > 0, "the article")
        yield running


def hidden(desk: Terminal) -> None:
    def is_hidden() -> bool:
        desk.screen()
        return bool(desk.drawn.cursor.hidden)

    desk.until(is_hidden, "a hidden cursor")


def stands_behind(desk: Terminal, words: str) -> None:
    """The cursor shows, right behind these words, which are on the screen once."""

    def is_there() -> bool:
        desk.screen()
        at = desk.drawn.cursor
        line = "".join(desk.drawn.buffer[at.y][column].data for column in range(at.x))
        return not at.hidden and line.endswith(words)

    desk.until(is_there, f"the cursor behind {words!r}")


def test_it_stands_where_words_go_and_follows_their_editing(desk: Terminal) -> None:
    hidden(desk)
    desk.press("i")
    stands_behind(desk, "note: ")
    desk.press("kata 新华社")
    stands_behind(desk, "note: kata 新华社")
    desk.press("\x1b[D\x1b[D")
    stands_behind(desk, "note: kata 新")
    desk.press("\x01")
    stands_behind(desk, "note: ")
    desk.press("\x05\x15" + "panjang " * 30)
    stands_behind(desk, "panjang ")
    assert desk.drawn.cursor.x < desk.drawn.columns
    desk.press("\x15\x1b")
    hidden(desk)


def test_it_stands_in_pickers_and_choices_too(desk: Terminal) -> None:
    desk.press("c")
    stands_behind(desk, "who says it: ")
    desk.press("Nad")
    stands_behind(desk, "who says it: Nad")
    desk.press("\x1b")
    hidden(desk)
    desk.press("f")
    stands_behind(desk, ": ")
    desk.press("\x1b")
    hidden(desk)
    desk.press("jjk")
    hidden(desk)


def test_it_is_there_again_in_another_size_and_after_a_rest(desk: Terminal) -> None:
    desk.press("iCatatan")
    stands_behind(desk, "note: Catatan")
    desk.screen()
    desk.drawn.resize(20, 100)
    fcntl.ioctl(desk.master, termios.TIOCSWINSZ, struct.pack("HHHH", 20, 100, 0, 0))
    desk.process.send_signal(signal.SIGWINCH)
    desk.until(lambda: "Catatan" in desk.screen().splitlines()[-1], "the last line")
    stands_behind(desk, "note: Catatan")
    desk.process.send_signal(signal.SIGTSTP)
    os.waitpid(desk.process.pid, os.WUNTRACED)
    desk.screen()
    desk.drawn.reset()
    desk.process.send_signal(signal.SIGCONT)
    stands_behind(desk, "note: Catatan")
    desk.press("\x1b")
    hidden(desk)


INTERRUPTED = """
import os, queue, runpy, signal, sys, threading
put = queue.Queue._put
def put_interrupted(self, item):
    if threading.current_thread() is threading.main_thread() and os.path.exists("now"):
        os.remove("now")
        os.kill(os.getpid(), signal.SIGTSTP)
    put(self, item)
queue.Queue._put = put_interrupted
runpy.run_module("workbench", run_name="__main__")
"""
"""The desk, to which a signal to rest comes within a write, when there is a file of that name."""


def test_a_signal_to_rest_may_come_within_a_write(truce: Path) -> None:
    script = truce.with_name("interrupted.py")
    script.write_text(INTERRUPTED)
    with terminal(truce, command=(sys.executable, str(script))) as desk:
        desk.shows("? keys")
        (truce.parent / "now").touch()
        desk.press("?")
        options = os.WUNTRACED | os.WNOHANG
        desk.until(lambda: os.waitpid(desk.process.pid, options) != (0, 0), "a desk that rests")
        desk.process.send_signal(signal.SIGCONT)
        desk.press("\x1b:")
        desk.until(lambda: desk.screen().splitlines()[-1].startswith(":"), "a prompt")
