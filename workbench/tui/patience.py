"""Reading keys over a slow link: what was begun as an escape sequence is waited for, and a flood of
letters is pasted text, whether or not the terminal says so.

Textual waits ESCDELAY for each further byte, and then hands over what it has as keys: an arrow cut
in two becomes `escape`, `[` and a letter, a mouse report a burst of commands. Here only a lone
escape byte is short of patience. It relies on private names of textual 8, guarded by tests on a
pseudo-terminal.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable

from textual import events
from textual._parser import ParseTimeout, Read1
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers import linux_driver
from textual.message import Message

SEQUENCE_SECONDS = 2.0
"""How long a sequence that has begun waits for its next byte: nobody types one by hand."""
FLOOD = 40
"""Characters in one read from which on nobody typed them, not even ahead on a slow link; a key that
is held down sends one character, or few."""
_DISTINCT = 8
_FLOOD_SECONDS = 0.15
"""How long after a flood what comes still belongs to it."""

_LATE_SECONDS = 0.5
"""How long after an escape that was given up the rest of its sequence is still known for that."""
_LATE = re.compile(r"\[(?:[A-Z]|[0-9<][0-9;<]*[A-Za-z~])|O[A-Z]")
"""The rest of a sequence that came in one piece. No jump of ours (`[u`) reads so."""

_ESCAPE = "\x1b"
_INTRODUCERS = "[O"
"""What follows the escape byte of a key, a report or a mark of pasted text."""


class Flood(events.Paste):
    """Text that nothing marks as pasted: it may have been typed ahead."""


class PatientParser(XTermParser):
    """Textual's parser, told how far a sequence has come."""

    def __init__(self, debug: bool = False) -> None:
        self._begun = ""
        """The sequence so far; empty between sequences."""
        self._is_marked = False
        """Whether the terminal said that what comes is pasted."""
        self._flood_ends = 0.0
        self._escaped_at = float("-inf")
        """When a lone escape byte was given up."""
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """The messages of what was read. A letter that comes after a lone escape byte in a read of
        its own is a key by itself: `escape` and `j` typed in a row are not `alt+j`."""
        if self._begun == _ESCAPE and data and data[0] not in f"{_INTRODUCERS}{_ESCAPE}":
            yield from self._give_up()
        if not self._begun and self._is_late(data):
            data = _ESCAPE + data
        if self._is_flood(data):
            self._flood_ends = time.monotonic() + _FLOOD_SECONDS
            yield Flood(data.replace("\r", "\n").replace("\0", ""))
            return
        if not data:
            yield from super().feed(data)
        for character in data:
            starts = character == _ESCAPE or not self._begun
            self._begun = character if starts else self._begun + character
            yield from super().feed(character)

    def tick(self) -> Iterable[Message]:
        """The messages of a sequence that was waited for in vain."""
        begun = self._begun
        yield from super().tick()
        if begun == _ESCAPE and not self._begun:
            self._escaped_at = time.monotonic()

    def read1(self, timeout: float | None = None) -> Read1:  # type: ignore[override]
        """What is waited for next: without a timeout where no sequence has begun."""
        if timeout is None:
            if self._begun in (BRACKETED_PASTE_START, BRACKETED_PASTE_END):
                self._is_marked = self._begun == BRACKETED_PASTE_START
            self._begun = ""
        elif len(self._begun) > 1 and self._begun[1] in _INTRODUCERS:
            timeout = max(timeout, SEQUENCE_SECONDS)
        return Read1(timeout)

    def _is_late(self, data: str) -> bool:
        """Whether this is the rest of a sequence whose escape byte was taken for a key: that key
        does no harm, `[`, `6` and `~` as commands might."""
        is_soon = time.monotonic() - self._escaped_at < _LATE_SECONDS
        return is_soon and not self._is_marked and _LATE.match(data) is not None

    def _is_flood(self, data: str) -> bool:
        """Whether this is pasted text that nothing marks."""
        if self._begun or self._is_marked or not data or _ESCAPE in data:
            return False
        if time.monotonic() < self._flood_ends:
            return True
        return len(data) >= FLOOD and len(set(data)) >= _DISTINCT

    def _give_up(self) -> Iterable[Message]:
        """The sequence ends here."""
        self._timeout_time = None
        self._begun = ""
        self._awaiting = self._gen.throw(ParseTimeout())
        while self._tokens:
            yield self._tokens.popleft()


def be_patient() -> None:
    """Let textual's driver read keys so. Before the app runs."""
    linux_driver.XTermParser = PatientParser  # type: ignore[attr-defined]
