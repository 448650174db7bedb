"""The list of what other articles say beside one statement, itself on top: answered one by one, as
questions are.

What was answered stays in the list as what it is by then; what was rejected goes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from workbench.present.counterparts import (
    differs_words,
    from_words,
    head_line,
    ours_line,
    said_lines,
    words_row,
)
from workbench.present.counting import counted
from workbench.present.runs import Run
from workbench.services.told_counterparts import told_counterparts
from workbench.services.view import view_article
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.subject import Subject
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.journal import Entry as JournalEntry
    from workbench.domain.stated import Stated, ToldCounterpart, ToldStatement
    from workbench.present.glyphs import Glyphs
    from workbench.present.runs import Runs
    from workbench.tui.pages.host import Host, Reader

_ROWS = 2
"""Each is on two: which it is, and its words."""


class CounterpartsPage(ListPage):
    """One statement, and its counterparts."""

    list_pane = Pane.COUNTERPARTS

    def __init__(self, statement: ToldStatement, glyphs: Glyphs) -> None:
        super().__init__("", (), empty="No other article says it; {pane.back} goes back.")
        self.glyphs = glyphs
        self.ours = statement.ours
        self.show(statement)
        self.cursor = _ROWS

    def show(self, statement: ToldStatement | None) -> None:
        """List these counterparts; the statement itself is kept where it has none."""
        self.counterparts = statement.counterparts if statement else ()
        self.ours = statement.ours if statement else self.ours
        many = counted(len(self.counterparts), "statement")
        self.title = f"Beside #{self.ours.article.number}: {many} of other articles"
        entries = [
            *self._entries(self.ours, lambda width: ours_line(self.ours, width, self.glyphs))
        ]
        for one in self.counterparts:
            entries += self._entries(one.said, self._head(one))
        self.entries = tuple(entries)
        self.cursor = self.step(self.cursor, 0)

    @property
    def chosen(self) -> ToldCounterpart | None:
        """The counterpart under the cursor; None on the statement itself."""
        place = self.cursor // _ROWS - 1
        return self.counterparts[place] if 0 <= place < len(self.counterparts) else None

    @property
    def waiting(self) -> int:
        """How many wait for an answer."""
        return sum(one.link is None for one in self.counterparts)

    @property
    def tally(self) -> str:
        """Which one of how many."""
        place = self.cursor // _ROWS
        return f"{place}/{len(self.counterparts)}" if place else f"{len(self.counterparts)}"

    def step(self, place: int, rows: int) -> int:
        """From one to another: each takes two rows."""
        return max(0, min(place // _ROWS + rows, len(self.counterparts))) * _ROWS

    @property
    def details(self) -> tuple[Runs, Runs]:
        """The words whole, and in them what the statement on top says otherwise; where one line
        holds them, in what the two go apart, and where it comes from."""
        one = self.chosen
        said = one.said if one else self.ours
        first, second = said_lines(said, self.ours if one else None, self.width)
        apart = differs_words(one) if one else ""
        told = "; ".join(filter(None, (apart, from_words(said))))
        return first, second or (Run(told, "dim"),)

    async def go_to_changed(self, reader: Reader, entry: JournalEntry) -> bool:
        """Answers to what is listed show here."""
        return any(change.entity in ("link", "unrelated") for change in entry.changes)

    async def load(self, reader: Reader) -> None:
        """Read them anew."""
        view = await reader.call(view_article, reader.bench, self.ours.article.number)
        told = await reader.call(told_counterparts, reader.bench, view)
        place = self.ours.place
        self.show(next((one for one in told if one.ours.place == place), None))

    def _entries(self, said: Stated, head: Callable[[int], Runs]) -> tuple[Entry, Entry]:
        beside = None if said is self.ours else self.ours
        number, claim = said.article.number, said.claim
        subject = Subject(article=number, fact=said.fact, claim=claim)
        opened = words_opener(said)
        return (
            Entry(head, opened, subject=subject),
            Entry(lambda width: words_row(said, beside, width), opened, subject=subject),
        )

    def _head(self, one: ToldCounterpart) -> Callable[[int], Runs]:
        return lambda width: head_line(one, width, self.glyphs)


def words_opener(said: Stated) -> Callable[[Host], Awaitable[None]]:
    """To the words in their article."""

    async def opened(host: Host) -> None:
        span = said.span
        await host.places.open_at(said.article.number, span.start, [(span.start, span.end)])

    return opened
