"""Reading keys: one after the other, with counts, to the action that they call for.

Textual's own bindings are not used: they know neither sequences nor counts and drop clashes
silently. It must never know what an action is, beyond its id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from workbench.tui.keymap import Continuation, Keymap, Keys
from workbench.tui.keynames import normalise
from workbench.tui.registry import Pane

MAX_COUNT = 9_999_999


class Pending(NamedTuple):
    """More keys are awaited."""

    keys: Keys
    times: int | None
    continuations: tuple[Continuation, ...]
    """For which-key; none while only a count was typed."""


class Matched(NamedTuple):
    """An action was called for."""

    action_id: str
    times: int | None


class Unknown(NamedTuple):
    """The keys mean nothing here."""

    keys: Keys


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Nothing is being typed any more: escape, or a modifier alone."""


Outcome = Pending | Matched | Unknown | Cancelled


class KeyReader:
    """Reads one key after the other; holds what was typed of a sequence so far."""

    def __init__(self, keymap: Keymap) -> None:
        self.keymap = keymap
        self._pane = Pane.ANYWHERE
        self._keys: Keys = ()
        self._digits = ""

    def feed(self, key: str, pane: Pane, *, character: str | None = None) -> Outcome:
        """What a key does in a pane, after those before. Names as textual gives them."""
        key = normalise(key, character)
        if pane is not self._pane:
            self.cancel()
            self._pane = pane
        if not key:
            return self._state()
        if not self._keys and key in "0123456789" and (self._digits or key != "0"):
            self._digits = (self._digits + key)[:7]
            return self._state()
        return self._step(key)

    def knows(self, key: str, pane: Pane) -> bool:
        """Whether a key means something now, after those before."""
        keys = self._keys if pane is self._pane else ()
        return self.keymap.at((*keys, normalise(key)), pane) is not None

    def alone(self, key: str, pane: Pane, *, character: str | None = None) -> str:
        """Id of the action that a key by itself calls for; empty for none."""
        node = self.keymap.at((normalise(key, character),), pane)
        return node.action or "" if node else ""

    def cancel(self) -> None:
        """Forget what was typed so far."""
        self._keys, self._digits = (), ""

    @property
    def count(self) -> int | None:
        """The number typed so far."""
        return min(int(self._digits), MAX_COUNT) if self._digits else None

    def _step(self, key: str) -> Outcome:
        keys = (*self._keys, key)
        if key == "escape" and (self._keys or self._digits):
            self.cancel()
            return Cancelled()
        node = self.keymap.at(keys, self._pane)
        if node is None:
            self.cancel()
            return Unknown(keys)
        if node.action:
            matched = Matched(node.action, self.count)
            self.cancel()
            return matched
        self._keys = keys
        return self._state()

    def _state(self) -> Outcome:
        if not self._keys and not self._digits:
            return Cancelled()
        after = self.keymap.continuations(self._keys, self._pane) if self._keys else ()
        return Pending(self._keys, self.count, after)
