"""Topics where one is asked for, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.services.topics import list_topics, offered_topics, topic_given
from workbench.tui.widgets.prompt_bar import Completion

if TYPE_CHECKING:
    from workbench.tui.screens.desk import Desk

SHOWN = 8
"""Rows of what may be meant."""


async def ask_topic(desk: Desk, now: str = "") -> str | None:
    """A topic's words, those that are there already offered, the most used first; None on escape.
    now: the one that is set."""
    listed = await desk.call(list_topics, desk.bench, desk.sight)

    async def complete(words: str) -> tuple[list[Completion], int | None]:
        offered = await desk.call(offered_topics, words, listed, limit=SHOWN + 1)
        return [Completion(one) for one in offered if one != words][:SHOWN], None

    async def check(words: str, _: object) -> None:
        if words != now:
            await desk.call(topic_given, desk.bench, words)

    return await desk.prompts.line(
        "topic", now, kind="topic", complete=complete, take=check, selected=bool(now)
    )
