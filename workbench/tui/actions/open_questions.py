"""What is kept open: the list of it, keeping something open, and answers to what is said to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.counterpart import Place
from workbench.domain.kept_open import Hearing
from workbench.errors import UsageError
from workbench.tui.actions.here import WRITING, to_change
from workbench.tui.actions.need import does, need, on
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.open_question import OpenQuestion, ToldReply
    from workbench.tui.pages.open_questions import OpenQuestionsPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

Chosen = tuple["OpenQuestion", "ToldReply | None"]
_WAYS = "{open.seen} notes that you saw it, {open.dismiss} dismisses it, {open.close} closes one"


async def _list(desk: Desk) -> None:
    from workbench.services.open_questions import open_questions
    from workbench.tui.pages.open_questions import OpenQuestionsPage

    told = await desk.call(open_questions, desk.bench)
    desk.screen.push(OpenQuestionsPage(told, desk.glyphs))
    if told:
        desk.say(_WAYS)


def _here(desk: Desk) -> Place | None:
    """Where the fact or claim under the cursor stands, or the statement of a list."""
    if desk.page.pane is Pane.COUNTERPARTS:
        from workbench.tui.pages.counterparts import CounterpartsPage

        page = desk.page
        if not isinstance(page, CounterpartsPage):
            return None
        return page.chosen.said.place if page.chosen else page.ours.place
    text = desk.page.as_text
    if text is None or text.article.item is None:
        return None
    span = text.article.item.span
    return Place(text.article.view.number, span.start, span.end)


async def _keep(desk: Desk, place: Place) -> None:
    from workbench.services.open_questions import keep_statement_open

    await desk.call(keep_statement_open, desk.bench, place)
    await desk.places.refresh()
    desk.say("kept open: {open.list} lists what is said to it; {desk.undo} takes it back")


async def _ask(desk: Desk) -> None:
    from workbench.services.open_questions import keep_question_open

    async def take(words: str, _: object) -> None:
        await desk.call(keep_question_open, desk.bench, words)

    asked = await desk.prompts.line("keep open", "", kind="question", take=take)
    if asked is not None:
        await desk.places.refresh()
        desk.say("kept open; {desk.undo} takes it back")


def _page(desk: Desk) -> OpenQuestionsPage | None:
    if desk.page.pane is not Pane.OPEN:
        return None
    from workbench.tui.pages.open_questions import OpenQuestionsPage

    return desk.page if isinstance(desk.page, OpenQuestionsPage) else None


def _chosen(desk: Desk) -> Chosen | None:
    page = _page(desk)
    return page.chosen if page else None


_CHOSEN = to_change(need(_chosen, "nothing is kept open"))


def _is_no_reply(desk: Desk, chosen: Chosen) -> str | None:
    return None if chosen[1] else "that is what is kept open; {open.close} closes it"


def _is_in_words(desk: Desk, chosen: Chosen) -> str | None:
    return "a question in words is linked to nothing" if chosen[0].kept.is_question else None


_REPLY = _CHOSEN.when(_is_no_reply)


async def _seen(desk: Desk, chosen: Chosen) -> None:
    await _hear(desk, chosen, Hearing.SEEN)


async def _dismiss(desk: Desk, chosen: Chosen) -> None:
    await _hear(desk, chosen, Hearing.DISMISSED)


async def _hear(desk: Desk, chosen: Chosen, hearing: Hearing) -> None:
    from workbench.services.open_questions import hear_all, only

    question, reply = chosen
    told = only(question, reply) if reply else question
    done = await desk.call(hear_all, desk.bench, [told], hearing)
    await desk.places.refresh()
    desk.say(f"{hearing.value}; {{desk.undo}} takes it back" if done else "nothing is new there")


async def _link(desk: Desk, chosen: Chosen) -> None:
    from workbench.services.open_questions import link_reply

    question, reply = chosen
    if reply:
        entry = await desk.call(link_reply, desk.bench, question, reply)
        await desk.places.refresh()
        desk.say(f"linked: {entry.about}" if entry else "you linked them so already")


async def _close(desk: Desk, chosen: Chosen) -> None:
    from workbench.services.open_questions import close_question

    async def take(words: str, _: object) -> None:
        if not words.strip():
            raise UsageError("it is closed with a reason")

    why = await desk.prompts.line("what settled it", "", kind="reason", take=take)
    if why is not None:
        await desk.call(close_question, desk.bench, chosen[0].kept, why)
        await desk.places.refresh()
        desk.say("closed; {desk.undo} opens it again")


HANDLERS: dict[str, Handler[Desk]] = {
    "open.list": does(_list),
    "open.keep": on(to_change(need(_here, "no fact or claim is under the cursor")), _keep),
    "open.ask": does(_ask, WRITING),
    "open.seen": on(_CHOSEN, _seen),
    "open.link": on(_REPLY.when(_is_in_words), _link),
    "open.dismiss": on(_REPLY, _dismiss),
    "open.close": on(_CHOSEN, _close),
}
