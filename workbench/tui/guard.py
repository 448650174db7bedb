"""The app that the desk is built on: textual's, with its ways of ending replaced.

Textual prints a traceback with local variables, which hold article text, and exits with 0 or 1.
Here a crash is only kept, for `terminal.run` to report; and every painted line passes the net
against control codes. It relies on three private methods of textual 8, guarded by a pty test.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from textual.filter import LineFilter

from workbench.crash import write_crash
from workbench.tui.frame.seam import FramedApp
from workbench.tui.safe import ControlFilter

MAX_NOTED = 5
"""Crash files of side tasks in one run: a task that fails each second must not fill the disk."""


class InputLostError(Exception):
    """The thread that reads keys ended."""


class GuardedApp(FramedApp, inherit_bindings=False):
    """An app whose crashes are kept, whose lines are safe, and which binds no key of its own."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self.crash: BaseException | None = None
        """What ended the app, when it was an error."""
        self.not_done: list[str] = []
        """What was given up because the analyst left: told when the screen is gone."""
        self.keys_unread = 0
        """How many keys were typed before leaving that nothing was done for."""
        self._net = ControlFilter()
        self._noted = 0

    def interrupted(self, number: int) -> None:
        """Called when a signal ends the desk, after the terminal was given back.

        There is about a second to close the session; the screen is gone.
        """

    def fail(self, error: Exception) -> None:
        """End because of an error that leaves nothing to go on with."""
        self._handle_exception(error)

    def note_crash(self, error: BaseException | None) -> None:
        """Keep a crash file of a side task that failed; the desk goes on."""
        if error is not None and self._noted < MAX_NOTED:
            self._noted += 1
            write_crash(error)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and the net last."""
        return [*super().get_line_filters(), self._net]

    def panic(self, *renderables: RenderableType) -> None:
        """End without printing: what textual would print can hold article text."""
        self.crash = self.crash or InputLostError()
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        self.crash = self.crash or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()
