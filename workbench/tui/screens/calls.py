"""Services in worker threads: nothing that reads or writes the store runs on the event loop.

A long wait is mentioned, and what is being read can be interrupted. Knows no screen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from workbench.settings import ON

if TYPE_CHECKING:
    from workbench.services.colleagues import Sight
    from workbench.services.workbench import Workbench
    from workbench.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")

WORKERS = 3
"""Threads for services: each has a connection and memory of its own. One may be slow, one keeps the
place, one reads rows."""
SLOW = 1.0
"""Seconds after which a running call is mentioned, with how to cancel it."""


def _unmentioned(words: str) -> None:
    """Nobody listens yet."""


class Calls:
    """Calls of services, on one workbench."""

    def __init__(self, bench: Workbench, settings: Settings) -> None:
        self.bench = bench
        self._settings = settings
        self.mention: Callable[[str], None] = _unmentioned
        """Told of a long wait."""
        self.is_slow = False
        """Whether a call runs that was mentioned, and that can be interrupted."""

    def begin(self) -> None:
        """Make the threads. On the event loop."""
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(WORKERS))

    @property
    def sight(self) -> Sight:
        """What is seen of colleagues' work."""
        from workbench.services.colleagues import Sight

        return Sight.BLIND if self._settings.blind == ON else Sight.ALL

    async def call(self, service: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What a service returns, run in a worker thread; a long wait is mentioned."""
        task = asyncio.create_task(asyncio.to_thread(service, *arguments, **named))
        done, _ = await asyncio.wait([task], timeout=SLOW)
        if not done:
            self.is_slow = True
            self.mention("still working; escape cancels")
        try:
            return await task
        finally:
            self.is_slow = False

    def interrupt(self) -> None:
        """End what is being read."""
        self.bench.store.interrupt()
