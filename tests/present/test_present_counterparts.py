"""How statements of other articles read: what is marked, on two lines, and numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.article import Article, Metadata
from workbench.domain.chain import Chain, Step, StepKind
from workbench.domain.counterpart import Differs, Stance
from workbench.domain.origin import Traced
from workbench.domain.quantity import Given
from workbench.domain.series import Number
from workbench.domain.span import Span
from workbench.domain.stated import Stated, ToldCounterpart
from workbench.domain.text import safe_line
from workbench.domain.timeline import Along, Dated, Timed
from workbench.domain.timex import extent_of
from workbench.present.cells import width_of
from workbench.present.counterparts import (
    differs_words,
    head_line,
    number_words,
    said_lines,
    said_runs,
    words_row,
)
from workbench.present.numbers import number_row
from workbench.present.timeline import dated_row


def stated(words: str, *, lang: str = "id") -> Stated:
    given = Metadata(title="Banjir", lang=lang)
    article = Article("uid-8", 8, given, "Kapal Pos", "0" * 64, "0" * 64, "1", "", "file")
    chain = Chain((Step(StepKind.OUTLET, ("kp",), ("Kapal Pos",)),))
    return Stated(
        article, Span(0, len(words), words), None, (), chain, Traced(chain.origin, "uid-8")
    )


def marked(words: str, beside: str, *, lang: str = "id") -> list[str]:
    runs = said_runs(stated(words, lang=lang), stated(beside))
    assert "".join(run.text for run in runs) == words
    return [run.text for run in runs if run.style == "differs"]


def test_words_that_the_other_has_not_are_marked_whatever_their_case() -> None:
    assert marked("Sebelas orang TEWAS di Garut", "sembilan Orang tewas, di Garut") == ["Sebelas"]
    assert marked("orang tewas", "orang tewas") == []


def test_across_languages_numbers_alone_are_marked() -> None:
    assert marked("11 people died in Garut", "9 orang tewas di Garut", lang="en") == ["11"]


@pytest.mark.parametrize(
    ("value", "words"),
    [("9", "9"), ("2500", "2,500"), ("1e+06", "1,000,000"), ("1.5", "1.5"), ("inf", "inf"),
     ("1234567.5", "1,234,567.5"), ("0.30000000000000004", "0.3"),
     ("nan", "nan"), ("", ""), ("ratusan", "ratusan")],
)  # fmt: skip
def test_numbers_are_read_as_numbers_and_all_else_as_it_is(value: str, words: str) -> None:
    assert number_words(value) == words


def test_what_differs_is_told_once_and_ours_first() -> None:
    day = extent_of("2026-05-01")
    assert day
    one = ToldCounterpart(
        stated("x"), Stance.CONTRADICTS, False, 80,
        (Differs("number", "9", "11"), Differs("denied", "die", "die"),
         Differs("number", "9", "11"),
         Differs("time", str(day.first), "soon"), Differs("new kind", "a", "b")),
    )  # fmt: skip
    assert differs_words(one) == (
        "9 here, 11 there; same act, denied; another time: 2026-05-01 here, soon there; "
        "a here, b there"
    )


@given(st.text(min_size=1, max_size=300), st.text(min_size=1, max_size=60), st.integers(20, 120))
def test_rows_are_as_wide_as_they_are_asked_to_be(words: str, other: str, width: int) -> None:
    said, beside = stated(words), stated(other)
    one = ToldCounterpart(said, Stance.UPDATES, True, 50, (Differs("person", other, words),))
    for runs in (words_row(said, beside, width), head_line(one, width)):
        assert width_of("".join(run.text for run in runs)) == width
    first, second = ("".join(run.text for run in runs) for runs in said_lines(said, beside, width))
    assert width_of(first) <= width
    assert width_of(second) <= width
    assert safe_line(words).startswith(first)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_an_articles_number_is_never_cut(width: int) -> None:
    said = stated("Sembilan orang tewas")
    said = replace(said, article=replace(said.article, number=1_234_567))
    given = Given(said, Timed(), "Sembilan", "orang")
    for runs in (
        head_line(ToldCounterpart(said, Stance.SAME, False, 80, ()), width),
        dated_row(Dated(said, Timed()), Along.SAID, width),
        number_row(Number(given, 9, 9, frozenset(), said.article.uid), width),
    ):
        assert "#1234567 " in "".join(run.text for run in runs)


def test_words_that_fit_on_two_lines_are_told_whole() -> None:
    said = stated("Sembilan orang tewas akibat banjir bandang di Garut sejak Senin malam")
    lines = said_lines(said, None, 40)
    assert " ".join("".join(run.text for run in runs).strip() for runs in lines) == said.span.exact
    assert said_lines(replace(said), None, 80)[1] == ()
