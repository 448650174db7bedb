"""A list of any length that paints only what shows: library, facts, claims, pickers, boards.

Rows come from a window, which may not have one yet: then a placeholder shows and `RowsWanted`
asks for it. The cursor is one cell in the gutter, so that a move costs two cells; nothing here
knows what a row is about.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.events import Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.runs import Run, Runs
from workbench.tui.widgets.line_pane import LinePane
from workbench.tui.widgets.lines import GUTTER, gutter
from workbench.tui.widgets.looks import Looks, refresh_changed


class Window(Protocol):
    """Rows by number, as far as they are there."""

    def __len__(self) -> int:
        """How many rows there are."""

    def row(self, index: int, width: int) -> Runs | None:
        """The row in exactly `width` cells; None while it is not read yet."""


class NoRows:
    """The window of an empty list."""

    def __len__(self) -> int:
        return 0

    def row(self, index: int, width: int) -> Runs | None:
        """Never asked for."""
        return None


def _never(index: int) -> bool:
    return False


class RowList(LinePane):
    """A cursor over a window of rows; the screen moves it."""

    MARGIN = 2

    class RowsWanted(Message):
        """Rows were painted that are not there: the screen reads them, then calls `rows_came`."""

        def __init__(self, row_list: RowList, first: int, last: int) -> None:
            super().__init__()
            self.row_list = row_list
            self.first = first
            self.last = last
            """Half-open, as always."""

        @property
        def control(self) -> RowList:
            """The list that asks."""
            return self.row_list

    def __init__(self, looks: Looks, *, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:
        super().__init__(looks, glyphs=glyphs, id=id)
        self.cursor = 0
        self._window: Window = NoRows()
        self._has_cursor = True
        self._is_marked: Callable[[int], bool] = _never
        self._missing: set[int] = set()
        self._asked: set[int] = set()
        self._painted: dict[int, Strip] = {}
        """What was last painted, by line of the widget."""

    # What is shown ---------------------------------------------------------------------------

    def show(self, window: Window, cursor: int = 0) -> None:
        """Show other rows, with the cursor on one of them."""
        self._window = window
        self._asked.clear()
        self._missing.clear()
        self.cursor = max(0, min(cursor, len(window) - 1))
        self._paint_again()

    def show_marks(self, is_marked: Callable[[int], bool] = _never) -> None:
        """Show these rows as marked, and paint those where that changed."""
        self._is_marked = is_marked
        self._paint_again()

    def grew(self) -> None:
        """The window has more or fewer rows than before; the cursor stays where it can."""
        self.cursor = max(0, min(self.cursor, len(self._window) - 1))
        self._paint_again()

    def rows_came(self, first: int, last: int) -> None:
        """Rows first..last are there now; the others may read otherwise for it. One that is still
        missing, as what cannot be read, is not asked for again."""
        width = max(1, self.size.width - GUTTER)
        came = range(first, min(last, len(self._window)))
        self._asked.difference_update(at for at in came if self._window.row(at, width) is not None)
        self._paint_again()

    @property
    def line_count(self) -> int:
        """Rows of the window."""
        return len(self._window)

    def _paint_cursor(self) -> None:
        self._refresh_gutter(self.cursor)

    def show_cursor(self) -> None:
        """Show which row the cursor is on."""
        self._set_cursor(shown=True)

    def hide_cursor(self) -> None:
        """Show no cursor: nothing is chosen yet."""
        self._set_cursor(shown=False)

    def _set_cursor(self, *, shown: bool) -> None:
        if shown != self._has_cursor:
            self._has_cursor = shown
            self._paint_cursor()

    # Moving ----------------------------------------------------------------------------------

    def move_to(self, index: int) -> None:
        """Put the cursor on a row, the nearest there is."""
        index = max(0, min(index, len(self._window) - 1))
        if index == self.cursor:
            return
        old, self.cursor = self.cursor, index
        self._refresh_gutter(old)
        self._refresh_gutter(index)
        self._keep_in_sight()

    def move_by(self, rows: int) -> None:
        """Move the cursor down, or up when negative."""
        self.move_to(self.cursor + rows)

    def reveal(self, last: int) -> None:
        """Have the rows from the cursor's to this one in sight, as far as they fit."""
        height = self.size.height
        last = min(last, self.cursor + height - 1 - 2 * self.MARGIN)
        if last > self.cursor:
            self._bring_into_sight(last, far=height, place=height - 1 - self.MARGIN)

    @property
    def page(self) -> int:
        """Rows of a page: one less than fit, so that one stays in sight."""
        return max(1, self.size.height - 1)

    def _keep_in_sight(self) -> None:
        if height := self.size.height:
            self._bring_into_sight(self.cursor, far=height, place=height // 2)

    # Painting --------------------------------------------------------------------------------

    def _on_resize(self, event: Resize) -> None:
        self._paint_again()

    def _paint_again(self) -> None:
        """Paint the rows that read otherwise than before: after most changes that is one."""
        self._measure()
        self._keep_in_sight()
        if not self.size.height:  # hidden: what it showed must not come back with it
            self._painted.clear()
            self.refresh()
        for line, before in self._painted.items():  # the others are yet to be painted anyway
            if line < self.size.height:
                refresh_changed(self, line, before, self._line(line))

    def _refresh_gutter(self, index: int) -> None:
        self.refresh(Region(0, index - self.scroll_offset.y, GUTTER, 1))

    def render_line(self, y: int) -> Strip:
        """One row; what is missing is asked for once the screen has its frame."""
        strip = self._painted[y] = self._line(y)
        return strip

    def _line(self, y: int) -> Strip:
        width = self.size.width
        index = self.scroll_offset.y + y
        if index >= len(self._window):
            return self._looks.blank(width)
        row = self._window.row(index, max(1, width - GUTTER))
        if row is None:
            self._want(index)
            row = (Run(f" {self._glyphs.waiting * 3}", "dim"),)
        return self._looks.strip((*self._gutter(index), *row), width)

    def _gutter(self, index: int) -> Runs:
        under = index == self.cursor and self._has_cursor
        style = self._cursor_style if under else None
        return gutter(self._glyphs, style, is_marked=self._is_marked(index))

    @property
    def _cursor_style(self) -> str:
        return "cursor" if self._is_current else "dim"

    def _want(self, index: int) -> None:
        if index in self._asked:
            return
        if not self._missing:
            self.call_later(self._ask)
        self._asked.add(index)
        self._missing.add(index)

    def _ask(self) -> None:
        missing, self._missing = self._missing, set()
        if missing:
            self.post_message(self.RowsWanted(self, min(missing), max(missing) + 1))
