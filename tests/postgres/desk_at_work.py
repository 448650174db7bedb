"""One of several desks on a server, as a process: it works until it is told to stop.

Started with the address of a database and the name of whoever works there. For each act that was
tried it prints a line of JSON: which, how many acts were handed in and recorded meanwhile, and what
the desk said. Whoever writes a line to it wants it to end.
"""

from __future__ import annotations

import asyncio
import json
import sys
from itertools import count
from typing import NamedTuple

from desk_driver import Desk

from workbench.postgres import address_of, open_store
from workbench.services.workbench import Sight, Workbench

WORDS = ("kapal", "banjir", "polisi", "minister", "gudang")
"""What is searched for, one after the other."""


class Act(NamedTuple):
    """What was tried with some keys."""

    what: str
    handed_in: int
    recorded: int
    warnings: list[str]
    """What the desk said of something that was not done."""
    pane: str
    """Where the desk is then."""


class AtWork:
    """A desk, and what is tried on it."""

    def __init__(self, desk: Desk, name: str) -> None:
        self._desk = desk
        self._speaker = f"Sumber {name}"

    async def round(self, number: int, words: str, *, with_undo: bool) -> None:
        """What an analyst does with an article, and beside it."""
        await self._let_go()
        await self._tried("open", ":", str(number), "enter")
        await self._tried("accept", "]u", "a")
        await self._tried("reject", "]u", "x")
        await self._tried("claim", "tab", "c", self._speaker, "enter", "escape", "escape")
        if with_undo:
            await self._tried("undo", "u")
        await self._tried("board", "gc")
        await self._let_go()
        await self._tried("search", "g/", words, "enter")

    async def _let_go(self) -> None:
        await self._desk.press("escape", "escape", "escape")

    async def _tried(self, what: str, *keys: str) -> None:
        screen, warnings = self._desk.screen_of, []
        acts = self._desk.bench.store.acts
        for key in keys:
            # What is pasted is nothing but words, where no field asks for them.
            await (self._desk.paste if key in (self._speaker, *WORDS) else self._desk.press)(key)
            if screen.is_warned:  # the next key takes it back
                warnings.append(screen.message)
        handed_in, recorded = (
            now - then for now, then in zip(self._desk.bench.store.acts, acts, strict=True)
        )
        act = Act(what, handed_in, recorded, warnings, self._desk.pane)
        print(json.dumps(act._asdict()), flush=True)


async def work(address: str, name: str) -> None:
    """Work in this name until somebody writes a line here."""
    told = asyncio.create_task(asyncio.to_thread(sys.stdin.readline))
    with open_store(address_of(address)) as store:
        async with Desk.over(Workbench(store, name, sight=Sight.BLIND)) as desk:
            at_work, numbers = AtWork(desk, name), sorted(store.articles.numbers(analyst=name))
            first = sum(map(ord, name))  # each begins elsewhere
            for turn in count(first):
                if told.done():
                    break
                number, words = numbers[turn % len(numbers)], WORDS[turn % len(WORDS)]
                await at_work.round(number, words, with_undo=bool(turn % 2))


if __name__ == "__main__":
    asyncio.run(work(*sys.argv[1:]))
