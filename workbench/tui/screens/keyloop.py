"""Keys one after the other: each action is done, and its change committed, before the next.

A queue between the event loop and whoever reads keys: the loop itself, or a prompt that a handler
opened. What was typed ahead is therefore never lost and never runs against a half-made change.
Pasted text is a thing of its own and never becomes keys.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One key, by textual's name."""

    name: str
    character: str | None = None


@dataclass(frozen=True, slots=True)
class Pasted:
    """Pasted words."""

    words: str


@dataclass(frozen=True, slots=True)
class Clicked:
    """A click of the mouse, in cells of the widget."""

    on_text: bool
    """On the text, else on the list beside it."""
    column: int
    row: int


Input = Key | Pasted | Clicked


class KeyQueue:
    """What was typed and not read yet."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Input] = asyncio.Queue()
        self.idle = asyncio.Event()
        """Set while somebody waits for a key and there is none: everything typed is done."""

    def put(self, typed: Input) -> None:
        """Add what was typed."""
        self.idle.clear()
        self._queue.put_nowait(typed)

    async def next(self, timeout: float | None = None) -> Input | None:
        """The next thing typed; None when nothing came within timeout seconds."""
        if self._queue.empty():
            self.idle.set()
        try:
            typed = await asyncio.wait_for(self._queue.get(), timeout)
        except TimeoutError:
            return None
        self.idle.clear()
        return typed

    @property
    def has_more(self) -> bool:
        """Whether something was typed ahead."""
        return not self._queue.empty()

    def drop(self) -> None:
        """Forget what was typed ahead."""
        while not self._queue.empty():
            self._queue.get_nowait()
