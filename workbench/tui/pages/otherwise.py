"""Where it was decided otherwise than the analyst has it: to read, or to dispute."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.ruling import Answer
from workbench.domain.text import safe_line
from workbench.present.adjudication import NOTHING, ruling_words
from workbench.present.cells import cut
from workbench.present.counting import counted
from workbench.present.layout import wrap
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
Open = Callable[[Sequence[str], "Otherwise"], Awaitable[None]]
"""Opens a ruling; with the uids of all that are listed, in their order."""


class OtherwisePage(ListPage):
    """The rulings that went otherwise, what is to be looked at first."""

    list_pane = Pane.OTHERWISE
    rows_are = "rulings"

    def __init__(self, found: Sequence[Otherwise], open_one: Open) -> None:
        empty = "Nothing was decided otherwise than you have it; {pane.back} goes back."
        super().__init__("Decided otherwise", (), empty=empty)
        self._open_one = open_one
        self.show(found)

    def show(self, found: Sequence[Otherwise]) -> None:
        """List these: each on two rows, hers and what was decided."""
        self.found = tuple(found)
        new = sum(one.is_new for one in found)
        articles = counted(len({one.number for one in found}), "article")
        many = f": {counted(len(found), 'difference')} in {articles}, {new} to look at"
        self.title = f"Decided otherwise than by you{many if found else ''}"
        self.entries = tuple(entry for one in found for entry in _entries(one, self._opened))

    async def _opened(self, host: Host) -> None:
        if self.chosen:
            await self._open_one([one.ruling.uid for one in self.found], self.chosen)

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
        if one.word and one.word.reply:
            return self._on_two_lines(f"answered: “{one.word.reply}”")
        if one.word and one.word.words:
            return self._on_two_lines(f"you: “{one.word.words}”")
        ways = self.keyed("{otherwise.read} says that you read it, {otherwise.dispute} disputes it")
        ruling = f"{one.ruling.kind}: {ruling_words(one.ruling)}"
        return (Run(safe_line(ruling), "text"),), (Run(ways, "dim"),)

    def _on_two_lines(self, words: str) -> tuple[Runs, Runs]:
        """The beginning of words: all of them are where the row opens."""
        words = safe_line(words)
        (_, end), *more = wrap(words, self.width)
        rest = words[more[0][0] :] if more else ""
        if len(more) > 1:
            way = self.keyed("  {row.open} shows all")
            rest = cut(rest, self.width - len(way)) + way
        return (Run(words[:end], "origin"),), (Run(rest, "origin"),)

    async def load(self, reader: Reader) -> None:
        """Read them anew."""
        self.show(await reader.call(decided_otherwise, reader.bench))


def _entries(one: Otherwise, opened: Callable[[Host], Awaitable[None]]) -> tuple[Entry, Entry]:
    mark, style = _STANDS[one.word.answer if one.word else None]
    own, taken = (words or NOTHING for words in one.told)
    subject = Subject(article=one.number)

    def yours(width: int) -> Runs:
        head = (Run(f"{mark:<10}", style), Run(f"#{one.number:<6}", "dim"))
        return fill_runs((*head, Run("yours    ", "dim"), Run(safe_line(own), "text")), width)

    def decided(width: int) -> Runs:
        head = (Run(" " * 17, "dim"), Run("decided  ", "dim"))
        return fill_runs((*head, Run(safe_line(taken), "claim")), width)

    entry = partial(Entry, open=opened, key=one.ruling.uid, subject=subject)
    return entry(yours), entry(decided)
