from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from present_cases import HOSTILE, row

from workbench.domain.excerpt import AROUND, Excerpt
from workbench.present.cells import width_of
from workbench.present.glyphs import ASCII, UNICODE, Glyphs
from workbench.present.places import place_runs, words_within
from workbench.present.runs import Runs
from workbench.present.shelf import hit_line

TEXT = "Kapal itu bersandar di pelabuhan lama sebelum malam, kata nakhoda kepada wartawan setempat."


def words(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def place(exact: str, text: str = TEXT) -> Excerpt:
    start = text.index(exact)
    return Excerpt.of(7, text, start, start + len(exact))


def test_the_words_of_every_place_begin_in_one_column_and_no_word_is_cut() -> None:
    lines = [words(place_runs(place(exact), 60, UNICODE)) for exact in ("lama", "malam", "nakhoda")]
    for exact, line in zip(("lama", "malam", "nakhoda"), lines, strict=True):
        assert line.index(exact) == 20
        assert all(word in TEXT.split() for word in line[:20].split())


@given(st.text(max_size=200), st.data())
def test_an_excerpt_holds_what_stands_there_and_parts_no_word_that_ends_within(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = Excerpt.of(1, text, start, end)
    assert found.exact == text[start:end]
    assert text[:start].endswith(found.before)
    assert text[end:].startswith(found.after)
    assert len(found.before) <= AROUND >= len(found.after)


@given(st.text(max_size=60), st.integers(0, 40))
def test_what_fits_is_the_end_of_the_words_and_no_wider(said: str, width: int) -> None:
    found = words_within(said, width)
    assert said.endswith(found)
    assert width_of(found) <= width


@pytest.mark.parametrize("width", range(12, 120, 9))
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_a_hit_fills_its_row_and_says_when_and_where(width: int, glyphs: Glyphs) -> None:
    line = hit_line(row(), place("nakhoda"), width, glyphs, year="2020")
    assert width_of(words(line)) == width
    assert words(line).startswith("01-09 ")
    hostile = hit_line(row(HOSTILE, HOSTILE), place("nakhoda"), width)
    assert words(hostile).isprintable()
