"""Services in worker threads: nothing that reads or writes the store runs on the event loop.

A long wait is mentioned, with who is waited for; what is being read can be interrupted, and an act
that waits for another program's lock given up. Knows no screen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from workbench.services.workbench import Workbench

P = ParamSpec("P")
T = TypeVar("T")

WORKERS = 3
"""Threads for services: each has a connection and memory of its own. One may be slow, one keeps the
place, one reads rows."""
SLOW = 1.0
"""Seconds after which a running call is mentioned, with how to cancel it."""
LEAVING = 0.3
"""Seconds that whoever leaves waits for another program's lock: most are held for less."""


def failed_beside(error: Exception) -> None:
    """Keep aside what nobody foresaw, of something that no key waits for: the desk goes on."""
    asyncio.get_running_loop().call_exception_handler(
        {"message": "beside the keys", "exception": error}
    )


def _unmentioned(words: str) -> None:
    """Nobody listens yet."""


class Calls:
    """Calls of services, on one workbench."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.mention: Callable[[str], None] = _unmentioned
        """Told of a long wait."""
        self.unmention: Callable[[str], None] = _unmentioned
        """Told that it is over."""
        self.is_slow = False
        """Whether a call runs that was mentioned, and that can be interrupted."""

    def begin(self) -> None:
        """Make the threads. On the event loop."""
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(WORKERS))

    async def call(self, service: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What a service returns, run in a worker thread; a long wait is mentioned."""
        task = asyncio.create_task(asyncio.to_thread(service, *arguments, **named))
        said = ""
        try:
            while not (await asyncio.wait([task], timeout=SLOW))[0]:
                self.is_slow = True
                words = await asyncio.to_thread(self._why_slow)
                if words != said and not task.done():
                    said = words
                    self.mention(words)
            return await task
        finally:
            self.is_slow = False
            if said:
                self.unmention(said)

    def _why_slow(self) -> str:
        store = self.bench.store
        if store.seconds_waited:
            return f"waiting: {store.holder()} is writing; escape gives up, {{desk.quit}} leaves"
        return "still working; escape cancels"

    def interrupt(self) -> None:
        """End what is being read; give up the act that waits for another program's lock."""
        self.bench.store.interrupt()

    @property
    def keeps_waiting(self) -> bool:
        """Whether something takes longer than somebody who leaves waits for it."""
        return self.is_slow or self.bench.store.seconds_waited >= LEAVING
