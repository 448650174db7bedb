"""One place that was decided otherwise than the analyst has it: the text around it, hers beside
what was decided, and all that was said to it. To read or to dispute; it changes nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.domain.text import safe_line
from workbench.errors import NotFoundError
from workbench.present.adjudication import told_lines
from workbench.present.case import Answers, Passage, Words, case_rows
from workbench.services.claim_words import fields_beside
from workbench.services.disputes import decided_otherwise
from workbench.services.ruled import ruled
from workbench.tui.pages.page import Page, Rows, title_runs
from workbench.tui.pages.subject import NOTHING, Subject
from workbench.tui.registry import Pane
from workbench.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from workbench.domain.journal import Entry
    from workbench.present.beside import Draw
    from workbench.present.glyphs import Glyphs
    from workbench.present.runs import Runs
    from workbench.services.disputes import Otherwise
    from workbench.services.ruled import Ruled
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Canvas, Host, Reader


class RuledPage(Page):
    """A ruling, and the way to those around it in the list."""

    list_pane = Pane.RULED
    stays = True

    def __init__(self, glyphs: Glyphs, listed: Sequence[str], unit: str) -> None:
        """listed: uids of the rulings, in the order of the list. unit: uid of this one."""
        self.glyphs = glyphs
        self._listed = tuple(listed)
        self._unit = unit
        self.shown: Ruled | None = None
        self._rows: list[Draw] = []

    @property
    def chosen(self) -> Otherwise | None:
        """The one that is shown."""
        return self.shown.one if self.shown else None

    @property
    def subject(self) -> Subject:
        """The article."""
        return Subject(article=self.shown.one.number) if self.shown else NOTHING

    @property
    def citation(self) -> str:
        """The words that it is about."""
        if self.shown is None:
            return ""
        start, end = self.shown.bounds
        return self.shown.view.text[start:end]

    @property
    def heading(self) -> Runs:
        """Where it is, and in what they differ."""
        if self.shown is None:
            return title_runs(("It is not decided otherwise any more", "header"))
        article = self.shown.view.article
        where = f"{f'#{self.shown.one.number} {safe_line(article.outlet)}'.rstrip()}:"
        return title_runs((where, "header"), (self.shown.ruling.kind, "header"))

    @property
    def tally(self) -> str:
        """Which of those in the list."""
        return f"{self._listed.index(self._unit) + 1}/{len(self._listed)}"

    @property
    def details(self) -> tuple[Runs, Runs]:
        """What can be said to it."""
        if self.shown is None:
            return title_runs((self.keyed("{pane.back} goes back."), "dim")), ()
        words = self.keyed(
            "{otherwise.read} says that you read it, {otherwise.dispute} disputes it"
        )
        title = safe_line(self.shown.view.article.metadata.title)
        return title_runs((words, "dim")), title_runs((title, "dim"))

    def paint(self, canvas: Canvas) -> None:
        """Fill the list, in the width that there is."""
        self._rows = [*self._lay_out()]
        self.cursor = max(0, min(self.cursor, len(self._rows) - 1))
        rows = self._rows
        canvas.list.show(Rows(rows, lambda index, width: rows[index](width)), self.cursor)

    def _lay_out(self) -> Iterator[Draw]:
        shown = self.shown
        if shown is None:
            return iter(())
        pieces = [one.span.parts or ((one.span.start, one.span.end),) for one in shown.claims]
        passage = Passage(shown.view.text, *shown.bounds, pieces)
        hers, decided = shown.sides[:2]
        answers = Answers(shown.sides, fields_beside(hers.fields, decided.fields))
        said = [
            Words("" if place else "ruling", line, "warning" if place else "origin")
            for place, line in enumerate(told_lines(shown.ruling, shown.one.word))
        ]
        return case_rows(passage, answers, self.glyphs, self.width - GUTTER, said=said)

    def resized(self, canvas: Canvas) -> None:
        """Break the rows anew."""
        self.paint(canvas)

    async def load(self, reader: Reader) -> None:
        """Read it anew."""
        self.shown = await reader.call(_read, reader.bench, self._unit)

    async def go_on(self, reader: Reader, *, forward: bool = True) -> bool:
        """Show the next of the list, or the one before; whether there is one."""
        to = self._listed.index(self._unit) + (1 if forward else -1)
        if not 0 <= to < len(self._listed):
            return False
        self._unit, self.cursor = self._listed[to], 0
        await self.load(reader)
        return True

    async def go_to_changed(self, reader: Reader, entry: Entry) -> bool:
        """What was said to rulings shows here."""
        return any(change.entity == "dispute" for change in entry.changes)

    async def open_row(self, host: Host) -> None:
        """Open the article at the words."""
        if self.shown:
            start, end = self.shown.bounds
            await host.places.open_at(self.shown.one.number, start, [(start, end)])


def _read(bench: Workbench, unit: str) -> Ruled | None:
    """What was decided; None where it is not otherwise any more. In a worker thread."""
    found = (one for one in decided_otherwise(bench) if one.ruling.uid == unit)
    one = next(found, None)
    try:
        return ruled(bench, one) if one else None
    except NotFoundError:
        return None
