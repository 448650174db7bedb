"""What is found while words are typed: looked for once typing pauses, in a thread of its own, and
given up with the next key. No key waits for it, and what comes too late is not shown.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from workbench.errors import WorkbenchError
from workbench.services.find import Stop
from workbench.tui.screens.calls import failed_beside

T = TypeVar("T")

PAUSE = 0.15
"""Seconds without a key after which what is typed is looked for: on a slow link nothing is sent
for letters that others follow."""


class Live(Generic[T]):
    """One line of words, and what is found for them."""

    def __init__(
        self, find: Callable[[str, Stop], T], show: Callable[[str, T | None], None]
    ) -> None:
        """find: called in a thread. show: called with words and what they found; with None where
        nothing is asked for any more."""
        self._find = find
        self._show = show
        self._stop = Stop()
        self._task: asyncio.Task[None] | None = None

    def typed(self, words: str) -> None:
        """Other words stand in the line now."""
        self.end()
        if words.strip():
            self._task = asyncio.create_task(self._seek(words))
        else:
            self._show("", None)

    def end(self) -> None:
        """Give up what is being looked for."""
        self._stop.give()
        if self._task:
            self._task.cancel()
            self._task = None

    async def _seek(self, words: str) -> None:
        await asyncio.sleep(PAUSE)
        self._stop = stop = Stop()
        try:
            found = await asyncio.to_thread(self._find, words, stop)
        except WorkbenchError:
            return  # given up, or busy: the next letter tries again
        except Exception as error:
            failed_beside(error)
            return
        self._show(words, found)
