"""The signals that end a process in good order, and how they do it outside of the desk.

What is ignored stays ignored: that is how nohup works. Nothing is changed on import.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ENDING = tuple(
    getattr(signal, name)
    for name in (
        "SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGXCPU",
    )
    if hasattr(signal, name)
)  # fmt: skip
"""Those that end a process which does nothing about them, and that it can do something about."""
SIGNALLED = 128
"""Added to the number of the signal that ended a process: its exit code."""
_AGAIN_SECONDS = 0.02


class Ended(SystemExit):
    """A signal ends the process."""

    def __init__(self, number: int) -> None:
        super().__init__(SIGNALLED + number)
        self.number = number


def settle() -> None:
    """Let an interrupt end the process at once and without a word, as the other signals do. Called
    before there is anything to put in order."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def ended_in_order() -> Iterator[None]:
    """While it lasts a signal raises Ended: what is half written is removed, the database is
    closed. A second one ends the process at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in ENDING}
    caught = {number: kept for number, kept in before.items() if kept not in (signal.SIG_IGN, None)}
    hook = sys.unraisablehook
    sys.unraisablehook = _raised_again(hook)
    for number in caught:
        signal.signal(number, _end)
    try:
        yield
    except RuntimeError as error:
        # Before 3.12 what is raised while a class is made, as a module is read, comes wrapped.
        if isinstance(error.__cause__, Ended):
            raise error.__cause__ from None
        raise
    finally:
        for number, kept in caught.items():
            signal.signal(number, kept)
        sys.unraisablehook = hook


@contextmanager
def left_to_another() -> Iterator[None]:
    """While another program has the terminal: the keys that interrupt it are not meant for us. Not
    ignored, which it would inherit."""
    numbers = (signal.SIGINT, signal.SIGQUIT)
    before = [(number, signal.signal(number, lambda *_: None)) for number in numbers]
    try:
        yield
    finally:
        for number, kept in before:
            signal.signal(number, kept)


def _end(number: int, frame: FrameType | None) -> None:
    for one in ENDING:
        if signal.getsignal(one) is _end:
            signal.signal(one, signal.SIG_DFL)
    raise Ended(number)


def _raised_again(hook: Callable[[Any], object]) -> Callable[[Any], object]:
    """Python drops what is raised while it cleans up behind an object: a signal is raised anew
    then, a moment later."""

    def take(dropped: Any) -> None:
        if not isinstance(dropped.exc_value, Ended):
            hook(dropped)
            return
        number = dropped.exc_value.number
        signal.signal(number, _end)
        threading.Timer(_AGAIN_SECONDS, os.kill, (os.getpid(), number)).start()

    return take
