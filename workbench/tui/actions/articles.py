"""Articles: to the next one, done, set aside, their metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.article import ReadingState
from workbench.domain.claim import ClaimState
from workbench.errors import UsageError
from workbench.present.counting import counted
from workbench.services.metadata import FIELDS, set_metadata
from workbench.services.review import set_state
from workbench.tui.actions.here import ARTICLE_TO_CHANGE
from workbench.tui.actions.need import counts, on
from workbench.tui.actions.repeat import by_action
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from workbench.services.coverage import Missed
    from workbench.services.view import ArticleView
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


FIELD_KEYS = dict(zip(FIELDS, "toaelupr", strict=True))
"""Field of the metadata -> the letter that chooses it."""


async def step(desk: Desk, rows: int) -> bool:
    """Open the article so many rows further on in the library; False at its end."""
    library = desk.screen.library.library
    place = desk.screen.library.cursor + rows
    if not 0 <= place < len(library):
        return False
    if library.row(place) is None:
        await desk.call(library.load_page, place)
    row = library.row(place)
    if row is None:
        return False
    if desk.page is desk.screen.library:
        desk.screen.move_to(place)
    else:
        await desk.places.open_article(row.number)
    return True


async def _next(desk: Desk, count: int | None) -> None:
    if not await step(desk, count or 1):
        desk.say(f"this is {_last(desk)}")


async def _previous(desk: Desk, count: int | None) -> None:
    if not await step(desk, -(count or 1)):
        desk.say("this is the first article")


async def _set(desk: Desk, number: int, state: ReadingState, reason: str = "") -> None:
    await _set_view(desk, await desk.places.read_article(number), state, reason)


async def _set_view(desk: Desk, view: ArticleView, state: ReadingState, reason: str = "") -> None:
    await desk.call(set_state, desk.bench, view, state, reason)
    await desk.places.refresh_row(view.number)


async def _done(desk: Desk, number: int) -> None:
    """Done, with what was missed; asked once where somebody speaks in the open article and nobody
    answered that."""
    from workbench.services.coverage import missed

    view = await desk.places.read_article(number)
    left = await desk.call(missed, view)
    if left.statements and desk.page.as_text and not await _is_agreed(desk, number, left):
        return
    drafts = sum(claim.state is ClaimState.DRAFT for claim in view.my_claims())
    await _set_view(desk, view, ReadingState.DONE)
    by_action(desk, "done", "article.done")
    also = f" with {counted(drafts, 'claim')}" if drafts else ""
    await _go_on(desk, f"{_missed_words(left)}; #{number} is done{also}")


def _missed_words(left: Missed) -> str:
    sentences = counted(left.uncovered, "sentence") if left.uncovered else "no sentence"
    quotes = f", {counted(len(left.statements), 'quote')} open" if left.statements else ""
    return f"{sentences} uncovered{quotes}"


async def _is_agreed(desk: Desk, number: int, left: Missed) -> bool:
    """Whether the article is done all the same; where not, the cursor goes to the first quote."""
    options = (
        Option("y", "yes, done all the same", "yes"),
        Option("n", "no, to the first open quote", "no"),
    )
    answer = await desk.prompts.choice(f"{_missed_words(left)}: done? y/n", options)
    page = desk.page.as_text
    if answer == "no" and page and page.article.select_key(left.statements[0].id):
        page.article.select(page.article.cursor)
        desk.screen.show_text(page)
    if answer != "yes":
        desk.say(f"#{number} is not done")
    return answer == "yes"


async def _set_aside(desk: Desk, number: int) -> None:
    async def aside(reason: str, _: object) -> None:
        await needs_reason(reason, _)
        await _set(desk, number, ReadingState.SET_ASIDE, reason)

    if await desk.prompts.line("why aside", kind="aside", take=aside) is not None:
        await _go_on(desk, f"#{number} is set aside")


async def needs_reason(words: str, _: object) -> None:
    """Refuse to put articles aside without a reason."""
    if not words.strip():
        raise UsageError("a reason is needed to set it aside")


async def _go_on(desk: Desk, words: str) -> None:
    screen = desk.screen
    if desk.page is screen.library:
        screen.library.paint(screen)
        screen.move_to(screen.list.cursor + 1)
    elif not await step(desk, 1):
        await desk.places.refresh()
        words += f"; this was {_last(desk)}"
    desk.say(words)


def _last(desk: Desk) -> str:
    """The last article, of those that the library shows."""
    return "the last article" + (" of the filter" if desk.screen.library.library.words else "")


async def _reopen(desk: Desk, number: int) -> None:
    await _set(desk, number, ReadingState.OPEN)
    await desk.places.refresh()
    desk.say(f"#{number} is open again")


def _values(view: ArticleView) -> dict[str, str]:
    """Field of the metadata -> what it is now."""
    metadata = view.article.metadata
    return {
        "title": metadata.title,
        "outlet": view.article.outlet,
        "author": metadata.author,
        "editor": metadata.editor,
        "lang": metadata.lang,
        "url": metadata.url,
        "published": metadata.publication.at if metadata.publication else "",
        "archive": metadata.archive,
    }


async def _correct(desk: Desk, number: int) -> None:
    view = await desk.places.read_article(number)
    now, seen = _values(view), view.article.metadata
    options = [Option(FIELD_KEYS[name], f"{name}: {now[name] or '-'}", name) for name in FIELDS]
    field = await desk.prompts.choice("which", options)
    if field is None:
        return

    async def correct(words: str, _: object) -> None:
        await desk.call(set_metadata, desk.bench, number, {field: words}, seen=seen)

    is_whole = field != "title"  # words that are mended; of all else there is another one
    if await desk.prompts.line(field, now[field], take=correct, selected=is_whole) is None:
        return
    await desk.places.refresh_row(number)
    await desk.places.refresh()
    desk.say(f"{field} of #{number} is set; facts that depend on it are computed anew")


HANDLERS: dict[str, Handler[Desk]] = {
    "article.next": counts(_next),
    "article.previous": counts(_previous),
    "article.done": on(ARTICLE_TO_CHANGE, _done),
    "article.set_aside": on(ARTICLE_TO_CHANGE, _set_aside),
    "article.reopen": on(ARTICLE_TO_CHANGE, _reopen),
    "article.correct": on(ARTICLE_TO_CHANGE, _correct),
}
