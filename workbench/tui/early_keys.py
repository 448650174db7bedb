"""Keys that move, answered on the first page while textual is being imported.

Importing takes longer than all else together, and needs no terminal: a thread does it. What is
typed meanwhile is shown where it only moves the cursor; the first thing that does more, and all
that is typed behind it, is left for the desk.
"""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.tui.keymap import Keymap
    from workbench.tui.registry import Pane

_STEPS = {"move.down": 1, "move.up": -1}
_SENT = {"down": (b"\x1b[B", b"\x1bOB"), "up": (b"\x1b[A", b"\x1bOA")}
"""Keys that are no character, as terminals send them."""
_READ = 1 << 12
_BURST = 6
"""Characters that come at once, from which on they may be pasted: that is for the desk to tell."""


def answered_meanwhile(
    load: Callable[[], None], answer: Callable[[bytes], str | None], terminal: int
) -> bytes:
    """Load in a thread, and answer on the terminal what is typed until that is done; what was typed
    and not answered. A terminal that went away ends it: `lifeline` sees to that."""
    loaded, ends = os.pipe()

    def work() -> None:
        try:
            with suppress(Exception):  # whoever loads it next is told
                load()
        finally:
            os.close(ends)

    thread = threading.Thread(target=work, name="loading")
    thread.start()
    left = b""
    with suppress(OSError):
        while loaded not in select.select([0, loaded], [], [])[0]:
            left = os.read(0, _READ)
            shown = answer(left) if left else None
            if shown is None:
                break  # it waits, and in the terminal what is typed behind it
            left = b""
            os.write(terminal, shown.encode())
    thread.join()
    os.close(loaded)
    return left


def steps_of(typed: bytes, keymap: Keymap, pane: Pane) -> list[int] | None:
    """The rows that each key of what was typed moves by; None if it is more than moving."""
    if len(typed) >= _BURST and not typed.startswith(b"\x1b"):
        return None
    moves, steps, at = _moves(keymap, pane), [], 0
    while at < len(typed):
        sent = next((sent for sent in moves if typed.startswith(sent, at)), None)
        if sent is None:
            return None
        steps.append(moves[sent])
        at += len(sent)
    return steps


def _moves(keymap: Keymap, pane: Pane) -> Mapping[bytes, int]:
    """What terminals send for the keys that move by a row, and which way."""
    moves: dict[bytes, int] = {}
    for key, node in keymap.roots[pane].children.items():
        if node.action in _STEPS:
            own = (key.encode(),) if len(key) == 1 else ()
            moves |= dict.fromkeys(_SENT.get(key, own), _STEPS[node.action])
    return moves
