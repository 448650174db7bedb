"""Articles: to the next one, done, set aside, their metadata."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from workbench.domain.article import ReadingState
from workbench.services.metadata import FIELDS, set_metadata
from workbench.services.review import set_state
from workbench.tui.actions.conditions import article_number, needs_article, needs_writing
from workbench.tui.actions.repeat import by_action
from workbench.tui.pages.library import LibraryPage
from workbench.tui.registry import Handler
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from workbench.tui.screens.desk import Desk


FIELD_KEYS = dict(zip(FIELDS, "toaelup", strict=True))
"""Field of the metadata -> the letter that chooses it."""


def _needs(desk: Desk) -> str | None:
    return needs_writing(desk) or needs_article(desk)


async def step(desk: Desk, rows: int) -> bool:
    """Open the article so many rows further on in the library; False at its end."""
    library = desk.library.library
    place = desk.library.cursor + rows
    if not 0 <= place < len(library):
        return False
    if library.row(place) is None:
        await desk.call(library.load_page, place)
    row = library.row(place)
    if row is None:
        return False
    if desk.page is desk.library:
        desk.move_to(place)
    else:
        await desk.places.open_article(row.number)
    return True


def _by(direction: int) -> Callable[[Desk, int | None], Awaitable[None]]:
    async def run(desk: Desk, count: int | None) -> None:
        if not await step(desk, direction * (count or 1)):
            desk.say("this is the last article" if direction > 0 else "this is the first article")

    return run


async def _state(desk: Desk, state: ReadingState, reason: str = "") -> int | None:
    number = article_number(desk)
    if number is None:
        return None
    view = await desk.places.read_article(number)
    await desk.call(set_state, desk.bench, view, state, reason)
    await desk.call(desk.library.library.refresh_article, number)
    return number


async def _done(desk: Desk, count: int | None) -> None:
    number = await _state(desk, ReadingState.DONE)
    by_action(desk, "done", "article.done")
    await _go_on(desk, f"#{number} is done")


async def _set_aside(desk: Desk, count: int | None) -> None:
    reason = await desk.prompts.line("why aside", kind="aside")
    if reason is None:
        return
    if not reason.strip():
        desk.warn("a reason is needed; nothing was changed")
        return
    number = await _state(desk, ReadingState.SET_ASIDE, reason)
    await _go_on(desk, f"#{number} is set aside")


async def _go_on(desk: Desk, words: str) -> None:
    if isinstance(desk.page, LibraryPage):
        desk.page.paint(desk)
        desk.move_to(desk.list.cursor + 1)
    elif not await step(desk, 1):
        await desk.refresh_page()
        words += "; this was the last article"
    desk.say(words)


async def _reopen(desk: Desk, count: int | None) -> None:
    number = await _state(desk, ReadingState.OPEN)
    await desk.refresh_page()
    desk.say(f"#{number} is open again")


async def _correct(desk: Desk, count: int | None) -> None:
    number = article_number(desk)
    if number is None:
        return
    view = await desk.places.read_article(number)
    metadata = view.article.metadata
    now = {
        "title": metadata.title,
        "outlet": view.article.outlet,
        "author": metadata.author,
        "editor": metadata.editor,
        "lang": metadata.lang,
        "url": metadata.url,
        "published": metadata.publication.at if metadata.publication else "",
    }
    options = [Option(FIELD_KEYS[name], f"{name}: {now[name] or '-'}", name) for name in FIELDS]
    field = await desk.prompts.choice("which", options)
    if field is None:
        return
    words = await desk.prompts.line(field, now[field])
    if words is None:
        return
    await desk.call(set_metadata, desk.bench, number, {field: words})
    await desk.call(desk.library.library.refresh_article, number)
    await desk.refresh_page()
    desk.say(f"{field} of #{number} is set; facts that depend on it are new")


HANDLERS: dict[str, Handler[Desk]] = {
    "article.next": Handler(_by(1)),
    "article.previous": Handler(_by(-1)),
    "article.done": Handler(_done, _needs),
    "article.set_aside": Handler(_set_aside, _needs),
    "article.reopen": Handler(_reopen, _needs),
    "article.correct": Handler(_correct, _needs),
}
