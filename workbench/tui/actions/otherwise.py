"""Where it was decided otherwise than the analyst has it: read, or disputed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.services.disputes import decided_otherwise, dispute, say_read
from workbench.tui.actions.here import to_change
from workbench.tui.actions.need import does, need, on
from workbench.tui.pages.otherwise import OtherwisePage
from workbench.tui.pages.ruled import RuledPage

if TYPE_CHECKING:
    from workbench.services.disputes import Otherwise
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


async def _list(desk: Desk) -> None:
    async def opened(listed: Sequence[str], one: Otherwise) -> None:
        page = RuledPage(desk.glyphs, listed, one.ruling.uid)
        await page.load(desk.calls)
        desk.screen.push(page)

    found = await desk.call(decided_otherwise, desk.bench)
    desk.screen.push(OtherwisePage(found, opened))


def _chosen(desk: Desk) -> Otherwise | None:
    return desk.page.chosen if isinstance(desk.page, OtherwisePage | RuledPage) else None


CHOSEN = to_change(need(_chosen, "nothing was decided otherwise"))


async def _read(desk: Desk, one: Otherwise) -> None:
    entry = await desk.call(say_read, desk.bench, [one])
    await desk.places.refresh()
    found = await desk.call(decided_otherwise, desk.bench)
    left = sum(other.is_new for other in found)
    words = "read" if entry else "you have looked at it already"
    desk.say(f"{words}; {left or 'none'} left to look at")


async def _dispute(desk: Desk, one: Otherwise) -> None:
    before = one.word.words if one.word else ""

    async def take(words: str, _: object) -> None:
        await desk.call(dispute, desk.bench, one, words)

    if await desk.prompts.line("what speaks for yours", before, kind="dispute", take=take) is None:
        return
    await desk.places.refresh()
    desk.say("disputed: an adjudicator gets to read it; {desk.undo} takes it back")


HANDLERS: dict[str, Handler[Desk]] = {
    "otherwise.list": does(_list),
    "otherwise.read": on(CHOSEN, _read),
    "otherwise.dispute": on(CHOSEN, _dispute),
}
