"""The analyst's own queue: the page of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.tui.actions.need import does
from workbench.tui.pages.queue import QueuePage, told_queue

if TYPE_CHECKING:
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


async def _show(desk: Desk) -> None:
    told = await desk.call(told_queue, desk.bench)

    async def open_list(where: str) -> None:
        """Show articles of the queue, on the library, and nothing above it."""
        await desk.places.filter_library(where)
        desk.screen.clear_message()
        await desk.places.to_library()

    desk.screen.push(QueuePage(told, open_list))


HANDLERS: dict[str, Handler[Desk]] = {"queue.show": does(_show)}
