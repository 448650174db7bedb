"""The list of topics: what claims name, how often, and what was put on the list."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from workbench.domain.text import safe_line
from workbench.present.counting import counted
from workbench.present.runs import Run, Runs, fill_runs
from workbench.services.topics import Listed, list_topics
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.others import Others
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.tui.pages.host import Host, Reader

_COUNT = 12
"""Cells of how many claims are of a topic."""
_STANDING = 12

Open = Callable[[Listed], Awaitable[None]]


class TopicsPage(ListPage):
    """Every topic of the list and of claims, the most used first."""

    list_pane = Pane.TOPICS
    rows_are = "topics"
    follows = True

    def __init__(self, topics: Sequence[Listed], open_one: Open) -> None:
        super().__init__("Topics", (), empty="No topics yet: {claim.set_topic} gives a claim one.")
        self._open_one = open_one
        self._others = Others("topic")
        self.show(topics)

    def show(self, topics: Sequence[Listed]) -> None:
        """List these; the cursor stays on its topic, wherever that stands now."""
        here = self.key(self.cursor)
        self.topics = tuple(topics)
        self.entries = tuple(self._entry(topic) for topic in topics)
        places = (place for place, one in enumerate(topics) if one.uid == here)
        self.cursor = next(places, self.cursor)

    @property
    def topic(self) -> Listed | None:
        """The topic under the cursor."""
        return self.topics[self.cursor] if self.cursor < len(self.topics) else None

    def _entry(self, topic: Listed) -> Entry:
        def draw(width: int) -> Runs:
            count = counted(topic.claims, "claim")
            return fill_runs(
                (
                    Run(f"{count:<{_COUNT}}", "dim"),
                    Run(f"{topic.standing:<{_STANDING}}", "unsure"),
                    Run(safe_line(topic.name), "dim" if topic.is_retired else "text"),
                ),
                width,
            )

        async def opened(host: Host) -> None:
            await self._open_one(topic)

        also = f"also {', '.join(topic.also)}" if topic.also else ""
        return Entry(draw, opened, also, key=topic.uid)

    async def load(self, reader: Reader) -> None:
        """Read them anew."""
        self.show(await reader.call(list_topics, reader.bench))

    async def follow_others(self, reader: Reader) -> bool:
        """Where anybody changed one. The one under the cursor stays there: if it is gone by now,
        the next act tells, and nothing else is in its place when that key comes."""
        if not await self._others.changed(reader):
            return False
        topics, here = await reader.call(list_topics, reader.bench), self.topic
        if (*topics,) == self.topics or (here and here.uid not in {one.uid for one in topics}):
            return False
        self.show(topics)
        return True
