"""How keys are written: one canonical name for each key, whoever names it.

A printable key is its character ("J", "]"); any other has a name ("enter", "ctrl+d"). Textual's
own names ("right_square_bracket") and the analyst's spellings ("Esc") both end up there, in one
function. Pure: textual is not imported.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from workbench.settings import nearest

NAMES = (
    "enter", "escape", "space", "tab", "backspace", "delete", "insert", "home", "end", "pageup",
    "pagedown", "up", "down", "left", "right", *(f"f{number}" for number in range(1, 25)),
)  # fmt: skip
"""The keys that have no character of their own."""

MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
"""In the order in which they are written."""

_ALIASES = {
    " ": "space", "esc": "escape", "return": "enter", "newline": "ctrl+j", "del": "delete",
    "ins": "insert", "pgup": "pageup", "page_up": "pageup", "pgdn": "pagedown",
    "pgdown": "pagedown", "page_down": "pagedown", "bs": "backspace", "backtab": "shift+tab",
    "ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape", "ctrl+h": "backspace",
    "ctrl+space": "ctrl+@",
}  # fmt: skip
"""Other spellings, and the control characters that terminals cannot tell from a key."""

_CHARACTERS = {
    "exclamation_mark": "!", "quotation_mark": '"', "number_sign": "#", "dollar_sign": "$",
    "percent_sign": "%", "ampersand": "&", "apostrophe": "'", "left_parenthesis": "(",
    "right_parenthesis": ")", "asterisk": "*", "plus": "+", "plus_sign": "+", "comma": ",",
    "minus": "-", "hyphen_minus": "-", "full_stop": ".", "slash": "/", "solidus": "/",
    "colon": ":", "semicolon": ";", "less_than_sign": "<", "equals_sign": "=",
    "greater_than_sign": ">", "question_mark": "?", "at": "@", "commercial_at": "@",
    "left_square_bracket": "[", "backslash": "\\", "reverse_solidus": "\\",
    "right_square_bracket": "]", "circumflex_accent": "^", "underscore": "_", "low_line": "_",
    "grave_accent": "`", "left_curly_bracket": "{", "vertical_line": "|",
    "right_curly_bracket": "}", "tilde": "~", "decimal": ".", "divide": "/", "multiply": "*",
    "subtract": "-", "add": "+", "equal": "=", "separator": ",",
}  # fmt: skip
"""Textual's names for ASCII punctuation, the keypad's keys among them."""

_SILENT = frozenset(
    ["ignore", "<ignore>", "caps_lock", "num_lock", "scroll_lock"]
    + [f"{side}_{name}" for side in ("left", "right")
       for name in ("shift", "control", "alt", "super", "hyper", "meta")]
    + ["iso_level3_shift", "iso_level5_shift"]
)  # fmt: skip
"""What the kitty protocol reports although nothing was typed: modifiers and locks alone."""


def normalise(name: str, character: str | None = None) -> str:
    """The canonical name of a key; empty for a modifier pressed alone.

    Args:
        name: As textual's `Key.key` or an analyst writes it.
        character: textual's `Key.character`, which says best what a printable key is.
    """
    *held, base = _split(name)
    modifiers = {word.lower() for word in held}
    if character and _is_typed(character) and modifiers <= {"shift"}:
        return character
    base = _base(base)
    if base in _SILENT:
        return ""
    if len(base) == 1:
        modifiers, base = _of_character(modifiers, base)
    key = "+".join([*(word for word in MODIFIERS if word in modifiers), base])
    return _ALIASES.get(key, key)


def parse_keys(words: str) -> tuple[str, ...]:
    """The sequence that an analyst writes: `"g g"`, `"] u"`, `"ctrl+d"`.

    Raises ValueError, with the nearest valid spelling, for what is no key.
    """
    keys = tuple(_parse_key(word) for word in words.split())
    if not keys:
        raise ValueError("names no key")
    if keys[0] in "123456789":
        raise ValueError("starts with a digit, which is a count")
    return keys


def show_keys(keys: Sequence[str]) -> str:
    """A sequence as people read it: `gg`, `]u`, `ctrl+d`, `e space`."""
    joint = "" if all(len(key) == 1 for key in keys) else " "
    return joint.join(keys)


def _parse_key(word: str) -> str:
    *held, _ = _split(word.lower())
    if wrong := next((part for part in held if part not in MODIFIERS), None):
        raise ValueError(_no_key(word, nearest(wrong, MODIFIERS)))
    key = normalise(word)
    base = _split(key)[-1]
    if (len(base) == 1 and _is_typed(base)) or base in NAMES:
        return key
    if 1 < len(word) <= 3 and "+" not in word:
        raise ValueError(_no_key(word, " ".join(word)))
    raise ValueError(_no_key(word, nearest(word.lower(), (*NAMES, *_ALIASES))))


def _no_key(word: str, meant: str) -> str:
    hint = f" (did you mean {meant!r}?)" if meant else ""
    return f"{word!r} is no key{hint}"


def _split(name: str) -> list[str]:
    """Modifiers and base; the plus key itself is a base."""
    if name.endswith("+"):
        return [*(part for part in name[:-1].split("+") if part), "+"]
    return name.split("+")


def _is_typed(character: str) -> bool:
    return len(character) == 1 and character.isprintable() and not character.isspace()


def _base(name: str) -> str:
    if len(name) == 1:
        return _ALIASES.get(name, name)
    lower = name.lower()
    if lower in _CHARACTERS:
        return _CHARACTERS[lower]
    if lower in _ALIASES and "+" not in _ALIASES[lower]:
        return _ALIASES[lower]
    if lower in NAMES or "_" not in lower:
        return lower
    try:
        return unicodedata.lookup(lower.replace("_", " ").upper())
    except KeyError:
        return lower


def _of_character(modifiers: set[str], base: str) -> tuple[set[str], str]:
    """Shift is in the character already; control does not see it."""
    if modifiers & {"ctrl", "alt"}:
        return modifiers, base.lower()
    if "shift" in modifiers and len(base.upper()) == 1:
        base = base.upper()
    return modifiers - {"shift"}, base
