"""Pages and panes: opening, leaving, where keys go, who gets how much room."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.tui.actions.need import counts, does, need, on

if TYPE_CHECKING:
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

ESCAPE = "pane.escape"
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


def point_keys(desk: Desk, page: TextPage, *, to_text: bool) -> None:
    """Have keys go to the text of an open article, or to the list beside it."""
    if page.on_text is to_text:
        return
    page.on_text = to_text
    if not to_text:
        page.article.stop_selecting()
        page.article.go_on_from_row()
    desk.screen.lay_out()
    page.point(desk.screen)
    desk.screen.point_keys()


async def _escape(desk: Desk) -> None:
    """End the innermost thing. An open article is none that a key too many should close: what one
    types then would be done to the list under it."""
    page = desk.page
    if desk.word_choice.is_open:
        desk.word_choice.stop()
    elif page.rows_are and page.marks.shows_any:
        await desk.do("mark.clear")
    elif page is desk.screen.library and desk.screen.library.library.words:
        desk.say(f"{{library.clear_filter}} shows all again; {desk.home.last_words}")
    elif page.as_text is None or page.is_of_one or desk.announced == ESCAPE:
        await _back(desk)
    elif page.as_text.article.hits:
        page.as_text.article.hits = ()
        desk.screen.text.set_hits(())
    else:
        desk.announced = ESCAPE
        desk.say(f"{{{ESCAPE}}} again leaves the article, {{pane.back}} at once")


def _keys_to(is_text: Callable[[TextPage], bool]) -> Handler[Desk]:
    """Keys go to the text or to the list beside it; where there is no text nothing happens."""

    def run(desk: Desk) -> None:
        if page := desk.page.as_text:
            point_keys(desk, page, to_text=is_text(page))

    return does(run)


def _zoom(desk: Desk) -> None:
    wishes = desk.screen.wishes
    desk.screen.wish(wishes._replace(is_zoomed=not wishes.is_zoomed))


def _share(desk: Desk, change: int) -> None:
    wishes = desk.screen.wishes
    share = wishes.text_share + (change if desk.page.on_text else -change) * _STEP
    desk.screen.wish(wishes._replace(text_share=max(20, min(80, share))))


def _strip(desk: Desk) -> None:
    wishes = desk.screen.wishes
    desk.screen.wish(wishes._replace(shows_strip=not wishes.shows_strip))


OPENING = need(lambda desk: desk.page, "nothing is shown").when(
    lambda _, page: page.why_shut or None
)
"""A page whose row under the cursor opens."""

HANDLERS: dict[str, Handler[Desk]] = {
    "row.open": on(OPENING, lambda desk, _: _open(desk)),
    "pane.back": does(_back),
    ESCAPE: does(_escape),
    "pane.next": _keys_to(lambda page: not page.on_text),
    "pane.previous": _keys_to(lambda page: not page.on_text),
    "pane.left": _keys_to(lambda page: True),
    "pane.right": _keys_to(lambda page: False),
    "pane.zoom": does(_zoom),
    "pane.wider": counts(lambda desk, count: _share(desk, count or 1)),
    "pane.narrower": counts(lambda desk, count: _share(desk, -(count or 1))),
    "pane.strip": does(_strip),
}
