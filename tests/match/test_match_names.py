from __future__ import annotations

import random

import pytest
from cpu_work import assert_costs
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from workbench.domain.naming import fold_name
from workbench.match.names import NameIndex, rank_names

SOURCES = [
    ("erdogan", "Recep Tayyip Erdogan"),
    ("erdogan", "Erdoğan"),
    ("putin", "Vladimir Putin"),
    ("sabah", "Daily Sabah"),
    ("haftar", "Khalifa Haftar"),
    ("lna", "Tentara Nasional Libya"),
    ("lna", "LNA"),
    ("sirte", "Sirte"),
    ("wang", "王毅"),
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("al-Sarraj", "El Sarraj"),
        ("Fayez as-Sarraj", "FAYEZ AL-SARRAJ"),
        ("ash-Shabaab", "al-Shabaab"),
        ("Recep Tayyip Erdoğan", "recep  tayyip erdogan"),
        ("Yıldırım", "Yildirim"),
        ("Sana’a", "Sana'a"),
        ("H. M. Prasetyo", "HM Prasetyo"),
        ("Dr.Ahmad", "Dr. Ahmad"),
        ("U.S.", "US"),
        ("KIBLAT.NET", "Kiblat Net"),
        ("Ｒｅｕｔｅｒｓ", "Reuters"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al Gore", "Gore"),
        ("Sirte", "Sirte Utara"),
        ("Asad", "al-Asad"),
        ("???", "!!!"),
        ("กา", "กี"),
    ],
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@given(st.text(max_size=60) | st.text(alphabet="ael s-'.Şıßø", max_size=30))
def test_folding_twice_changes_nothing_more(name: str) -> None:
    folded = fold_name(name)
    assert fold_name(folded) == folded
    assert bool(folded) == bool(name.strip()) or not folded


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("rte", "erdogan"),
        ("erdo", "erdogan"),
        ("erdgoan", "erdogan"),
        ("tayip erdgan", "erdogan"),
        ("putin vladimir", "putin"),
        ("vlad p", "putin"),
        ("dailysabah", "sabah"),
        ("hafatr", "haftar"),
        ("tnl", "lna"),
        ("lna", "lna"),
        ("王", "wang"),
    ],
)
def test_typos_prefixes_and_initials_find_the_source(typed: str, key: str) -> None:
    assert rank_names(typed, SOURCES)[0].key == key


def test_each_source_stands_once_with_its_best_name() -> None:
    ranked = rank_names("erdogan", SOURCES)
    assert [hit.key for hit in ranked].count("erdogan") == 1
    assert (ranked[0].name, ranked[0].score) == ("Erdoğan", 100.0)


def test_strangers_are_not_offered() -> None:
    assert rank_names("qqqqzzz", SOURCES) == []
    assert rank_names("", SOURCES) == []


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(), st.text(max_size=20)), max_size=20))
def test_ranking_is_ordered_limited_and_finds_the_same_name(
    typed: str, names: list[tuple[int, str]]
) -> None:
    ranked = rank_names(typed, names, limit=5)
    assert len(ranked) <= 5
    assert [hit.score for hit in ranked] == sorted((hit.score for hit in ranked), reverse=True)
    folded = fold_name(typed)
    if folded and any(fold_name(name) == folded for _, name in names):
        assert ranked[0].score == 100.0
        assert fold_name(ranked[0].name) == folded


def test_fifty_thousand_names_answer_within_a_key_press() -> None:
    chance = random.Random(3)
    syllables = [a + b for a in "bdgklmnprst" for b in "aeiou"]
    words = ["".join(chance.choices(syllables, k=3)) for _ in range(20_000)]
    names = [(n, " ".join(chance.choices(words, k=chance.randint(1, 4)))) for n in range(50_000)]
    index, typed = NameIndex(names), [names[n][1] for n in range(0, 2_000, 500)]
    written = [name for _, name in names]

    def rank() -> None:
        for words in typed:
            assert index.rank(words)[0].score == 100.0

    def compare_with_each() -> None:
        for words in typed:
            assert process.extract(words, written, scorer=fuzz.WRatio, limit=8)

    assert_costs(rank, compare_with_each, at_most=1)
