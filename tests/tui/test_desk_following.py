"""Answers to facts of an earlier rule set on the desk, after the facts were made anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from desk_driver import Desk, story

from workbench.domain.decision import Verdict
from workbench.domain.fact import Fact
from workbench.domain.span import Span
from workbench.services.review import answer_facts
from workbench.services.view import view_article
from workbench.services.workbench import Workbench, open_store
from workbench.stored.packed import pack


@pytest.fixture
def aged(truce: Path) -> Path:
    """The first quote was found a word shorter, and another where nothing is said; rejected."""
    with open_store(truce) as store:
        bench = Workbench(store, "ratna")
        view = view_article(bench, 1)
        first = next(fact for fact in view.open_questions() if fact.kind.value == "quote")
        text, start = view.text, first.span.start
        short = replace(first, span=Span.of(text, start, start + len(first.span.exact) - 4))
        gone = replace(first, span=Span.of(text, 0, 7))
        facts: list[Fact] = [gone, *(short if fact is first else fact for fact in view.facts)]
        metadata = view.article.metadata
        anchor = metadata.publication.local_date if metadata.publication else None
        packed = pack(facts, extractor="workbench-rules/0", lang=metadata.lang, anchor=anchor or "")
        store.facts.keep([(1, packed)], analyst="ratna", at=bench.now())
        answer_facts(bench, replace(view, facts=tuple(facts)), [gone, short], Verdict.REJECTED)
    return truce


@story
async def test_opening_the_article_says_what_became_of_answers_and_lists_every_one(
    aged: Path,
) -> None:
    async with Desk.open(aged) as desk:
        await desk.press("enter")
        desk.shows("1 decision moved to the fact's new bounds")
        assert desk.status.endswith("1 decision kept with the words alone")
        (answer,) = [item for item in desk.page.article.items if item.answer]
        assert answer.span.exact == desk.view.text[:7]
        desk.page.article.select(desk.page.article.items.index(answer))
        await desk.press("j", "k", "a")
        assert len([one for one in desk.view.decisions if one.verdict is Verdict.REJECTED]) == 2
