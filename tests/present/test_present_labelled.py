from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.present.cells import width_of
from workbench.present.labelled import LABEL, Labelled, labelled_lines


def words(rows: list[Labelled], width: int) -> list[str]:
    return ["".join(run.text for run in line) for line in labelled_lines(rows, width)]


def test_long_words_are_broken_beside_their_label() -> None:
    rows = [Labelled("cue", "ujar"), Labelled("why", "a quotation followed by a name")]
    assert words(rows, LABEL + 16) == [
        "cue          ujar",
        "why          a quotation",
        "             followed by a",
        "             name",
    ]


@given(st.text(), st.integers(LABEL + 8, 120))
def test_no_line_is_wider_than_asked_for_whatever_the_words(said: str, width: int) -> None:
    for line in words([Labelled("words", said)], width):
        assert width_of(line) <= width
        assert line.isprintable()
