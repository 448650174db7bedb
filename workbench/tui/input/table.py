"""The table of keys as the program reads it: `keys.toml`, and how modifiers are written.

It knows names and numbers, and nothing of how they arrive.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from workbench.tui.input.arrivals import Key

SHIFT, ALT, CTRL, SUPER, HYPER, META, CAPS_LOCK = 1, 2, 4, 8, 16, 32, 64
_MODIFIERS = (
    (ALT, "alt"), (CTRL, "ctrl"), (HYPER, "hyper"), (META, "meta"), (SHIFT, "shift"),
    (SUPER, "super"),
)  # fmt: skip
"""In the order in which names have them. Locks are no part of a name."""
MOST_MODIFIERS = 256
"""One more than all bits: what reports count to."""


class Table(NamedTuple):
    """The sections of the file; numbers as numbers."""

    controls: Mapping[str, str]
    escaped: Mapping[str, str]
    letters: Mapping[str, str]
    letters_rxvt: Mapping[str, str]
    keypad: Mapping[str, str]
    linux: Mapping[str, str]
    numbers: Mapping[int, str]
    codes: Mapping[int, str]
    types: Mapping[str, str]


@cache
def table() -> Table:
    """The table, read once."""
    with Path(__file__).with_name("keys.toml").open("rb") as file:
        found = tomllib.load(file)
    for section in ("numbers", "codes"):
        found[section] = {int(number): name for number, name in found[section].items()}
    return Table(**found)


def named(name: str, modifiers: int = 0) -> Key:
    """A key with a name of its own, or a character of the number pad."""
    held = modifiers_of(modifiers & ~SHIFT if len(name) == 1 else modifiers)
    if name.startswith("shift+"):
        held, name = sorted({*held, "shift"}), name.removeprefix("shift+")
    if held:
        return Key("+".join((*held, name)))
    return Key(name, name if len(name) == 1 else table().types.get(name))


def typed(character: str) -> Key:
    """The key that a character stands for, alone in a stream."""
    if character == " ":
        return Key("space", character)
    if character >= " " and character != "\x7f":
        return Key(character, character)
    name = table().controls.get(character)
    return Key(name or f"ctrl+{chr(ord(character) + 64).lower()}", character)


def joined(character: str) -> Key:
    """Escape and a character in one read."""
    own = table().escaped.get(character)
    if own:
        return Key(own)
    key = typed(character)
    if len(key.name) == 1 and key.name.isupper():
        return Key(f"alt+shift+{key.name.lower()}", character)
    return Key(f"alt+{key.name}", character)


def modifiers_of(bits: int) -> list[str]:
    """The names of the modifiers that are held."""
    return [name for bit, name in _MODIFIERS if bits & bit]


def escape() -> Key:
    """The escape key."""
    return Key("escape", "\x1b")


def keys_of(characters: Iterable[str]) -> list[Key]:
    """What they are when they were typed after all."""
    return [typed(character) for character in characters]
