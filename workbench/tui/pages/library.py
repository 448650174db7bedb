"""The library: the list of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.text import safe_line
from workbench.present.glyphs import Glyphs
from workbench.present.runs import Run, Runs
from workbench.present.shelf import article_line, heading_line
from workbench.tui.actions.registry import Pane
from workbench.tui.pages.page import Page, title_runs
from workbench.tui.views.library import Library

if TYPE_CHECKING:
    from workbench.domain.article import ArticleRow
    from workbench.tui.screens.desk import Desk


class LibraryRows:
    """The library as rows of a list."""

    def __init__(self, library: Library, glyphs: Glyphs) -> None:
        self._library = library
        self._glyphs = glyphs

    def __len__(self) -> int:
        return len(self._library)

    def row(self, index: int, width: int) -> Runs | None:
        """The row in exactly `width` cells; None while its page is not read."""
        row = self._library.row(index)
        return article_line(row, width, self._glyphs) if row else None


class LibraryPage(Page):
    """The list of articles that a filter leaves."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @property
    def pane(self) -> Pane:
        """The library's."""
        return Pane.LIBRARY

    @property
    def row(self) -> ArticleRow | None:
        """The article under the cursor."""
        return self.library.row(self.cursor)

    @property
    def heading(self) -> Runs:
        """The columns' names."""
        return (Run("  ", "header"), *heading_line(max(20, self.width - 2)))

    @property
    def tally(self) -> str:
        """Where in how many."""
        if not len(self.library):
            return ""
        plus = "" if self.library.is_complete else "+"
        return f"{self.cursor + 1}/{len(self.library)}{plus}"

    @property
    def details(self) -> tuple[Runs, Runs]:
        """The filter, or the whole title of the article under the cursor."""
        if not len(self.library):
            none = (
                "No article fits the filter; F shows all again."
                if self.library.words
                else ("No articles yet. Quit and run: workbench import PATH")
            )
            return (Run(none, "warning"),), ()
        row = self.row
        first = title_runs((safe_line(row.title), "title")) if row else ()
        chosen = title_runs(("filter:", "dim"), (safe_line(self.library.words), "prompt"))
        return first, chosen if self.library.words else ()

    def paint(self, desk: Desk) -> None:
        """Fill the list."""
        self.cursor = max(0, min(self.cursor, len(self.library) - 1))
        desk.list.show(LibraryRows(self.library, desk.glyphs), self.cursor)

    async def ready(self, desk: Desk) -> None:
        """Read the row under the cursor, after a move far down the list."""
        if self.row is None and self.cursor < len(self.library):
            await desk.call(self.library.load_page, self.cursor)

    async def load(self, desk: Desk) -> None:
        """Read the list anew; the cursor stays on its article."""
        number = self.row.number if self.row else None
        await desk.call(self.library.reload)
        if number is not None:
            place = await desk.call(self.library.place_of, number)
            self.cursor = self.cursor if place is None else place

    async def open_row(self, desk: Desk) -> None:
        """Open the article."""
        if self.row:
            await desk.places.open_article(self.row.number)
