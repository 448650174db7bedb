"""How often a stretch of words denies, and which numbers stand in it."""

from __future__ import annotations

import pytest

from workbench.services.saying import denials, numbers, tongue_of


@pytest.mark.parametrize("words", ["not he", "he did not", "He didn’t go", "HE DIDN'T GO"])
def test_a_denial_counts_once_wherever_it_stands_and_however_it_is_printed(words: str) -> None:
    assert denials(words, tongue_of("en")) == 1


@pytest.mark.parametrize("words", ["sebelas korban", "korban sebelas", "Sebelas"])
def test_a_number_word_counts_once_wherever_it_stands(words: str) -> None:
    assert numbers(words, tongue_of("id")) == {"sebelas": 1}
