"""The tutorial: begin it, skip a lesson, leave it for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.tui.actions.need import does
from workbench.tui.actions.needs import LESSON, SAMPLE, TUTORIAL

if TYPE_CHECKING:
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


async def _start(desk: Desk) -> None:
    await desk.places.to_library()
    if desk.screen.library.library.words:
        await desk.places.filter_library("")
    await desk.tutor.begin()


async def _skip(desk: Desk) -> None:
    await desk.tutor.skip()


async def _leave(desk: Desk) -> None:
    await desk.tutor.leave()
    desk.say("workbench tutor brings it back")


HANDLERS: dict[str, Handler[Desk]] = {
    "tutor.start": does(_start, SAMPLE),
    "tutor.skip": does(_skip, LESSON),
    "tutor.leave": does(_leave, TUTORIAL),
}
