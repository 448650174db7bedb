"""Words are looked for where they stand, and what is found is what the whole text would give."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from workbench.extract.lexicon import alternation
from workbench.extract.listed import Listed, Lists, lowered, words_of
from workbench.extract.text_words import FIGURE, Led, TextWords

WORDS = ("spoke", "spoke up", "by", "By", "q", "İzmir")
PIECES = (
    *WORDS, "spokesong", "spokeNews", "Spoke", "spokeof", "re-spoke", "spoke-by", "bylaw", "q4",
    "4q", "q_", "12", "3.5", "News", "ß", " ", "  ", "\n", "-", ",", ".", "(", "“", "_", "’",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def spans(found: Iterable[re.Match[str]]) -> list[tuple[int, int]]:
    return [match.span() for match in found]


@given(TEXTS, st.integers(0, 30), st.integers(0, 90))
def test_a_pattern_with_its_words_finds_what_the_pattern_finds(
    text: str, start: int, end: int
) -> None:
    pattern = re.compile(rf"(?<![\w-])(?:{alternation(WORDS)})(?:of)?(?![\w-])")
    led = Led(pattern, WORDS, endings=("of",))
    bounds = (min(start, len(text)), min(end, len(text)))
    if bounds[1] < len(text) and (text[bounds[1]].isalnum() or text[bounds[1]] == "_"):
        return  # no stretch of a text ends inside a word
    assert spans(led.finditer(text, *bounds)) == spans(pattern.finditer(text, *bounds))


@given(TEXTS)
def test_words_may_be_looked_for_in_small_letters(text: str) -> None:
    small = [word.lower() for word in WORDS if word.isascii()]
    pattern = re.compile(rf"(?<![\w-])(?:{alternation(small)})(?![\w-])")
    led = Led(pattern, small, in_lower=True)
    assert spans(led.finditer(text, 0, len(text))) == spans(pattern.finditer(lowered(text)))


@given(TEXTS)
def test_words_that_run_into_the_next_one_are_found_by_how_they_begin(text: str) -> None:
    pattern = re.compile(rf"(?<![\w-])(?:{alternation(WORDS)})\s{{0,2}}[A-Z]\w+")
    led = Led(pattern, WORDS, runs_on=True)
    assert spans(led.finditer(text, 0, len(text))) == spans(pattern.finditer(text))


@given(TEXTS)
def test_words_with_digits_are_found_as_figures_or_by_their_letters(text: str) -> None:
    words = TextWords(text)
    figures = [at for at, _ in words.places(frozenset({FIGURE}), 0, len(text))]
    assert figures == [match.start() for match in re.finditer(r"(?<!\w)\d\w*", text)]
    lettered = [at for at, _ in words.places(frozenset({"q"}), 0, len(text))]
    found = re.finditer(r"(?<!\w)q(?=\d|\W|\Z)", text)
    assert lettered == [match.start() for match in found]


@given(TEXTS)
def test_lists_asked_together_answer_as_each_would(text: str) -> None:
    lists = {"one": ["spoke", "q"], "two": ["spoke up", "by", "re-spoke"], "none": ["absent"]}
    lower = lowered(text)
    words = words_of(lower)
    alone = {name for name, listed in lists.items() if Listed(listed).stand_in(lower, words)}
    assert Lists(lists).standing_in(lower, words) == alone
