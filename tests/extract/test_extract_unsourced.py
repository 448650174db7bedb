"""Who says something without being named: hearsay, and groups."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Kind, SpeakerClass
from workbench.extract import extract, hearsay


@pytest.mark.parametrize(
    ("lang", "words", "said"),
    [
        ("id", "Truk itu dilaporkan membawa solar", "dilaporkan"),
        ("id", "Konon kabarnya lima awak hilang", "Konon kabarnya"),
        ("id", "Jembatan itu dikabarkan\nambruk", "dikabarkan"),
        ("en", "Two ferries were reported lost", "were reported"),
        ("en", "The mayor allegedly left town", "allegedly"),
        ("en", "The bridge is said to have fallen", "is said to"),
        ("de", "Die Brücke ist angeblich eingestürzt", "angeblich"),
    ],
)
def test_they_are_found_as_they_stand(lang: str, words: str, said: str) -> None:
    assert hearsay(words, lang) == said


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("id", "Truk itu membawa solar"),
        ("id", "Truk itu dilaporkan ke polisi"),
        ("id", "Truk itu dilaporkan oleh warga"),
        ("id", "Seperti dilaporkan sebelumnya, truk itu terbakar"),
        ("en", "The loss was reported by the owner"),
        ("en", "The loss was reported to police"),
        ("en", "The reporter said so"),
        ("xx", "Two ferries were reported lost"),
        ("id", ""),
    ],
)
def test_what_says_whom_it_is_from_or_went_to_is_none(lang: str, words: str) -> None:
    assert hearsay(words, lang) == ""


@pytest.mark.parametrize("group", ["Pakar", "Para pakar", "Ahli", "Ilmuwan", "Sejumlah pengamat"])
def test_a_group_is_one_with_a_word_for_how_many_and_without(group: str) -> None:
    (quote,) = (
        one
        for one in extract(f"{group} menilai jembatan itu berbahaya bagi warga.", lang="id")
        if one.kind is Kind.QUOTE
    )
    assert quote.speaker
    assert quote.speaker.speaker_class is SpeakerClass.CROWD


def test_one_of_a_sort_and_who_is_named_behind_it_are_no_group() -> None:
    for words, read in (
        ("Seorang pakar", SpeakerClass.ROLE),
        ("Pakar hidrologi Rini Astuti", SpeakerClass.NAMED),
    ):
        facts = extract(f"{words} menilai jembatan itu berbahaya bagi warga.", lang="id")
        (quote,) = (one for one in facts if one.kind is Kind.QUOTE)
        assert quote.speaker
        assert quote.speaker.speaker_class is read


def test_a_name_behind_the_comma_of_a_sort_speaks_though_nothing_knows_it() -> None:
    text = "“Itu keberuntungan,” ujar pakar geologi Universitas Calgary, Dan Shuker, Senin."
    (quote,) = (one for one in extract(text, lang="id") if one.kind is Kind.QUOTE)
    assert quote.speaker
    assert quote.speaker.names == ("Dan Shuker",)
