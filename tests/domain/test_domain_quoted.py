from __future__ import annotations

import pytest

from workbench.domain.quotation import quoted_part

TEXT = 'Ia bilang "jalan ini rusak" dan “belum ada ‘janji’ apa pun,” kata Rahmat kemarin.'


@pytest.mark.parametrize(
    ("words", "some", "whole"),
    [
        ('"jalan ini rusak"', True, True),
        ("jalan ini", True, True),
        ("“belum ada ‘janji’ apa pun,”", True, True),
        ("ada ‘janji’ apa", True, True),
        ('bilang "jalan ini rusak"', True, False),
        ('"jalan ini rusak" dan “belum ada ‘janji’ apa pun,”', True, False),
        ('rusak" dan', True, False),
        ("kata Rahmat kemarin", False, False),
    ],
)
def test_words_are_told_apart_by_the_marks_on_and_around_them(
    words: str, some: bool, whole: bool
) -> None:
    start = TEXT.index(words)
    assert quoted_part(TEXT, start, start + len(words)) == (some, whole)
