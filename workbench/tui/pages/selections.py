"""Selections: the list of them, with how far one is with each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from workbench.domain.filter import ORDER_WORDS
from workbench.present.dividing import parts_words
from workbench.present.standing import selection_line
from workbench.services.assigned import parts_of
from workbench.services.selections import list_selections
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.others import Others
from workbench.tui.pages.subject import Subject
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.selection import Selection
    from workbench.present.runs import Runs
    from workbench.services.selections import Standing
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Host, Reader

Listed = Sequence[tuple["Standing", str]]
"""Selections, and who has what of each."""
Open = Callable[["Selection"], Awaitable[None]]


class SelectionsPage(ListPage):
    """Every queue, set and watch."""

    list_pane = Pane.SELECTIONS
    follows = True

    def __init__(self, listed: Listed, open_one: Open) -> None:
        super().__init__(
            "Selections",
            (),
            empty="No selections yet: {library.save_selection} saves the library's filter.",
        )
        self._open_one = open_one
        self._others = Others("selection", "assignment")
        self.show(listed)

    def show(self, listed: Listed) -> None:
        """List these."""
        self.listed = (*listed,)
        self.entries = tuple(self._entry(standing, parts) for standing, parts in listed)

    def _entry(self, standing: Standing, parts: str) -> Entry:
        progress, selection = standing.progress, standing.selection

        def draw(width: int) -> Runs:
            return selection_line(selection, width, progress=progress, new=standing.new)

        async def opened(host: Host) -> None:
            await self._open_one(selection)

        detail = standing.problem or _detail(standing, parts)
        return Entry(draw, opened, detail, subject=Subject(selection=selection))

    async def load(self, reader: Reader) -> None:
        """Read them anew."""
        self.show(await reader.call(listed_selections, reader.bench))

    async def follow_others(self, reader: Reader) -> bool:
        """Where anybody changed one, or gave articles of it. The one under the cursor stays there:
        if it is gone by now, the next act tells, and no other is in its place when that key
        comes."""
        if not await self._others.changed(reader):
            return False
        listed = (*await reader.call(listed_selections, reader.bench),)
        uids = [standing.selection.uid for standing, _ in listed]
        here = self.subject.selection
        if listed == self.listed or (here and here.uid not in uids):
            return False
        self.show(listed)
        self.cursor = uids.index(here.uid) if here else 0
        return True


def listed_selections(bench: Workbench) -> Listed:
    """Every selection with how it stands, and in words who has what of it. In a worker thread."""
    parts = parts_of(bench)
    return [
        (one, parts_words(p.share for p in parts if p.selection.uid == one.selection.uid))
        for one in list_selections(bench)
    ]


def _detail(standing: Standing, parts: str) -> str:
    selection = standing.selection
    told = [
        f"saved by {selection.analyst}",
        selection.told,
        ORDER_WORDS[selection.order],
    ]
    if selection.is_watch:
        looked = standing.looked_at[:16].replace("T", " ")
        told.append(f"looked at {looked}" if looked else "not looked at yet")
    return ", ".join([parts, *told] if parts else told)
