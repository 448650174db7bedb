"""Selecting words that an action asked for: bounds of a claim, the words that name a source."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.domain.span import Span
    from workbench.tui.pages.page import TextPage
    from workbench.tui.screens.screen import DeskScreen

_HOW = "select the words: motions move this end, {selection.swap} the other; {row.open} takes them"
Take = Callable[["TextPage"], Awaitable[None]]
"""What is done with the words, once the article's selection holds them."""


class WordChoice:
    """The words that are being chosen, if any."""

    def __init__(self, screen: DeskScreen) -> None:
        self._screen = screen
        self._take: Take | None = None

    @property
    def is_open(self) -> bool:
        """Whether an action waits for words."""
        return self._take is not None

    def begin(self, span: Span, take: Take) -> None:
        """Let the analyst select words in the text, beginning with a span; enter takes them."""
        page = self._screen.page.as_text
        if page is None:
            return
        self._take = take
        page.on_text = True
        page.article.begin_selection(span)
        self._screen.show_page()
        self._screen.say(_HOW)

    async def finish(self) -> None:
        """The selected words are what was asked for."""
        take, page = self._take, self._screen.page.as_text
        self._take = None
        if take and page:
            page.on_text = False
            await take(page)
            page.article.stop_selecting()
            if self._screen.page is page:
                self._screen.show_page()

    def stop(self) -> None:
        """No words after all."""
        self._take = None
        page = self._screen.page.as_text
        if page:
            page.article.stop_selecting()
            page.on_text = False
            self._screen.show_page()
