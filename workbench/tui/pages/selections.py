"""Selections: the list of them, with how far one is with each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from workbench.domain.filter import ORDER_WORDS
from workbench.present.standing import selection_line
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.selection import Selection
    from workbench.present.runs import Runs
    from workbench.services.selections import Standing
    from workbench.tui.screens.desk import Desk

Reader = Callable[["Desk"], Awaitable[Sequence["Standing"]]]
Opener = Callable[["Desk", "Selection"], Awaitable[None]]


class SelectionsPage(ListPage):
    """Every queue, set and watch."""

    def __init__(self, standings: Sequence[Standing], *, read: Reader, open_one: Opener) -> None:
        super().__init__(
            "Selections", (), empty="No selections yet: W saves the library's filter under a name."
        )
        self._read = read
        self._open_one = open_one
        self.show(standings)

    @property
    def pane(self) -> Pane:
        """The selections'."""
        return Pane.SELECTIONS

    @property
    def selection(self) -> Selection | None:
        """The one under the cursor."""
        return self._standings[self.cursor].selection if self._standings else None

    def show(self, standings: Sequence[Standing]) -> None:
        """List these."""
        self._standings = tuple(standings)
        self.entries = tuple(self._entry(standing) for standing in standings)

    def _entry(self, standing: Standing) -> Entry:
        progress, selection = standing.progress, standing.selection

        def draw(width: int) -> Runs:
            return selection_line(selection, width, progress=progress, new=standing.new)

        async def opened(desk: Desk) -> None:
            await self._open_one(desk, selection)

        return Entry(draw, opened, standing.problem or _detail(standing))

    async def load(self, desk: Desk) -> None:
        """Read them anew."""
        self.show(await self._read(desk))


def _detail(standing: Standing) -> str:
    selection = standing.selection
    parts = [
        f"saved by {selection.analyst}",
        selection.where or "all articles",
        ORDER_WORDS[selection.order],
    ]
    if selection.is_watch:
        looked = standing.looked_at[:16].replace("T", " ")
        parts.append(f"looked at {looked}" if looked else "not looked at yet")
    return ", ".join(parts)
