"""What arrives on standard input, kind by kind: nothing acts but a key, nothing ends the reader.

The bytes and what the decoder makes of them; `test_input_desk` has the same on the whole desk.
"""

from __future__ import annotations

import pytest

from workbench.tui.input import (
    Arrival,
    Decoder,
    Focus,
    Key,
    Mode,
    Mouse,
    Pasted,
    Refused,
    Resized,
)

NO_UTF8 = "\ufffd"


class Line:
    """A line from a terminal, with a clock of its own."""

    def __init__(self, *, started: float = 0.0, escape_seconds: float = 0.1) -> None:
        self.now = 60.0
        self.decoder = Decoder(now=started, escape_seconds=escape_seconds)
        self.came: list[Arrival] = []

    def send(self, *pieces: bytes, pause: float = 0.3) -> Line:
        for at, piece in enumerate(pieces):
            if at:
                self.wait(pause)
            self.came += self.decoder.feed(piece, self.now)
        return self

    def wait(self, seconds: float) -> Line:
        end = self.now + seconds
        while self.now < end:
            self.now = min(end, self.now + 0.1)
            self.came += self.decoder.tick(self.now)
        return self

    @property
    def keys(self) -> list[str]:
        return [one.name for one in self.came if isinstance(one, Key)]


def came(*pieces: bytes, pause: float = 0.3) -> list[Arrival]:
    return Line().send(*pieces, pause=pause).wait(11).came


def keys(*pieces: bytes, pause: float = 0.3) -> list[str]:
    return Line().send(*pieces, pause=pause).wait(11).keys


def pieces_of(data: bytes) -> list[bytes]:
    return [data[at : at + 1] for at in range(len(data))]


# Bytes that are no UTF-8 -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "read"),
    [
        (b"Ao\xe9", ["A", "o", NO_UTF8]),
        (b"\xff", [NO_UTF8]),
        (b"\x9b", [NO_UTF8]),
        (b"\x9bA", [NO_UTF8, "A"]),
        (b"\x90\x9d", [NO_UTF8, NO_UTF8]),
        (b"\xe2\x82j", [NO_UTF8, "j"]),
        (b"\xf0\x9f\x98", [NO_UTF8]),
        (b"\xc3\x28", [NO_UTF8, "("]),
    ],
)
def test_bytes_that_are_no_utf8_are_one_mark_each_and_introduce_nothing(
    data: bytes, read: list[str]
) -> None:
    assert keys(data) == read


def test_a_character_cut_by_a_slow_link_is_whole() -> None:
    assert keys(*pieces_of("é€😀".encode())) == ["é", "€", "😀"]


def test_words_between_quotes_of_another_encoding_are_text() -> None:
    assert came(b"\x93dadu aQ\x94") == [Pasted(f"{NO_UTF8}dadu aQ{NO_UTF8}", is_marked=False)]


def test_a_word_that_ends_in_such_a_byte_is_text() -> None:
    line = Line().send(b"dad\xe9").wait(2)
    assert line.came == [Pasted("dad", is_marked=False), Key(NO_UTF8, NO_UTF8)]


def test_a_lone_bad_byte_beside_typed_letters_is_left_out_alone() -> None:
    assert keys(b"j", b"\xe9", b"k") == ["j", NO_UTF8, "k"]


@pytest.mark.parametrize("report", [b"\x1b[M\x60\xc3\xe9", b"\x1b[M \xff\xff", b"\x1b[M!\xe9\x9b"])
def test_an_old_mouse_report_holds_any_byte(report: bytes) -> None:
    for cut in range(2, len(report)):
        (mouse,) = came(report[:cut], report[cut:])
        assert isinstance(mouse, Mouse)


def test_the_three_forms_of_a_click_are_one_click() -> None:
    click = Mouse(0, 3, 4, is_release=False)
    assert came(b"\x1b[<0;3;4M") == came(b"\x1b[32;3;4M") == came(b"\x1b[M #$") == [click]
    assert came(b"\x1b[<0;3;4m") == [Mouse(0, 3, 4, is_release=True)]
    assert came(b"\x1b[M##$") == [Mouse(3, 3, 4, is_release=True)]


@pytest.mark.parametrize(
    "report", [b"\x1b[<0;0;1M", b"\x1b[<0;99999999;1M", b"\x1b[<999;1;1M", b"\x1b[32;1;0M",
               b"\x1b[<0;-3;1M", b"\x1b[M\x20\x20\x20", b"\x1b[<0;1M"],
)  # fmt: skip
def test_a_mouse_out_of_range_is_dropped(report: bytes) -> None:
    assert not came(report)


# Reports of keys -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("report", "read"),
    [
        (b"\x1b[107;1:3u", []),
        (b"\x1b[1;1:3B", []),
        (b"\x1b[6;1:3~", []),
        (b"\x1b[107;1:2u", ["k"]),
        (b"\x1b[1;1:1B", ["down"]),
        (b"\x1b[107:75;2u", ["K"]),
        (b"\x1b[107:75;2:1;75u", ["K"]),
        (b"\x1b[1083::107;5u", ["ctrl+k"]),
        (b"\x1b[107;65u", ["K"]),
        (b"\x1b[107;129u", ["k"]),
        (b"\x1b[57442;5u", []),
        (b"\x1b[0;;233u", ["é"]),
        (b"\x1b[107;1000u", []),
        (b"\x1b[107;1:7u", []),
        (b"\x1b[55555555u", []),
        (b"\x1b[56000u", []),
        (b"\x1b[7u", []),
        (b"\x1b[27;5;107~", ["ctrl+k"]),
        (b"\x1b[99999999999999999999A", []),
    ],
)
def test_numbered_reports_of_keys(report: bytes, read: list[str]) -> None:
    for cut in range(2, len(report) + 1):
        assert keys(report[:cut], report[cut:]) == read, cut


# What is well formed and unknown ---------------------------------------------------------------


ANSWERS = [
    b"\x1b[?64;1;9;15;21;22c", b"\x1b[>0;276;0c", b"\x1b[=0u", b"\x1b[?7u", b"\x1b[0n",
    b"\x1b[3;9R",
    b"\x1b[?3;9;1R", b"\x1b[?1049;1$y", b"\x1b[9;40;100t", b"\x1b[?12;2$q", b"\x1b[1;2;3 x",
    b"\x1bP!|7E565445\x1b\\", b"\x1bP>|foot(1.16)\x1b\\", b"\x1bP1+r544e=61\x1b\\",
    b"\x1b]10;rgb:dada/dada/dada\x07", b"\x1b]52;c;YVF4\x1b\\", b"\x1b]Lua\x1b\\",
    b"\x1b_Ga=q;ENOENT\x1b\\", b"\x1b^aQxd\x1b\\", b"\x1bXaQxd\x1b\\", b"\xc2\x9b?6c",
    b"\xc2\x90aQxd\xc2\x9c", b"\xc2\x98aQ\x1b\\", b"\xc2\x9faQ\x1b\\", b"\xc2\x9eQ\xc2\x9c",
    b"\x1bNa", b"\xc2\x8ea", b"\x1bOz", b"\xc2\x84\xc2\x85", b"\x1b\\",
]  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_that_nobody_asked_for_is_nothing(answer: bytes) -> None:
    assert not any(isinstance(one, Key | Refused) for one in came(answer))


@pytest.mark.parametrize("answer", [one for one in ANSWERS if len(one) > 5])
def test_an_answer_in_pieces_is_nothing(answer: bytes) -> None:
    for cut in range(2, len(answer)):
        assert not keys(answer[:cut], answer[cut:]), cut
    line = Line(escape_seconds=0.5)
    line.send(*pieces_of(answer), pause=0.2).wait(11)
    assert not line.keys


def test_an_answer_whose_begin_another_program_took_is_nothing_at_the_start() -> None:
    for rest in (b"[?64;1;9c", b"?64;1;9c", b"64;1;9c", b"3;9R", b"]11;rgb:0/0/0\x1b\\", b"?7u"):
        line = Line(started=59.0)
        line.send(rest).wait(3)
        assert not line.keys, rest
    assert keys(b"?u") == ["?", "u"]
    assert Line(started=59.0).send(b"12j").keys == ["1", "2", "j"]


def test_what_comes_behind_an_answer_in_the_same_read_is_read() -> None:
    assert keys(b"\x1b[?64;1cj\x1b]11;rgb:0/0/0\x07k") == ["j", "k"]


# A person's keys come first --------------------------------------------------------------------


def test_escape_and_a_jump_are_not_a_control_function() -> None:
    assert keys(b"\x1b]q") == ["escape", "]", "q"]
    assert keys(b"\x1b", b"[", b"q", pause=0.05) == ["escape", "[", "q"]
    assert keys(b"\x1b[", b"q", pause=0.05) == ["escape", "[", "q"]
    assert keys(b"\x1b", b"]", b"q", pause=0.05) == ["escape", "]", "q"]
    assert keys(b"\x1b", b"N", b"j", pause=0.05) == ["escape", "N", "j"]
    assert keys(b"\x1b", b"O", b"j", pause=0.05) == ["escape", "O", "j"]


@pytest.mark.parametrize("begun", [b"\x1bP", b"\x1b]4;aQ", b"\x1b_xx", b"\x1b^", b"\x1bX1"])
def test_a_string_without_an_end_is_escape_and_the_next_key_is_a_key(begun: bytes) -> None:
    line = Line().send(begun).wait(1.8)
    assert not line.came
    line.wait(0.3)
    assert line.came == [Key("escape", "\x1b"), Refused(max(1, len(begun) - 2))]
    assert line.send(b"Q").keys == ["escape", "Q"]


def test_a_string_that_is_too_long_is_escape_and_the_next_key_is_a_key() -> None:
    line = Line().send(b"\x1b]8;" + b"aQ" * 4096)
    assert line.keys == ["escape"]
    line.wait(0.5)
    assert isinstance(line.came[-1], Refused)
    assert line.send(b"j").keys == ["escape", "j"]


def test_a_string_that_dribbles_for_ever_ends_all_the_same() -> None:
    line = Line().send(b"\x1bP")
    for _ in range(12):
        line.wait(1).send(b"a")
    assert "escape" in line.keys
    assert "a" in line.keys


def test_a_key_inside_a_string_that_was_cut_is_a_key() -> None:
    assert keys(b"\x1b]11;rgb:00", b"\x1b[B") == ["down"]


@pytest.mark.parametrize("key", [b"j", b".", b"\xc3\xa9", b"\r", b"\x04", b"J"])
def test_escape_joined_with_a_key_is_one_key_that_can_be_parted(key: bytes) -> None:
    (joined,) = came(b"\x1b" + key)
    assert isinstance(joined, Key)
    assert joined.name.startswith("alt+")
    assert joined.character == key.decode()


# Pastes ----------------------------------------------------------------------------------------


INSIDE = [b"aQ\x1b]0;x\x07DD", b"\x1b[?1;2cQ", b"\x1b[201;1~", b"\x1b\x1b\x1b", b"\xc2\x9b201~",
          b"\xff\x00Q", b"\x1bPQ", b"\r\rQ\x03"]  # fmt: skip


@pytest.mark.parametrize("inside", INSIDE)
def test_a_marked_paste_is_text_whatever_is_in_it_and_however_it_is_cut(inside: bytes) -> None:
    data = b"\x1b[200~" + inside + b"\x1b[201~"
    text = inside.replace(b"\0", b"").decode("utf-8", "replace")
    for cut in range(2, len(data)):
        assert came(data[:cut], data[cut:]) == [Pasted(text, is_marked=True)], cut


def test_a_paste_without_an_end_is_handed_on_and_the_next_key_is_a_key() -> None:
    line = Line().send(b"\x1b[200~berita aQ").wait(3)
    assert line.came == [Pasted("berita aQ", is_marked=True)]
    assert line.send(b"Q").keys == ["Q"]


def test_more_of_a_paste_after_a_pause_is_text() -> None:
    line = Line().send(b"\x1b[200~berita").wait(3).send(b" dari Dewi Q").wait(3)
    line.send(b"\x1b[201~").send(b"Q")
    assert line.keys == ["Q"]
    assert (
        "".join(one.words for one in line.came if isinstance(one, Pasted)) == "berita dari Dewi Q"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Daxq\rQ\rDD kapal itu tiba di pelabuhan\r",
        "Kapal itu tiba. Qadd\r\rQ Sembilan orang\r",
        "QQQaxdDu]c;[f/.,mnbvcz<>?:{}|+_)(*&^%$#",
        "“Kami menunggu,” aQ",
        "aax dd Q tiga kapal\r",
        "https://pos.example/aQ/1",
        "a\x1b[31mxq Q dua orang hilang di kapal itu\x1b[0mQ",
    ],
)
def test_much_in_one_read_is_text(text: str) -> None:
    line = Line().send(text.encode())
    assert not line.keys
    assert isinstance(line.came[-1], Pasted)


@pytest.mark.parametrize(
    "typed", ["a" * 90, "jk" * 40, "]u" * 30, "oDewi Lestari\r", "/kapal tiba\r", "\x1b[B" * 60,
              "]ua]uxG", "fout:Pos\rjj", "]uaa]cx[uGggjjkk]u"],
)  # fmt: skip
def test_held_keys_and_what_was_typed_ahead_are_keys(typed: str) -> None:
    assert not any(isinstance(one, Pasted) for one in came(typed.encode()))


# Reports of sizes, focus and modes -------------------------------------------------------------


def test_a_size_in_range_is_a_size() -> None:
    assert came(b"\x1b[48;24;80;480;640t") == [Resized(24, 80, 480, 640)]


@pytest.mark.parametrize(
    "report", [b"\x1b[48;0;0;0;0t", b"\x1b[48;24;4294967296;0;0t", b"\x1b[48;1001;80;0;0t",
               b"\x1b[48t", b"\x1b[48;24;99999;1;1t", b"\x1b[48;;;;t", b"\x1b[48;24;80;999999;1t"],
)  # fmt: skip
def test_an_absurd_size_is_dropped(report: bytes) -> None:
    assert not came(report)


def test_focus_and_modes() -> None:
    assert came(b"\x1b[I", b"\x1b[O", b"\x1b[?2026;2$y") == [
        Focus(True),
        Focus(False),
        Mode(2026, 2),
    ]
    assert not came(b"\x1b[?2026;9$y", b"\x1b[?2026$y")
