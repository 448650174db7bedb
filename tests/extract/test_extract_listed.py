"""Words and phrases of closed lists, found by the words of a text as a pattern would find them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.extract.lexicon import alternation
from workbench.extract.listed import Listed, lowered, openings, words_of

WORDS = ("may", "half-open", "by far", "due to", "won't")
LISTED = Listed(WORDS)
PATTERN = re.compile(rf"(?<![\w-]){alternation(WORDS)}(?![\w-])")
PIECES = ["may", "maybe", "half-open", "half", "by", "far", "due", "to", "won't", "won", "MAY"]
BETWEEN = [" ", "  ", "-", ", ", "\n", "(", "’", ""]


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(BETWEEN)), max_size=12))
def test_a_list_stands_where_a_pattern_of_its_words_would_match(
    pieces: list[tuple[str, str]],
) -> None:
    lower = "".join(word + gap for word, gap in pieces).lower()
    assert LISTED.stand_in(lower, words_of(lower)) == (PATTERN.search(lower) is not None)


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(BETWEEN)), max_size=12))
def test_no_word_of_a_list_stands_where_none_of_its_openings_does(
    pieces: list[tuple[str, str]],
) -> None:
    lower = "".join(word + gap for word, gap in pieces).lower()
    if openings(WORDS).isdisjoint(words_of(lower)):
        assert PATTERN.search(lower) is None


@given(st.text())
def test_lower_case_keeps_every_offset(text: str) -> None:
    assert len(lowered(text)) == len(text)


@pytest.mark.parametrize("text", ["İZMİR", "ÀÇÉ", "Straße", "ΟΔΟΣ"])
def test_lower_case_is_that_of_the_language_but_for_one_capital(text: str) -> None:
    assert lowered(text) == text.replace("İ", "i").lower()
    assert lowered(text).islower()
