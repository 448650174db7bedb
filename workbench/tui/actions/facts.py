"""Answering the machine: accept, correct, reject, skip, unsure, and why it thinks so."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from workbench.domain.claim import Mode
from workbench.domain.decision import Verdict
from workbench.domain.fact import Event, Quote
from workbench.present.rows import fact_details
from workbench.present.runs import words_line
from workbench.services.annotate import correct_fact
from workbench.services.chain import correct_mode, correct_speaker, speakers_near
from workbench.services.review import accept_fact, answer_fact
from workbench.tui.actions.conditions import (
    fact_of,
    needs_fact,
    needs_fact_to_change,
    open_article,
)
from workbench.tui.actions.jump import next_question, show_place
from workbench.tui.actions.registry import Handler
from workbench.tui.pages.claim import ClaimPage
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from workbench.tui.pages.article import ArticlePage
    from workbench.tui.screens.desk import Desk

MODES = (
    Option("d", "direct: in the source's own words", "direct"),
    Option("i", "indirect: in the outlet's words", "indirect"),
    Option("m", "mixed: some of the words are the source's", "mixed"),
    Option("o", "observed: the outlet saw or heard it", "observed"),
    Option("t", "document: from something written", "document"),
)


async def after_answer(desk: Desk, words: str) -> None:
    """Show what was answered, and go on to the next open question."""
    if isinstance(desk.page, ClaimPage):
        await desk.pop()
    else:
        await desk.refresh_page()
    desk.say(words)
    page = desk.article_page
    if page and page.article.view.open_questions():
        await next_question(desk)
    elif page:
        desk.say(f"{words}; no open question left here: D is done, ]u goes to the next article")


async def _accept(desk: Desk, count: int | None) -> None:
    fact = fact_of(desk)
    assert fact is not None
    entry = await desk.call(accept_fact, desk.bench, open_article(desk).view, fact)
    await after_answer(desk, "accepted" if entry else "it is accepted already")


def _answer(verdict: Verdict) -> Callable[[Desk, int | None], Awaitable[None]]:
    async def run(desk: Desk, count: int | None) -> None:
        fact = fact_of(desk)
        assert fact is not None
        await desk.call(answer_fact, desk.bench, open_article(desk).view, fact, verdict)
        await after_answer(desk, verdict.value)

    return run


def _needs_quote(desk: Desk) -> str | None:
    reason = needs_fact_to_change(desk)
    fact = fact_of(desk)
    if reason is None and fact and not isinstance(fact.attributes, Quote | Event):
        return f"a {fact.kind.value} is accepted or rejected as it is"
    return reason


async def _correct_speaker(desk: Desk, count: int | None) -> None:
    fact = fact_of(desk)
    assert fact is not None
    view = open_article(desk).view
    named = await desk.prompts.source("who says it", speakers_near(view, fact.span.start))
    if named and named.name:
        await desk.call(correct_speaker, desk.bench, view, fact, named)
        await after_answer(desk, f"corrected: {named.name}")


async def _correct_mode(desk: Desk, count: int | None) -> None:
    fact = fact_of(desk)
    assert fact is not None
    now = fact.attributes.mode.value if isinstance(fact.attributes, Quote) else ""
    chosen = await desk.prompts.choice("mode", MODES, now)
    if chosen:
        await desk.call(correct_mode, desk.bench, open_article(desk).view, fact, Mode(chosen))
        await after_answer(desk, f"corrected: {chosen}")


def _correct_bounds(desk: Desk, count: int | None) -> None:
    fact = fact_of(desk)
    assert fact is not None
    span = (open_article(desk).view.claim_of(fact.id) or fact).span

    async def take(page: ArticlePage) -> None:
        words = page.article.chosen_words()
        await desk.call(correct_fact, desk.bench, page.article.view, fact, span=words)
        await after_answer(desk, "corrected: other words")

    desk.word_choice.begin(span, take)


def _explain(desk: Desk, count: int | None) -> None:
    fact = fact_of(desk)
    assert fact is not None
    details = fact_details(fact)
    desk.push(
        ListPage(
            "Why the machine found it",
            [
                Entry(lambda width, line=f"{label:<12} {words}": words_line(line, width))  # type: ignore[misc]
                for label, words in details
            ],
        )
    )


def _overlapping(desk: Desk, count: int | None) -> None:
    page = desk.article_page
    if page is None or page is not desk.page:
        return
    here = page.article.items_at(page.article.offset)
    if not here:
        desk.say("nothing was found at this place")
        return
    now = here.index(page.article.cursor) if page.article.cursor in here else -1
    page.article.cursor = here[(now + 1) % len(here)]
    show_place(desk, page)
    desk.say(f"{(now + 1) % len(here) + 1} of {len(here)} at this place")


def _filter(desk: Desk, count: int | None) -> None:
    page = desk.article_page
    if page is None:
        return
    page.article.shows_details = not page.article.shows_details
    page.article.list_again()
    page.paint(desk)
    what = "everything that was found" if page.article.shows_details else "questions and claims"
    desk.say(f"listed: {what}")


def _colleagues(desk: Desk, count: int | None) -> None:
    page = desk.article_page
    if page is None:
        return
    page.article.shows_colleagues = not page.article.shows_colleagues
    page.article.list_again()
    page.paint(desk)
    others = {d.analyst for d in page.article.view.decisions}
    others |= {claim.analyst for claim in page.article.view.claims}
    others.discard(desk.bench.analyst)
    shown = "shown" if page.article.shows_colleagues else "hidden"
    desk.say(f"colleagues are {shown}: {', '.join(sorted(others)) or 'nobody worked here'}")


HANDLERS: dict[str, Handler[Desk]] = {
    "fact.accept": Handler(_accept, needs_fact_to_change),
    "fact.reject": Handler(_answer(Verdict.REJECTED), needs_fact_to_change),
    "fact.skip": Handler(_answer(Verdict.SKIPPED), needs_fact_to_change),
    "fact.unsure": Handler(_answer(Verdict.UNSURE), needs_fact_to_change),
    "fact.correct_speaker": Handler(_correct_speaker, _needs_quote),
    "fact.correct_bounds": Handler(_correct_bounds, _needs_quote),
    "fact.correct_mode": Handler(_correct_mode, _needs_quote),
    "fact.explain": Handler(_explain, needs_fact),
    "fact.overlapping": Handler(_overlapping),
    "fact.filter": Handler(_filter),
    "layer.colleagues": Handler(_colleagues),
}
