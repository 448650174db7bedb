"""The team: what each analyst did in a period and what waits, and the sheet of one of them.

The page shows what `services.overseeing` gives to whoever looks: everybody to supervisors, her own
row to all others. A look at others goes into the journal when the page is opened, when its period
changes and when a sheet is opened; reading it anew after a change is none.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.text import safe_line
from workbench.present.glyphs import Glyphs
from workbench.present.runs import Run, Runs, words_line
from workbench.present.team import (
    nobody_words,
    sheet_lines,
    team_details,
    team_heading,
    team_line,
)
from workbench.services.overseeing import Overseen, Team, read_team
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.present.team import SheetLine
    from workbench.tui.pages.host import Host, Reader

Open = Callable[[str], Awaitable[None]]
"""Opens the sheet of an analyst."""


class TeamPage(ListPage):
    """A row for each analyst."""

    list_pane = Pane.TEAM

    def __init__(self, team: Team, open_one: Open, glyphs: Glyphs) -> None:
        super().__init__("The team", ())
        self._open_one = open_one
        self._glyphs = glyphs
        self.show(team)

    def show(self, team: Team) -> None:
        """Tell of these; the cursor stays on its analyst."""
        here = self.analyst
        self.team = team
        self.empty = f"{nobody_words(team)}; {{team.period}} tells of another time."
        self.entries = tuple(self._entry(row) for row in team.rows)
        places = (place for place, one in enumerate(team.rows) if one.analyst == here)
        self.cursor = next(places, 0)

    @property
    def analyst(self) -> str:
        """Who is under the cursor; empty where nobody is."""
        rows = self.team.rows if self.entries else ()
        return rows[self.cursor].analyst if self.cursor < len(rows) else ""

    @property
    def heading(self) -> Runs:
        """The columns' names."""
        return (Run("  ", "header"), *team_heading(max(20, self.width - 2)))

    @property
    def tally(self) -> str:
        """Nothing: at 80 columns the heading takes all of the line."""
        return ""

    @property
    def details(self) -> tuple[Runs, Runs]:
        """The row under the cursor in words."""
        if not self.entries:
            return super().details
        first, second = team_details(self.team, self.team.rows[self.cursor])
        period = self.team.asked.period.words
        return (Run(first, "text"),), (Run(f"{period}: {second}", "dim"),)

    def _entry(self, row: Overseen) -> Entry:
        def draw(width: int) -> Runs:
            return team_line(self.team, row, width, self._glyphs)

        async def opened(host: Host) -> None:
            await self._open_one(row.analyst)

        return Entry(draw, opened)

    async def load(self, reader: Reader) -> None:
        """Count anew."""
        team = await reader.call(read_team, reader.bench, self.team.asked)
        self.show(replace(team, agreement=self.team.agreement))


class SheetPage(ListPage):
    """One analyst's work in full: a row that is of an article opens it."""

    def __init__(self, team: Team) -> None:
        super().__init__(
            _title(team), (), empty="Nothing was done in that time, and nothing waits."
        )
        self.show(team)

    def show(self, team: Team) -> None:
        """Tell of this one."""
        self.team = team
        self.entries = tuple(
            self._entry(line) for row in team.rows for line in sheet_lines(team, row)
        )

    def _entry(self, line: SheetLine) -> Entry:
        words = safe_line(line.words)
        number = line.article
        if number is None:
            return Entry(partial(words_line, words, style=line.style), detail=words)

        async def opened(host: Host) -> None:
            await host.places.open_article(number)

        return Entry(partial(words_line, words, style=line.style), opened, words)

    async def load(self, reader: Reader) -> None:
        """Count anew."""
        team = await reader.call(read_team, reader.bench, self.team.asked)
        self.show(replace(team, agreement=self.team.agreement))


def _title(team: Team) -> str:
    return f"{team.asked.of}  {team.asked.period.words}"
