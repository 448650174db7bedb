"""The terminal between the first page and textual: drawn on, and read from for keys that move.

Other keys that are typed meanwhile wait, unechoed; a signal gives it back and ends the process;
whoever comes after gets the frame that stands on it and how the terminal was found.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from workbench.signals import ENDING, SIGNALLED
from workbench.tui.frame import Frame, Handover
from workbench.tui.lifeline import SavedTerminal, end_later


class First(NamedTuple):
    """What is done before there is an app."""

    draw: Callable[[int, int], tuple[Frame, str] | None]
    """Columns and rows -> a frame and the sequence that draws it, or None."""
    load: Callable[[], None]
    """Imports what the app is made of."""
    answer: Callable[[bytes], str | None]
    """From what was typed to what shows that it was done; None where that is left for the app."""


_TAKE_SCREEN = "\x1b[?1049h\x1b[?25l\x1b[?7l"
"""Alternate screen, no cursor, no line wrap: as textual sets them again."""


@contextmanager
def handlers_kept() -> Iterator[None]:
    """Put back, at the end, who handles the signals that `begin_early` and textual take."""
    before = {number: signal.getsignal(number) for number in (*ENDING, signal.SIGTSTP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def begin_early(first: First, saved: SavedTerminal, at_end: Callable[[], None]) -> Handover | None:
    """Draw the first page, and move on it until the app can be made; None, and nothing is touched,
    where there is none or this job does not have the terminal. at_end is called when a signal ends
    the process."""
    if saved.attributes is None or saved.is_in_background() or os.environ.get("TEXTUAL_DRIVER"):
        return None
    if os.fstat(0).st_rdev != os.fstat(saved.descriptor).st_rdev:
        return None  # keys come from another terminal
    columns, rows = os.get_terminal_size(saved.descriptor)
    drawn = first.draw(columns, rows)
    if drawn is None:
        return None
    frame, sequence = drawn

    def end(number: int, _: object) -> None:
        try:
            end_later(number)
            saved.silence()
            saved.restore()
            at_end()
        finally:
            os._exit(SIGNALLED + number)

    for number in ENDING:
        signal.signal(number, end)
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)  # textual handles it once it is there
    saved.take_keys()
    left = (_TAKE_SCREEN + sequence).encode()
    while left:
        left = left[os.write(saved.descriptor, left) :]
    from workbench.tui.early_keys import answered_meanwhile  # the page is there first

    typed = answered_meanwhile(first.load, first.answer, saved.descriptor)
    return Handover(frame, saved.attributes, typed)
