"""How the desk ends when it is told to, or when the terminal goes away.

A signal that ends it, and a closed terminal, first give the terminal back (in a few milliseconds),
then let the desk close its session, then end the process with 128 + n. Textual handles none of
these. `termios` is used here and nowhere else in the project.
"""

from __future__ import annotations

import _thread
import os
import select
import signal
import termios
import threading
import time
import tty
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any

from workbench.signals import ENDING, SIGNALLED

if TYPE_CHECKING:
    import asyncio

GRACE_SECONDS = 1.0
"""How long the desk may take to close its session, or a stuck event loop to answer."""

_ROOM_SECONDS = 0.5
"""How long a terminal that takes no bytes is waited for."""

RESET = b"".join(
    (
        b"\x18",  # cancel a sequence that was cut in half
        b"\x1b[?2026l",  # synchronised output
        b"\x1b[r",  # scrolling region
        b"\x1b[?2048l\x1b[?2004l\x1b[?1004l",  # resize reports, bracketed paste, focus reports
        b"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l",  # mouse
        b"\x1b[?7h\x1b[0m\x1b[<u",  # line wrap, colours, kitty keys (before leaving the screen)
        b"\x1b[?1049l\x1b[?25h",  # alternate screen, cursor
    )
)
"""Undoes every mode that textual sets."""


@dataclass(slots=True)
class SavedTerminal:
    """The terminal as it was found, with a way to it that nobody else writes to."""

    descriptor: int
    attributes: list[Any] | None

    @classmethod
    def take(cls) -> SavedTerminal:
        """The terminal behind standard error, now."""
        descriptor = os.dup(2)
        try:
            return cls(descriptor, termios.tcgetattr(descriptor))
        except termios.error:
            return cls(descriptor, None)

    def take_keys(self) -> None:
        """Echo no keys and hold none back until a line is whole, as textual does it later."""
        taken = termios.tcgetattr(self.descriptor)
        taken[tty.LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        taken[tty.IFLAG] &= ~(
            termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
        )
        taken[tty.CC][termios.VMIN] = 1
        termios.tcsetattr(self.descriptor, termios.TCSANOW, taken)

    def restore(self) -> None:
        """Give it back as it was found: at once, without waiting for anybody.

        Does nothing in the background: then the terminal is somebody else's.
        """
        if self.is_in_background():
            return
        try:
            if self.attributes is not None:
                termios.tcsetattr(self.descriptor, termios.TCSANOW, self.attributes)
            self._write(RESET)
            termios.tcflush(self.descriptor, termios.TCIFLUSH)
        except (OSError, termios.error):
            return  # it is gone: there is nothing left to restore

    def _write(self, left: bytes) -> None:
        """Write as far as somebody reads: a dead link takes no more bytes. Where it takes a few
        only this blocks, and whoever ends the process does not wait for it (`end_later`)."""
        until = time.monotonic() + _ROOM_SECONDS
        while (
            left and select.select([], [self.descriptor], [], max(0.0, until - time.monotonic()))[1]
        ):
            left = left[os.write(self.descriptor, left) :]

    def is_in_background(self) -> bool:
        """Whether another job has the terminal now."""
        try:
            return os.tcgetpgrp(self.descriptor) != os.getpgrp()
        except OSError:  # it is gone, or nobody's controlling terminal
            return False

    def silence(self) -> None:
        """Whatever threads still paint goes nowhere from now on."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.dup2(nowhere, 1)
        os.close(nowhere)

    def close(self) -> None:
        """Let go of the terminal."""
        os.close(self.descriptor)


class Lifeline:
    """While it is held, signals and a hangup end the process in good order."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        saved: SavedTerminal,
        interrupted: Callable[[int], None],
    ) -> None:
        self._loop = loop
        self._saved = saved
        self._interrupted = interrupted
        self._before: dict[int, Any] = {}
        self._ending = threading.Event()
        self._released = os.pipe()

    def __enter__(self) -> Lifeline:
        for number in ENDING:
            self._before[number] = signal.signal(number, self._on_signal)
        # Its own descriptor: the one in `saved` may be closed before the thread has seen the end.
        watched = os.dup(self._saved.descriptor)
        threading.Thread(
            target=self._watch_for_hangup, args=(watched,), name="hangup", daemon=True
        ).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        os.close(self._released[1])

    def end(self, number: int) -> None:
        """Give the terminal back, tell the desk, and end with 128 + number. Does not return."""
        if self._ending.is_set():
            return
        self._ending.set()
        end_later(number)
        self._saved.silence()
        self._saved.restore()
        try:
            self._interrupted(number)
        finally:
            os._exit(SIGNALLED + number)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        """Not `loop.add_signal_handler`: a stopped job is continued by textual's own handler of
        CONT, which stops it again; this one comes before it.
        """
        if self._saved.is_in_background():
            self.end(number)
        self._loop.call_soon_threadsafe(self.end, number)
        threading.Thread(target=self._insist, args=(number,), name="insist", daemon=True).start()

    def _watch_for_hangup(self, watched: int) -> None:
        """Wait, without waking, until the other end of the terminal is closed.

        Needed beside HUP: under nohup that is ignored, and textual would read the end for ever.
        """
        hung_up = select.POLLHUP | select.POLLERR
        poll = select.poll()
        poll.register(watched, 0)
        poll.register(self._released[0], 0)
        events = dict(poll.poll())
        if events.get(watched, 0) & hung_up and self._released[0] not in events:
            self._loop.call_soon_threadsafe(self.end, int(signal.SIGHUP))
            self._insist(signal.SIGHUP)
        os.close(watched)
        os.close(self._released[0])

    def _insist(self, number: int) -> None:
        """End from here when the event loop does not answer."""
        if self._ending.wait(GRACE_SECONDS):
            return
        end_later(number)
        self._saved.silence()
        self._saved.restore()
        os._exit(SIGNALLED + number)


def end_later(number: int) -> None:
    """End the process with 128 + number, if it has not come to its end by itself. Not by
    `threading`, whose locks may be held where a signal came."""

    def end() -> None:
        time.sleep(GRACE_SECONDS)
        os._exit(SIGNALLED + number)

    _thread.start_new_thread(end, ())
