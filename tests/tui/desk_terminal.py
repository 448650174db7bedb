"""`python -m workbench` on a pseudo-terminal: bytes in, bytes out, and the screen they draw."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyte
from waiting import PATIENCE

if TYPE_CHECKING:
    from accounts import Account

ROOT = Path(__file__).resolve().parents[2]
CHECKOUT = (sys.executable, "-m", "workbench")
_PRIVATE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\[[0-9;]*\$p")
"""Sequences that pyte does not know and would print."""


class Terminal:
    """A desk process, what came out of it, and what that draws."""

    def __init__(
        self,
        path: Path,
        *words: str,
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] = {},
        command: Sequence[str] = CHECKOUT,
        account: Account | None = None,
    ) -> None:
        self.output = b""
        self._fed = 0
        self.drawn = pyte.Screen(*size)
        """What the bytes draw, cell by cell; `screen` brings it up to date."""
        self._stream = pyte.ByteStream(self.drawn)
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        kept = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG")}
        folder = account.home if account else path.parent / "home"
        folder.mkdir(exist_ok=True)
        if account:
            command, who = (account.python, *CHECKOUT[1:]), []
            kept |= account.environ()
        else:
            who = ["--analyst", "ratna"]
        self.process = subprocess.Popen(
            [*command, "--db", str(path), *who, *words],
            cwd=folder if account else path.parent,
            **(account.credentials if account else {}),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={
                **kept,
                "TERM": "xterm-256color",
                "HOME": str(folder),
                "XDG_STATE_HOME": str(folder / "state"),
                "XDG_CONFIG_HOME": str(folder / "config"),
                **({"PYTHONPATH": str(ROOT)} if command is CHECKOUT else {}),
                "PYTHONUTF8": "1",
                **environ,
            },
        )
        os.close(slave)

    def press(self, keys: str) -> None:
        """Send keys as the terminal does."""
        os.write(self.master, keys.encode())

    def press_apart(self, keys: bytes, pause: float) -> None:
        """Send bytes one by one, with a pause after each, as a slow link may."""
        for byte in keys:
            os.write(self.master, bytes((byte,)))
            end = time.monotonic() + pause
            while (left := end - time.monotonic()) > 0:
                self.read(left)

    def read(self, seconds: float = 0.02) -> bool:
        """Take what came; False when nothing came, or nothing will."""
        with contextlib.suppress(OSError):
            if select.select([self.master], [], [], seconds)[0]:
                words = os.read(self.master, 1 << 16)
                self.output += words
                return bool(words)
        return False

    def screen(self) -> str:
        """What the bytes so far draw."""
        fresh, self._fed = self.output[self._fed :], len(self.output)
        self._stream.feed(_PRIVATE.sub(b"", fresh))
        return "\n".join(self.drawn.display)

    def until(self, done: Callable[[], bool], what: str) -> None:
        """Read until something holds."""
        end = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < end, f"{what} never came:\n{self.screen()}"
            self.read()

    def shows(self, words: str) -> None:
        """Read until the words are on the screen."""
        self.until(lambda: words in self.screen(), words)

    def left(self) -> int:
        """The open questions that the screen tells of; -1 when it tells of none."""
        found = re.search(r"\?(\d+)", self.screen().splitlines()[0])
        return int(found[1]) if found else -1

    def kill(self) -> None:
        """End it as no program can prevent, and take what it had written."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        while self.read():
            pass

    def exit_code(self) -> int:
        """Its exit code, as a shell gives it, once it ended."""
        self.until(lambda: self.process.poll() is not None, "the end")
        while self.read():
            pass
        code = self.process.returncode
        return code if code >= 0 else 128 - code


@contextmanager
def terminal(
    path: Path,
    *words: str,
    size: tuple[int, int] = (80, 24),
    command: Sequence[str] = CHECKOUT,
    account: Account | None = None,
    **environ: str,
) -> Iterator[Terminal]:
    """A desk on the database at path, ended in any case. words: a verb and what it takes; account:
    whose process it is."""
    desk = Terminal(path, *words, size=size, environ=environ, command=command, account=account)
    try:
        yield desk
    finally:
        with contextlib.suppress(OSError):
            desk.process.kill()
        desk.process.wait()
        os.close(desk.master)
