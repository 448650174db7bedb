"""What an analyst's hands may do to a desk, at random: bursts of keys, words, pastes.

Sequences come from the registry, words from what the articles say and from what prompts ask for.
Nothing that is typed here leaves the desk on purpose, or names a file.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.tui.catalogue import read_catalogue
from workbench.tui.keymap import default_keys

CODES = {
    "enter": b"\r", "escape": b"\x1b", "tab": b"\t", "space": b" ", "backspace": b"\x7f",
    "up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D", "home": b"\x1b[H",
    "end": b"\x1b[F", "delete": b"\x1b[3~", "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~",
    "shift+tab": b"\x1b[Z", "f1": b"\x1bOP", "ctrl+left": b"\x1b[1;5D", "ctrl+right": b"\x1b[1;5C",
    "shift+left": b"\x1b[1;2D", "shift+right": b"\x1b[1;2C", "shift+up": b"\x1b[1;2A",
    "shift+down": b"\x1b[1;2B",
}  # fmt: skip
LEAVING = {"Q", "Z", "ctrl+z"}
"""What is done on purpose only: quitting, and being suspended."""
EDITING = ("left", "right", "home", "end", "backspace", "delete", "up", "down", "tab", "ctrl+u",
           "ctrl+w", "ctrl+k", "ctrl+left", "pagedown")  # fmt: skip
WORDS = (
    "lang:id", "date:>=yesterday", "state:new", "outlet:\"Daily Sabah\"", "source:Reuters",
    "-lang:en", "a", "y", "n", "B", "3", "12", "7", "42", "Surya", "84 Wajib Pajak", "nihil", "…",
    "sumber-sumber di lapangan", "กำลังจะไปที่", "நிறுத்தம்", "हिन्दी में", "e\u0301te\u0301", "新华社",
    "\U0001f469\u200d\U0001f692 padam", "שלום", "[bold]x[/]", "\u202eterbalik", "\"tanpa akhir",
    "theme paper", "theme ink", "help", "redraw", "selection", "journal", "sources", "board",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Burst:
    """Writes to the terminal, and how many keys they are."""

    writes: tuple[bytes, ...]
    keys: int


def code_of(key: str) -> bytes:
    """A key as an xterm sends it."""
    if key in CODES:
        return CODES[key]
    if found := re.fullmatch(r"ctrl\+(.)", key):
        return bytes((ord(found[1].upper()) & 0x1F,))
    return key.encode()


def sequences() -> list[tuple[str, ...]]:
    """Every sequence that some action has by default, but those that leave."""
    defaults = default_keys(read_catalogue()).values()
    found = {tuple(keys) for each in defaults for keys in each}
    return sorted(keys for keys in found if keys[0] not in LEAVING and _has_code(keys))


def _has_code(keys: Sequence[str]) -> bool:
    return all(len(key) == 1 or key in CODES or re.fullmatch(r"ctrl\+.", key) for key in keys)


class Hands:
    """Draws bursts. names: words of the articles."""

    def __init__(self, chance: random.Random, names: Sequence[str]) -> None:
        self._chance = chance
        self._sequences = sequences()
        self._names = [name for name in names if "Q" not in name]

    def burst(self) -> Burst:
        """Some sequences, each with what might follow it."""
        chance = self._chance
        writes: list[bytes] = []
        keys = 0
        for _ in range(chance.choice((1, 1, 2, 3, 5, 8, 13))):
            pressed = self._some()
            data = [code_of(key) for key in pressed]
            keys += len(pressed)
            # All in one write as on a link that stood still, or each by itself.
            writes += [b"".join(data)] if chance.random() < 0.3 else data
            if chance.random() < 0.03:
                writes.append(self._paste())
                keys += 1
        return Burst(tuple(writes), keys)

    def _some(self) -> list[str]:
        chance = self._chance
        kind = chance.random()
        if kind < 0.06:
            return [chance.choice(("u", "u", "ctrl+r"))] * chance.randrange(1, 6)
        if kind < 0.09:
            return [":", *str(chance.randrange(1, 120)), "enter"]
        if kind < 0.12:
            return ["escape"] * chance.randrange(1, 3)
        if kind < 0.22:
            return [chance.choice(("j", "k", "down", "up", "J", "K", "l", "w"))] * chance.randrange(
                1, 9
            )
        keys = list(chance.choice(self._sequences))
        if chance.random() < 0.1:
            keys = [*str(chance.randrange(1, 40)), *keys]
        if keys[-1] == ":" or chance.random() < 0.3:
            keys += self._answer()
        return keys

    def _answer(self) -> list[str]:
        """What a prompt may be given: words, corrected or not, and its end."""
        chance = self._chance
        words = list(self._words())
        if chance.random() < 0.3:
            words += [chance.choice(EDITING) for _ in range(chance.randrange(1, 5))]
        return [*words, chance.choice(("enter", "enter", "enter", "escape", "down"))]

    def _words(self) -> str:
        chance = self._chance
        words = chance.choice(WORDS if chance.random() < 0.6 else self._names)
        return words[: chance.randrange(1, 40)] if chance.random() < 0.3 else words

    def _paste(self) -> bytes:
        words = " ".join(self._words() for _ in range(self._chance.randrange(1, 30)))
        return b"\x1b[200~" + words.replace(" ", "\n", 1).encode() + b"\x1b[201~"
