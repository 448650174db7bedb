"""The list of sources that may be one: answered one by one, as questions are.

An answer takes its row away at once; the list is worked out anew when the page is come back to.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from workbench.domain.sameness import left_after
from workbench.present.runs import Run
from workbench.present.sameness import said_words, suggested_line, why_words
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.subject import Subject
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.sameness import Suggested
    from workbench.present.glyphs import Glyphs
    from workbench.present.runs import Runs
    from workbench.tui.pages.host import Host, Reader


class SamenessPage(ListPage):
    """Pairs of sources that may be one."""

    list_pane = Pane.SAMENESS

    def __init__(self, suggested: Sequence[Suggested], glyphs: Glyphs) -> None:
        super().__init__(
            "Sources that may be one",
            (),
            empty="No sources look as if they were one; {pane.back} goes back.",
        )
        self.glyphs = glyphs
        self.show(suggested)

    def show(self, suggested: Sequence[Suggested]) -> None:
        """List these."""
        self.suggested = tuple(suggested)
        self.cursor = max(0, min(self.cursor, len(self.suggested) - 1))
        self.entries = tuple(
            Entry(self._row(one), _opener(one), subject=Subject(source=one.source.uid))
            for one in self.suggested
        )

    @property
    def chosen(self) -> Suggested | None:
        """The pair under the cursor."""
        return self.suggested[self.cursor] if self.suggested else None

    @property
    def details(self) -> tuple[Runs, Runs]:
        """Why they may be one, and where an article says so."""
        if one := self.chosen:
            return (Run(why_words(one), "text"),), (Run(said_words(one), "dim"),)
        return super().details

    def take_off(self, answer: Suggested, *, is_merged: bool) -> None:
        """Leave an answered pair out."""
        self.show(left_after(self.suggested, answer, is_merged=is_merged))

    def turn(self) -> None:
        """Let the other one of the pair under the cursor stay."""
        self.show(
            [
                one.turned if place == self.cursor else one
                for place, one in enumerate(self.suggested)
            ]
        )

    async def load(self, reader: Reader) -> None:
        """Work them out anew; those that were turned round stay so."""
        from workbench.services.sameness import suggested_merges

        found = await reader.call(suggested_merges, reader.bench)
        shown = {(one.source.uid, one.into.uid) for one in self.suggested}
        self.show([one.turned if (one.into.uid, one.source.uid) in shown else one for one in found])

    def _row(self, one: Suggested) -> Callable[[int], Runs]:
        return lambda width: suggested_line(one, width, self.glyphs)


def _opener(one: Suggested) -> Callable[[Host], Awaitable[None]]:
    """To where an article says so; else to the card of who would stay."""

    async def opened(host: Host) -> None:
        if said := one.said:
            await host.places.open_at(said.number, said.start, [(said.start, said.end)])
        else:
            await host.places.open_source(one.into.uid)

    return opened
