"""One line of words, left and right: the status line, and headings over lists.

Paints again only the cells that changed, so that an idle desk sends nothing and a count that goes
up sends its digits.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip
from textual.widget import Widget

from workbench.present.runs import Run, Runs
from workbench.tui.widgets.lines import heading_bar, status_line
from workbench.tui.widgets.looks import Looks, refresh_changed


class StatusBar(Widget, can_focus=False):
    """Runs at the left edge and at the right one; the left ones give way last."""

    DEFAULT_CSS = """
    StatusBar { height: 1; width: 1fr; }
    """

    def __init__(self, looks: Looks, *, base: str = "status", id: str | None = None) -> None:
        super().__init__(id=id)
        self._looks = looks
        self._base = base
        self._left: Runs = ()
        self._right: Runs = ()

    def show(self, left: Sequence[Run], right: Sequence[Run] = ()) -> None:
        """Show these words."""
        words = (tuple(left), tuple(right))
        if words != (self._left, self._right):
            before = self._strip()
            self._left, self._right = words
            refresh_changed(self, 0, before, self._strip())

    def set_looks(self, looks: Looks) -> None:
        """Draw in another theme."""
        self._looks = looks
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        return self._looks.blank(self.size.width, self._base) if y else self._strip()

    def _strip(self) -> Strip:
        width = self.size.width
        if not width:
            return self._looks.blank(width, self._base)
        return self._looks.strip(self._line(self._left, self._right, width), width, self._base)

    def _line(self, left: Runs, right: Runs, width: int) -> Runs:
        return status_line(left, right, width)


class HeadingBar(StatusBar):
    """As a status line, but its left words are cut before the right ones give way."""

    def _line(self, left: Runs, right: Runs, width: int) -> Runs:
        return heading_bar(left, right, width)
