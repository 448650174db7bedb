"""How far analysts agree: a row for each group, and behind it all its figures with intervals."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from workbench.present.agreement import (
    figure_details,
    figure_heading,
    figure_line,
    group_details,
    group_heading,
    group_line,
    group_name,
)
from workbench.present.runs import Run, Runs
from workbench.services.agreement import MEASURES, By, Figure, GroupValues, overview_of_agreement
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.present.glyphs import Glyphs
    from workbench.tui.pages.host import Host, Reader

Open = Callable[[By, str], Awaitable[None]]

_NONE = "No article that you may see of was judged by two; {article.done} says that one is done."


class AgreementPage(ListPage):
    """Every group with what it agrees on at a glance."""

    list_pane = Pane.AGREEMENT

    def __init__(self, by: By, glyphs: Glyphs, open_one: Open) -> None:
        super().__init__("", (), empty=_NONE)
        self.by = by
        self.glyphs = glyphs
        self._read_at: tuple[By, int] | None = None
        """What they were told apart by, and the number of the journal's last entry then."""
        self._open_one = open_one

    def _entry(self, group: GroupValues) -> Entry:
        async def opened(host: Host) -> None:
            await self._open_one(self.by, group.name)

        return Entry(
            lambda width: group_line(group.name, group.figures, width, self.glyphs),
            opened,
            group_details(group.figures),
        )

    @property
    def heading(self) -> Runs:
        """The columns' names."""
        return (Run("  ", "header"), *group_heading(max(20, self.width - 2)))

    @property
    def tally(self) -> str:
        """What groups are, where in how many."""
        return f"by {self.by.value}  {super().tally}".strip()

    async def load(self, reader: Reader) -> None:
        """Read them anew, where anything is other."""
        seq, _ = await reader.call(reader.bench.store.journal.head)
        if (self.by, seq) == self._read_at:
            return
        found = await reader.call(overview_of_agreement, reader.bench, self.by)
        self.entries, self._read_at = tuple(map(self._entry, found)), (self.by, seq)


class FiguresPage(ListPage):
    """The figures of one group."""

    is_of_one = True

    def __init__(self, group: str, figures: Sequence[Figure], glyphs: Glyphs) -> None:
        super().__init__(group_name(group), ())
        self.entries = tuple(
            Entry(
                lambda width, one=one: figure_line(one, width, glyphs),  # type: ignore[misc]
                detail=figure_details(one, MEASURES[one.measure]),
            )
            for one in figures
        )

    @property
    def heading(self) -> Runs:
        """The columns' names."""
        return (Run("  ", "header"), *figure_heading(max(20, self.width - 2)))

    @property
    def tally(self) -> str:
        """Whose figures they are; the columns take the place of a title."""
        return f"{self.title}  {super().tally}"
