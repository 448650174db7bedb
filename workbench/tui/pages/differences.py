"""Where analysts differ: the articles that wait for a ruling, and before them what is disputed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from workbench.domain.text import safe_line
from workbench.present.adjudication import BEFORE, counts_words, left_words, ruling_words
from workbench.present.cells import fit
from workbench.present.runs import Run, fill_runs
from workbench.present.shelf import article_name
from workbench.services.adjudication import Queue, differing
from workbench.services.disputes import Disputed, disputed
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.subject import Subject
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.journal import Entry as JournalEntry
    from workbench.present.runs import Runs
    from workbench.services.adjudication import Waiting
    from workbench.services.units import Compared
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Host, Reader

_KIND = 26
"""Cells of the gravest kind, and of how often it is there."""
_NAME = 16
"""Cells of the article's name at the least."""
Open = Callable[[int, str], Awaitable[None]]
"""Opens a difference: the article's number, and the unit's uid."""


class Shown(NamedTuple):
    """What the page shows."""

    queue: Queue
    disputes: Sequence[Disputed]
    names: dict[int, tuple[str, str]]
    """Number of an article -> outlet and title."""


def read_waiting(bench: Workbench, compared: Compared) -> Shown:
    """All of it. In a worker thread. Raises RoleError."""
    queue, disputes = differing(bench, compared=compared), disputed(bench)
    numbers = {row.number for row in queue.rows} | {one.number for one in disputes}
    return Shown(queue, disputes, bench.store.articles.names(numbers))


class DifferencesPage(ListPage):
    """The articles that wait, the gravest first."""

    list_pane = Pane.DIFFERENCES

    def __init__(self, waiting: Shown, compared: Compared, open_one: Open) -> None:
        empty = "Nothing waits for a ruling; {pane.back} goes back."
        super().__init__("Where analysts differ", (), empty=empty)
        self._open_one = open_one
        self._compared = compared
        self.show(waiting)

    def show(self, waiting: Shown) -> None:
        """List these."""
        self.waiting = waiting
        queue = waiting.queue
        self.title = f"Where analysts differ: {left_words(len(queue.places), queue.own)}"
        self.entries = (
            *(self._disputed(one) for one in waiting.disputes),
            *(self._differing(row) for row in queue.rows),
        )

    def _disputed(self, one: Disputed) -> Entry:
        words = f"{one.dispute.analyst}: “{one.dispute.words}”"

        def draw(width: int) -> Runs:
            head = (Run(f"{'disputed':<{_KIND}}", "warning"), Run(f"#{one.number:<6}", "dim"))
            named = fit(self._name(one.number), max(_NAME, width // 4))
            said = Run(f"  {safe_line(words)}", "text")
            return fill_runs((*head, Run(named, "title"), said), width)

        opened = partial(self._opened, one.number, one.ruling.uid)
        detail = f"{words}; {ruling_words(one.ruling)}"
        return Entry(draw, opened, detail, subject=Subject(article=one.number))

    def _differing(self, row: Waiting) -> Entry:
        rest = {kind: many for kind, many in row.kinds.items() if kind is not row.gravest}
        many = row.kinds[row.gravest]
        gravest = row.gravest.value + (f" {many}" if many > 1 else "")
        more = f"  + {counts_words(rest)}" if rest else ""
        before = f"  {BEFORE}" if row.decided_before else ""

        def draw(width: int) -> Runs:
            head = (Run(f"{gravest:<{_KIND}}", "open"), Run(f"#{row.number:<6}", "dim"))
            room = width - sum(len(run.text) for run in head) - len(more) - len(before)
            named = fit(self._name(row.number), max(_NAME, room))
            tail = (Run(before, "warning"), Run(more, "dim"))
            return fill_runs((*head, Run(named, "title"), *tail), width)

        opened = partial(self._opened, row.number, row.places[0].uid)
        detail = f"{self._name(row.number)}: {counts_words(row.kinds)}"
        return Entry(draw, opened, detail, subject=Subject(article=row.number))

    async def _opened(self, number: int, unit: str, host: Host) -> None:
        await self._open_one(number, unit)

    def _name(self, number: int) -> str:
        return safe_line(article_name(*self.waiting.names.get(number, ("", ""))))

    async def go_to_changed(self, reader: Reader, entry: JournalEntry) -> bool:
        """Rulings and disputes show here: as what waits, or as what does not any more."""
        return any(change.entity in ("ruling", "dispute") for change in entry.changes)

    async def load(self, reader: Reader) -> None:
        """Read them anew."""
        self.show(await reader.call(read_waiting, reader.bench, self._compared))
