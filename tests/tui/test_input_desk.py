"""The desk under what may arrive on its terminal: the journal stays, `Q` leaves, nothing is lost.

Bytes go through a pseudo-terminal into the whole program.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_terminal import Terminal, terminal

from workbench.store import open_store


def head(path: Path) -> tuple[int, str]:
    with open_store(path) as store:
        return store.journal.head()


def send(desk: Terminal, *pieces: bytes, pause: float = 0.3) -> None:
    """Send bytes as they are, with a pause between pieces."""
    for at, piece in enumerate(pieces):
        if at:
            end = time.monotonic() + pause
            while (left := end - time.monotonic()) > 0:
                desk.read(left)
        os.write(desk.master, piece)


def opened(desk: Terminal) -> None:
    """Open the article, with the cursor on a fact."""
    desk.shows("? keys")
    desk.press("\r")
    desk.until(lambda: desk.left() > 0, "the article")


def leaves(desk: Terminal) -> None:
    desk.press("Q")
    assert desk.exit_code() == 0
    assert b"\x1b[?1049l" in desk.output[-2000:]


@pytest.fixture
def desk(truce: Path) -> Iterator[Terminal]:
    with terminal(truce) as desk:
        opened(desk)
        yield desk


SILENT = [
    b"\xe9", b"\xff\x9b", b"\x93aQ dua\x94", b"\xe2\x82", b"\x1b[M\x60\xe9\xff",
    b"\x1b[97;1:3u", b"\x1b[1;1:3B", b"\x1b[?64;1;9c", b"\x1b[>41;1;0c", b"\x1bP>|term(1)\x1b\\",
    b"\x1b]11;rgb:11/11/11\x1b\\", b"\x1b_Gi=1;OK\x1b\\", b"\xc2\x9b?1;2c", b"\x1b[48;0;0;0;0t",
    b"\x1b[48;99999;99999;1;1t", b"\x1b[48;10;20;1;1t", b"\x1b[24;80R",
    b"aaxx\rQ\rDD kapal itu tiba di pelabuhan\r",
    b"\x1b[200~aax\x1b]0;Q\x07\rQ\rDD\x1b[201~",
]  # fmt: skip


def test_what_is_no_key_changes_nothing_on_the_facts_pane(desk: Terminal, truce: Path) -> None:
    before, left = head(truce), desk.left()
    for data in SILENT:
        send(desk, data)
        send(desk, data[:3], data[3:])
    time.sleep(0.3)
    desk.press("j")
    assert desk.process.poll() is None
    assert (head(truce), desk.left()) == (before, left)
    time.sleep(0.3)
    leaves(desk)
    assert head(truce) == before


def test_bytes_that_are_no_utf8_are_told_of_outside_a_field(desk: Terminal) -> None:
    send(desk, b"\xff")
    desk.shows("a byte that is not UTF-8 was left out")
    leaves(desk)


def test_they_are_a_mark_in_a_field_and_what_stands_there_stays(desk: Terminal) -> None:
    desk.press("i")
    desk.shows("note:")
    for piece, seen in ((b"Ren", "Ren"), (b"\xe9", "Ren\ufffd"), (b"e dan", "Ren\ufffde dan")):
        send(desk, piece)  # each alone: what comes at once is a paste
        desk.shows(seen)
    send(desk, b"\x1b[106;1:3u", b"\x1b[?1;2c", b" Dewi")
    desk.shows("Ren\ufffde dan Dewi")
    desk.press("\r")
    desk.shows("noted")
    leaves(desk)


def test_a_control_string_in_a_paste_is_text_in_the_field(desk: Terminal, truce: Path) -> None:
    before = head(truce)
    desk.press("i")
    desk.shows("note:")
    send(desk, b"\x1b[200~satu\x1b]0;judul\x07aaQ\x1b", b"[201~")
    desk.shows("satu")
    desk.shows("aaQ")
    assert head(truce) == before
    desk.press("\x03")
    leaves(desk)


def test_much_at_once_is_refused_in_words_and_counted(desk: Terminal) -> None:
    words = "aaxx\rQ\rDD kapal itu tiba di pelabuhan"
    desk.press(words)
    desk.shows(f"pasted text is not run as keys; open a field first ({len(words)} characters)")
    time.sleep(0.3)
    leaves(desk)


def test_escape_joined_with_a_key_is_escape_and_the_key(desk: Terminal, truce: Path) -> None:
    left = desk.left()
    desk.press("i")
    desk.shows("note:")
    desk.press("\x1ba")
    desk.until(lambda: desk.left() == left - 1, "an accepted fact")
    desk.press("]\x1b]u")
    desk.press("x")
    desk.until(lambda: desk.left() == left - 2, "a rejected fact")
    leaves(desk)


def test_alt_and_a_letter_move_by_words_in_a_field(desk: Terminal) -> None:
    desk.press("i")
    desk.shows("note:")
    desk.press("dua kapal")
    desk.press("\x1bb")
    desk.press("besar ")
    desk.shows("dua besar kapal")
    desk.press("\x03")
    leaves(desk)


@pytest.mark.parametrize(
    "begun",
    [b"\x1b[200~dua kapal", b"\x1b]4;dua", b"\x1bPdua", b"\x1b[M ", b"\x1b[?1;2", b"\x1b[48;9999"],
)
def test_one_can_leave_whatever_has_begun(desk: Terminal, truce: Path, begun: bytes) -> None:
    before = head(truce)
    send(desk, begun)
    end = time.monotonic() + 2.5
    while time.monotonic() < end:
        desk.read(0.1)
    leaves(desk)
    assert head(truce) == before


@pytest.mark.parametrize("pause", [0.0, 0.3])
def test_answers_in_the_first_second_of_a_start_undo_nothing(truce: Path, pause: float) -> None:
    with terminal(truce) as desk:
        opened(desk)
        left = desk.left()
        desk.press("a")
        desk.until(lambda: desk.left() == left - 1, "an accepted fact")
        leaves(desk)
    before = head(truce)
    with terminal(truce) as desk:
        for data in (b"\x1b[?0u", b"\x1b[?64;1;9c", b"\x1b]11;rgb:0/0/0\x1b\\", b"\x1bP!|00\x1b\\"):
            send(desk, data[:3], data[3:], pause=pause)
        desk.shows("Dua Pemerintah")
        time.sleep(0.5)
        send(desk, b"\x1b[?64;1;9c")
        leaves(desk)
    assert head(truce) == before
