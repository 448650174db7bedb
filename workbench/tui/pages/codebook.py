"""The codebook: over the whole screen, and beside the text of an article, which keeps its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.present.counting import counted
from workbench.present.glyphs import Glyphs
from workbench.present.runs import Run, Runs, fill_runs
from workbench.tui.pages.article import ArticlePage
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.page import Rows, title_runs
from workbench.tui.registry import Pane
from workbench.tui.views.codebook import OpenCodebook, Read, read
from workbench.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from workbench.domain.codebook import Guideline
    from workbench.tui.pages.host import Canvas, Host, Reader
    from workbench.tui.views.article import OpenArticle

_EMPTY = "No entry yet: {codebook.add} adds one, {codebook.edit_externally} writes the whole."
_WAYS = "{codebook.touched} shows the claims that its last change may touch"


class CodebookPage(ListPage):
    """The codebook alone."""

    list_pane = Pane.CODEBOOK

    def __init__(self, found: Read, glyphs: Glyphs) -> None:
        super().__init__(_title(found), (), empty=_EMPTY)
        self.opened = OpenCodebook(found, glyphs)

    @property
    def entry(self) -> Guideline | None:
        """The entry under the cursor."""
        return self.opened.entry_at(self.cursor)

    @property
    def example(self) -> int | None:
        """Place of the example under the cursor."""
        return self.opened.example_at(self.cursor)

    @property
    def details(self) -> tuple[Runs, Runs]:
        """Who wrote the entry, and what may be asked of it."""
        if self.entry is None:
            return super().details
        return (Run(_written(self.entry), "dim"),), (Run(self.keyed(_WAYS), "dim"),)

    def paint(self, canvas: Canvas) -> None:
        """Fill the list, in the width that there is; the cursor stays on its entry."""
        here = self.entry
        if self.opened.lay_out(self.width - GUTTER) and here:
            self.cursor = _row_of(self.opened, here, self.cursor)
        self.entries = tuple(Entry(_drawn(row.runs)) for row in self.opened.rows)
        super().paint(canvas)

    def resized(self, canvas: Canvas) -> None:
        """Break the rows anew."""
        self.paint(canvas)

    async def load(self, reader: Reader) -> None:
        """Read it anew."""
        here, rows = self.entry, self.cursor
        before = _row_of(self.opened, here, rows)
        found = await reader.call(read, reader.bench)
        self.title = _title(found)
        self.opened.take(found)
        self.opened.lay_out(self.width - GUTTER)
        self.cursor = _row_of(self.opened, here, before) + rows - before

    async def open_row(self, host: Host) -> None:
        """Open the article of an example; else the claims that the entry may touch."""
        if not await _opened_example(host, self.entry, self.example, self.opened):
            await host.do("codebook.touched")


class CodebookBeside(ArticlePage):
    """One open article, the codebook beside its text."""

    list_pane = Pane.CODEBOOK
    rows_are = ""
    text_share = 50
    is_facing = True

    def __init__(
        self, article: OpenArticle, glyphs: Glyphs, found: Read, wanted: Guideline | None = None
    ) -> None:
        """wanted: the entry that is to be in sight."""
        super().__init__(article, glyphs)
        self.on_text = True
        self.opened = OpenCodebook(found, glyphs)
        self._wanted = wanted
        self.cursor = 0

    @property
    def entry(self) -> Guideline | None:
        """The entry under the list's cursor."""
        return self.opened.entry_at(self.cursor)

    @property
    def example(self) -> int | None:
        """Place of the example under the list's cursor."""
        return self.opened.example_at(self.cursor)

    @property
    def place(self) -> int:
        """Row of the codebook."""
        return self.cursor

    def key(self, place: int) -> str:
        """Its rows cannot be marked."""
        return ""

    @property
    def under_cursor(self) -> str:
        """Words, or the codebook."""
        return self.pane.value

    @property
    def heading(self) -> Runs:
        """The codebook's version, then which article it is."""
        version = f"Codebook, version {self.opened.codebook.version}"
        return (*title_runs((version, "header")), Run(" ", "header"), *super().heading)

    @property
    def details(self) -> tuple[Runs, Runs]:
        """What is under the cursor: of the text as ever, of the codebook the entry."""
        if self.on_text:
            return super().details
        if self.entry is None:
            return (Run(self.keyed(_EMPTY), "dim"),), ()
        return (Run(_written(self.entry), "dim"),), (Run(self.keyed(_WAYS), "dim"),)

    def paint(self, canvas: Canvas) -> None:
        """Fill text and codebook."""
        super().paint(canvas)
        self._paint_codebook(canvas)

    def _paint_codebook(self, canvas: Canvas) -> None:
        here = self.entry or self._wanted
        if self.opened.lay_out(self.list_width - GUTTER):
            self.cursor, self._wanted = _row_of(self.opened, here, self.cursor), None
        rows = self.opened.rows
        self.cursor = max(0, min(self.cursor, len(rows) - 1))

        def draw(at: int, width: int) -> Runs:
            return fill_runs(rows[at].runs, width)

        canvas.side.show(Rows(rows, draw), self.cursor)
        ends = [at for at, row in enumerate(rows) if row.entry == rows[self.cursor].entry]
        if ends:
            canvas.side.reveal(ends[-1])

    def point_beside(self, canvas: Canvas) -> None:
        """Show the selection; the codebook stays where it is."""
        item = self.article.item
        canvas.text.set_active((item.span.start, item.span.end) if item else None)
        span = self.article.selection()
        canvas.text.set_selection(span.pieces if span else ())

    def moved(self, index: int) -> None:
        """The cursor moved in the codebook; the text's stays."""
        self.cursor = index

    def follow(self, canvas: Canvas) -> None:
        """Nothing in the text belongs to a row of the codebook."""

    async def load(self, reader: Reader) -> None:
        """Read both anew."""
        await super().load(reader)
        self._wanted = self.entry
        self.opened.take(await reader.call(read, reader.bench))

    def resized(self, canvas: Canvas) -> None:
        """Break the rows anew."""
        self.paint(canvas)

    async def open_row(self, host: Host) -> None:
        """The article of an example; in the text what stands there."""
        if self.on_text:
            await super().open_row(host)
        elif not await _opened_example(host, self.entry, self.example, self.opened):
            host.say(_WAYS)


def _title(found: Read) -> str:
    many = counted(len(found.codebook.entries), "entry", "entries")
    return f"Codebook, version {found.codebook.version}: {many}"


def _written(entry: Guideline) -> str:
    return f"written by {entry.analyst}, {entry.at[:10]}"


def _row_of(opened: OpenCodebook, entry: Guideline | None, otherwise: int) -> int:
    """Where an entry begins; where it is not there any more, or none, the row that there was."""
    found = opened.row_of(entry.uid) if entry else None
    return otherwise if found is None else found


def _drawn(runs: Runs) -> Callable[[int], Runs]:
    return lambda width: fill_runs(runs, width)


async def _opened_example(
    host: Host, entry: Guideline | None, place: int | None, opened: OpenCodebook
) -> bool:
    """Open the article that an example is of; whether the row shows one."""
    if entry is None or place is None:
        return False
    example = entry.examples[place]
    number = opened.numbers.get(example.article or "")
    if number is None:
        host.say("its words stand in no article here")
    else:
        span = example.span
        await host.places.open_at(number, span.start, span.pieces)
    return True
