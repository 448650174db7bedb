"""Two texts of the same letters are one text, and each place of one has its place in the other."""

from __future__ import annotations

import unicodedata
from random import Random
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.letters import Letters, tally_of

WORDS = st.text(st.sampled_from("abé\u1ec7가𝒳ق\u064b-”1"), min_size=1, max_size=8)
SPACES = st.sampled_from((" ", "\n", "\r\n", "\u00a0 ", "\n\n", " \u200b", "\u00ad ", "\u2060 "))
Form = Literal["NFC", "NFD"]
FORMS: st.SearchStrategy[Form] = st.sampled_from(("NFC", "NFD"))


@given(st.lists(st.tuples(WORDS, SPACES, SPACES, FORMS, FORMS), min_size=1, max_size=12))
def test_letters_are_found_where_they_were(pieces: list[tuple[str, str, str, Form, Form]]) -> None:
    one = other = ""
    places = []
    for words, space, another, form, another_form in pieces:
        left, right = (unicodedata.normalize(how, words) for how in (form, another_form))
        places.append(((len(one), len(one) + len(left)), (len(other), len(other) + len(right))))
        one += left + space
        other += right + another
    here, there = Letters.of(one), Letters.of(other)
    assert here.letters == there.letters
    assert tally_of(one) == tally_of(other)
    for mine, theirs in places:
        stretch = there.stretch(*here.within(*mine))
        assert stretch is not None
        found = unicodedata.normalize("NFC", other[slice(*stretch)])
        assert found == unicodedata.normalize("NFC", other[slice(*theirs)])


@pytest.mark.parametrize("other", ["a c", "A b", "a b.", "a", "ab\u0301"])
def test_what_reads_otherwise_has_other_letters(other: str) -> None:
    assert Letters.of("a b").letters != Letters.of(other).letters


def test_a_stretch_without_a_letter_has_no_place() -> None:
    text = Letters.of("a  b")
    assert text.stretch(*text.within(1, 3)) is None
    assert text.stretch(*text.within(0, 4)) == (0, 4)


def test_letters_stand_once_with_their_neighbours() -> None:
    text = Letters.of("ya. tidak. ya. bukan.")
    assert not text.stands_once(*text.within(0, 2), around=0)
    assert text.stands_once(*text.within(0, 2), around=4)


@given(
    st.text(st.sampled_from("ab\u0301\u0323e\u1ec7\u0344 \n\x07\u200d\ufe0f\u212aK;\u037e")),
    st.randoms(),
)
def test_texts_of_the_same_letters_have_them_as_often(text: str, random: Random) -> None:
    form: Form = random.choice(("NFC", "NFD"))
    other = "".join(random.choice((one, f"{one} ", f"\u2060{one}")) for one in text)
    other = unicodedata.normalize(form, other)
    if Letters.of(text).letters == Letters.of(other).letters:
        assert tally_of(text) == tally_of(other)


def test_how_often_a_letter_stands_tells_texts_apart() -> None:
    assert tally_of("Tiga hari.") == tally_of("Tiga\u00a0ha\u00adri\n.")
    assert tally_of("Tiga hari.") != tally_of("Dua hari.")
