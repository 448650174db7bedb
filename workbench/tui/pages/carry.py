"""The page of claims that can be carried over from one article to another: those whose very words
stand there go as one act, others are taken one by one, some not at all.

Rows are read anew after each act, so that what was carried over goes off the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.text import safe_line
from workbench.present.carry import mark_of
from workbench.present.counting import counted
from workbench.present.runs import Run, Runs, fill_runs
from workbench.services.carry import Carriage, carriage
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.subject import Subject
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.landing import Landing
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Host, Reader

_STYLES = {"=": "accepted", "~": "open", "-": "dim"}


def either_way(bench: Workbench, number: int, other: int) -> Carriage:
    """What can be carried over to an article; where nothing can, from it to the other one. In a
    worker thread."""
    found = carriage(bench, number, other)
    return found if found.landings else carriage(bench, other, number)


class CarryPage(ListPage):
    """Claims on one article, and where they would stand in another."""

    list_pane = Pane.CARRY

    def __init__(self, found: Carriage) -> None:
        super().__init__("", (), empty="No claim of yours is left to carry; {pane.back} goes back.")
        self.show(found)

    def show(self, found: Carriage) -> None:
        """List these."""
        self.found = found
        many = counted(len(found.exact), "claim")
        self.title = f"From #{found.origin} to #{found.number}: {many} in the very words"
        self.entries = tuple(map(self._entry, found.landings))

    @property
    def subject(self) -> Subject:
        """The article that they are carried over to."""
        return Subject(article=self.found.number)

    @property
    def landing(self) -> Landing | None:
        """The claim under the cursor."""
        landings = self.found.landings
        return landings[self.cursor] if landings else None

    @property
    def details(self) -> tuple[Runs, Runs]:
        """What is otherwise, and the words that it lands on."""
        if self.landing is None:
            return super().details
        why = self.landing.why or f"the very words, said by the same: it {self.found.kind.does}"
        there = self.landing.span.exact if self.landing.span else ""
        return (Run(safe_line(str(why)), "text"),), (Run(safe_line(there), "dim"),)

    async def load(self, reader: Reader) -> None:
        """Read it anew."""
        found = self.found
        self.show(await reader.call(carriage, reader.bench, found.number, found.origin))
        self.cursor = max(0, min(self.cursor, len(self.entries) - 1))

    def _entry(self, landing: Landing) -> Entry:
        mark = mark_of(landing)
        words = safe_line(" ".join(landing.claim.span.exact.split()))

        def draw(width: int) -> Runs:
            style = _STYLES[mark]
            said = "text" if landing.is_offered else "dim"
            return fill_runs((Run(f"{mark} ", style), Run(words, said)), width)

        async def opened(host: Host) -> None:
            if landing.span:
                bounds = (landing.span.start, landing.span.end)
                await host.places.open_at(self.found.number, bounds[0], [bounds])
            else:
                await host.places.open_article(self.found.number)

        return Entry(draw, opened, key=landing.claim.uid)
