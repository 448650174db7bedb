"""Covering the text: marking sentences as having nothing to record, and taking such marks back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.coverage import Cover
from workbench.present.counting import counted
from workbench.services.coverage import mark_nothing, unmark_nothing
from workbench.tui.actions.here import SHOWN_TO_CHANGE
from workbench.tui.actions.need import on, times
from workbench.tui.actions.panes import point_keys
from workbench.tui.actions.repeat import by_action

if TYPE_CHECKING:
    from workbench.domain.motion import Extent
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

_WHY_NOT = {
    Cover.CLAIM: "a claim covers this sentence",
    Cover.ANSWERED: "an answer covers this sentence",
    Cover.NOTHING: "it is marked already: {sentence.unmark} takes that back",
    Cover.NO_BODY: "this line is no body: it needs no mark",
}


async def _nothing(desk: Desk, page: TextPage, count: int | None) -> None:
    """Mark, and go to the next uncovered sentence; where all of them are covered, go there alone
    and say by what."""
    article = page.article
    sentences = article.sentences_here(min(count, 1000) if count else None)
    entry = await desk.call(mark_nothing, desk.bench, article.view, sentences)
    _end_selection(desk, page)
    if entry:
        by_action(desk, "nothing here", "sentence.nothing")
        marked = sum(change.entity == "nothing" for change in entry.changes)
        words = "nothing here" if marked == 1 else f"nothing in {counted(marked, 'sentence')}"
        words += _still_asked(page, sentences)
        article.put_offset(sentences[-1][0])
        await desk.places.refresh()
    else:
        words = _why_not(page, sentences)
    _go_on(desk, page, words)


def _still_asked(page: TextPage, sentences: list[Extent]) -> str:
    """That a question in these sentences stays open: a mark answers none."""
    open_ones = page.article.view.open_questions()
    asked = sum(any(one.span.overlaps(*extent) for extent in sentences) for one in open_ones)
    return f", {counted(asked, 'question')} there open" if asked else ""


def _why_not(page: TextPage, sentences: list[Extent]) -> str:
    if len(sentences) == 1:
        start, end = sentences[0]
        if (cover := page.article.coverage.least(start, end)) is not None:
            return _WHY_NOT[cover]
    return "nothing is left to mark here"


def _go_on(desk: Desk, page: TextPage, words: str) -> None:
    """To the next uncovered sentence, round the end of the article; how many are left."""
    article = page.article
    point_keys(desk, page, to_text=True)
    left, before = article.coverage.uncovered, article.offset
    if left and article.next_uncovered():
        around = ", from the top" if article.offset < before else ""
        words += f"; {counted(left, 'sentence')} uncovered{around}"
    elif questions := len(article.view.open_questions()):
        words += f"; every sentence is covered, {counted(questions, 'question')} open"
    else:
        words += "; every sentence is covered: {article.done} marks it done"
    desk.screen.show_text(page)
    desk.say(words)


def _end_selection(desk: Desk, page: TextPage) -> None:
    """Select nothing any more; an action that waited for words goes without."""
    page.article.stop_selecting()
    if desk.word_choice.is_open:
        desk.word_choice.stop()


async def _unmark(desk: Desk, page: TextPage) -> None:
    article = page.article
    sentences = article.sentences_here()
    entry = await desk.call(unmark_nothing, desk.bench, article.view, sentences)
    if entry is None:
        desk.say("no mark of yours is here")
        return
    _end_selection(desk, page)
    await desk.places.refresh()
    desk.say(f"{counted(len(entry.changes), 'mark')} taken back")


HANDLERS: dict[str, Handler[Desk]] = {
    "sentence.nothing": times(SHOWN_TO_CHANGE, _nothing),
    "sentence.unmark": on(SHOWN_TO_CHANGE, _unmark),
}
