"""Pages and panes: opening, leaving, where keys go, who gets how much room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.tui.pages.article import ArticlePage
from workbench.tui.pages.library import LibraryPage
from workbench.tui.registry import Handler

if TYPE_CHECKING:
    from workbench.tui.screens.desk import Desk

_STEP = 5
"""Percent of the width that one key moves."""


async def _open(desk: Desk, count: int | None) -> None:
    if desk.word_choice.is_open and isinstance(desk.page, ArticlePage) and desk.page.on_text:
        await desk.word_choice.finish()
        return
    await desk.page.open_row(desk)


async def _back(desk: Desk, count: int | None) -> None:
    page = desk.page
    if desk.word_choice.is_open:
        desk.word_choice.stop()
    elif isinstance(page, LibraryPage):
        desk.say(desk.home.last_words)
    else:
        await desk.pop()


def _go_to(desk: Desk, *, text: bool) -> None:
    page = desk.page
    if isinstance(page, ArticlePage) and page.on_text is not text:
        page.on_text = text
        if not text:
            page.article.stop_selecting()
        desk.lay_out()
        page.point(desk)
        desk.point_keys()


def _other(desk: Desk, count: int | None) -> None:
    page = desk.page
    if isinstance(page, ArticlePage):
        _go_to(desk, text=not page.on_text)


def _zoom(desk: Desk, count: int | None) -> None:
    desk.is_zoomed = not desk.is_zoomed
    desk.lay_out()


def _share(desk: Desk, change: int) -> None:
    page = desk.page
    on_text = isinstance(page, ArticlePage) and page.on_text
    change = change if on_text else -change
    desk.text_share = max(20, min(80, desk.text_share + change * _STEP))
    desk.lay_out()


def _strip(desk: Desk, count: int | None) -> None:
    desk.shows_strip = not desk.shows_strip
    desk.lay_out()


HANDLERS: dict[str, Handler[Desk]] = {
    "row.open": Handler(_open),
    "pane.back": Handler(_back),
    "pane.next": Handler(_other),
    "pane.previous": Handler(_other),
    "pane.left": Handler(lambda desk, count: _go_to(desk, text=True)),
    "pane.right": Handler(lambda desk, count: _go_to(desk, text=False)),
    "pane.zoom": Handler(_zoom),
    "pane.wider": Handler(lambda desk, count: _share(desk, count or 1)),
    "pane.narrower": Handler(lambda desk, count: _share(desk, -(count or 1))),
    "pane.strip": Handler(_strip),
}
