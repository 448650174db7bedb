"""A program on a pseudo-terminal, and what it costs there: bytes, milliseconds, memory.

Stands in for an xterm: whatever the program asks of its terminal is answered at once, what it
writes is counted, time-stamped as it is read and drawn on a screen of pyte. The program sees only
the environment that is given, so that figures do not depend on who measures. Never waits for a
fixed time where it can wait for words or for quiet.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyte

QUIET = 0.12
"""Seconds without a byte after which a program counts as done with what it was told."""

KEYS = {
    "up": b"\x1b[A", "down": b"\x1b[B", "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~",
    "home": b"\x1b[H", "end": b"\x1b[F", "enter": b"\r", "tab": b"\t", "escape": b"\x1b",
}  # fmt: skip
"""Names of keys that are no character, as an xterm sends them."""

_SEQUENCE = re.compile(
    rb"\x1b(?:\[(?P<private>[<=>?]?)(?P<numbers>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    rb"|\](?P<command>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    rb"|[PX^_](?P<string>[^\x1b]*)\x1b\\|[ -/]+[0-~]|(?P<short>[0-OQ-WYZ\\`-~=>]))"
)
"""One control sequence of ECMA-48, complete."""
_OF_A_PROCESS = 2
"""Linux: the clock of a process is numbered by its id, inverted, with this behind it."""
_LONGEST = 1 << 16
"""Bytes after which what began like a sequence is taken for none."""
_DRAWN = frozenset(b"@ABCDEFGHJKLMPXadefghlmr")
"""Final bytes that pyte draws with; others would reach its screen as letters."""
_ANSWERS = {
    (b"", b"c"): b"\x1b[?64;1;2;6;9;15;18;21;22c",
    (b">", b"c"): b"\x1b[>41;390;0c",
    (b">", b"q"): b"\x1bP>|XTerm(390)\x1b\\",
}
"""(prefix, final byte) -> what an xterm says: device attributes, version."""
_MODES = {1, 7, 12, 25, 47, 1000, 1002, 1003, 1004, 1006, 1047, 1049, 2004}
"""Private modes that an xterm knows; of any other it says so."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What the program did after it was told something."""

    bytes: int
    first: float | None
    """Milliseconds to its first byte; None when it sent none."""
    last: float | None
    """Milliseconds to its last byte before the quiet."""


class Terminal:
    """A running program and the terminal it believes to be on."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        columns: int = 120,
        rows: int = 40,
        folder: Path | None = None,
        owns_terminal: bool = False,
    ) -> None:
        self.columns, self.rows = columns, rows
        self.bytes = 0
        """All it wrote so far."""
        self.hears: Callable[[bytes], None] | None = None
        """Is given what it writes, as it comes."""
        self.queries: list[str] = []
        """What it asked of its terminal."""
        self.used = 0.0
        """Milliseconds of CPU that it had used when what is drawn last was read (Linux; else 0)."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._lines = [" " * columns] * rows
        self._undrawn: deque[tuple[float, float, bytes]] = deque()
        self._begun = b""
        self._modes: dict[int, bool] = {}
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            list(command),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=dict(environment),
            cwd=folder,
            preexec_fn=_own_terminal if owns_terminal else None,
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *exception: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self._master)

    # Telling ---------------------------------------------------------------------------------

    def type(self, *keys: str) -> None:
        """Send keys in one write, and wait for nothing. A key is a name of KEYS or a character."""
        os.write(self._master, b"".join(map(self._bytes_of, keys)))

    def press(self, *keys: str, quiet: float = QUIET) -> Cost:
        """Send keys as `type` does, and count until the program is quiet."""
        before = self.bytes
        told = time.perf_counter()
        self.type(*keys)
        first, last = self._until_quiet(quiet)
        return Cost(self.bytes - before, _ms(told, first), _ms(told, last))

    def settle(self, quiet: float = QUIET) -> Cost:
        """Count what comes until the program is quiet."""
        before, now = self.bytes, time.perf_counter()
        first, last = self._until_quiet(quiet)
        return Cost(self.bytes - before, _ms(now, first), _ms(now, last))

    def listen(self, seconds: float) -> int:
        """How many bytes come in so many seconds."""
        before, end = self.bytes, time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)
        return self.bytes - before

    def wait(self, pattern: str, seconds: float = 20) -> float:
        """Wait until a pattern is on the screen; the milliseconds from the start to the read that
        completed it. Raises TimeoutError, with the screen, when it does not come."""
        wanted, end = re.compile(pattern), time.perf_counter() + seconds
        if wanted.search(self.text()):
            return _since(self.started)
        while time.perf_counter() < end:
            self._read(0.05)
            while self._read(0):
                pass
            while self._undrawn:
                at = self._draw_one()
                if wanted.search(self._words()):
                    return (at - self.started) * 1000
            if self.process.poll() is not None and not self._read(0.05):
                break
        raise TimeoutError(f"{pattern!r} did not come:\n{self.text()}")

    def resize(self, columns: int, rows: int) -> Cost:
        """Give the terminal another size; what the program then paints."""
        self.text()
        self.columns, self.rows = columns, rows
        self._screen.resize(rows, columns)
        self._lines = [" " * columns] * rows
        self._screen.dirty.update(range(rows))
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process.send_signal(signal.SIGWINCH)
        return self.settle()

    def end(self, *keys: str, seconds: float = 10) -> int:
        """Send keys that end the program; its exit code."""
        self.type(*keys)
        end = time.perf_counter() + seconds
        while self.process.poll() is None and time.perf_counter() < end:
            self._read(0.02)
        return self.process.wait(timeout=0.1)

    def _bytes_of(self, key: str) -> bytes:
        """A key as an xterm sends it: arrows otherwise once the program asked for that (mode 1)."""
        sent = KEYS.get(key, key.encode())
        is_cursor_key = len(sent) == 3 and sent.startswith(b"\x1b[")
        return b"\x1bO" + sent[2:] if is_cursor_key and self._modes.get(1) else sent

    # Looking ---------------------------------------------------------------------------------

    def text(self) -> str:
        """The screen, a line to a row."""
        while self._undrawn:
            self._draw_one()
        return self._words()

    def peak_memory(self) -> float:
        """Most memory that the running program held so far, in MB (Linux; else 0)."""
        with contextlib.suppress(OSError):
            status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
            found = re.search(r"VmHWM:\s+(\d+) kB", status)
            return int(found[1]) / 1000 if found else 0.0
        return 0.0

    def _used(self) -> float:
        """By all its threads, those that ended too."""
        with contextlib.suppress(OSError):  # it has gone
            return time.clock_gettime((~self.process.pid << 3) | _OF_A_PROCESS) * 1000
        return self.used

    # Reading ---------------------------------------------------------------------------------

    def _until_quiet(self, quiet: float) -> tuple[float | None, float | None]:
        """When the first byte came, and the last before the quiet."""
        first = last = None
        patience = time.perf_counter() + max(1.0, quiet)
        while True:
            if at := self._read(quiet):
                first, last = first or at, at
            elif last is not None or time.perf_counter() > patience:
                return first, last

    def _read(self, seconds: float) -> float | None:
        """One read: when it came; None when nothing did."""
        if not select.select([self._master], [], [], seconds)[0]:
            return None
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # the program has gone
            time.sleep(min(seconds, 0.01))
            return None
        at = time.perf_counter()
        self.bytes += len(data)
        if self.hears:
            self.hears(data)
        self._undrawn.append((at, self._used(), self._take(data)))
        return at

    def _take(self, data: bytes) -> bytes:
        """Answer what is asked; what is left is for the screen."""
        data, drawn, at = self._begun + data, [], 0
        self._begun = b""
        while (start := data.find(b"\x1b", at)) >= 0:
            drawn.append(data[at:start])
            sequence = _SEQUENCE.match(data, start)
            if sequence is None:
                if len(data) - start < _LONGEST:
                    self._begun = data[start:]
                    return b"".join(drawn)
                at = start + 1
                continue
            if self._is_for_screen(sequence):
                drawn.append(sequence[0])
            at = sequence.end()
        drawn.append(data[at:])
        return b"".join(drawn)

    def _is_for_screen(self, sequence: re.Match[bytes]) -> bool:
        """Whether pyte draws with it; what asks something is answered."""
        if sequence["final"] is not None:
            return self._control(sequence)
        if sequence["command"] is not None:
            self._colour(sequence["command"])
        elif (string := sequence["string"]) is not None and string[:2] in (b"+q", b"$q"):
            self._answer("string", b"\x1bP0" + (b"+r" if string[:1] == b"+" else b"$r") + b"\x1b\\")
        return sequence["short"] is not None and sequence["short"] in b"cDEHM78"

    def _control(self, sequence: re.Match[bytes]) -> bool:
        private, final, between = sequence["private"], sequence["final"], sequence["between"]
        numbers = [int(number) for number in re.findall(rb"\d+", sequence["numbers"])]
        if private == b"?" and between == b"$" and final == b"p":
            self._tell_mode(numbers[0] if numbers else 0)
        elif private == b"?" and final in b"hl":
            self._modes.update(dict.fromkeys(numbers, final == b"h"))
            return not set(numbers) - {5, 6, 7, 25}
        elif answer := _ANSWERS.get((private, final)):
            self._answer(f"{private.decode()}{final.decode()}", answer)
        elif final == b"n" and numbers == [5]:
            self._answer("status", b"\x1b[0n")
        elif final == b"n" and numbers == [6]:
            cursor = self._screen.cursor
            self._answer("cursor", b"\x1b[%d;%dR" % (cursor.y + 1, cursor.x + 1))
        elif final == b"t" and numbers[:1] == [18]:
            self._answer("size", b"\x1b[8;%d;%dt" % (self.rows, self.columns))
        plain = not private and not between and b":" not in sequence["numbers"]
        return plain and final[0] in _DRAWN

    def _tell_mode(self, mode: int) -> None:
        state = (1 if self._modes.get(mode, mode in (7, 25)) else 2) if mode in _MODES else 0
        self._answer(f"mode {mode}", b"\x1b[?%d;%d$y" % (mode, state))

    def _colour(self, command: bytes) -> None:
        """Answer for the colours of text and ground: black on white."""
        code, _, question = command.rpartition(b";")
        if question == b"?":
            shade = b"0000" if code == b"10" else b"ffff"
            colour = b"rgb:" + b"/".join([shade] * 3)
            self._answer(f"colour {code.decode()}", b"\x1b]" + code + b";" + colour + b"\x1b\\")

    def _answer(self, question: str, answer: bytes) -> None:
        self.queries.append(question)
        os.write(self._master, answer)

    # Drawing ---------------------------------------------------------------------------------

    def _draw_one(self) -> float:
        at, self.used, data = self._undrawn.popleft()
        self._stream.feed(data)
        return at

    def _words(self) -> str:
        for number in self._screen.dirty & set(range(self.rows)):
            row = self._screen.buffer[number]
            self._lines[number] = "".join(row[column].data for column in range(self.columns))
        self._screen.dirty.clear()
        return "\n".join(self._lines)


def _own_terminal() -> None:
    """In the child: make it its controlling terminal, which some programs read keys from."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def plain_environment(home: Path, **more: str) -> dict[str, str]:
    """What a program needs to know and nothing else: no COLORTERM, no editor, no SSH, no tmux."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        **more,
    }


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def _ms(start: float, at: float | None) -> float | None:
    return None if at is None else (at - start) * 1000
