"""Folding: what search takes for the same words, and where they stand in the text as stored."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.folding import (
    Folded,
    fold_words,
    hits_in,
    joined_words,
    without_apostrophes,
)

WRITING = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from("aé'’ʾ\u00ad\u200b\u0301\u0640\u064eأادिल्ガカ゛\u3099ᄀ\u1161가ﬁßıİ Ω中ท")
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("أحمد", "احمد"),
        ("إلى", "الى"),
        ("على", "علي"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("Pen\u00adceramah", "Penceramah"),
        ("me\u200bmuji", "memuji"),
        ("Qur\u02bean", "Quran"),
        ("\u02bfUmar", "Umar"),
        ("ﬁnal", "final"),
        ("Ｋａｐａｌ", "Kapal"),
        ("Straße", "Strasse"),
        ("Yıldırım", "Yildirim"),
        ("Erdoğan", "Erdogan"),
        ("ёлка", "елка"),
        ("שָׁלוֹם", "שלום"),
    ],
)
def test_ways_of_writing_a_word_are_one(one: str, other: str) -> None:
    assert fold_words(one).lower() == fold_words(other).lower()


@pytest.mark.parametrize(
    ("one", "other"), [("दिल", "दल"), ("ガス", "カス"), ("ที่", "ที"), ("कि", "की")]
)
def test_signs_that_make_another_word_stay(one: str, other: str) -> None:
    assert fold_words(one) != fold_words(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kitab Qur'an dan Jum’at, Jum'at.", "Quran Jumat"),
        ("the Qur'an's and Iran's, 'so' he said", "Quran"),
        ("İstanbul'da d`Or", "istanbulda dOr"),
        ("'kata' dan 'lain'", ""),
        ("tanpa", ""),
    ],
)
def test_words_with_an_apostrophe_are_words_without_it_too(text: str, words: str) -> None:
    assert joined_words(text) == words


def test_a_page_of_letters_and_apostrophes_is_read_in_one_pass() -> None:
    long = "a" * 200_000 + "'b" * 100_000
    assert len(without_apostrophes(long)) == 300_000
    assert joined_words(long).endswith("b")
    assert [*Folded.of("b'" * 100_000).places("c")] == []


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Pen\u00adceramah me\u200bmuji kota", "penceramah", ["Pen\u00adceramah"]),
        ("Pen\u00adceramah me\u200bmuji kota", "memuji", ["me\u200bmuji"]),
        ("Ustaz مُحَمَّد di", "محمد", ["مُحَمَّد"]),
        ("al-Qur\u02bean, Qur'an, Quran", "qur’an", ["Qur\u02bean", "Qur'an", "Quran"]),
        ("dan \u02bfUmar", "umar", ["Umar"]),
        ("la ﬁnale, ﬁnal", "final", ["ﬁnal"]),
        ("Kota दिल्ली ramai", "दिल", []),
        ("Kota दिल्ली ramai", "दिल्ली", ["दिल्ली"]),
        ("al Washka; al-Washka", "al-washka", ["al Washka", "al-Washka"]),
        ("karam kar", "kar*", ["kar", "kar"]),
        ("kapal kapalnya", "kapal", ["kapal"]),
        ("e\u0301lan", "élan", ["e\u0301lan"]),
        ("か\u3099っこう", "がっこう", ["か\u3099っこう"]),
        ("a", "—", []),
    ],
)
def test_places_are_those_of_the_text_as_stored(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in Folded.of(text).places(words)] == found


@given(WRITING)
def test_what_is_indexed_and_where_it_stands_come_from_one_folding(text: str) -> None:
    folded = Folded.of(text)
    assert folded.text == fold_words(text).lower()
    places = [folded.stored(at, at + 1) for at in range(len(folded.text))]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    for (start, end), letter in zip(places, folded.text, strict=True):
        assert letter in Folded.of(text[start:end]).text


@given(WRITING)
def test_composed_and_decomposed_writing_are_one(text: str) -> None:
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold_words(composed).lower() == fold_words(apart).lower()


@given(WRITING, WRITING)
def test_words_between_others_are_found_where_they_stand(before: str, words: str) -> None:
    text = f"{before} {words} {before}"
    start, end = len(before) + 1, len(before) + 1 + len(words)
    hits = hits_in(text, words)
    assert hits or not words.strip() or not fold_words(words).strip()
    assert all(0 <= low < high <= len(text) for low, high in hits)
    if words.isascii() and words.isalpha():
        assert any((low <= start and end <= high) or low == start for low, high in hits)


def test_signs_are_sought_in_a_text_as_they_stand() -> None:
    assert hits_in("5 % dan 6 %", "%") == ((2, 3), (10, 11))
    assert hits_in("5. dan 5", "5.") == ((0, 2),)
