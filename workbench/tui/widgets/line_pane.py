"""Lines with a cursor on one of them: what the article's text and every list have in common.

How lines scroll under a cursor, whether keys belong to it, and that only changed cells are painted
again. It must never know what a line is about: the text and the lists say what stands on one.
"""

from __future__ import annotations

from typing import ClassVar

from textual.geometry import Size
from textual.scroll_view import ScrollView

from workbench.present.glyphs import UNICODE, Glyphs
from workbench.tui.widgets.looks import Looks


class LinePane(ScrollView, can_focus=False):
    """A pane of lines that the screen moves; it has no scrollbars and never scrolls by itself."""

    DEFAULT_CSS = """
    LinePane { overflow: hidden hidden; scrollbar-size: 0 0; }
    """
    MARGIN: ClassVar[int]
    """Lines kept in sight above and below the cursor, where the pane is high enough."""

    def __init__(self, looks: Looks, *, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:
        super().__init__(id=id)
        self._looks = looks
        self._glyphs = glyphs
        self._is_current = True

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def set_looks(self, looks: Looks) -> None:
        """Draw in another theme."""
        self._looks = looks
        self.refresh()

    def activate(self) -> None:
        """Show the cursor as the one that keys move."""
        self._set_current(current=True)

    def deactivate(self) -> None:
        """Show that keys go elsewhere."""
        self._set_current(current=False)

    def _set_current(self, *, current: bool) -> None:
        if current != self._is_current:
            self._is_current = current
            self._paint_cursor()

    def _paint_cursor(self) -> None:
        """Paint the cursor again: it looks otherwise now."""
        raise NotImplementedError

    def _measure(self) -> None:
        """Say how many lines there are to scroll through."""
        # No width, and no reactive set: either would lay out and paint the whole screen again.
        self.set_reactive(ScrollView.virtual_size, Size(0, self.line_count))

    def _bring_into_sight(self, number: int, *, far: int, place: int) -> None:
        """Scroll a line into sight: as far as needed, by half a page where the terminal cannot
        scroll the pane. One that is `far` lines out of sight comes `place` lines under the top."""
        height = self.size.height
        top = self.scroll_offset.y
        margin = min(self.MARGIN, (height - 1) // 2)
        low, high = top + margin, top + height - 1 - margin
        distance = low - number if number < low else number - high
        if distance <= 0:
            target = top
        elif distance >= far:
            target = number - place
        else:
            step = max(distance, height // 2 - margin) if self._is_narrow else distance
            target = top - step if number < low else top + step
        target = max(0, min(target, self.line_count - height))
        if target != top:
            self.scroll_to(y=target, animate=False, force=True, immediate=True)

    @property
    def _is_narrow(self) -> bool:
        return self.size.width < self.screen.size.width
