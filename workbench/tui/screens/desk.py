"""What a handler gets: the screen, the calls, and the helpers that each have one job.

A plain object, made once; the helpers are made when they are first asked for, since the first page
needs none of them. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.settings import Settings
    from workbench.tui.pages.page import Page, TextPage
    from workbench.tui.registry import Registry
    from workbench.tui.screens.bookmark import Bookmark
    from workbench.tui.screens.calls import Calls
    from workbench.tui.screens.home import Home
    from workbench.tui.screens.overview import Overview
    from workbench.tui.screens.places import Places
    from workbench.tui.screens.prompts import Prompts, Values
    from workbench.tui.screens.screen import DeskScreen
    from workbench.tui.screens.tutor import Tutor
    from workbench.tui.screens.word_choice import WordChoice
    from workbench.tui.views.act import Act


class Desk:
    """One desk, as actions work on it."""

    registry: Registry[Desk]
    """Every action with its handler, once they are loaded."""

    def __init__(
        self,
        home: Home,
        screen: DeskScreen,
        calls: Calls,
        *,
        settings: Settings,
        do: Callable[[str], Awaitable[None]],
    ) -> None:
        self.home = home
        self.screen = screen
        self.bench = calls.bench
        self.settings = settings
        self.glyphs = screen.glyphs
        self.calls = calls
        self.call = calls.call
        self.say, self.warn = screen.say, screen.warn
        self._do = do
        self.last_jump = ""
        """Id of the last jump: what `;` repeats."""
        self.last_act: Act[Desk] | None = None
        """The last act: what `.` repeats."""
        self.announced = ""
        """Id of the action that said what it does when it is done again at once."""
        self.trail: list[tuple[int, int]] = []
        """(article, offset) before each jump, newest last."""

    async def do(self, action_id: str) -> None:
        """Do an action, or say why it cannot be done now."""
        await self._do(action_id)

    @property
    def page(self) -> Page:
        """The page on top."""
        return self.screen.page

    @property
    def opened(self) -> TextPage | None:
        """The article that is open, under whatever is on top."""
        return self.screen.opened

    def values(self) -> Values:
        """Gives one prompt what a filter's field may be, of what the database and the settings
        know; it reads in a worker."""
        from workbench.services.offering import Offering

        return Offering(self.bench, self.settings.verdicts).values

    @cached_property
    def places(self) -> Places:
        """Opening and leaving articles, claims and sources."""
        from workbench.tui.screens.places import Places

        return Places(self.screen, self.calls)

    @cached_property
    def bookmark(self) -> Bookmark:
        """Where the analyst is, kept for the next start."""
        from workbench.tui.screens.bookmark import Bookmark

        return Bookmark(
            self.screen,
            self.calls,
            self.places,
            prompts=self.prompts,
            count_waiting=lambda: self.overview.count_waiting(),
        )

    @cached_property
    def word_choice(self) -> WordChoice:
        """Selecting words that an action asked for."""
        from workbench.tui.screens.word_choice import WordChoice

        return WordChoice(self.screen)

    @cached_property
    def overview(self) -> Overview:
        """What the library comes to, read beside the keys."""
        from workbench.tui.screens.overview import Overview

        return Overview(self.screen, self.calls)

    @cached_property
    def tutor(self) -> Tutor:
        """The tutorial."""
        from workbench.tui.screens.tutor import Tutor

        return Tutor(self.screen, self.calls, self.home)

    def act_ended(self) -> None:
        """Whatever was being done is done, or given up."""
        if "prompts" in vars(self):
            self.prompts.is_done()

    @cached_property
    def prompts(self) -> Prompts:
        """What handlers ask the analyst."""
        from workbench.tui.screens.prompts import Prompts

        return Prompts(self.screen, self.calls, self.home.redraw)
