"""The tutorial: begin it, skip a lesson, leave it for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.tui.registry import Handler

if TYPE_CHECKING:
    from workbench.tui.screens.desk import Desk


def _may_start(desk: Desk) -> str | None:
    return None if desk.home.is_temporary else "it runs on the sample set: workbench tutor"


def _is_running(desk: Desk) -> str | None:
    return None if desk.tutor.is_running else "no lesson is shown"


def _is_shown(desk: Desk) -> str | None:
    return None if desk.tutor.is_shown else "there is no tutorial to leave"


async def _start(desk: Desk, count: int | None) -> None:
    await desk.places.to_library()
    if desk.library.library.words:
        await desk.places.filter_library("")
    await desk.tutor.begin()


async def _skip(desk: Desk, count: int | None) -> None:
    await desk.tutor.skip()


async def _leave(desk: Desk, count: int | None) -> None:
    await desk.tutor.leave()
    desk.say("workbench tutor brings it back")


HANDLERS: dict[str, Handler[Desk]] = {
    "tutor.start": Handler(_start, _may_start),
    "tutor.skip": Handler(_skip, _is_running),
    "tutor.leave": Handler(_leave, _is_shown),
}
