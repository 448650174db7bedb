"""What the bytes on a terminal are for: letters, blanks, pens, moves; and which lines they draw.

A byte that draws nothing counts for the line that is drawn on next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pyte

_PART = re.compile(
    rb"\x1b(?:\[[<=>?]?[0-9;:]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|"
    rb"[ -/]*[0-~])|[\x00-\x1f]|[^\x00-\x1f]+"
)
"""One sequence, one control character, or a run of words."""
_KINDS = {
    **dict.fromkeys("HfGCDABEFd", "moves"), "m": "pens", **dict.fromkeys("KJX", "erasing"),
    **dict.fromkeys("rMLST", "scrolling"), **dict.fromkeys("P@", "shifting"),
}  # fmt: skip
"""Final byte of a control sequence -> what it is for."""
KINDS = ("letters", "blanks", "pens", "moves", "erasing", "scrolling", "shifting", "others")


class Shares:
    """Adds up what a program sends, by what it is for and by the part of the screen."""

    def __init__(self, columns: int, rows: int, region: Callable[[int], str]) -> None:
        """region: a line's number -> the part of the screen that it belongs to."""
        self.kinds: Counter[str] = Counter()
        self.regions: Counter[str] = Counter()
        self._region = region
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    def add(self, data: bytes) -> None:
        """Add what was sent for one act, whole."""
        waiting = 0
        for found in _PART.finditer(data):
            part = found[0]
            kind = _kind(part)
            if kind == "letters":
                self.kinds["blanks"] += part.count(b" ")
                self.kinds["letters"] += len(part) - part.count(b" ")
            else:
                self.kinds[kind] += len(part)
            waiting += len(part)
            if kind in ("letters", "erasing"):
                self.regions[self._region(self._screen.cursor.y)] += waiting
                waiting = 0
            if kind != "others":
                self._stream.feed(part)
        if waiting:
            self.regions[self._region(self._screen.cursor.y)] += waiting


def _kind(part: bytes) -> str:
    if part[0] > 31:
        return "letters"
    if part in (b"\x1bD", b"\x1bM"):
        return "scrolling"
    if part[:2] == b"\x1b[" and part[2:3] not in (b"?", b">", b"<", b"="):
        return _KINDS.get(part[-1:].decode("latin-1"), "others")
    return "moves" if part in (b"\r", b"\n", b"\b", b"\v") else "others"
