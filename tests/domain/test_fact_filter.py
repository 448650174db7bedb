"""Which facts a filter lists."""

from __future__ import annotations

import pytest

from workbench.domain.claim import Mode
from workbench.domain.decision import Verdict
from workbench.domain.fact import Event, Fact, Kind, Name, Quote, Speaker
from workbench.domain.fact_filter import fits, parse_fact_filter
from workbench.domain.span import Span
from workbench.errors import UsageError

TEXT = "Kapal tenggelam, kata Sari. Kendari berduka."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def fact(kind: Kind, words: str, attributes: Quote | Name | Event, score: float) -> Fact:
    return Fact(kind, span(words), attributes, score, f"id.{kind.value}.rule", "why", "test/1")


SPEAKER = Speaker(span("Sari"), "Sari Dewi", ("Sari Dewi",))
QUOTE = fact(Kind.QUOTE, "Kapal tenggelam", Quote(Mode.INDIRECT, speaker=SPEAKER), 0.905)
PLACE = fact(Kind.PLACE, "Kendari", Name("Kendari"), 0.8)
EVENT = fact(Kind.EVENT, "berduka", Event(span("berduka"), check=0.9), 0.7)
FACTS = {"quote": QUOTE, "place": PLACE, "event": EVENT}


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("", "quote place event"),
        ("kind:quote", "quote"),
        ("kind:question", "quote event"),
        ("kind:name", "place"),
        ("-kind:question", "place"),
        ("score:>=80", "quote place"),
        ("score:>80", "quote"),
        ("score:<75%", "event"),
        ("speaker:dewi", "quote"),
        ("speaker:sari kind:event", ""),
        ("rule:id.quote", "quote"),
        ("kendari", "place"),
        ("answer:open", "quote"),
        ("answer:rejected", "event"),
        ("-answer:open -answer:rejected", "place"),
    ],
)
def test_terms_leave_the_facts_they_name(words: str, left: str) -> None:
    terms = parse_fact_filter(words)
    answers = {"event": Verdict.REJECTED}
    found = [name for name, one in FACTS.items() if fits(one, answers.get(name), terms)]
    assert found == left.split()


def test_a_skipped_question_is_open_and_skipped() -> None:
    assert fits(QUOTE, Verdict.SKIPPED, parse_fact_filter("answer:open answer:skipped"))
    assert not fits(QUOTE, Verdict.UNSURE, parse_fact_filter("answer:open"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("colour:red", "no field 'colour'"),
        ("kind:quota", "no kind 'quota'"),
        ("answer:maybe", "no answer 'maybe'"),
        ("score:high", "needs a number"),
    ],
)
def test_mistakes_are_said(words: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_fact_filter(words)
