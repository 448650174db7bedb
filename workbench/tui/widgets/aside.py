"""Lines beside a list that nobody moves in: what is told of the row under its cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.strip import Strip
from textual.widget import Widget

from workbench.present.runs import Run, Runs
from workbench.tui.widgets.looks import Looks, refresh_changed

MARGIN = 2
"""Cells before the lines, as before the rows of a list."""


def _nothing() -> None:
    """The lines are the same in any room."""


class Aside(Widget, can_focus=False):
    """Runs, a line each; those that read otherwise than before are painted again."""

    def __init__(self, looks: Looks, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._looks = looks
        self._lines: Sequence[Runs] = ()
        self.on_room: Callable[[], None] = _nothing
        """Called once there is other room for the lines than there was."""

    @property
    def room(self) -> tuple[int, int]:
        """Columns and rows that there are for the lines."""
        width, height = self.size
        return max(0, width - MARGIN), height

    def on_resize(self, event: events.Resize) -> None:
        """Have the lines chosen anew."""
        self.on_room()

    def show(self, lines: Sequence[Runs]) -> None:
        """Show these lines."""
        before, self._lines = self._lines, tuple(lines)
        for line in range(min(self.size.height, max(len(before), len(lines)))):
            refresh_changed(self, line, self._strip(before, line), self._strip(lines, line))

    def set_looks(self, looks: Looks) -> None:
        """Draw in another theme."""
        self._looks = looks
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line."""
        return self._strip(self._lines, y)

    def _strip(self, lines: Sequence[Runs], line: int) -> Strip:
        runs = lines[line] if line < len(lines) else ()
        return self._looks.strip((Run(" " * MARGIN, "text"), *runs), self.size.width)
