"""A bar that shows how far an import has come, on a terminal and nowhere else.

It stands on the last line of standard error and is taken away before anything is printed, so that
no line is ever torn by it. It appears once there is something to wait for, and draws ten times a
second at most: on what is imported it costs nothing. Where standard output goes through another
program that may print on the same terminal, there is none.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import suppress

from workbench.domain.text import safe_line
from workbench.present.cells import cut, width_of

_FIRST_SECONDS, _SECONDS = 1.0, 0.1
_LONGEST = 30
"""Cells of the bar itself."""
_TAKE_AWAY = "\r\x1b[K"


def may_show() -> bool:
    """Whether standard error is a terminal that can take a line away again, and standard output
    does not go to another program that may print there."""
    try:
        is_terminal = sys.stderr.isatty()
        goes_on = stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError, AttributeError):
        return False
    return is_terminal and not goes_on and os.environ.get("TERM", "dumb") not in ("", "dumb")


class Bar:
    """The bar of one import; of one that is not to be seen, nothing is drawn."""

    def __init__(self, *, is_seen: bool) -> None:
        self._is_seen = is_seen
        self._begun = time.monotonic()
        self._next = self._begun + _FIRST_SECONDS
        self._is_there = self._was_there = False
        takes_unicode = (sys.stderr.encoding or "").lower().replace("-", "") == "utf8"
        self._marks = ("\u2588", "\u2591") if takes_unicode else ("#", ".")

    def show(self, done: int, total: int, words: str) -> None:
        """How much of how much is done, unless it stands there since a moment ago."""
        now = time.monotonic() if self._is_seen else 0
        if not self._is_seen or (now < self._next and (self._is_there or not self._was_there)):
            return
        self._next = now + _SECONDS
        columns = _columns()
        share = min(done / total, 1) if total else 0
        parts = [words]
        if total:
            size = max(5, min(_LONGEST, columns - width_of(words) - 25))
            full = round(size * share)
            parts = [f"{share:4.0%}", self._marks[0] * full + self._marks[1] * (size - full), words]
            if 0.01 < share < 1:
                parts.append(f"{_clock((now - self._begun) * (1 - share) / share)} left")
        self._write(_TAKE_AWAY + cut(safe_line("  ".join(parts)), columns - 1))
        self._is_there = self._was_there = True

    def take_away(self) -> None:
        """Before anything else is printed; it comes back with the next `show`."""
        if self._is_there:
            self._write(_TAKE_AWAY)
            self._is_there = False

    def _write(self, words: str) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.write(words)
            sys.stderr.flush()


def _columns() -> int:
    try:
        return max(os.get_terminal_size(sys.stderr.fileno()).columns or 80, 20)
    except (OSError, ValueError):
        return 80


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
