"""Where the decoder enters textual: in place of its driver's loop over standard input.

`LinuxDriver.run_input_thread` of textual 8 decodes strictly and ends with an error; it is private
by habit, and replaced in this module and nowhere else. What the rest of textual needs of what came
is made here: keys by its names, pastes, the mouse, focus, sizes, modes.
"""

from __future__ import annotations

import os
import select
import time
from collections.abc import Iterator

from textual import constants, events, messages
from textual._xterm_parser import IS_ITERM
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import _character_to_key
from textual.message import Message

from workbench.tui.input.arrivals import Arrival, Focus, Key, Mode, Mouse, Pasted, Refused, Resized
from workbench.tui.input.decoder import Decoder

_LOOK_SECONDS = 0.1
"""How often the thread looks whether it is to end."""
_READ = 1 << 12
_BURST, _BURST_SECONDS, _LONGEST_BURST = 6, 0.005, 1 << 16
"""From so many characters on it is looked so long whether more follow, up to so many bytes: a paste
may come in several reads, and is known for one by how much comes at once."""
_SYNCHRONISED, _IN_BAND_SIZE = 2026, 2048
_ON, _SUPPORTED = (1, 3), (1, 2, 3)
_WHEEL = (
    events.MouseScrollUp, events.MouseScrollDown, events.MouseScrollLeft, events.MouseScrollRight,
)  # fmt: skip
_MOTION, _IS_WHEEL = 32, 64


class Flood(events.Paste):
    """Text that nothing marks as pasted: it may have been typed ahead."""


class Unfinished(events.Paste):
    """Something that began and did not end."""

    def __init__(self, count: int) -> None:
        super().__init__("")
        self.count = count
        """Its characters."""


class DecodedInput(LinuxDriver):
    """Textual's driver, reading with the decoder."""

    typed_ahead = b""
    """What was read before the driver started."""

    def run_input_thread(self) -> None:
        """Read until the driver ends. Whatever comes, reading goes on."""
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        translation = Translation()
        decoder = self._decoder()
        while not self.exit_event.is_set():
            wait = _LOOK_SECONDS
            if decoder.deadline is not None:
                wait = min(wait, max(0.0, decoder.deadline - time.monotonic()))
            begun, self.typed_ahead = self.typed_ahead, b""
            data = self._read(begun) if begun or poll.poll(wait * 1000 + 1) else b""
            try:
                now = time.monotonic()
                came = decoder.feed(data, now) if data else decoder.tick(now)
                translation.is_in_pixels = self._mouse_pixels
                for message in translation.messages(came, self._in_band_window_resize):
                    self.process_message(message)
            except Exception as error:
                self._app.call_later(self._app.note_crash, error)  # type: ignore[attr-defined]
                decoder = self._decoder()

    def _decoder(self) -> Decoder:
        return Decoder(now=time.monotonic(), escape_seconds=constants.ESCAPE_DELAY)

    def _read(self, begun: bytes) -> bytes:
        """What is there, behind what was read already; nothing at the end of the stream, which
        `lifeline` watches for."""
        data = begun or os.read(self.fileno, _READ)
        if not data:
            self.exit_event.wait(_LOOK_SECONDS)
        is_typed = not data.startswith(b"\x1b")
        while is_typed and _BURST <= len(data) < _LONGEST_BURST and self._has_more():
            more = os.read(self.fileno, _READ)
            if not more:
                break
            data += more
        return data

    def _has_more(self) -> bool:
        return bool(select.select([self.fileno], [], [], _BURST_SECONDS)[0])


class Translation:
    """From what arrived to textual's messages."""

    def __init__(self) -> None:
        self.is_in_pixels = False
        """Whether the mouse was asked to report pixels."""
        self._size: Resized | None = None
        self._at = (0.0, 0.0)
        self._pressed = 0
        """The button that was pressed last: old reports of a release do not name it."""

    def messages(self, came: list[Arrival], sizes_asked: bool) -> Iterator[Message]:
        """What textual is told. A size that was not asked for is not told: the kernel knows."""
        for one in came:
            match one:
                case Key():
                    yield events.Key(_name(one.name), one.character)
                case Pasted(words, is_marked):
                    yield events.Paste(words) if is_marked else Flood(words)
                case Refused(size):
                    yield Unfinished(size)
                case Mouse():
                    yield self._mouse(one)
                case Focus(is_in):
                    yield events.AppFocus() if is_in else events.AppBlur()
                case Resized() if sizes_asked:
                    self._size = one
                    yield events.Resize.from_dimensions(
                        (one.columns, one.rows), (one.pixel_width, one.pixel_height)
                    )
                case Mode():
                    yield from _mode(one)

    def _mouse(self, report: Mouse) -> Message:
        x, y = report.column - 1.0, report.row - 1.0
        if self.is_in_pixels and self._size and self._size.pixel_width and self._size.pixel_height:
            x *= self._size.columns / self._size.pixel_width
            y *= self._size.rows / self._size.pixel_height
        moved = int(x) - int(self._at[0]), int(y) - int(self._at[1])
        self._at = x, y
        buttons = report.buttons
        button = (buttons + 1) & 3
        kind: type[events.MouseEvent]
        if buttons & _IS_WHEEL:
            kind, button = _WHEEL[buttons & 3], 0
        elif buttons & _MOTION:
            kind = events.MouseMove
        elif report.is_release:
            kind = events.MouseUp
            button = button or self._pressed
        elif not button:
            kind = events.MouseMove
        else:
            kind, self._pressed = events.MouseDown, button
        held = bool(buttons & 4), bool(buttons & 8), bool(buttons & 16)
        return kind(None, x, y, *moved, button, *held, screen_x=x, screen_y=y)


def _name(name: str) -> str:
    """A key by textual's name: signs have words."""
    at = -1 if len(name) == 1 or name[-2] == "+" else len(name)
    return name[:at] + _character_to_key(name[-1]) if at < 0 else name


def _mode(mode: Mode) -> Iterator[Message]:
    if mode.number == _SYNCHRONISED and mode.setting in _SUPPORTED:
        yield messages.TerminalSupportsSynchronizedOutput()
    elif mode.number == _IN_BAND_SIZE and constants.SMOOTH_SCROLL and not IS_ITERM:
        yield messages.InBandWindowResize(mode.setting in _SUPPORTED, mode.setting in _ON)
