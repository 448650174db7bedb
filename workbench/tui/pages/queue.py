"""My queue: how much I am to judge and by when, what waits for a colleague, what came back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from workbench.present.queue import queue_lines
from workbench.present.runs import words_line
from workbench.services.assigned import queue_of, today
from workbench.tui.pages.lists import Entry, ListPage

if TYPE_CHECKING:
    from workbench.present.queue import QueueLine
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Host, Reader

Open = Callable[[str], Awaitable[None]]
"""Lists the articles that a filter leaves."""


class QueuePage(ListPage):
    """The queue in numbers; a row opens its articles."""

    def __init__(self, lines: list[QueueLine], open_list: Open) -> None:
        super().__init__("My queue", ())
        self._open_list = open_list
        self.show(lines)

    def show(self, lines: list[QueueLine]) -> None:
        """Tell these."""
        self.entries = tuple(self._entry(line) for line in lines)

    def _entry(self, line: QueueLine) -> Entry:
        async def opened(host: Host) -> None:
            await self._open_list(line.where)

        return Entry(
            partial(words_line, line.plain, style=line.style),
            opened,
            f"the list of them: {line.where}",
        )

    async def load(self, reader: Reader) -> None:
        """Count anew."""
        self.show(await reader.call(told_queue, reader.bench))


def told_queue(bench: Workbench) -> list[QueueLine]:
    """The queue as it is told. In a worker thread."""
    return queue_lines(queue_of(bench), str(today(bench)))
