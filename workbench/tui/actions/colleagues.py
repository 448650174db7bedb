"""Colleagues' work: shown once one's own judgement stands, and where the two differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.tui.actions.board import toggle_colleagues
from workbench.tui.actions.need import on
from workbench.tui.actions.needs import LAYER
from workbench.tui.pages.board import BoardPage

if TYPE_CHECKING:
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


async def _toggle(desk: Desk, page: BoardPage | TextPage) -> None:
    if isinstance(page, BoardPage):
        await toggle_colleagues(desk, page)
        return
    article = page.article
    article.shows_colleagues = not article.shows_colleagues
    article.list_again()
    desk.page.paint(desk.screen)
    if not article.shows_colleagues:
        desk.say("colleagues are hidden")
        return
    view = article.view
    others = {one.analyst for one in view.decisions} | {one.analyst for one in view.claims}
    others.discard(view.analyst)
    words = f"{', '.join(sorted(others))}; {article.agreement}" if others else "nobody worked here"
    jump = "; {jump.next_difference} goes to the next difference"
    jump = jump if article.agreement.differences else ""
    desk.say(f"colleagues are shown: {words}{jump}")


HANDLERS: dict[str, Handler[Desk]] = {"layer.colleagues": on(LAYER, _toggle)}
