"""The frame diff on emulated terminals: after every sequence the screen reads as it should.

Frames are random: words with wide and combining characters in random pens, bands that move. What
is compared is every cell, with its colours and marks, against the same cell drawn by itself.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from frame_screens import Emulated, drawn
from hypothesis import given, settings
from hypothesis import strategies as st
from pyte import screens

from workbench.present.cells import spacing_signs, widest, width_of
from workbench.tui.frame import Frame, Pens, Row, Traits, row_of, traits_of
from workbench.tui.frame.cells import first_doubt, is_certain
from workbench.tui.frame.pens import PLAIN, Pen, read_pen
from workbench.tui.frame.wire import move

WIDTH, HEIGHT = 24, 9
CODES = (
    "", "1", "4", "7", "1;31", "38;5;208", "48;5;17", "31;48;5;17", "2;38;2;9;8;7;48;2;1;2;3",
    "3;4;92", "1;4;48;5;17", "9;41", "7;33",
)  # fmt: skip
LETTERS = "ab   .漢字かé"
DOUBTFUL = "e\u0301a\u0308\U0001f600\u0e33ก\u0e49漢"
TRAITS = (Traits(fills=False), Traits(fills=True))

Part = tuple[str, str]


def parts_of(letters: str) -> st.SearchStrategy[list[Part]]:
    words = st.text(st.sampled_from(letters), min_size=1, max_size=9)
    return st.lists(st.tuples(words, st.sampled_from(CODES)), max_size=6)


@dataclass
class Painter:
    """A frame, and the terminal that its sequences reach."""

    frame: Frame
    terminal: Emulated

    @classmethod
    def of(cls, traits: Traits, width: int = WIDTH, height: int = HEIGHT) -> Painter:
        return cls(Frame(width, height, traits), Emulated(width, height))

    def row(self, parts: Sequence[Part]) -> Row:
        """Parts as a row of just the width."""
        frame = self.frame
        numbers = [(text, frame.pens.number(read_pen(codes))) for text, codes in parts]
        made = row_of([*numbers, (" " * (frame.width + 1), frame.pens.plain)], frame.cells)
        if not made[frame.width][0]:
            made = (*made[: frame.width - 1], (" ", frame.pens.plain))
        return made[: frame.width]

    def paint(self, rows: Sequence[Row]) -> str:
        sequence = self.frame.paint(dict(enumerate(rows)))
        self.terminal.feed(sequence)
        return sequence

    def shows(self, rows: Sequence[Row]) -> None:
        for number, row in enumerate(rows):
            assert self.terminal.line(number) == drawn(row, self.frame.pens), (number, row)


frames = st.lists(
    st.lists(parts_of(LETTERS), min_size=HEIGHT, max_size=HEIGHT), min_size=1, max_size=4
)


@settings(max_examples=150, deadline=None)
@given(frames, st.sampled_from(TRAITS))
def test_one_frame_after_another_is_drawn(frames: list[list[list[Part]]], traits: Traits) -> None:
    painter = Painter.of(traits)
    for parts in frames:
        rows = [painter.row(part) for part in parts]
        painter.paint(rows)
        painter.shows(rows)
        assert painter.paint(rows) == "", "what stands there is not sent again"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(parts_of(LETTERS), min_size=HEIGHT, max_size=HEIGHT),
    st.lists(
        st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(-5, 5), parts_of(LETTERS)),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(TRAITS),
)
def test_bands_that_move_are_drawn(
    first: list[list[Part]], moves: list[tuple[int, int, int, list[Part]]], traits: Traits
) -> None:
    painter = Painter.of(traits)
    rows = [painter.row(parts) for parts in first]
    painter.paint(rows)
    for one, other, distance, parts in moves:
        top, bottom = sorted((one, other))
        coming = painter.row(parts)
        inside = rows[top : bottom + 1]
        for _ in range(abs(distance)):
            inside = [*inside[1:], coming] if distance > 0 else [coming, *inside[:-1]]
        rows = [*rows[:top], *inside, *rows[bottom + 1 :]]
        painter.paint(rows)
        painter.shows(rows)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(parts_of(LETTERS + DOUBTFUL), min_size=3, max_size=3), min_size=1, max_size=4
    ),
    st.sampled_from(TRAITS),
)
def test_doubtful_characters_are_drawn(frames: list[list[list[Part]]], traits: Traits) -> None:
    painter = Painter.of(traits, height=3)
    for parts in frames:
        rows = [painter.row(part) for part in parts]
        painter.paint(rows)
        painter.shows(rows)


def measured_otherwise(cells: int) -> object:
    """A terminal's table that gives every doubtful character another width."""
    usual = screens.wcwidth

    def width(character: str) -> int:
        return usual(character) if is_certain(character) else cells

    return width


@pytest.mark.parametrize("cells", [1, 2])
@pytest.mark.parametrize("seed", range(6))
def test_a_terminal_that_measures_otherwise_loses_no_other_cell(
    monkeypatch: pytest.MonkeyPatch, cells: int, seed: int
) -> None:
    """Whatever it makes of a doubtful character, every other cell of the screen stays right, but
    for the one right behind it, which such a terminal may take for its second half."""
    monkeypatch.setattr(screens, "wcwidth", measured_otherwise(cells))
    chance = random.Random(seed)
    painter = Painter.of(TRAITS[seed % 2], height=4)
    rows = [painter.row([])] * 4
    for _ in range(40):
        line = chance.randrange(4)
        letters = "".join(chance.choices("abc  漢😀é🇮ก", k=chance.randrange(20)))
        rows = [*rows[:line], painter.row([(letters, chance.choice(CODES))]), *rows[line + 1 :]]
        painter.paint(rows)
        for number, row in enumerate(rows):
            doubt = [at for at, (text, _) in enumerate(row) if not is_certain(text)]
            taken = {*doubt, *(at + 1 for at in doubt if (row[at + 1 : at + 2] or row)[0][0] == "")}
            masked = tuple(("?", pen) if at in taken else (text, pen)
                           for at, (text, pen) in enumerate(row))  # fmt: skip
            wanted = drawn(masked, painter.frame.pens)
            seen = painter.terminal.line(number)
            beside = taken | {at + 1 for at in doubt}
            for at in range(WIDTH):
                if at not in beside:
                    assert seen[at] == wanted[at], (number, at, row)


# Bytes ------------------------------------------------------------------------------------------


def listing(painter: Painter, top: int, cursor: int) -> list[Row]:
    """A heading, rows of a list with a bar in the gutter, and a status line."""
    width = painter.frame.width
    body = [
        painter.row(
            [
                ("▌ " if number == cursor else "  ", "1"),
                (f"{number:>5} ", "2"),
                (f"Berita nomor {number * 7919 % 1000} dari kota {number}", "38;5;252"),
            ]
        )
        for number in range(top, top + painter.frame.height - 2)
    ]
    status = painter.row([(f"baris {cursor}".ljust(width), "7")])
    return [painter.row([("tajuk".ljust(width), "1;4")]), *body, status]


def wide_painter(rows: list[Row] | None = None) -> Painter:
    painter = Painter.of(Traits(fills=True), 120, 40)
    painter.paint(rows or listing(painter, 0, 0))
    return painter


def test_a_moved_bar_costs_two_cells() -> None:
    painter = wide_painter()
    assert len(painter.paint(listing(painter, 0, 1)[:-1]).encode()) <= 24


def test_a_scrolled_list_costs_its_new_line() -> None:
    painter = wide_painter()
    painter.paint(listing(painter, 0, 37))
    sequence = painter.paint(listing(painter, 1, 38))
    assert len(sequence.encode()) <= 130
    assert "\x1b[2;39r" in sequence
    painter.shows(listing(painter, 1, 38))


def test_two_panes_scroll_each_by_itself_and_what_parts_them_stays() -> None:
    painter = wide_painter()
    lines = listing(painter, 0, 100)
    rule = painter.row([("\u2500" * painter.frame.width, "")])

    def screen(upper: int, lower: int) -> list[Row]:
        below = listing(painter, lower, 100)
        return [*listing(painter, upper, 100)[:20], rule, *below[21 : len(lines)]]

    painter.paint(screen(0, 40))
    for upper, lower in ((3, 41), (1, 40), (2, 43)):
        sequence = painter.paint(screen(upper, lower))
        assert "\u2500" not in sequence
        assert sequence.count("r\x1b[") >= 2 or sequence.count("\x1b[r") >= 2
        painter.shows(screen(upper, lower))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(parts_of(LETTERS), min_size=HEIGHT, max_size=HEIGHT),
    st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=1, max_size=4),
    st.integers(1, HEIGHT - 2),
    st.sampled_from(TRAITS),
)
def test_bands_that_move_at_once_are_drawn(
    first: list[list[Part]], moves: list[tuple[int, int]], middle: int, traits: Traits
) -> None:
    painter = Painter.of(traits)
    rows = [painter.row(parts) for parts in first]
    painter.paint(rows)
    for above, below in moves:
        upper, lower = rows[:middle], rows[middle + 1 :]
        rows = [*_turned(upper, above), rows[middle], *_turned(lower, below)]
        painter.paint(rows)
        painter.shows(rows)


words_in_a_line = st.text(st.sampled_from("ab cdefgh"), max_size=40)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(words_in_a_line, words_in_a_line, words_in_a_line), min_size=2, max_size=5),
    st.sampled_from(CODES),
    st.sampled_from(TRAITS),
)
def test_what_moves_along_its_line_is_drawn(
    changes: list[tuple[str, str, str]], codes: str, traits: Traits
) -> None:
    """The end stays, and what stands before it comes and goes."""
    painter = Painter.of(traits, width=60, height=3)
    end = ("quick brown foxes jump over lazy dogs", codes)
    for mark, before, behind in changes:
        rows = [painter.row([(mark, "1"), (before, ""), end, (behind, "2")])] * 3
        painter.paint(rows)
        painter.shows(rows)


def test_a_shifted_line_costs_what_came_and_went() -> None:
    painter = wide_painter()
    said = "Aparat desa menutup 366 jembatan banabaka di Tanjung Elok dua pekan lalu"
    lines = listing(painter, 0, 5)
    asked, answered = ([*lines[:7], painter.row([("? event  " + said, "")]), *lines[8:]],
                       [*lines[:7], painter.row([("+ " + said, "")]), *lines[8:]])  # fmt: skip
    painter.paint(asked)
    assert len(painter.paint(answered)) <= 25
    painter.shows(answered)
    assert len(painter.paint(asked)) <= 30
    painter.shows(asked)


@pytest.mark.parametrize("start", [None, *((line, column) for line in range(12) for column in (
    None, 0, 1, 7, 18, 19))])  # fmt: skip
def test_a_move_arrives(start: tuple[int, int | None] | None) -> None:
    """From wherever the cursor is, the last column written included."""
    for line in range(12):
        for column in range(20):
            terminal = Emulated(20, 12)
            if start is not None:
                at, behind = start
                terminal.feed(f"\x1b[{at + 1};{20 if behind is None else behind + 1}H")
                terminal.feed("x" if behind is None else "")
            terminal.feed(move(start, line, column))
            cursor = terminal.screen.cursor
            assert (cursor.y, cursor.x) == (line, column)
            shown = [letter for row in terminal.screen.display for letter in row if letter != " "]
            assert len(shown) <= 1, "nothing scrolled or was drawn"


def _turned(rows: list[Row], by: int) -> list[Row]:
    by %= len(rows)
    return [*rows[by:], *rows[:by]]


def test_scrolling_many_lines_is_one_sequence() -> None:
    painter = wide_painter()
    sequence = painter.paint(listing(painter, 17, 20))
    assert "\x1b[17M" in sequence
    painter.paint(listing(painter, 0, 20))
    painter.shows(listing(painter, 0, 20))


def test_blanks_are_erased_where_the_terminal_fills() -> None:
    full, none = Painter.of(Traits(fills=True), 120, 40), Painter.of(Traits(), 120, 40)
    for painter in (full, none):
        words = painter.row([("kata".ljust(60), "48;5;17"), (" " * 60, "48;5;17")])
        painter.paint([words] * 40)
        painter.shows([words] * 40)
    assert full.terminal.sent < 500 < 4800 < none.terminal.sent


def test_a_row_of_another_width_is_refused_and_nothing_changes() -> None:
    painter = wide_painter()
    before = list(painter.frame.rows)
    with pytest.raises(ValueError, match="120"):
        painter.frame.paint({3: before[3][:-1]})
    assert painter.frame.rows == before
    with pytest.raises(ValueError, match="not complete"):
        Frame(2, 2, Traits()).paint({0: ((" ", 0), (" ", 0))})


# Pens, cells, terminals -------------------------------------------------------------------------

pens = st.sampled_from(CODES).map(read_pen)


@given(st.lists(pens, min_size=2, max_size=6))
def test_each_way_from_pen_to_pen_leads_there(ways: list[Pen]) -> None:
    known, terminal = Pens(), Emulated(9, 2)
    held: int | None = None
    for at, pen in enumerate(ways):
        number = known.number(pen)
        terminal.feed(known.way(held, number) + "x")
        fresh = Emulated(9, 2)
        fresh.feed(known.way(None, number) + "x")
        assert terminal.line(0)[at] == fresh.line(0)[0]
        held = number


def test_the_way_is_the_shorter_of_change_and_reset() -> None:
    known = Pens()
    bold, colourful = (known.number(read_pen(codes)) for codes in ("1;38;5;3", "4;38;5;3"))
    assert known.way(known.plain, bold) == "\x1b[1;38;5;3m"
    assert known.way(bold, known.plain) == "\x1b[m"
    assert known.way(bold, colourful) == "\x1b[22;4m"
    assert known.way(bold, bold) == ""


@pytest.mark.parametrize("codes", ["38;5", "38;7;1", "10", "x", "38;2;1;2"])
def test_unknown_codes_are_no_pen(codes: str) -> None:
    with pytest.raises(ValueError, match=r"colour|pen"):
        read_pen(codes)
    assert read_pen("39;49") == PLAIN


def test_marks_stay_with_their_letter_and_wide_characters_take_two_cells() -> None:
    frame = Frame(6, 1, Traits())
    row = row_of([("e\u0301", 0), ("\u0308漢", frame.pens.number(read_pen("1")))], frame.cells)
    assert [text for text, _ in row] == ["e\u0301\u0308", "漢", ""]
    assert first_doubt(row) == 0
    assert all(is_certain(character) for character in "aZ é漢かＡ가▌│…✓")
    assert not any(is_certain(character) for character in ("😀", "e\u0301", "\u0e33", "⌚"))


@pytest.mark.parametrize(
    ("environ", "traits"),
    [
        ({"TERM": "xterm-256color"}, Traits(fills=True)),
        ({"TERM": "tmux-256color"}, Traits(fills=False)),
        ({"TERM": "screen.xterm-256color"}, Traits(fills=False)),
        ({"TERM": "screen-256color"}, Traits(fills=False)),
        ({"TERM": "xterm-256color", "STY": "1.pts"}, Traits(fills=False)),
        ({"TERM": "linux"}, Traits(fills=True)),
        ({"TERM": "vt100"}, None),
        ({"TERM": "xterm", "WORKBENCH_FRAME": "plain"}, None),
        ({}, None),
    ],
)
def test_only_what_a_terminal_surely_does_is_used(
    environ: dict[str, str], traits: Traits | None
) -> None:
    assert traits_of(environ) == traits


# Signs that terminals put beside their letter ----------------------------------------------------

SIGNS = "हिन्दी समाचार दिल्ली কি খো ꦏꦴꦭ ᮞᮦ"
"""Words with spacing signs in Devanagari, Bengali, Javanese and Sundanese."""


def on_a_cell_of_their_own(character: str) -> int:
    """As tmux 3.3a and xterm measure: a spacing sign takes a cell."""
    return 1 if unicodedata.category(character) == "Mc" else _USUAL_WIDTH(character)


_USUAL_WIDTH = screens.wcwidth


@pytest.mark.parametrize("seed", range(12))
def test_no_letter_is_lost_where_a_sign_takes_a_cell(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """What stands behind such signs may be shifted; all letters are there, and in their order."""
    monkeypatch.setattr(screens, "wcwidth", on_a_cell_of_their_own)
    chance = random.Random(seed)
    painter = Painter.of(TRAITS[seed % 2], height=4)
    rows = [painter.row([])] * 4
    words = [*SIGNS.split(), "kota", "dan", "é", "漢"]
    for _ in range(60):
        line = chance.randrange(4)
        first, second = ([chance.choice(words) for _ in range(chance.randrange(3))] for _ in "12")
        left, right = " ".join(first), " ".join(second)
        gap = " " * (2 + spacing_signs(left))
        parts = [(left, chance.choice(CODES)), (gap, ""), (right, chance.choice(CODES))]
        if widest(left + gap + right) > WIDTH:
            continue
        rows = [*rows[:line], painter.row(parts), *rows[line + 1 :]]
        painter.paint(rows)
        for number, row in enumerate(rows):
            said = "".join(text for text, _ in row).split()
            seen = "".join(str(cell[0]) for cell in painter.terminal.line(number)).split()
            assert "".join(seen) == unicodedata.normalize("NFC", "".join(said)), number


@pytest.mark.parametrize("words", ["हिन्दी", "हिन्दी में कि", "কি খো", "note: ꦏꦴꦭ é 漢", "漢", "plain"])
def test_the_cursor_is_left_where_the_terminal_goes_on(
    monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(screens, "wcwidth", on_a_cell_of_their_own)
    painter = Painter.of(Traits(fills=True), height=2)
    row = painter.row([(words, "1;31")])
    painter.paint([row, painter.row([("list", "4")])])
    before = painter.terminal.lines()
    end = width_of(words)
    painter.terminal.feed(painter.frame.leave_cursor(end, 0))
    cursor = painter.terminal.screen.cursor
    assert (cursor.x, cursor.y) == (sum(map(on_a_cell_of_their_own, words)), 0)
    assert painter.terminal.lines() == before, "nothing is written over"
