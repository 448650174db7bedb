"""The team: the page of it, its period, who looked."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from workbench.present.runs import words_line
from workbench.present.team import look_words
from workbench.services.overseeing import Period, asked_for, look_at_team, looks
from workbench.tui.actions.need import does, times
from workbench.tui.actions.needs import TEAM
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.team import SheetPage, TeamPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

PERIODS = (7, 30, 90, 365, 1)
"""Days, each of the next one after the other."""


async def _show(desk: Desk) -> None:
    asked = await desk.call(asked_for, desk.bench)
    team = await desk.call(look_at_team, desk.bench, asked)

    async def open_one(analyst: str) -> None:
        asked = replace(page.team.asked, of=analyst)
        desk.screen.push(SheetPage(await desk.call(look_at_team, desk.bench, asked)))

    page = TeamPage(team, open_one, desk.glyphs)
    desk.screen.push(page)
    if not team.is_whole:
        desk.say("your own row: others' are for supervisors")


async def _period(desk: Desk, page: TeamPage, count: int | None) -> None:
    """Tell of so many days, else of the next period."""
    asked, today = page.team.asked, page.team.today
    after = {days: PERIODS[at - len(PERIODS) + 1] for at, days in enumerate(PERIODS)}
    days = min(count, _MOST) if count else after.get(asked.period.days, PERIODS[0])
    asked = replace(asked, period=Period.of_days(days, today))
    page.show(await desk.call(look_at_team, desk.bench, asked))
    desk.screen.show_page()


_MOST = 36_500


async def _looks(desk: Desk) -> None:
    async def read() -> Sequence[Entry]:
        found = await desk.call(looks, desk.bench)
        return [Entry(partial(words_line, look_words(one), style="text")) for one in found]

    title = "Who looked at others' work, the newest first"
    desk.screen.push(ListPage(title, await read(), empty="Nobody did yet.", read=read))


HANDLERS: dict[str, Handler[Desk]] = {
    "team.show": does(_show),
    "team.period": times(TEAM, _period),
    "team.looks": does(_looks),
}
"""What can be done with a team's work: nothing here changes any of it."""
