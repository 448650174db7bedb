"""Marking rows of a list: one by one, a range, everything; `many` says what is done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.tui.actions.here import MARKABLE
from workbench.tui.actions.need import does, on, times
from workbench.tui.actions.repeat import by_action

if TYPE_CHECKING:
    from workbench.tui.pages.page import Page
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


def _tell(desk: Desk) -> None:
    desk.screen.show_marks()
    marks = desk.page.marks
    desk.say(f"{len(marks)} marked" if marks else "nothing is marked")


async def _toggle(desk: Desk, page: Page, count: int | None) -> None:
    if page.marks.anchor is not None:
        await end_range(desk, page)
        return
    for _ in range(min(count or 1, 1000)):
        key = page.key(page.place)
        if not key:
            break
        page.marks.toggle(key)
        before = page.place
        desk.screen.move_to(page.step(before, 1))
        if page.place == before:
            break
    by_action(desk, "mark", "mark.toggle")
    _tell(desk)


async def _range(desk: Desk, page: Page) -> None:
    if page.marks.anchor is not None:
        await end_range(desk, page)
        return
    page.marks.anchor = page.place
    desk.screen.show_marks()
    desk.say("a range from here: move, then {mark.range} marks it, or act on it at once")


async def end_range(desk: Desk, page: Page) -> None:
    """Mark the rows of the range that was begun, and say how many are marked."""
    await page.end_range()
    _tell(desk)


async def _all(desk: Desk, page: Page) -> None:
    page.marks.anchor = None
    page.marks.add(await page.all_keys(desk.calls))
    _tell(desk)


async def _clear(desk: Desk) -> None:
    marks = desk.page.marks
    if marks.anchor is not None:
        marks.anchor = None
        _tell(desk)
    elif marks:
        many = len(marks)
        marks.clear()
        desk.screen.show_marks()
        desk.say(f"{many} not marked any more; {{mark.again}} marks them again")
    else:
        desk.say("nothing is marked")


def _again(desk: Desk, page: Page) -> None:
    if page.marks.again():
        _tell(desk)
    else:
        desk.say("nothing was marked before")


HANDLERS: dict[str, Handler[Desk]] = {
    "mark.toggle": times(MARKABLE, _toggle),
    "mark.range": on(MARKABLE, _range),
    "mark.all": on(MARKABLE, _all),
    "mark.clear": does(_clear),
    "mark.again": on(MARKABLE, _again),
}
