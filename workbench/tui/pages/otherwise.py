"""Where it was decided otherwise than the analyst has it: to read, or to dispute."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.ruling import Answer
from workbench.domain.text import safe_line
from workbench.present.adjudication import NOTHING, ruling_words
from workbench.present.runs import Run, fill_runs
from workbench.services.disputes import decided_otherwise
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.page import marked
from workbench.tui.pages.subject import Subject
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.journal import Entry as JournalEntry
    from workbench.present.runs import Runs
    from workbench.services.disputes import Otherwise
    from workbench.tui.pages.host import Host, Reader

_STANDS = {
    None: ("new", "open"),
    Answer.READ: ("read", "dim"),
    Answer.DISPUTED: ("disputed", "warning"),
    Answer.SETTLED: ("answered", "open"),
}


class OtherwisePage(ListPage):
    """The rulings that went otherwise, what is to be looked at first."""

    list_pane = Pane.OTHERWISE
    rows_are = "rulings"

    def __init__(self, found: Sequence[Otherwise]) -> None:
        empty = "Nothing was decided otherwise than you have it; {pane.back} goes back."
        super().__init__("Decided otherwise", (), empty=empty)
        self.show(found)

    def show(self, found: Sequence[Otherwise]) -> None:
        """List these: each on two rows, hers and what was decided."""
        self.found = tuple(found)
        new = sum(one.is_new for one in found)
        self.title = f"Decided otherwise than by you: {new} to look at"
        self.entries = tuple(entry for one in found for entry in _entries(one))

    @property
    def chosen(self) -> Otherwise | None:
        """The one under the cursor."""
        return self.found[self.cursor // 2] if self.found else None

    def named(self, keys: Iterable[str]) -> list[Otherwise]:
        """Those with these keys."""
        wanted = set(keys)
        return [one for one in self.found if one.ruling.uid in wanted]

    async def go_to_changed(self, reader: Reader, entry: JournalEntry) -> bool:
        """What was said to rulings shows here."""
        return any(change.entity == "dispute" for change in entry.changes)

    @property
    def tally(self) -> str:
        """Which one of how many."""
        where = f"{self.cursor // 2 + 1}/{len(self.found)}" if self.found else ""
        return marked(self.marks) + where

    def step(self, place: int, rows: int) -> int:
        """From one to another: each takes two rows."""
        return max(0, min(place // 2 + rows, len(self.found) - 1)) * 2

    @property
    def details(self) -> tuple[Runs, Runs]:
        """What was decided and why; what was said to it."""
        one = self.chosen
        if one is None:
            return super().details
        ruling = (Run(safe_line(f"{one.ruling.kind}: {ruling_words(one.ruling)}"), "text"),)
        if one.word and one.word.reply:
            words = f"you: “{one.word.words}”; answered: “{one.word.reply}”"
            return ruling, (Run(safe_line(words), "origin"),)
        if one.word and one.word.words:
            return ruling, (Run(safe_line(f"you: “{one.word.words}”"), "origin"),)
        ways = self.keyed("{otherwise.read} says that you read it, {otherwise.dispute} disputes it")
        return ruling, (Run(ways, "dim"),)

    async def load(self, reader: Reader) -> None:
        """Read them anew."""
        self.show(await reader.call(decided_otherwise, reader.bench))


def _entries(one: Otherwise) -> tuple[Entry, Entry]:
    mark, style = _STANDS[one.word.answer if one.word else None]
    own, taken = (words or NOTHING for words in one.told)
    opened = _opener(one)
    subject = Subject(article=one.number)

    def yours(width: int) -> Runs:
        head = (Run(f"{mark:<10}", style), Run(f"#{one.number:<6}", "dim"))
        return fill_runs((*head, Run("yours    ", "dim"), Run(safe_line(own), "text")), width)

    def decided(width: int) -> Runs:
        head = (Run(" " * 17, "dim"), Run("decided  ", "dim"))
        return fill_runs((*head, Run(safe_line(taken), "claim")), width)

    entry = partial(Entry, open=opened, key=one.ruling.uid, subject=subject)
    return entry(yours), entry(decided)


def _opener(one: Otherwise) -> Callable[[Host], Awaitable[None]]:
    """To the words in the article."""
    claim = one.own or next(iter(one.taken), None)

    async def opened(host: Host) -> None:
        if claim:
            span = claim.span
            await host.places.open_at(one.number, span.start, [(span.start, span.end)])
        else:
            await host.places.open_article(one.number)

    return opened
