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

    def go_to(self, uid: str) -> None:
        """Put the cursor on an entry."""
        self.opened.lay_out(self.width - GUTTER)
        self.cursor = self.opened.row_of(uid)

    def paint(self, canvas: Canvas) -> None:
        """Fill the list, in the width that there is; the cursor stays on its entry."""
        here = self.entry
        if self.opened.lay_out(self.width - GUTTER):
            rows = self.opened.rows
            self.entries = tuple(Entry(_drawn(row.runs)) for row in rows)
            if here and self.entry != here:
                self.cursor = self.opened.row_of(here.uid)
        super().paint(canvas)

    def resized(self, canvas: Canvas) -> None:
        """Break the rows anew."""
        self.paint(canvas)

    async def load(self, reader: Reader) -> None:
        """Read it anew."""
        here = self.entry
        found = await reader.call(read, reader.bench)
        self.title = _title(found)
        self.opened.take(found)
        if here:
            place = self.cursor - self.opened.row_of(here.uid)
            self.go_to(here.uid)
            self.cursor += max(0, place)

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

    def __init__(self, article: OpenArticle, glyphs: Glyphs, found: Read, uid: str = "") -> None:
        """uid: of the entry that is to be in sight."""
        super().__init__(article, glyphs)
        self.on_text = True
        self.opened = OpenCodebook(found, glyphs)
        self._wanted = uid
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
        here = self._wanted or (self.entry.uid if self.entry else "")
        if self.opened.lay_out(max(20, self.list_width - GUTTER)) and here:
            self.cursor, self._wanted = self.opened.row_of(here), ""
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
        here = self.entry
        self.opened.take(await reader.call(read, reader.bench))
        self._wanted = here.uid if here else ""

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
