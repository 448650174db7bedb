"""Carrying claims over: the page of them, all whose very words stand there, and one by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.present.carry import carried_words
from workbench.services.carry import carried_by, carry_over
from workbench.services.view import view_article
from workbench.tui.actions.need import on
from workbench.tui.actions.needs import CARRIED, PAIR_TO_CARRY
from workbench.tui.pages.carry import CarryPage, either_way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.domain.landing import Landing
    from workbench.services.workbench import Workbench
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


async def _open(desk: Desk, pair: tuple[int, int]) -> None:
    found = await desk.call(either_way, desk.bench, *pair)
    if not found.landings:
        desk.say("no claim of yours is left to carry from one of the two to the other")
        return
    desk.screen.push(CarryPage(found))
    desk.say("{carry.all} carries = over at once, {carry.take} the row; - is another claim there")


async def _all(desk: Desk, page: CarryPage) -> None:
    if not page.found.exact:
        desk.say("no claim stands there in the very words; {carry.take} takes the row")
        return
    await _carry(desk, page, page.found.exact)


async def _take(desk: Desk, page: CarryPage) -> None:
    landing = page.landing
    if landing is None:
        desk.say("no claim is left to carry")
    elif not landing.is_offered:
        desk.warn(f"it is another claim there: {landing.why}")
    else:
        await _carry(desk, page, [landing])


async def _carry(desk: Desk, page: CarryPage, which: Sequence[Landing]) -> None:
    found = page.found

    def carry(bench: Workbench) -> int:
        view = view_article(bench, found.number)
        return len(carried_by(carry_over(bench, view, found, which)))

    carried = await desk.call(carry, desk.bench)
    await desk.places.refresh_row(found.number)
    await desk.places.refresh()
    words = carried_words(carried, found.number)
    desk.say(f"{words}; {{desk.undo}} takes it back" if carried else words)


HANDLERS: dict[str, Handler[Desk]] = {
    "carry.open": on(PAIR_TO_CARRY, _open),
    "carry.all": on(CARRIED, _all),
    "carry.take": on(CARRIED, _take),
}
