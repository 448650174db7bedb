"""Words that tell that somebody says so, and not who."""

from __future__ import annotations

import pytest

from workbench.extract import hearsay


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
