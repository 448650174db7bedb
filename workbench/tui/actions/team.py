"""The team: the page of it, its period, who looked."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.present.runs import words_line
from workbench.present.team import look_words
from workbench.services.looking import looks
from workbench.services.overseeing import Period, asked_for, look_at_team, with_agreement
from workbench.tui.actions.need import does, shown, times
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.team import SheetPage, TeamPage
from workbench.tui.screens.calls import failed_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

PERIODS = (7, 30, 90, 365, 1)
"""Days, each of the next one after the other."""
_MOST = 36_500
TEAM = shown(TeamPage, "the team is not shown")


async def _show(desk: Desk) -> None:
    asked = await desk.call(asked_for, desk.bench)
    team = await desk.call(look_at_team, desk.bench, asked)

    async def open_one(analyst: str) -> None:
        asked = replace(page.team.asked, of=analyst)
        team = await desk.call(look_at_team, desk.bench, asked)
        sheet = SheetPage(replace(team, agreement=page.team.agreement))
        desk.screen.push(sheet)

    page = TeamPage(team, open_one, desk.glyphs)
    desk.screen.push(page)
    _fill(desk, page)
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
    _fill(desk, page)


def _fill(desk: Desk, page: TeamPage) -> None:
    """Put in beside the keys what takes longer: how far analysts agree."""

    async def fill() -> None:
        try:
            team = await asyncio.to_thread(with_agreement, desk.bench, page.team)
        except WorkbenchError:
            return  # the column stays empty: a busy or closing database
        except Exception as error:
            failed_beside(error)
            return
        if desk.page is page and team.asked == page.team.asked:
            page.show(team)
            desk.screen.show_page()

    desk.screen.run_worker(fill(), exit_on_error=False)


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
