"""What is typed, pasted and clicked, and the queue in which it waits for whoever reads it.

The queue stands between the event loop and its reader: the key loop, or a prompt that a handler
opened. What was typed ahead is therefore never lost and never runs against a half-made change.
Pasted text is a thing of its own and never becomes keys.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import NamedTuple

_ALT = "alt+"


class Key(NamedTuple):
    """One key, by textual's name."""

    name: str
    character: str | None = None

    @property
    def is_joined(self) -> bool:
        """Whether an escape byte and this came in one read: alt was held, or a slow link joined
        escape with the key behind it. A terminal that reports alt by itself names no character."""
        return self.character is not None and self.name.startswith(_ALT)

    @property
    def behind_escape(self) -> Key:
        """What was joined with the escape."""
        return Key(self.name.removeprefix(_ALT), self.character)


class Pasted(NamedTuple):
    """Pasted words."""

    words: str
    ends: bool = False
    """Whether enter came behind them, unmarked: an open field takes it, as it may have been typed
    ahead."""
    is_marked: bool = True
    """Whether the terminal said that they are pasted."""


class Clicked(NamedTuple):
    """A click of the mouse, in cells of the widget."""

    on_text: bool
    """On the text, else on the list beside it."""
    column: int
    row: int


class Refused(NamedTuple):
    """Characters of a control function that did not end."""

    size: int


Input = Key | Pasted | Clicked | Refused


def _nothing() -> None:
    """Nothing is done at rest."""


def _unnoticed(typed: Input) -> None:
    """Nobody looks at what is typed before its turn comes."""


class KeyQueue:
    """What was typed and not read yet."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Input] = asyncio.Queue()
        self._parted: Input | None = None
        """What comes first, before the queue: the key behind an escape, or what was put back."""
        self.idle = asyncio.Event()
        """Set while somebody waits for a key and there is none: everything typed is done."""
        self.on_rest: Callable[[], None] = _nothing
        """Called before that, each time."""
        self.on_put: Callable[[Input], None] = _unnoticed
        """Called with what was typed, at once."""

    def put(self, typed: Input) -> None:
        """Add what was typed."""
        self.idle.clear()
        self._queue.put_nowait(typed)
        self.on_put(typed)

    async def next(self, timeout: float | None = None, *, goes_on: bool = False) -> Input | None:
        """The next thing typed; None when nothing came within timeout seconds. goes_on: what was
        typed before is not done yet."""
        if self._parted:
            parted, self._parted = self._parted, None
            return parted
        if self._queue.empty() and not goes_on:
            self.on_rest()
            self.idle.set()
        try:
            typed = await asyncio.wait_for(self._queue.get(), timeout)
        except TimeoutError:
            return None
        self.idle.clear()
        return typed

    def put_back(self, typed: Input) -> None:
        """Have what was read be read again, before all else."""
        self._parted = typed

    def part(self, joined: Key) -> Key:
        """The escape of what was joined; the key behind it is the next thing typed."""
        self._parted = joined.behind_escape
        return Key("escape", "\x1b")

    def drop(self) -> int:
        """Forget what was typed ahead; how much that was."""
        dropped = self._queue.qsize() + (self._parted is not None)
        self._parted = None
        while not self._queue.empty():
            self._queue.get_nowait()
        return dropped
