"""The app: what one run of the desk holds, and how it ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

from workbench.services.workbench import Workbench
from workbench.settings import Problem, Settings
from workbench.tui.guard import GuardedApp
from workbench.tui.opening import Opening
from workbench.tui.screens.calls import Calls
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.keyloop import KeyLoop
from workbench.tui.screens.screen import DeskScreen
from workbench.tui.theme import choose_theme, styles, textual_theme
from workbench.tui.widgets.looks import Looks


class DeskApp(GuardedApp):
    """The desk on one workbench: makes the screen, the desk that handlers get, and the key loop.

    The library's first page is read before the app is made (`opening`), when there is no event loop
    to block, so that the first frame already shows it.
    """

    keyloop: KeyLoop

    def __init__(
        self,
        bench: Workbench,
        settings: Settings,
        *,
        problems: tuple[Problem, ...] = (),
        at_end: Callable[[], None] | None = None,
        lessons: str = "",
        opening: Opening | None = None,
    ) -> None:
        self._opening = opening = opening or Opening(bench, settings, os.environ)
        theme = opening.theme
        super().__init__(ansi_color=theme.ansi)
        self.bench = bench
        self.settings = settings
        self.lessons = lessons
        """Of the tutorial: "offer" or "begin"; empty for none."""
        self._at_end = at_end
        self.is_temporary = at_end is not None
        """Whether the database goes when the desk ends."""
        self.glyphs = opening.glyphs
        self.looks = Looks(styles(theme))
        self.problems = (*problems, *opening.problems)
        self.register_theme(textual_theme(theme))
        self.theme = theme.name
        self.place = opening.place
        """Where the analyst was."""
        calls = Calls(bench)
        screen = DeskScreen(
            calls,
            opening.page,
            settings=settings,
            looks=self.looks,
            glyphs=self.glyphs,
            read_keys=lambda: self.keyloop.start(),
        )
        self.desk = Desk(
            self, screen, calls, settings=settings, do=lambda action_id: self.keyloop.do(action_id)
        )
        self.keyloop = KeyLoop(self.desk)

    def load(self) -> None:
        """Load what the first page can be shown without and the first key needs: the actions and
        their keys. In a worker thread."""
        from workbench.tui.actions.handlers import Handlers, over_marks
        from workbench.tui.registry import Registry

        actions, self.keymap, wrong_keys = self._opening.keys
        catalogue = {action.id: action for action in actions}
        self.desk.registry = Registry(catalogue, Handlers(), over_marks)
        self.problems = (*self.problems, *wrong_keys)
        screen = self.desk.screen
        screen.key_of = lambda action_id: self.keymap.key_of(action_id, screen.pane)

    @property
    def last_words(self) -> str:
        """What quitting means here."""
        if self.is_temporary:
            return "{desk.quit} quits, and this private copy is gone"
        return "{desk.quit} quits; everything is saved"

    def caret(self) -> tuple[int, int] | None:
        """In the field that is open."""
        return self.desk.screen.bar.caret

    def get_default_screen(self) -> DeskScreen:
        """The one screen."""
        return self.desk.screen

    def wear(self, name: str) -> None:
        """Change the theme."""
        theme, problems = choose_theme(replace(self.settings, theme=name), os.environ)
        self.problems = (*self.problems, *problems)
        self.register_theme(textual_theme(theme))
        self.theme = theme.name
        self.looks = Looks(styles(theme))
        self.desk.screen.set_looks(self.looks)

    def close_session(self, how: str) -> None:
        """Keep where the analyst is and end the session. how: "ended" or "interrupted"."""
        from workbench.services.sitting import end_session

        if self.desk.screen.pages:
            self.desk.bookmark.keep_last()
        end_session(self.bench, how)

    def interrupted(self, number: int) -> None:
        """A signal ends the desk: the session counts as interrupted."""
        try:
            self.close_session("interrupted")
        finally:
            if self._at_end:
                self._at_end()
