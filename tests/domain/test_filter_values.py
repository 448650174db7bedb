"""A filter that cannot be meant is refused; it never is an empty list without a word."""

from __future__ import annotations

from contextlib import suppress

import pytest

from workbench.domain.filter.days import days_ago
from workbench.domain.filter.fields import ARTICLE_FIELDS, CLAIM_FIELDS, Fields
from workbench.domain.filter.parsing import parse_filter
from workbench.domain.filter.tree import Term
from workbench.errors import UsageError

WRONG = [
    "date:foo", "date:>2026-13", "date:soon", "date:d", "date:-7d", "date:2026-02-30",
    "date:2026-1", "date:<=2026-01-01T25",
    "lang:id,en", "lang:indonesian", "lang:1d", "lang:", "date:>=", 'outlet:""', "outlet: Reuters",
    "-", '"Daily Sabah', 'outlet:"Daily Sabah', "(lang:id", "lang:id outlet:Pos)", "state:nwe",
]  # fmt: skip
RIGHT = {
    "date:2026": ("date", "=", "2026"),
    "date:>=202": ("date", ">=", "202"),
    "date:<2026-02": ("date", "<", "2026-02"),
    "date:2024-02-29": ("date", "=", "2024-02-29"),
    "date:2026-01-31T21:15": ("date", "=", "2026-01-31T21:15"),
    "date:2026-01-31T21:15+07:00": ("date", "=", "2026-01-31T21:15+07:00"),
    "date:>=yesterday": ("date", ">=", "yesterday"),
    "date:Today": ("date", "=", "Today"),
    "date:>=7d": ("date", ">=", "7d"),
    "lang:ID": ("lang", "=", "ID"),
    'outlet:"Pos (Selat)"': ("outlet", "=", "Pos (Selat)"),
    'outlet:5"': ("outlet", "=", '5"'),
}


@pytest.mark.parametrize("fields", [ARTICLE_FIELDS, CLAIM_FIELDS], ids=["articles", "claims"])
@pytest.mark.parametrize("words", WRONG)
def test_what_cannot_be_meant_is_refused_with_a_hint(words: str, fields: Fields) -> None:
    with pytest.raises(UsageError) as refused:
        parse_filter(words, fields)
    assert refused.value.next_step


@pytest.mark.parametrize("fields", [ARTICLE_FIELDS, CLAIM_FIELDS], ids=["articles", "claims"])
@pytest.mark.parametrize("words", RIGHT)
def test_what_can_be_meant_is_taken_as_it_is(words: str, fields: Fields) -> None:
    (term,) = parse_filter(words, fields)
    assert isinstance(term, Term)
    assert (term.field, term.comparison, term.value) == RIGHT[words]


def test_words_for_days_say_how_long_ago_they_were() -> None:
    said = {"today": 0, "Yesterday": 1, "7d": 7, "2026": None, "2026-01-31": None, "d": None}
    assert {word: days_ago(word) for word in said} == said


def test_an_unknown_field_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="no field 'outlt'") as refused:
        parse_filter("outlt:Reuters")
    assert refused.value.next_step
    assert refused.value.next_step.startswith("Did you mean outlet?")


@pytest.mark.parametrize("words", ["credibility:7", "credibility:high", "credibility:>0"])
def test_credibility_is_one_to_six_or_none(words: str) -> None:
    with pytest.raises(UsageError):
        parse_filter(words, CLAIM_FIELDS)


def test_long_and_odd_filters_end_soon() -> None:
    for words in ("a" * 200_000, "a:" * 50_000, '"' * 100_001, " " * 200_000, "-" * 100_000):
        with suppress(UsageError):
            assert len(parse_filter(words)) <= len(words)
