"""Keys over a slow link: cut in pieces anywhere they stay what they were; a flood is no command."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_terminal import Terminal, terminal
from textual import events
from textual.message import Message

from workbench.tui.frame.driver import FrameDriver
from workbench.tui.input import Decoder
from workbench.tui.input.decoder import FLOOD
from workbench.tui.input.seam import DecodedInput, Translation

SEQUENCES = {
    "\x1b[B": ["down"],
    "\x1bOB": ["down"],
    "\x1b[6~": ["pagedown"],
    "\x1b[1;5C": ["ctrl+right"],
    "\x1b[106u": ["j"],
    "\x1b[<65;10;10M": ["MouseScrollDown"],
    "\x1b[200~ddQ QQ\x1b[201~": ["Paste ddQ QQ"],
    "j\x1b[Ak": ["j", "up", "k"],
}


class Keyboard:
    """A decoder with a clock of its own, and what textual is told."""

    def __init__(self) -> None:
        self.now = 100.0
        self.decoder = Decoder(now=self.now - 60, escape_seconds=0.1)
        self.translation = Translation()
        self.came: list[str] = []

    def type(self, data: str) -> None:
        came = self.decoder.feed(data.encode(), self.now)
        self.came += map(named, self.translation.messages(came, sizes_asked=False))

    def wait(self, seconds: float) -> None:
        """Time passes, and the driver looks ten times a second."""
        end = self.now + seconds
        while self.now < end:
            self.now = min(end, self.now + 0.1)
            came = self.decoder.tick(self.now)
            self.came += map(named, self.translation.messages(came, sizes_asked=False))


def named(message: Message) -> str:
    if isinstance(message, events.Key):
        return message.key
    if isinstance(message, events.Paste):
        return f"Paste {message.text}"
    return type(message).__name__


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_a_sequence_cut_anywhere_after_its_introducer_stays_whole(sequence: str) -> None:
    for cut in range(1, len(sequence)):
        if sequence[:cut].endswith("\x1b"):
            continue  # a lone escape byte waits only as long as ESCDELAY says
        keyboard = Keyboard()
        keyboard.type(sequence[:cut])
        keyboard.wait(1.5)
        keyboard.type(sequence[cut:])
        assert keyboard.came == SEQUENCES[sequence], cut


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_within_the_delay_every_byte_may_come_alone(keyboard: Keyboard, sequence: str) -> None:
    for character in sequence:
        keyboard.type(character)
        keyboard.wait(0.05)
    assert keyboard.came == SEQUENCES[sequence]


def test_a_lone_escape_is_a_key_after_the_delay(keyboard: Keyboard) -> None:
    keyboard.type("\x1b")
    assert keyboard.came == []
    keyboard.wait(0.2)
    assert keyboard.came == ["escape"]


@pytest.mark.parametrize("sequence", [one for one in SEQUENCES if one[0] == "\x1b"])
def test_what_comes_late_behind_its_escape_byte_is_no_command(
    keyboard: Keyboard, sequence: str
) -> None:
    keyboard.type("\x1b")
    keyboard.wait(0.4)
    keyboard.type(sequence[1:])
    assert keyboard.came == ["escape", *SEQUENCES[sequence]]


@pytest.mark.parametrize("jump", ["[u", "[c", "[[", "O", "[", "o"])
def test_a_jump_behind_an_escape_stays_a_jump(keyboard: Keyboard, jump: str) -> None:
    keyboard.type("\x1b")
    keyboard.wait(0.2)
    keyboard.type(jump)
    assert len(keyboard.came) == 1 + len(jump)
    keyboard.wait(0.6)
    keyboard.type("[B")
    assert len(keyboard.came) == 3 + len(jump), "much later it is typed"


def test_escape_and_a_letter_typed_in_a_row_are_two_keys(keyboard: Keyboard) -> None:
    keyboard.type("\x1b")
    keyboard.type("j")
    keyboard.type("\x1b")
    keyboard.type("]")
    keyboard.type("u")
    assert keyboard.came == ["escape", "j", "escape", "right_square_bracket", "u"]


def test_a_letter_sent_with_the_escape_byte_is_alt(keyboard: Keyboard) -> None:
    keyboard.type("\x1bx")
    keyboard.wait(0.2)
    assert keyboard.came == ["alt+x"]


def test_what_never_ends_is_given_up(keyboard: Keyboard) -> None:
    keyboard.type("\x1b[")
    keyboard.wait(3)
    keyboard.type("j")
    assert keyboard.came[-1] == "j"


def test_a_flood_that_nothing_marks_is_pasted_text(keyboard: Keyboard) -> None:
    words = "Dua lainnya hilang, kata Dewi.\rSembilan orang selamat QQ "
    assert len(words) >= FLOOD
    keyboard.type(words)
    keyboard.wait(0.1)
    keyboard.type("ddQ")
    keyboard.wait(1)
    keyboard.type("j")
    assert keyboard.came == [f"Paste {words}".replace("\r", "\n"), "Paste ddQ", "j"]


@pytest.mark.parametrize("typed", ["j" * 200, "jk" * 60, "oRashid Othman\r", "\x1b[B" * 50])
def test_what_a_hand_can_send_at_once_is_keys(keyboard: Keyboard, typed: str) -> None:
    keyboard.type(typed)
    assert not any(one.startswith("Paste") for one in keyboard.came)
    assert len(keyboard.came) >= 10


def test_marked_pastes_come_whole_however_they_are_cut(keyboard: Keyboard) -> None:
    words = "Sembilan orang selamat, kata Dewi kepada wartawan di pelabuhan. " * 3
    for part in ("\x1b[200~" + words[:50], words[50:120], words[120:] + "\x1b[201~"):
        keyboard.type(part)
        keyboard.wait(0.5)
    assert keyboard.came == [f"Paste {words}"]


def test_textuals_driver_reads_with_it() -> None:
    assert FrameDriver.run_input_thread is DecodedInput.run_input_thread


@pytest.fixture
def desk(sample: Path) -> Iterator[Terminal]:
    with terminal(sample, SSH_TTY="/dev/pts/9") as desk:
        desk.shows("? keys")
        yield desk


def place(desk: Terminal) -> str:
    return desk.screen().splitlines()[0].split()[-1]


def test_over_ssh_bytes_may_come_a_third_of_a_second_apart(desk: Terminal) -> None:
    desk.press_apart(b"\x1b[B", 0.3)
    desk.until(lambda: place(desk) == "2/31", "one row down")
    desk.press_apart(b"\x1b[<65;10;10M", 0.15)
    desk.until(lambda: place(desk) == "5/31", "three rows down")
    desk.press_apart(b"\x1b[200~Q\x1b[201~", 0.15)
    desk.shows("pasted text is not run as keys")
    desk.press("kesaksian dari Qubayr: Dua pemerintah DDD bertemu\rQQQ")
    desk.press("")
    desk.shows("pasted text is not run as keys")
    time.sleep(0.3)
    assert desk.process.poll() is None
    assert place(desk) == "5/31"


@pytest.mark.parametrize(
    "words", ["title:nirwana outlet:Pos author:Sutisna lang:id", "nirwana " * 9]
)
def test_a_line_typed_ahead_into_an_open_field_is_taken_with_its_enter(
    desk: Terminal, words: str
) -> None:
    assert len(words) >= FLOOD
    desk.press("f")
    desk.shows("filter:")
    desk.press(f"{words}\r")
    desk.shows("No article fits the filter")


def test_enter_right_behind_a_burst_is_taken_too(desk: Terminal) -> None:
    desk.press("f")
    desk.shows("filter:")
    desk.press("title:nirwana outlet:Pos author:Sutisna lang:id")
    desk.press("\r")
    desk.shows("No article fits the filter")


def test_several_lines_stay_in_the_field(desk: Terminal) -> None:
    desk.press("f")
    desk.shows("filter:")
    desk.press("title:nirwana outlet:Pos author:Sutisna\rlang:id\r")
    desk.shows("author:Sutisna lang:id")
    assert "No article fits" not in desk.screen()


def test_the_mouse_is_switched_while_the_desk_runs(desk: Terminal) -> None:
    assert b"\x1b[?1000h" not in desk.output
    desk.press("gm")
    desk.shows("mouse on")
    assert b"\x1b[?1000h" in desk.output
    desk.press("\x1b[<0;3;4M\x1b[<0;3;4m")
    desk.until(lambda: place(desk) == "3/31", "the row that was clicked")
    seen = len(desk.output)
    desk.press("\x1bOQ")
    desk.shows("mouse off")
    assert b"\x1b[?1000l" in desk.output[seen:]
    desk.press("Q")
    assert desk.exit_code() == 0
