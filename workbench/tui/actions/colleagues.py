"""Colleagues' work: shown once one's own judgement stands, and where the two differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.services.colleagues import why_hidden
from workbench.tui.actions.board import toggle_colleagues
from workbench.tui.pages.board import BoardPage
from workbench.tui.registry import Handler

if TYPE_CHECKING:
    from workbench.tui.screens.desk import Desk


def _why_not(desk: Desk) -> str | None:
    page = desk.article_page
    if isinstance(desk.page, BoardPage):
        return None
    if page is None:
        return "no article is open"
    if page.article.shows_colleagues:
        return None
    return why_hidden(page.article.view, desk.sight)


async def _toggle(desk: Desk, count: int | None) -> None:
    if isinstance(desk.page, BoardPage):
        await toggle_colleagues(desk)
        return
    opened = desk.article_page
    if opened is None:
        return
    article = opened.article
    article.shows_colleagues = not article.shows_colleagues
    article.list_again()
    desk.page.paint(desk)
    if not article.shows_colleagues:
        desk.say("colleagues are hidden")
        return
    view = article.view
    others = {one.analyst for one in view.decisions} | {one.analyst for one in view.claims}
    others.discard(view.analyst)
    words = f"{', '.join(sorted(others))}; {article.agreement}" if others else "nobody worked here"
    jump = "; ]d goes to the next difference" if article.agreement.differences else ""
    desk.say(f"colleagues are shown: {words}{jump}")


HANDLERS: dict[str, Handler[Desk]] = {"layer.colleagues": Handler(_toggle, _why_not)}
