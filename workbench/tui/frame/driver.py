"""Textual's driver for POSIX terminals, which also knows when the screen was lost.

That is so after the terminal was given away and taken back, and after anybody else wrote more than
a mode or a title. Who keeps a picture of the screen compares `epoch`.
"""

from __future__ import annotations

import re

from workbench.tui.frame.model import HandsOver
from workbench.tui.input.seam import DecodedInput

_HARMLESS = re.compile(
    r"(?:\x1b\[[?<>=][0-9;]*\$?[A-Za-z]"  # modes, queries
    r"|\x1b\][0-9]+;[^\x07\x1b]*(?:\x07|\x1b\\)"  # clipboard, title
    r"|\x07)*"
)
"""What neither draws nor moves the cursor nor takes another pen."""

_TAKE_SCREEN = "\x1b[?1049h"


class FrameDriver(DecodedInput):
    """Counts how often the screen was lost. Keys come through our own decoder."""

    epoch = 0
    _holds_pen = False
    _shows_cursor = False
    _is_taken = False
    """Whether the screen was taken, and drawn on, before this driver started."""

    def paint(self, sequence: str) -> None:
        """Send what the picture of the screen accounts for."""
        self._holds_pen = True
        super().write(sequence)

    def cursor(self, *, is_shown: bool) -> str:
        """The sequence that shows or hides it; nothing where it is so already."""
        if is_shown is self._shows_cursor:
            return ""
        self._shows_cursor = is_shown
        return f"\x1b[?25{'h' if is_shown else 'l'}"

    def write(self, data: str) -> None:
        """Send anything else: it finds no pen held, and what it draws is not accounted for."""
        if self._is_taken and data == _TAKE_SCREEN:
            return  # it would clear it
        if not _HARMLESS.fullmatch(data):
            self._let_go()
            self.epoch += 1
        super().write(data)

    def start_application_mode(self) -> None:
        """Take the terminal, at the start or again: nothing is known of what it shows, unless the
        app says that it was taken and drawn on just before."""
        self._shows_cursor = False
        app = self._app
        handover = app.handed_over() if isinstance(app, HandsOver) else None
        self._is_taken = self._holds_pen = handover is not None
        if handover is None:
            self.epoch += 1
        else:
            self.typed_ahead = handover.typed
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if handover is not None:
            self._is_taken = False
            self.attrs_before = handover.attributes

    def _sigtstp_application(self, *_: object) -> None:
        """Rest, from the event loop: a signal that comes within a write, whose queue is locked
        then, must not write itself."""
        self._loop.call_soon_threadsafe(super()._sigtstp_application)

    def _sigcont_application(self, *_: object) -> None:
        """Go on: at once where the terminal was given back, else from the event loop as well."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            self._loop.call_soon_threadsafe(super()._sigcont_application)
        else:
            super()._sigcont_application()

    def stop_application_mode(self) -> None:
        """Give the terminal back, without a pen."""
        self._let_go()
        super().stop_application_mode()

    def _let_go(self) -> None:
        if self._holds_pen:
            self._holds_pen = False
            super().write("\x1b[m")
