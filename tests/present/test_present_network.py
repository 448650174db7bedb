"""Rows of the source network: exactly as wide as asked for, whatever names hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from present_cases import HOSTILE

from workbench.domain.circle import Circle, CircleBasis, CircleKind
from workbench.domain.network import Cited, Edge, Record
from workbench.present.cells import width_of
from workbench.present.glyphs import ASCII, UNICODE
from workbench.present.network import (
    circle_words,
    edge_details,
    edge_heading,
    edge_row,
    record_words,
    step_words,
)

EDGE = Edge("a", "b", 1204, 9, 3, 0, "2026-05-01", "2026-05-04", {"banjir": 2}, {"2026-05": 2}, 1)
STEP = Cited("c", 7, "2026-05-01", "", "a", "b")


def name(key: str) -> str:
    return {"a": "Kabar Pagi", "b": "Harian Siang"}.get(key, key)


def words(edge: Edge, width: int = 80) -> str:
    return "".join(run.text for run in edge_row(edge, name, width))


def test_a_row_says_who_has_it_from_whom_and_what_came_of_it() -> None:
    assert words(EDGE).split() == [
        "Kabar", "Pagi", "←", "Harian", "Siang", "1204", "3", "-", "2026-05-01", "2026-05-04",
    ]  # fmt: skip
    assert "2026-05-01" not in words(EDGE, 60), "the last day is left"
    assert edge_details(EDGE) == (
        "9 articles; topics banjir 2; months 2026-05 2; 1 open question besides"
    )


def test_what_is_not_known_yet_is_told_as_that() -> None:
    row = "".join(run.text for run in edge_row(EDGE, name, 80, is_checked=False))
    assert row.split()[-4:-2] == [UNICODE.waiting] * 2


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@given(width=st.integers(20, 200), one=st.text(), other=st.sampled_from(["", HOSTILE, "大" * 90]))
def test_rows_are_as_wide_as_asked_for(glyphs: object, width: int, one: str, other: str) -> None:
    called = {"a": one, "b": other}
    for runs in (edge_heading(width), edge_row(EDGE, called.__getitem__, width, glyphs)):  # type: ignore[arg-type]
        assert width_of("".join(run.text for run in runs)) == width
        assert all(run.text.isprintable() for run in runs)


def test_circles_are_told_in_words() -> None:
    ring = Circle(CircleKind.RING, CircleBasis.LINKED, ("a", "b"), (STEP,))
    assert circle_words(ring, name) == ("Kabar Pagi ← Harian Siang ← Kabar Pagi  (linked claims)")
    end = Circle(CircleKind.ONE_END, CircleBasis.LINKED, ("b",), (STEP, STEP._replace(number=8)))
    assert circle_words(end, name) == "1 claim in 2 articles all end with Harian Siang"
    early = Circle(CircleKind.EARLY, CircleBasis.LINKED, ("b",), (STEP,))
    assert circle_words(early, name) == (
        "in print before its stated source has it here: Harian Siang"
    )
    timed = STEP._replace(at="2026-05-01T08:00+07:00")
    assert step_words(timed, name, kind=CircleKind.EARLY) == (
        "#7 2026-05-01 08:00+07:00  Kabar Pagi ← Harian Siang"
    )
    assert step_words(timed, name) == "#7 2026-05-01  Kabar Pagi ← Harian Siang"
    assert step_words(STEP, name) == "#7 2026-05-01  Kabar Pagi ← Harian Siang"
    assert step_words(STEP._replace(at="", cited=""), name) == "#7 no date  Kabar Pagi ends there"


def test_a_record_says_what_it_rests_on() -> None:
    assert record_words(Record()) == "said nothing that is recorded"
    assert record_words(Record(3, 1, 2)) == (
        "said 3, confirmed later 1, denied later 2 (by links to claims of independent origins)"
    )
