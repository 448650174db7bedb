from __future__ import annotations

import re

import pytest
from cpu_work import assert_costs, assert_grows
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from workbench.domain import grapheme
from workbench.domain.text import safe, safe_line
from workbench.present.cells import cell_width, cut, fit, fit_right, painted, width_of
from workbench.present.layout import column_of, hanging, line_of, offset_at, shown, wrap

PIECES = list(
    "ab  \n\t.-é中。「大ไทย\u0301\u0301\u200d\ufe0f👩🏽🇮🇩ذهبَ"
    "\u1100\u1161\u00a0\x00\x1b\r\u202e\u2028—"
)
TEXTS = st.text(st.one_of(st.sampled_from(PIECES), st.characters()), max_size=150)


def test_lines_break_at_spaces_and_keep_the_text() -> None:
    text = "Haftar menolak seruan Turki\ndan Rusia"
    assert [text[a:b] for a, b in wrap(text, 15)] == [
        "Haftar menolak ", "seruan Turki", "dan Rusia",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("\n", 10, ["", ""]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("kata kata", 4, ["kata", "kata"]),
        ("kata  kata", 4, ["kata", " ", "kata"]),
        ("停戦を発表した。", 6, ["停戦を", "発表し", "た。"]),
        ("発表「停戦」", 5, ["発表", "「停", "戦」"]),
        ("a\u00a0b c", 3, ["a\u00a0b", "c"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("🇮🇩🇮🇩", 2, ["🇮🇩", "🇮🇩"]),
        ("x👩\u200d👧", 5, ["x", "👩\u200d👧"]),
        ("tab\tstop", 4, ["tab\t", "stop"]),
        ("tab\tstop", 3, ["tab", "sto", "p"]),
    ],
)
def test_wrapping(text: str, width: int, lines: list[str]) -> None:
    assert [text[a:b] for a, b in wrap(text, width)] == lines


@given(TEXTS, st.integers(1, 30))
@settings(max_examples=500, deadline=None)
def test_lines_cover_the_text_within_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    at = 0
    for start, end in lines:
        gap = text[at:start]
        assert len(gap) <= 1 or gap == " \n"  # a line that is full, then the end of its paragraph
        assert not gap.strip()
        assert start <= end
        assert width_of(text[start:end]) <= max(2, width)
        at = end
    assert len(text) - at <= 1
    assert not text[at:].strip()
    assert text.count("\n") < len(lines)


@given(TEXTS, st.integers(4, 30))
@settings(max_examples=400, deadline=None)
def test_no_line_splits_a_cluster_that_fits(text: str, width: int) -> None:
    for start, end in wrap(text, width):
        for edge in (start, end):
            floor = grapheme.floor(text, edge)
            if floor != edge:
                assert width_of(text[floor : grapheme.following(text, floor)]) > width


@given(TEXTS, st.integers(2, 30))
@settings(max_examples=400, deadline=None)
def test_offsets_and_columns_go_there_and_back(text: str, width: int) -> None:
    lines = wrap(text, width)
    for number, (start, end) in enumerate(lines):
        at = start
        while at < end:
            assert line_of(lines, at) == number
            following = grapheme.following(text, at)
            if grapheme.floor(text, at) == at and width_of(text[at:following]) and following <= end:
                column = column_of(text, (start, end), at)
                if at == start or width_of(text[start:at]):
                    assert offset_at(text, (start, end), column) == at or not width_of(text[at])
            at = following
        assert start <= offset_at(text, (start, end), 10**6) <= max(start, end - 1)
        assert hanging(text, (start, end), 10**6) == end


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_widths_are_those_the_strips_are_cut_by(text: str) -> None:
    line = safe_line(text)
    assert width_of(text.replace("\n", "")) == cell_len(safe(text.replace("\n", "")))
    assert width_of(line) == cell_len(line)
    assert len(shown(text, (0, len(text)))) == len(text)
    assert cell_len(painted(line)) == cell_len(line)


def test_every_character_is_as_wide_as_rich_has_it() -> None:
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    wrong = [
        character
        for character, shown in zip(every, safe(every), strict=True)
        if cell_width(character) != get_character_cell_size(shown)
    ]
    assert wrong == []


@given(TEXTS, st.integers(0, 40))
@settings(max_examples=300, deadline=None)
def test_fitting_fills_exactly(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == cell_len(fit_right(text, width)) == width
    assert cell_len(cut(text, width)) <= width
    assert "\n" not in fit(text, width)
    assert "\x1b" not in fit(text, width)


def test_what_is_cut_off_shows() -> None:
    assert cut("Haftar menolak", 7) == "Haftar…"
    assert cut("停戦停戦", 4) == "停…"
    assert fit_right("1287", 6) == "  1287"
    assert cut("Haftar", 0) == ""


def test_piled_up_marks_are_not_all_sent() -> None:
    assert len(painted("e" + "\u0301" * 1000)) < 10


@pytest.mark.parametrize(
    "piece", ["kata demi kata ", "a", " ", "\n", "\u0301", "e\u0301", "🇮🇩", "中", "👨\u200d", "ไทย"]
)
def test_an_endless_paragraph_wraps_in_linear_time(piece: str) -> None:
    small, large = (piece * (size // len(piece)) for size in (12_500, 100_000))
    assert_grows(lambda text: wrap(text, 76), small=small, large=large, at_most=20)


def test_a_paragraph_of_plain_words_wraps_at_once() -> None:
    text = "Haftar menolak seruan “Turki” dan Rusia – kata mereka. " * 3_700
    assert_costs(lambda: wrap(text, 76), lambda: re.findall(r"\S+\s*", text), at_most=3)
