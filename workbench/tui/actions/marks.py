"""Marking rows of a list: one by one, a range, everything; `many` says what is done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.tui.actions.repeat import by_action
from workbench.tui.registry import Handler
from workbench.tui.views.marks import in_range

if TYPE_CHECKING:
    from workbench.tui.screens.desk import Desk


def show_marks(desk: Desk) -> None:
    """Show which rows are marked now."""
    desk.active_list.show_marks(desk.page.is_marked)
    desk.tell()


def _tell(desk: Desk) -> None:
    show_marks(desk)
    marks = desk.page.marks
    desk.say(f"{len(marks)} marked" if marks else "nothing is marked")


async def _toggle(desk: Desk, count: int | None) -> None:
    page = desk.page
    if page.marks.anchor is not None:
        await end_range(desk)
        return
    for _ in range(min(count or 1, 1000)):
        key = page.key(page.place)
        if not key:
            break
        page.marks.toggle(key)
        before = page.place
        desk.move_to(before + 1)
        if page.place == before:
            break
    by_action(desk, "mark", "mark.toggle")
    _tell(desk)


async def _range(desk: Desk, count: int | None) -> None:
    page = desk.page
    if page.marks.anchor is not None:
        await end_range(desk)
        return
    page.marks.anchor = page.place
    show_marks(desk)
    desk.say("a range from here: move, then V marks it, or act on it at once")


async def end_range(desk: Desk) -> None:
    """Mark the rows from where the range was begun to the cursor."""
    page = desk.page
    anchor = page.marks.anchor
    assert anchor is not None
    for place in in_range(anchor, page.place):
        if not page.key(place):
            await page.load_rows(desk, place)
        page.marks.add([page.key(place)])
    page.marks.anchor = None
    _tell(desk)


async def _all(desk: Desk, count: int | None) -> None:
    page = desk.page
    page.marks.anchor = None
    page.marks.add(await page.all_keys(desk))
    _tell(desk)


async def _clear(desk: Desk, count: int | None) -> None:
    marks = desk.page.marks
    if marks.anchor is not None:
        marks.anchor = None
        _tell(desk)
    elif marks:
        many = len(marks)
        marks.clear()
        show_marks(desk)
        desk.say(f"{many} not marked any more; gv marks them again")
    else:
        await desk.do("pane.back")


def _again(desk: Desk, count: int | None) -> None:
    if desk.page.marks.again():
        _tell(desk)
    else:
        desk.say("nothing was marked before")


def _needs_rows(desk: Desk) -> str | None:
    return None if desk.page.rows_are else "the rows of this list cannot be marked"


HANDLERS: dict[str, Handler[Desk]] = {
    "mark.toggle": Handler(_toggle, _needs_rows),
    "mark.range": Handler(_range, _needs_rows),
    "mark.all": Handler(_all, _needs_rows),
    "mark.clear": Handler(_clear),
    "mark.again": Handler(_again, _needs_rows),
}
