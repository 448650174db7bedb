"""The one door between stored text and a screen, and what counts as unsafe.

Articles come from the web: they hold terminal escapes, bidi overrides, zero-width marks. `safe`
maps each unsafe code point to exactly one visible code point, so that offsets stay what they are.
The stored text is never altered by it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_C0 = {code: 0x2400 + code for code in range(0x20) if code != 0x0A}
"""Control pictures U+2400..; a line feed stays: layout breaks lines there."""
_MARKS = {
    0x09: 0x20,
    0x7F: 0x2421,
    0x85: 0x2424,
    0xA0: 0x20,
    0x2028: 0x2424,
    0x2029: 0x2424,
}
_HIDDEN = 0xB7
"""A middle dot stands for whatever is invisible: bidi controls, zero-width marks, private use."""


class _SafeTable(dict[int, int]):
    """A translation table that decides on a code point when it first meets it."""

    def __missing__(self, code: int) -> int:
        self[code] = shown = _shown_as(code)
        return shown


def _shown_as(code: int) -> int:
    if code in _MARKS:
        return _MARKS[code]
    if code in _C0:
        return _C0[code]
    if 0x80 <= code <= 0x9F:
        return 0xFFFD
    if code == 0x0A:
        return code
    category = unicodedata.category(chr(code))
    if category == "Cs":
        return 0xFFFD
    if category in ("Cf", "Cc", "Co", "Cn") or _is_invisible(code):
        return _HIDDEN
    return 0x20 if category == "Zs" else code


def _is_invisible(code: int) -> bool:
    """Default-ignorable letters and marks that are not format characters (UAX #44)."""
    return (
        code in (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0)
        or 0x180B <= code <= 0x180F
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0000 <= code <= 0xE0FFF
    )


_TABLE = _SafeTable()
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def safe(text: str) -> str:
    """The text, each unsafe code point as one visible code point: same length, newlines kept."""
    return text.translate(_TABLE)


def safe_line(text: str) -> str:
    """As `safe`, for one line: line feeds become a visible mark too."""
    return safe(text).replace("\n", "\u2424")


def is_safe_line(text: str) -> bool:
    """Whether `safe_line` leaves a text as it is; far cheaper than asking it, as most are."""
    if not text.isprintable():
        return False
    beyond = "" if text.isascii() else "".join(_BEYOND_ASCII.findall(text))
    return safe(beyond) == beyond


def occurrences(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where the words stand in the text, case aside, none overlapping another."""
    folded, wanted = text.lower(), words.lower()
    if len(folded) != len(text):
        # Lowering lengthens a few characters; offsets hold only in the text as written.
        folded, wanted = text, words
    found = []
    at = folded.find(wanted) if wanted else -1
    while at >= 0:
        found.append((at, at + len(wanted)))
        at = folded.find(wanted, at + len(wanted))
    return tuple(found)


@lru_cache(maxsize=4096)
def describe(character: str) -> str:
    """What hides under the cursor: "U+202E RIGHT-TO-LEFT OVERRIDE"."""
    name = unicodedata.name(character, "") or {"\n": "LINE FEED", "\t": "TAB"}.get(character, "")
    return f"U+{ord(character):04X} {name or unicodedata.category(character)}"
