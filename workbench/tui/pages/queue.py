"""My queue: how much I am to judge and by when, what waits for a colleague, what came back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from workbench.present.adjudication import waits_words
from workbench.present.queue import queue_lines
from workbench.present.runs import words_line
from workbench.services.assigned import queue_of, today
from workbench.services.to_decide import to_decide
from workbench.tui.pages.lists import Entry, ListPage

if TYPE_CHECKING:
    from workbench.present.queue import QueueLine
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Host, Reader

Open = Callable[[str], Awaitable[None]]
"""Lists the articles that a filter leaves."""


class Told(NamedTuple):
    """The queue in words."""

    lines: list[QueueLine]
    decides: str
    """What waits for a ruling of hers; empty where nothing does."""


class QueuePage(ListPage):
    """The queue in numbers; a row opens its articles."""

    def __init__(self, told: Told, open_list: Open) -> None:
        super().__init__("My queue", ())
        self._open_list = open_list
        self.show(told)

    def show(self, told: Told) -> None:
        """Tell these."""
        lines = tuple(self._entry(line) for line in told.lines)
        self.entries = (*lines, *([_deciding(told.decides)] if told.decides else ()))

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


def _deciding(words: str) -> Entry:
    async def opened(host: Host) -> None:
        await host.do("difference.list")

    draw = partial(words_line, words, style="open")
    return Entry(draw, opened, "where analysts differ, and what is disputed")


def told_queue(bench: Workbench) -> Told:
    """The queue as it is told. In a worker thread."""
    lines = queue_lines(queue_of(bench), str(today(bench)))
    return Told(lines, waits_words(*to_decide(bench)))
