"""Answering the machine: accept, correct, reject, skip, unsure, and why it thinks so."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.domain.claim import Claim, Hop, Mode
from workbench.domain.decision import Verdict
from workbench.domain.fact import Event, Fact, Quote
from workbench.domain.span import Span
from workbench.present.rows import fact_details
from workbench.present.runs import words_line
from workbench.services.annotate import correct_fact
from workbench.services.review import accept_fact, answer_fact, proposed_claim
from workbench.services.sources import NameBook
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
    from workbench.services.view import ArticleView
    from workbench.services.workbench import Workbench
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
    suggestions = speaker_names(view, fact.span.start)
    picked = await desk.prompts.source("who says it", suggestions)
    if picked is None or not (picked.uid or picked.name):
        return

    def correct(bench: Workbench) -> None:
        book = NameBook(bench)
        claim = _claim_now(bench, view, fact, book)
        uid = picked.uid or book.uid(picked.name)
        span = find_words(view.text, picked.name, fact.span)
        last = claim.hops[-1] if claim.hops else Hop()
        changed = replace(last, sources=(uid,), span=span or last.span)
        correct_fact(bench, view, fact, hops=(*claim.hops[:-1], changed), book=book)

    await desk.call(correct, desk.bench)
    await after_answer(desk, f"corrected: {picked.name}")


async def _correct_mode(desk: Desk, count: int | None) -> None:
    fact = fact_of(desk)
    assert fact is not None
    view = open_article(desk).view
    now = fact.attributes.mode.value if isinstance(fact.attributes, Quote) else ""
    chosen = await desk.prompts.choice("mode", MODES, now)
    if chosen is None:
        return

    def correct(bench: Workbench) -> None:
        book = NameBook(bench)
        claim = _claim_now(bench, view, fact, book)
        last = replace(claim.hops[-1] if claim.hops else Hop(), mode=Mode(chosen))
        correct_fact(bench, view, fact, hops=(*claim.hops[:-1], last), book=book)

    await desk.call(correct, desk.bench)
    await after_answer(desk, f"corrected: {chosen}")


def _correct_bounds(desk: Desk, count: int | None) -> None:
    fact = fact_of(desk)
    assert fact is not None
    span = (open_article(desk).view.claim_of(fact.id) or fact).span

    async def take(page: ArticlePage) -> None:
        words = page.article.chosen_words()
        await desk.call(correct_fact, desk.bench, page.article.view, fact, span=words)
        await after_answer(desk, "corrected: other words")

    desk.choose_words(span, take)


def _claim_now(bench: Workbench, view: ArticleView, fact: Fact, book: NameBook) -> Claim:
    """The claim that came of the fact, or the one that accepting it would give."""
    claim = view.claim_of(fact.id) or proposed_claim(bench, view, fact, book)
    assert claim is not None
    return claim


def speaker_names(view: ArticleView, near: int) -> list[str]:
    """Who speaks in the article, the nearest to an offset first."""
    found: list[tuple[int, str]] = []
    for fact in view.facts:
        if isinstance(fact.attributes, Quote) and fact.attributes.speaker:
            speaker = fact.attributes.speaker
            distance = abs(speaker.span.start - near)
            names = speaker.names or ((speaker.name,) if speaker.name else (speaker.span.exact,))
            found += [(distance, name) for name in names]
    return list(dict.fromkeys(name for _, name in sorted(found)))[:8]


def find_words(text: str, words: str, near: Span) -> Span | None:
    """Where the words stand in the text, nearest to a span; None when they do not."""
    starts = []
    folded, wanted = text.lower(), words.lower()
    if len(folded) != len(text) or not wanted:
        folded, wanted = text, words
    at = folded.find(wanted)
    while at >= 0 and wanted:
        starts.append(at)
        at = folded.find(wanted, at + 1)
    if not starts:
        return None
    start = min(starts, key=lambda s: min(abs(s - near.start), abs(s - near.end)))
    return Span.of(text, start, start + len(wanted))


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
