"""Keys one after the other: each action is done, and its change committed, before the next.

A queue between the event loop and whoever reads keys: the loop itself, or a prompt that a handler
opened. What was typed ahead is therefore never lost and never runs against a half-made change.
Pasted text is a thing of its own and never becomes keys.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.tui.keys import KeyReader, Pending
    from workbench.tui.screens.desk import Desk

WHICH_KEY = 0.7
"""Seconds after which what may follow a key is shown."""
UNSEEN = frozenset(("desk.quit", "desk.suspend", "desk.cancel", "desk.redraw"))
"""What is done on a screen too small to show anything; whatever else would be done blindly."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key, by textual's name."""

    name: str
    character: str | None = None


@dataclass(frozen=True, slots=True)
class Pasted:
    """Pasted words."""

    words: str
    ends: bool = False
    """Whether enter came behind them, unmarked: an open field takes it, as it may have been typed
    ahead."""


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


class KeyLoop:
    """Reads the keys of one desk, for as long as it runs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._pending: Pending | None = None
        """What was typed of a sequence so far."""

    @cached_property
    def _reader(self) -> KeyReader:
        """Reads sequences of keys; made once the keymap is loaded."""
        from workbench.tui.keys import KeyReader

        return KeyReader(self._desk.home.keymap)

    async def run(self) -> None:
        """Begin the desk's work, then do what is typed, one thing after the other."""
        desk = self._desk
        try:
            await desk.begin()
            while True:
                waits = self._pending is not None and not desk.bar.is_open
                typed = await desk.keys.next(WHICH_KEY if waits else None)
                if typed is None:
                    self._show_which_key()
                    continue
                await self._take(typed)
                if not desk.keys.has_more:
                    desk.places.keep()
        except Exception as error:  # without this loop the desk would take no key, not even Q
            desk.home.fail(error)

    async def _take(self, typed: Input) -> None:
        from workbench.tui.keynames import show_keys
        from workbench.tui.keys import Matched, Pending, Unknown

        desk = self._desk
        if desk.is_too_small and not isinstance(typed, Key):
            return
        if isinstance(typed, Clicked):
            desk.click(typed)
            desk.tell()
            return
        if isinstance(typed, Pasted):
            desk.warn("pasted text is not run as keys; open a field first")
            return
        if desk.bar.is_open:
            desk.bar.close()
        desk.clear_message()
        outcome = self._reader.feed(typed.name, desk.pane, character=typed.character)
        self._pending = outcome if isinstance(outcome, Pending) else None
        if desk.is_too_small and not (isinstance(outcome, Matched) and outcome.action_id in UNSEEN):
            return
        if isinstance(outcome, Matched):
            await desk.do(outcome.action_id, outcome.count)
        elif isinstance(outcome, Pending):
            count = str(outcome.count) if outcome.count is not None else ""
            desk.say(f"{count} {show_keys(outcome.keys)}".strip())
        elif isinstance(outcome, Unknown):
            desk.warn(f"{show_keys(outcome.keys)} means nothing here; ? lists the keys")
        desk.tell()

    def _show_which_key(self) -> None:
        from workbench.tui.help import which_key_rows
        from workbench.tui.keynames import show_keys
        from workbench.tui.widgets.prompt_bar import Completion

        pending, registry = self._pending, self._desk.registry
        if pending is None or not pending.continuations:
            self._pending = None
            return
        rows = which_key_rows(
            registry.actions,
            pending.continuations,
            why_not=lambda action_id: registry.why_not(action_id, self._desk),
        )
        bar = self._desk.bar
        bar.open(show_keys(pending.keys))
        bar.set_completions([Completion(row.key, row.reason or row.title) for row in rows])
