"""What a machine proposes of statements, and nobody answered: told as the desk tells it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from exchange_bundles import AHMAD, example
from exchange_reports import digest_of, page, printing

from workbench.domain.claim import Assertion, Hop, Link, LinkKind
from workbench.domain.counterpart import Differs, Stance
from workbench.exchange.report import Digest, Proposal, Unanswered, words_of
from workbench.exchange.report.proposed import proposed
from workbench.exchange.report.sections.proposing import apart_words
from workbench.present import counterparts as desk

SAID = (Hop((AHMAD,), cue="mengatakan"),)
NINE = "Sembilan orang tewas akibat banjir bandang di Garut."
ELEVEN = "Korban meninggal bertambah menjadi sebelas jiwa."
NUMBER = Differs("number", "9", "2500")
ELSEWHERE = Unanswered("Tidak ada yang tewas.", 7, "Koran Sore", Assertion.ASSERTS, False)


def reported(*proposals: Proposal, second: str = ELEVEN, links: tuple[Link, ...] = ()) -> Digest:
    """A report on two statements of two articles, with what is proposed of them."""
    articles = (
        replace(printing(1, "Warta", NINE, SAID), links=links), printing(2, "Koran", second, SAID)
    )  # fmt: skip
    told = digest_of(replace(example(), articles=articles))
    return replace(told, proposed=proposed(told.statements, proposals))


def pair(
    stance: Stance, *differs: Differs, ours: bool = False, **more: Any
) -> tuple[Proposal, Proposal]:
    """A proposal on both statements, as it is told from either side."""
    one = Proposal(("c1",), ("c2",), ELSEWHERE, stance, ours, differs)._replace(**more)
    is_theirs = stance.has_direction and not ours
    turned = tuple(each.turned for each in differs)
    return one, Proposal(("c2",), ("c1",), ELSEWHERE, stance, is_theirs, turned)


def lines(told: Digest, lang: str = "en", at: str = "statement") -> list[str]:
    """What is said to be proposed, in the chapter on statements or on the first page."""
    words = words_of(lang)("proposed")
    root = page(told, lang).root
    if at == "statement":
        return [one.words for one in root.classed("why") if words in one.words]
    (section,) = (one for one in root.all() if one.attributes.get("id") == "proposals")
    return [one.words for one in section.classed("why")]


def test_each_of_two_says_how_the_other_one_stands_to_it_and_what_goes_apart() -> None:
    one, other = lines(reported(*pair(Stance.UPDATES, NUMBER)))
    assert "newer than this (9 here, 2,500 there): 2" in one
    assert ELEVEN in one
    assert "older than this (2,500 here, 9 there): 1" in other
    assert NINE in other


def test_it_is_told_in_the_language_of_the_report() -> None:
    one, _ = lines(reported(*pair(Stance.CONTRADICTS, NUMBER)), "id")
    assert "kebalikannya (9 di sini, 2.500 di sana): 2" in one


def test_what_stands_against_something_is_on_the_first_page_once() -> None:
    (line,) = lines(reported(*pair(Stance.CONTRADICTS)), at="first")
    assert line.startswith("the contrary: 2")
    same = page(reported(*pair(Stance.SAME))).root
    assert not [one for one in same.all() if one.attributes.get("id") == "proposals"]


def test_words_that_no_claim_stands_on_are_told_with_where_they_stand() -> None:
    beside = Proposal(("c1",), (), ELSEWHERE, Stance.CONTRADICTS, False)
    (line,) = lines(reported(beside))
    assert line.endswith(
        "the contrary: Tidak ada yang tewas. (in article #7 of Koran Sore, outside this report; "
        "nobody has reviewed it)"
    )
    here = beside._replace(said=ELSEWHERE._replace(number=2, is_reviewed=True))
    (line,) = lines(reported(here))
    assert line.endswith("(in article #2 of Koran Sore)")
    denied = beside._replace(said=ELSEWHERE._replace(stance=Assertion.DENIES))
    (line,) = lines(reported(denied))
    assert "denies: Tidak ada" in line


def test_an_answer_is_told_instead_and_so_are_almost_the_same_words() -> None:
    link = Link("l1", "ana", LinkKind.CONTRADICTS, "c1", "c2")
    assert lines(reported(*pair(Stance.CONTRADICTS), links=(link,))) == []
    almost = NINE.replace("Garut", "Kabupaten Garut")
    told = reported(*pair(Stance.CONTRADICTS, NUMBER), second=almost)
    assert lines(replace(told, scope=told.scope._replace(kind="story"))) == []


def test_a_claim_that_the_report_does_not_hold_is_none_of_its_statements() -> None:
    gone = Proposal(("c9",), ("c1",), ELSEWHERE, Stance.SAME, False)
    assert lines(reported(gone)) == []


@pytest.mark.parametrize("kind", [*desk._APART, "new kind"])
def test_the_desk_tells_what_goes_apart_in_the_same_words(kind: str) -> None:
    minutes = str(1440 * 738_000)
    every = (minutes, "x"), *([] if kind == "time" else [("9", "2500"), ("1.5", "inf")])
    for values in every:
        differs = Differs(kind, *values)
        told = desk.apart_words(differs).replace("2021-07-29", "29 July 2021")
        assert apart_words(differs, words_of("en")) == told
