"""The keys that matter now, in a few words: what the status line says where it says nothing else.

Which they are is data (`hints.toml`); which keys they have is the key map's, so that what is
offered is what the analyst's own keys do. It must never decide what can be done: that is asked.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.tui.help import WhyNot
    from workbench.tui.keymap import Keymap

FILE = Path(__file__).with_name("hints.toml")
HELP = "desk.help"
"""The action that comes last everywhere."""
_HELP_WORD = "keys"
_GAP = "  "


@cache
def read_hints(file: Path = FILE) -> Mapping[str, Mapping[str, str]]:
    """What is under the cursor -> ids of the actions that are offered there, with their words."""
    return tomllib.loads(file.read_text("utf-8"))


def hint_words(under: str, pane: Pane, keymap: Keymap, *, why_not: WhyNot) -> str:
    """Keys and words, the likeliest first, and the help. under: what is under the cursor, a name of
    `hints.toml`; why_not: why an action cannot be done now."""
    return _GAP.join(_hints(under, pane, keymap, why_not))


def _hints(under: str, pane: Pane, keymap: Keymap, why_not: WhyNot) -> Iterator[str]:
    table = read_hints()
    offered = table.get(under) or table[Pane.ANYWHERE]
    for action, word in offered.items():
        keys = keymap.keys_for(action, pane)
        if keys and why_not(action) is None:
            yield f"{keys[0]} {word}"
    for key in keymap.keys_for(HELP, pane)[:1]:
        yield f"{key} {_HELP_WORD}"
