"""Blind judgement: colleagues' work is seen once one's own stands; then where the two differ."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from desk_driver import SETTINGS, Desk, story
from desk_scripts import TRUCE, a_claim

from workbench.domain.decision import Verdict
from workbench.services.annotate import add_note, assess_claim, new_claim
from workbench.services.review import accept_fact, answer_fact
from workbench.services.view import view_article
from workbench.services.workbench import Sight, Workbench
from workbench.store import open_store


@pytest.fixture
def shared_work(truce: Path) -> Path:
    """Bima accepted the first two questions and rejected the third."""
    with open_store(truce) as store:
        bima = Workbench(store, "bima")
        questions = view_article(bima, 1).open_questions()
        for fact in questions[:2]:
            accept_fact(bima, view_article(bima, 1), fact)
        answer_fact(bima, view_article(bima, 1), questions[2], Verdict.REJECTED)
    return truce


@story
async def test_colleagues_are_hidden_until_ones_own_judgement_stands(shared_work: Path) -> None:
    async with Desk.open(shared_work) as desk:
        await desk.press("enter", "L")
        assert desk.status == "colleagues stay hidden until no question is open, or D says done"
        desk.shows_not("bima")
        assert not desk.page.article.shows_colleagues
        await desk.press("gc")
        desk.shows("No claims yet")
        await desk.press("q")
        for _ in range(len(desk.questions())):
            await desk.press("a")
        assert not desk.questions()
        await desk.press("L")
        desk.shows("colleagues are shown: bima; 2 same, 1 different", "2 same, 1 different")
        await desk.press("]d")
        desk.shows("≠ bima: rejected, you: accepted")
        assert desk.fact.id == desk.view.facts[0].id or desk.fact.is_question
        await desk.press("L")
        desk.shows_not("bima")
        assert desk.status == "colleagues are hidden"


@story
async def test_an_answer_taken_back_hides_them_again(shared_work: Path) -> None:
    async with Desk.open(shared_work) as desk:
        await desk.press("enter", "D", "y", "L")
        assert desk.page.article.shows_colleagues
        await desk.press("gu")
        assert not desk.page.article.shows_colleagues
        desk.shows_not("bima")
        await desk.press("L")
        assert "stay hidden" in desk.status


@story
async def test_who_leads_may_look_at_any_time(shared_work: Path) -> None:
    async with Desk.open(shared_work, settings=replace(SETTINGS, blind="off")) as desk:
        await desk.press("enter", "L")
        assert "colleagues are shown: bima" in desk.status
        await desk.press("gc")
        assert len(desk.screen_of.page.board) == 2  # type: ignore[attr-defined]
        await desk.press("L")
        assert desk.status == "the board shows your own claims"
        assert len(desk.screen_of.page.board) == 0  # type: ignore[attr-defined]
        await desk.press("L", "enter")
        assert desk.claim.analyst == "bima"


@story
async def test_a_colleagues_claim_is_opened_from_the_board_and_not_changed(
    shared_work: Path,
) -> None:
    async with Desk.open(shared_work, size=(120, 40)) as desk:
        await desk.press("D", "gc")
        desk.shows("bima")
        await desk.press("et")
        assert "that claim is bima's" in desk.status
        await desk.press("enter")
        assert desk.claim.analyst == "bima"
        assert desk.page.article.shows_colleagues, "it is listed beside the text"
        await desk.press("er")
        assert "that claim is bima's" in desk.status
        await desk.press("R", "3", "0", "0", "enter")
        assert desk.view.assessments[0].analyst == "ratna", "judging it is one's own act"


@story
async def test_no_way_round_leads_to_what_is_hidden(truce: Path) -> None:
    with open_store(truce) as store:
        bima = Workbench(store, "bima")
        view = view_article(bima, 1)
        accept_fact(bima, view, next(one for one in view.open_questions() if one.chain))
        theirs = view_article(bima, 1).my_claims()[0]
        outlet = view.article.metadata.outlet
        from workbench.domain.span import Span

        new_claim(bima, view, Span.of(view.text, 0, 10), restatement="Bima's own words")
    async with Desk.open(truce, size=(120, 40)) as desk:
        claim = await a_claim(desk, TRUCE)
        bima = Workbench(desk.bench.store, "bima", sight=Sight.ALL)
        theirs_seen = view_article(bima, 1)
        assess_claim(bima, theirs_seen, claim.uid, credibility=5, rationale="bima judged this")
        await desk.press("q", "enter")
        desk.shows_not("bima judged this")
        await desk.press("gs")
        sources = [one.uid for one in desk.screen_of.page.sources]  # type: ignore[attr-defined]
        speaker = theirs.hops[-1].sources[0]
        await desk.press(f"{sources.index(speaker) + 1}", "gg", "enter")
        desk.shows_not(theirs.span.exact[:30])
        assert outlet
        await desk.press("q", f"{sources.index(outlet) + 1}", "gg", "enter")
        desk.shows_not("Bima's own words")
        await desk.press("gl", "D", "gc")
        desk.shows("Bima's own words")


@story
async def test_a_link_between_two_claims_is_hidden_with_them(truce: Path) -> None:
    async with Desk.open(truce, size=(120, 40)) as desk:
        claim = await a_claim(desk, TRUCE)
        bima = Workbench(desk.bench.store, "bima")
        view = view_article(bima, 1)
        from workbench.domain.claim import LinkKind
        from workbench.domain.note import NoteSubject
        from workbench.domain.span import Span
        from workbench.services.annotate import link_claims

        other = new_claim(bima, view, Span.of(view.text, 0, 10))
        link_claims(bima, LinkKind.CONTRADICTS, other.uid, claim.uid)
        add_note(bima, NoteSubject.CLAIM, other.uid, "a note of bima's")
        await desk.press("gi")
        desk.shows_not("bima")
        await desk.press("q", "q", "enter")
        desk.shows_not("contradicted")
        await desk.press("gc")
        desk.shows_not("≠", "contradicted")
        await desk.press("gl", "D", "gc")
        desk.shows("≠1", "contradicted")
