"""Answering the machine: accept, correct, reject, skip, unsure, and why it thinks so."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from workbench.domain.claim import Mode
from workbench.domain.decision import Verdict
from workbench.domain.fact import Event, Quote
from workbench.domain.fact_filter import FACT_FIELDS
from workbench.present.rows import fact_details
from workbench.present.runs import words_line
from workbench.services.annotate import correct_fact
from workbench.services.chain import correct_cue, correct_mode, correct_speaker, speakers_near
from workbench.services.review import accept_fact, answer_fact
from workbench.tui.actions.conditions import (
    fact_of,
    needs_fact,
    needs_fact_to_change,
    open_article,
)
from workbench.tui.actions.elsewhere import hint
from workbench.tui.actions.jump import go_on, show_place
from workbench.tui.actions.repeat import by_action
from workbench.tui.pages.claim import ClaimPage
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.registry import Handler
from workbench.tui.screens.prompts import Option
from workbench.tui.views.act import Act
from workbench.tui.views.article import ListOrder
from workbench.tui.widgets.prompt_bar import Completion

if TYPE_CHECKING:
    from workbench.domain.fact import Fact
    from workbench.domain.journal import Entry as JournalEntry
    from workbench.services.view import ArticleView
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
    await _show_again(desk)
    await go_on(desk, words)


async def _show_again(desk: Desk) -> None:
    if isinstance(desk.page, ClaimPage):
        await desk.pop()
    else:
        await desk.refresh_page()


async def _accept(desk: Desk, count: int | None) -> None:
    fact = fact_of(desk)
    assert fact is not None
    entry = await desk.call(accept_fact, desk.bench, open_article(desk).view, fact)
    by_action(desk, "accept", "fact.accept")
    await after_answer(desk, "accepted" if entry else "it is accepted already")


def _answer(verdict: Verdict, words: str) -> Callable[[Desk, int | None], Awaitable[None]]:
    async def run(desk: Desk, count: int | None) -> None:
        fact = fact_of(desk)
        assert fact is not None
        await desk.call(answer_fact, desk.bench, open_article(desk).view, fact, verdict)
        by_action(desk, words, f"fact.{words}")
        await after_answer(desk, verdict.value)

    return run


def _needs_quote(desk: Desk) -> str | None:
    reason = needs_fact_to_change(desk)
    fact = fact_of(desk)
    if reason is None and fact and not isinstance(fact.attributes, Quote | Event):
        return f"a {fact.kind.value} is accepted or rejected as it is"
    return reason


async def _corrected(desk: Desk, fact: Fact, words: str, entry: JournalEntry | None) -> None:
    """After a correction: what was done, where else the words stand, on to the next question."""
    if entry is None:
        desk.say(f"that is what it says already: {words}")
        return
    await _show_again(desk)
    done = f"corrected: {words}" if entry.op != "accept" else f"accepted: it says so ({words})"
    elsewhere = await hint(desk, open_article(desk).view.claim_of(fact.id))
    await go_on(desk, "; ".join(filter(None, (done, elsewhere))))


def _correction(
    desk: Desk, words: str, correct: Callable[[Desk, Fact], Awaitable[None]]
) -> Act[Desk]:
    """An act that corrects the fact under the cursor then in the same way."""

    async def again(desk: Desk) -> None:
        fact = fact_of(desk)
        reason = _needs_quote(desk)
        if reason or fact is None:
            desk.warn(reason or "no fact is under the cursor")
            return
        await correct(desk, fact)

    return Act(words, again)


async def _correct(
    desk: Desk, words: str, change: Callable[[ArticleView, Fact], JournalEntry | None]
) -> None:
    """Correct the fact under the cursor by a service, and remember how."""
    fact = fact_of(desk)
    assert fact is not None

    async def correct(desk: Desk, fact: Fact) -> None:
        entry = await desk.call(change, open_article(desk).view, fact)
        await _corrected(desk, fact, words, entry)

    await correct(desk, fact)
    desk.places.last_act = _correction(desk, words, correct)


async def _correct_speaker(desk: Desk, count: int | None) -> None:
    fact = fact_of(desk)
    assert fact is not None
    near = speakers_near(open_article(desk).view, fact.span.start)
    named = await desk.prompts.source("who says it", near)
    if named and named.name:
        bench = desk.bench
        await _correct(
            desk, named.name, lambda view, fact: correct_speaker(bench, view, fact, named)
        )


async def _correct_mode(desk: Desk, count: int | None) -> None:
    fact = fact_of(desk)
    assert fact is not None
    now = fact.attributes.mode.value if isinstance(fact.attributes, Quote) else ""
    chosen = await desk.prompts.choice("mode", MODES, now)
    if chosen:
        bench, mode = desk.bench, Mode(chosen)
        await _correct(desk, chosen, lambda view, fact: correct_mode(bench, view, fact, mode))


async def _correct_cue(desk: Desk, count: int | None) -> None:
    fact = fact_of(desk)
    assert fact is not None
    claim = open_article(desk).view.claim_of(fact.id)
    found = fact.attributes.cue if isinstance(fact.attributes, Quote) else None
    now = claim.hops[-1].cue if claim and claim.hops else found.exact if found else ""
    cue = await desk.prompts.line("verb or phrase of saying", now, kind="cue")
    if cue is not None:
        bench = desk.bench
        await _correct(
            desk, f"cue {cue.strip()}", lambda view, fact: correct_cue(bench, view, fact, cue)
        )


def _correct_bounds(desk: Desk, count: int | None) -> None:
    fact = fact_of(desk)
    assert fact is not None
    span = (open_article(desk).view.claim_of(fact.id) or fact).span

    async def take(page: ArticlePage) -> None:
        words = page.article.chosen_words()
        entry = await desk.call(correct_fact, desk.bench, page.article.view, fact, span=words)
        page.article.stop_selecting()
        await _corrected(desk, fact, "other words" if entry else "these words", entry)

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


_LISTED = (
    Option("q", "questions, and what became a claim", "questions"),
    Option("o", "open questions", "open"),
    Option("l", "open questions, the likeliest right first", "likeliest"),
    Option("s", "open questions as sure as the one under the cursor, or surer", "sure"),
    Option("n", "names of people, organisations and places", "names"),
    Option("e", "everything that was found", "everything"),
    Option("f", "what a filter leaves, as kind:quote score:>=90", "filter"),
)
_FILTERS: dict[str, str | None] = {
    "questions": None, "open": "answer:open", "names": "kind:name", "everything": ""
}  # fmt: skip


async def _filter(desk: Desk, count: int | None) -> None:
    page = desk.article_page
    if page is None:
        return
    article, order = page.article, ListOrder.TEXT
    now = next((name for name, words in _FILTERS.items() if words == article.filter_words), "")
    if article.order is ListOrder.LIKELIEST:
        now = "likeliest"
    chosen = await desk.prompts.choice("list", _LISTED, now or "filter")
    if chosen is None:
        return
    if chosen == "filter":
        words = await _filter_words(desk, article.filter_words or "")
        if words is None:
            return
    elif chosen == "sure":
        fact = fact_of(desk)
        words = f"answer:open score:>={round(article.likelihood(fact) * 100) if fact else 90}"
    elif chosen == "likeliest":
        words, order = _FILTERS["open"], ListOrder.LIKELIEST
    else:
        words = _FILTERS[chosen]
    article.list_only(words, order)
    page.paint(desk)
    title = next(option.title for option in _LISTED if option.value == chosen)
    listed = title if chosen == "likeliest" else words or title
    desk.say(f"listed: {listed} ({len(article.items)})")


async def _filter_words(desk: Desk, now: str) -> str | None:
    async def complete(words: str) -> tuple[Sequence[Completion], int | None]:
        last = words.rpartition(" ")[2].lstrip("-")
        head = words[: len(words) - len(last)]
        return [
            Completion(f"{head}{name}:", title)
            for name, title in FACT_FIELDS.items()
            if name.startswith(last) and ":" not in last
        ], None

    return await desk.prompts.line("facts", now, kind="facts", complete=complete)


HANDLERS: dict[str, Handler[Desk]] = {
    "fact.accept": Handler(_accept, needs_fact_to_change),
    "fact.reject": Handler(_answer(Verdict.REJECTED, "reject"), needs_fact_to_change),
    "fact.skip": Handler(_answer(Verdict.SKIPPED, "skip"), needs_fact_to_change),
    "fact.unsure": Handler(_answer(Verdict.UNSURE, "unsure"), needs_fact_to_change),
    "fact.correct_speaker": Handler(_correct_speaker, _needs_quote),
    "fact.correct_bounds": Handler(_correct_bounds, _needs_quote),
    "fact.correct_cue": Handler(_correct_cue, _needs_quote),
    "fact.correct_mode": Handler(_correct_mode, _needs_quote),
    "fact.explain": Handler(_explain, needs_fact),
    "fact.overlapping": Handler(_overlapping),
    "fact.filter": Handler(_filter),
}
