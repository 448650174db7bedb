"""Texts side by side as rows, a translation beside its original, the board's lines."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.comparison import Comparison, Pair, Pairing
from workbench.domain.origin import OriginCount, Standing
from workbench.domain.text import safe
from workbench.present.board import count_mark
from workbench.present.cells import width_of
from workbench.present.corroboration import (
    again_row,
    house_words,
    origin_row,
    origins_words,
    why_words,
)
from workbench.present.facing import (
    facing_heading,
    facing_line,
    facing_rows,
    share_words,
    single_line,
    single_rows,
)
from workbench.present.glyphs import ASCII, UNICODE
from workbench.present.translation import Facing

LEFT = "Kapal karam. Sembilan tewas.\nHujan."
RIGHT = "Kapal karam. Sebelas tewas.\nCerah \x1b[31msekali\u202e."
COMPARISON = Comparison(
    (
        Pair(Pairing.SAME, (0, 12), (0, 12), begins=True),
        Pair(Pairing.CHANGED, (13, 28), (13, 27), ((13, 21),), ((13, 20),)),
        Pair(Pairing.LEFT, (29, 35), None, begins=True),
        Pair(Pairing.RIGHT, None, (28, len(RIGHT)), begins=True),
    ),
    0.6,
    0.5,
)


def lines(width: int) -> list[str]:
    rows = facing_rows(COMPARISON, LEFT, RIGHT, width)
    drawn = [facing_line(row, COMPARISON, (LEFT, RIGHT), width, UNICODE) for row in rows]
    assert {sum(width_of(run.text) for run in runs) for runs in drawn} == {width}
    return ["".join(run.text for run in runs).rstrip() for runs in drawn]


def test_pairs_stand_on_the_same_rows_with_what_they_are_in_the_margin() -> None:
    assert lines(45) == [
        "  Kapal karam.        │   Kapal karam.",
        "~ Sembilan tewas.     │ ~ Sebelas tewas.",
        "                      │",
        "- Hujan.              │",
        "                      │",
        "                      │ + Cerah ␛[31msekali·.",
    ]


def test_the_words_that_differ_have_a_style_of_their_own() -> None:
    rows = facing_rows(COMPARISON, LEFT, RIGHT, 60)
    runs = facing_line(rows[1], COMPARISON, (LEFT, RIGHT), 60)
    assert [run.text for run in runs if run.style == "differs"] == ["Sembilan", "Sebelas"]
    alone = facing_line(rows[3], COMPARISON, (LEFT, RIGHT), 60)
    assert [run.text for run in alone if run.style == "alone"] == ["Hujan."]


@pytest.mark.parametrize("is_right", [False, True])
def test_one_side_alone_says_what_only_the_other_has(is_right: bool) -> None:
    text = RIGHT if is_right else LEFT
    rows = single_rows(COMPARISON, text, 40, is_right=is_right)
    drawn = [
        "".join(
            run.text for run in single_line(row, COMPARISON, text, 40, key="tab", is_right=is_right)
        ).rstrip()
        for row in rows
    ]
    assert drawn[0] == "  Kapal karam."
    assert ("- (only on the left; tab shows it)" in drawn) is is_right
    assert ("+ (only on the right; tab shows it)" in drawn) is not is_right
    assert {row.pair for row in rows} == {0, 1, 2, 3}


def test_nothing_that_a_terminal_acts_on_gets_into_a_row() -> None:
    for width in (20, 45, 120):
        for line in lines(width):
            assert safe(line) == line


def test_headings_and_shares_are_told_in_words() -> None:
    heading = facing_heading("#1 Pos", "#2 Kabar", 41, ASCII)
    assert "".join(run.text for run in heading).startswith("#1 Pos")
    assert sum(width_of(run.text) for run in heading) == 41
    assert share_words(COMPARISON) == "in common: 60 % of the left's words, 50 % of the right's"


def test_paragraphs_face_each_other_where_there_are_as_many() -> None:
    original, translation = "Satu dua.\n\nTiga empat.\n", "One two, and on.\n\n\nThree.\n"
    facing = Facing.of(original, translation)
    assert facing.is_aligned
    assert translation[facing.in_translation(original.index("Tiga")) :].startswith("Three")
    assert original[facing.in_original(translation.index("Three")) :].startswith("Tiga")
    start, end = facing.paragraph(translation.index("Three"))
    assert translation[start:end].strip() == "Three."


def test_else_the_place_is_as_far_on() -> None:
    facing = Facing.of("a" * 100, "b\n" * 100)
    assert not facing.is_aligned
    assert facing.in_translation(50) == 100
    assert facing.in_original(199) == 99


text = st.text(alphabet="ab \n\u0301漢", max_size=40)


@given(text, text, st.integers(0, 60))
def test_every_place_faces_one_that_is_there(original: str, translation: str, at: int) -> None:
    facing = Facing.of(original, translation)
    assert 0 <= facing.in_translation(min(at, max(0, len(original) - 1))) < max(1, len(translation))
    assert 0 <= facing.in_original(min(at, max(0, len(translation) - 1))) < max(1, len(original))
    low, high = facing.paragraph(min(at, max(0, len(translation) - 1)))
    assert 0 <= low < high


@pytest.mark.parametrize("standing", list(Standing))
def test_an_origin_says_whether_it_counts_and_why_not(standing: Standing) -> None:
    row = "".join(run.text for run in origin_row(standing, "Dewi \x1b[2J", 7, 120))
    assert standing.value in row
    assert "#7" in row
    assert row.startswith("✓" if standing is Standing.COUNTED else "?")
    assert width_of(row) == 120
    assert "the same" in "".join(run.text for run in again_row("Dewi", 8, 60))


def test_outlets_of_one_owner_stand_under_its_name() -> None:
    two, owners = "Pos Timur + Pos Barat", ("Grup \x1b[2JPos",)
    row = "".join(run.text for run in origin_row(Standing.COUNTED, two, 7, 120, owners=owners))
    assert "Grup ␛[2JPos" in row
    assert two in row
    assert width_of(row) == 120
    assert why_words(Standing.COUNTED, two, owners).endswith(f"one owner's: {two}")
    assert why_words(Standing.COUNTED, two) == f"{two}: counts as one origin"
    assert house_words("Negara", ("A", "B\x1b")) == "one house, Negara: A, B␛"


@dataclass
class Case:
    count: OriginCount
    mark: str
    words: str


@pytest.mark.parametrize(
    "case",
    [
        Case(OriginCount(2, 0), "2", "independent origins over this claim and 2 linked to it: 2"),
        Case(OriginCount(3, 0, 1), "3", "over this claim and 2 linked to it: 3, 2 houses"),
        Case(OriginCount(2, 1, 1), "2+1", "up to 3, 1 unconfirmed, 1 house"),
        Case(OriginCount(0, 1), "0+1", "up to 1, 1 unconfirmed"),
    ],
)
def test_counts_are_short_in_a_column_and_told_in_full(case: Case) -> None:
    assert count_mark(case.count) == case.mark
    assert case.words in origins_words(case.count, 3)
