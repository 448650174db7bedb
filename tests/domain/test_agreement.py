"""Where two analysts agree on the same words, and when one may see the other's work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench.domain.agreement import Agreement, agreement, judgement_stands, says_the_same
from workbench.domain.article import ReadingState
from workbench.domain.claim import Claim, Factuality, Hop
from workbench.domain.coverage import Nothing
from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import Kind
from workbench.domain.span import Span

TEXT = "Air surut, kata Dewi. Pasar dibuka lagi, kata Kantor."
NAMES = {"d": "Dewi", "k": "Kantor", "k2": "Kantor"}


def span(start: int, end: int) -> Span:
    return Span.of(TEXT, start, end)


def claim(analyst: str, words: Span, *sources: str, **fields: object) -> Claim:
    hops = (Hop(sources),) if sources else ()
    return Claim(f"{analyst}-{words.start}", "a", analyst, words, hops=hops, **fields)  # type: ignore[arg-type]


def decided(analyst: str, verdict: Verdict, words: Span, made: Claim | None = None) -> Decision:
    return Decision("a", analyst, Kind.QUOTE, words, verdict, claim=made.uid if made else None)


WORDS = span(0, 9)


@pytest.mark.parametrize(
    ("state", "questions", "finished"),
    [
        (ReadingState.NEW, 1, False),
        (ReadingState.OPEN, 3, False),
        (ReadingState.OPEN, 0, True),
        (ReadingState.NEW, 0, True),
        (ReadingState.DONE, 3, True),
        (ReadingState.SET_ASIDE, 3, True),
    ],
)
def test_ones_own_judgement_stands_once_it_is_done_or_nothing_is_open(
    state: ReadingState, questions: int, finished: bool
) -> None:
    assert judgement_stands(state, questions) is finished


@pytest.mark.parametrize(
    ("mine", "theirs", "what"),
    [
        (Verdict.ACCEPTED, Verdict.ACCEPTED, ""),
        (Verdict.ACCEPTED, Verdict.CORRECTED, ""),
        (Verdict.REJECTED, Verdict.REJECTED, ""),
        (Verdict.ACCEPTED, Verdict.REJECTED, "rejected, you: accepted"),
        (Verdict.UNSURE, Verdict.ACCEPTED, "accepted, you: unsure"),
    ],
)
def test_answers_to_the_same_fact_are_compared(mine: Verdict, theirs: Verdict, what: str) -> None:
    found = agreement(
        "ana", [decided("ana", mine, WORDS), decided("budi", theirs, WORDS)], [], NAMES
    )
    assert found.same == (not what)
    assert [(one.analyst, one.what) for one in found.differences] == (
        [("budi", what)] if what else []
    )


def test_skipped_questions_and_those_of_one_alone_say_nothing() -> None:
    decisions = [
        decided("ana", Verdict.ACCEPTED, WORDS),
        decided("budi", Verdict.SKIPPED, WORDS),
        decided("budi", Verdict.REJECTED, span(22, 40)),
    ]
    assert agreement("ana", decisions, [], NAMES) == Agreement()


@pytest.mark.parametrize(
    ("theirs", "what"),
    [
        (claim("budi", WORDS, "d"), ""),
        (claim("budi", WORDS, "k"), "from Kantor, you: from Dewi"),
        (claim("budi", WORDS), "from the article, you: from Dewi"),
        (replace(claim("budi", WORDS, "d"), hops=(Hop(()),)), "from nobody named, you: from Dewi"),
        (
            replace(claim("budi", WORDS, "d"), hops=(Hop(("d",), factuality=Factuality.PROBABLE),)),
            "hedges, you: asserts",
        ),
        (claim("budi", span(0, 8), "d"), "other bounds"),
        (claim("budi", WORDS, "d", restatement="Lain."), ""),
        (claim("budi", WORDS, "d", verdict="benar"), "benar, you: menyesatkan"),
        (claim("budi", WORDS, "d", verdict="menyesatkan"), ""),
    ],
)
def test_claims_of_the_same_fact_are_compared_by_whom_they_come_from(
    theirs: Claim, what: str
) -> None:
    mine = claim("ana", WORDS, "d", verdict="menyesatkan")
    decisions = [
        decided("ana", Verdict.ACCEPTED, WORDS, mine),
        decided("budi", Verdict.CORRECTED, WORDS, theirs),
    ]
    fact = decisions[0].fact
    claims = [replace(mine, fact=fact), replace(theirs, fact=fact)]
    found = agreement("ana", decisions, claims, NAMES)
    assert [one.what for one in found.on(fact)] == ([what] if what else [])
    assert str(found) == ("0 same, 1 different" if what else "1 same, 0 different")


def test_claims_by_hand_on_about_the_same_words_are_compared() -> None:
    mine = claim("ana", span(22, 39), "k")
    theirs = [
        claim("budi", span(22, 40), "k2"),
        claim("cica", span(24, 39), "d"),
        claim("dodo", span(0, 9), "d"),
        claim("eko", span(0, 53), "d"),
    ]
    found = agreement("ana", [], [mine, *theirs], NAMES)
    assert [(one.analyst, one.what) for one in found.differences] == [
        ("budi", "other bounds"),
        ("cica", "from Dewi, you: from Kantor"),
    ]
    assert {one.key for one in found.differences} == {mine.uid}


@pytest.mark.parametrize(
    ("mine", "theirs", "is_same"),
    [("", "", True), ("benar", "", True), ("benar", "benar", True), ("", "benar", False),
     ("salah", "benar", False)],
)  # fmt: skip
def test_a_colleagues_verdict_is_something_else_than_ones_own_says(
    mine: str, theirs: str, is_same: bool
) -> None:
    own, other = claim("ana", WORDS, "d", verdict=mine), claim("budi", WORDS, "d", verdict=theirs)
    assert says_the_same(own, other, NAMES) is is_same


def test_many_claims_are_compared_within_a_moment() -> None:
    words = [span(at % 40, at % 40 + 9) for at in range(3000)]
    claims = [replace(claim("ana", one, "d"), uid=f"m{at}") for at, one in enumerate(words[:40])]
    claims += [replace(claim("budi", one, "d"), uid=f"t{at}") for at, one in enumerate(words)]
    found = agreement("ana", [], claims, NAMES)
    assert found.same >= 3000


def test_a_claim_where_somebody_says_there_is_nothing_is_a_difference() -> None:
    mine, theirs = claim("ana", WORDS), claim("budi", span(22, 40))
    marks = [
        Nothing("a", "budi", span(0, 21)), Nothing("a", "citra", span(0, 21)),
        Nothing("a", "ana", span(22, 53)), Nothing("a", "citra", span(22, 53)),
        Nothing("a", "dewi", span(41, 53)),
    ]  # fmt: skip
    found = agreement("ana", [], [mine, theirs], NAMES, marks)
    assert found.same == 0
    assert [(one.key, one.analyst, one.what) for one in found.differences] == [
        (mine.uid, "budi", "nothing here"),
        (mine.uid, "citra", "nothing here"),
        (theirs.uid, "budi", "a claim, you: nothing here"),
    ]
    assert agreement("ana", [], [mine], NAMES, marks[2:3]) == Agreement()
