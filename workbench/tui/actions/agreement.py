"""How far analysts agree: the groups, what they are told apart by, and the figures of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.services.agreement import By, figures_of_group, look_at_agreement
from workbench.tui.actions.need import does, shown, times
from workbench.tui.pages.agreement import AgreementPage, FiguresPage

if TYPE_CHECKING:
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


PAGE = shown(AgreementPage, "agreement is not shown")


async def _list(desk: Desk) -> None:
    await desk.call(look_at_agreement, desk.bench)

    async def open_one(by: By, group: str) -> None:
        figures = await desk.call(figures_of_group, desk.bench, by, group)
        desk.screen.push(FiguresPage(group, figures, desk.glyphs))

    page = AgreementPage(By.PAIR, desk.glyphs, open_one)
    await page.load(desk.calls)
    desk.screen.push(page)


async def _by(desk: Desk, page: AgreementPage, count: int | None) -> None:
    every = list(By)
    at = count - 1 if count else every.index(page.by) + 1
    page.by, page.cursor = every[at % len(every)], 0
    await desk.places.refresh()


HANDLERS: dict[str, Handler[Desk]] = {
    "agreement.list": does(_list),
    "agreement.by": times(PAGE, _by),
}
