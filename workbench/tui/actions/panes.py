"""Pages and panes: opening, leaving, where keys go, who gets how much room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.tui.actions.needs import SHOWN, counts, does, on

if TYPE_CHECKING:
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

_STEP = 5
"""Percent of the width that one key moves."""


async def _open(desk: Desk) -> None:
    if desk.word_choice.is_open and desk.page.on_text:
        await desk.word_choice.finish()
    else:
        await desk.page.open_row(desk)


async def _back(desk: Desk) -> None:
    if desk.word_choice.is_open:
        desk.word_choice.stop()
    elif desk.page is desk.screen.library:
        desk.say(desk.home.last_words)
    else:
        await desk.places.back()


def _go_to(desk: Desk, page: TextPage, *, text: bool) -> None:
    if page.on_text is not text:
        page.on_text = text
        if not text:
            page.article.stop_selecting()
        desk.screen.lay_out()
        page.point(desk.screen)
        desk.screen.point_keys()


def _other(desk: Desk, page: TextPage) -> None:
    _go_to(desk, page, text=not page.on_text)


def _zoom(desk: Desk) -> None:
    wishes = desk.screen.wishes
    desk.screen.wish(replace(wishes, is_zoomed=not wishes.is_zoomed))


def _share(desk: Desk, change: int) -> None:
    wishes = desk.screen.wishes
    share = wishes.text_share + (change if desk.page.on_text else -change) * _STEP
    desk.screen.wish(replace(wishes, text_share=max(20, min(80, share))))


def _strip(desk: Desk) -> None:
    wishes = desk.screen.wishes
    desk.screen.wish(replace(wishes, shows_strip=not wishes.shows_strip))


HANDLERS: dict[str, Handler[Desk]] = {
    "row.open": does(_open),
    "pane.back": does(_back),
    "pane.next": on(SHOWN, _other),
    "pane.previous": on(SHOWN, _other),
    "pane.left": on(SHOWN, lambda desk, page: _go_to(desk, page, text=True)),
    "pane.right": on(SHOWN, lambda desk, page: _go_to(desk, page, text=False)),
    "pane.zoom": does(_zoom),
    "pane.wider": counts(lambda desk, count: _share(desk, count or 1)),
    "pane.narrower": counts(lambda desk, count: _share(desk, -(count or 1))),
    "pane.strip": does(_strip),
}
