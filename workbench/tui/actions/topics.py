"""Topics where one is asked for, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import UsageError
from workbench.services.topics import (
    add_topic,
    list_topics,
    merge_topics,
    offered_topics,
    rename_topic,
    retire_topic,
    topic_given,
)
from workbench.tui.actions.board import set_board_filter
from workbench.tui.actions.need import does, on
from workbench.tui.actions.needs import TOPIC
from workbench.tui.pages.topics import TopicsPage
from workbench.tui.views.conflict import changed_since
from workbench.tui.widgets.prompt_bar import Completion

if TYPE_CHECKING:
    from workbench.services.topics import Listed
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

SHOWN = 8
"""Rows of what may be meant."""


async def ask_topic(desk: Desk, now: str = "") -> str | None:
    """A topic's words, those that are there already offered, the most used first; None on escape.
    now: the one that is set."""
    listed = await desk.call(list_topics, desk.bench)

    async def complete(words: str) -> tuple[list[Completion], int | None]:
        offered = await desk.call(offered_topics, words, listed, limit=SHOWN + 1)
        return [Completion(one) for one in offered if one != words][:SHOWN], None

    async def check(words: str, _: object) -> None:
        if words != now:
            await desk.call(topic_given, desk.bench, words)

    return await desk.prompts.line(
        "topic", now, kind="topic", complete=complete, take=check, selected=bool(now)
    )


async def _list(desk: Desk) -> None:
    topics = await desk.call(list_topics, desk.bench)
    desk.screen.push(TopicsPage(topics, lambda topic: _show_claims(desk, topic)))


async def _show_claims(desk: Desk, topic: Listed) -> None:
    """The claims of a topic, on the board."""
    if not topic.claims:
        desk.say("no claim that you may see is of it")
        return
    quoted = topic.name.replace('"', " ")
    await desk.places.open_board()
    await set_board_filter(desk, f'topic:"{quoted}"')


async def require_seen(desk: Desk, topic: Listed) -> None:
    """Raise ConflictError where a topic of the list is not what the page shows: its name may mean
    another one by now."""
    now = await desk.call(desk.bench.store.topics.get, topic.uid)
    is_listed = now is not None and not now.same_as
    shown = (not topic.is_provisional, topic.name, topic.is_retired)
    if now is None and topic.is_provisional:
        return
    if now is None or (is_listed, now.name, now.is_retired) != shown:
        raise changed_since(f"the topic {topic.name}")


async def _add(desk: Desk, topic: Listed) -> None:
    entry = await desk.call(add_topic, desk.bench, topic.name)
    await desk.places.refresh()
    desk.say(f"{topic.name} is on the list" if entry else "it is on the list already")


async def _retire(desk: Desk, topic: Listed) -> None:
    await require_seen(desk, topic)
    entry = await desk.call(retire_topic, desk.bench, topic.name)
    await desk.places.refresh()
    desk.say(f"{topic.name} is given to no further claim" if entry else "it is retired already")


async def _rename(desk: Desk, topic: Listed) -> None:
    async def rename(name: str, _: object) -> None:
        await require_seen(desk, topic)
        await desk.call(rename_topic, desk.bench, topic.name, name)

    name = await desk.prompts.line("name", topic.name, take=rename)
    if name is not None:
        await desk.places.refresh()
        desk.say(f"{topic.name} is called {name.strip()} now")


async def _merge(desk: Desk, topic: Listed) -> None:
    into = await ask_other(desk, f"{topic.name} is the same as", topic.uid)
    if into is None:
        return
    await require_seen(desk, topic)
    await desk.call(merge_topics, desk.bench, [topic.uid], into.uid)
    await desk.places.refresh()
    desk.say(f"{topic.name} is {into.name} now; {{desk.undo}} takes it back")


async def ask_other(desk: Desk, label: str, but: str = "") -> Listed | None:
    """A topic that is there, another one than the named; None on escape."""
    listed = await desk.call(list_topics, desk.bench)
    others = {one.name: one for one in listed if one.uid != but}

    async def complete(words: str) -> tuple[list[Completion], int | None]:
        offered = await desk.call(offered_topics, words, list(others.values()), limit=SHOWN)
        return [Completion(one) for one in offered], 0 if words.strip() and offered else None

    async def check(words: str, chosen: Completion | None) -> None:
        if _named(words, chosen) not in others:
            raise UsageError(f"no other topic is called {words.strip()!r}", "Choose one.")

    answer = await desk.prompts.chosen(label, complete, take=check)
    return others.get(_named(*answer)) if answer else None


def _named(words: str, chosen: Completion | None) -> str:
    return chosen.value if chosen else words.strip()


HANDLERS: dict[str, Handler[Desk]] = {
    "topic.list": does(_list),
    "topic.add": on(TOPIC, _add),
    "topic.retire": on(TOPIC, _retire),
    "topic.rename": on(TOPIC, _rename),
    "topic.merge": on(TOPIC, _merge),
}
