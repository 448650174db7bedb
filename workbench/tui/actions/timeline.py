"""The line of time: opening it, turning it, and as of which day it is; numbers over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.filter.tree import Term
from workbench.tui.actions.need import does, need, on
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.services.timeline import AsOf
    from workbench.services.which import Which
    from workbench.tui.pages.timeline import TimelinePage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

_RECORDED = " recorded"


def _shown(desk: Desk) -> TimelinePage | None:
    if desk.page.pane is not Pane.TIMELINE:
        return None
    from workbench.tui.pages.timeline import TimelinePage

    return desk.page if isinstance(desk.page, TimelinePage) else None


TIMELINE = need(_shown, "the line of time is not shown")


async def _list(desk: Desk) -> None:
    await desk.places.open_timeline(chosen_articles(desk))


def chosen_articles(desk: Desk) -> Which:
    """The story of the article that is open, or under the cursor of another list than the library;
    else what the library lists."""
    from workbench.services.which import Which

    number = desk.page.subject.article
    if number is not None and desk.page.pane is not Pane.LIBRARY:
        terms = (Term("cluster", "=", str(number)),)
        return Which(f"story of #{number}", terms, is_story=True)
    library = desk.screen.library.library
    return Which(library.words or "all articles", library.terms)


async def _numbers(desk: Desk) -> None:
    await desk.places.open_numbers(chosen_articles(desk))


async def _along(desk: Desk, page: TimelinePage) -> None:
    page.turn()
    page.paint(desk.screen)
    desk.screen.tell()


async def _as_of(desk: Desk, page: TimelinePage) -> None:
    from workbench.services.timeline import AsOf  # loaded with the page

    async def take(words: str, _: object) -> None:
        day = words.strip().removesuffix(_RECORDED.strip())
        is_recorded = day != words.strip()
        await _show(desk, page, AsOf.of(day.strip(), is_recorded=is_recorded))

    now = page.line.as_of
    words = f"{now.day}{_RECORDED * now.is_recorded}"
    await desk.prompts.line("as of", words, kind="as of", take=take, selected=True)


async def _now(desk: Desk, page: TimelinePage) -> None:
    from workbench.services.timeline import NOW

    await _show(desk, page, NOW)


async def _show(desk: Desk, page: TimelinePage, as_of: AsOf) -> None:
    await page.take(desk.calls, as_of)
    page.paint(desk.screen)
    desk.screen.tell()


HANDLERS: dict[str, Handler[Desk]] = {
    "timeline.list": does(_list),
    "numbers.list": does(_numbers),
    "timeline.along": on(TIMELINE, _along),
    "timeline.as_of": on(TIMELINE, _as_of),
    "timeline.now": on(TIMELINE, _now),
}
