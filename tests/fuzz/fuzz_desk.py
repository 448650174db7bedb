"""So many streams into the desk itself, through a pseudo-terminal: `python tests/fuzz/fuzz_desk.py
[STREAMS [SEED]]`.

The streams are valid, cut, mixed and hostile, and hold no key that acts: the journal must stay as
it was, the process alive, and the terminal must be given back.
"""

from __future__ import annotations

import os
import random
import select
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":
    sys.path += [str(Path(__file__).resolve().parents[1] / name) for name in ("tui", "")]

from desk_driver import SAMPLE, library
from desk_terminal import Terminal, terminal
from streams import PASTE_ENDS, cut, silent

from workbench.store import open_store

_COOKED = termios.ICANON | termios.ECHO | termios.ISIG
BATCH = 100
"""Streams after which it is looked whether the desk still reads keys."""
_HARMLESS = bytes(byte for byte in range(256) if byte not in range(0x20, 0x7F) and byte > 0x1B)
"""Bytes that are no key at all: random ones of these are hostile, and ask for no act."""


def stream(chance: random.Random) -> bytes:
    """Some parts in a row. What is broken off is followed by an escape byte, as whatever a terminal
    sends next begins with one; a paste is ended, as all behind it would be text."""
    data = b""
    for _ in range(chance.randrange(1, 6)):
        kind = chance.randrange(4)
        if kind < 2:
            data += silent(chance).data
        elif kind == 2:
            data += (
                bytes(chance.choice(_HARMLESS) for _ in range(chance.randrange(1, 40))) + b"\x1b[I"
            )
        else:
            begun = cut(chance).data
            if begun[:1] in (b"\x1b", b"\xc2"):
                data += begun + (PASTE_ENDS if b"200~" in begun else b"") + b"\x1b[I"
    return data


def head(path: Path) -> tuple[int, str]:
    """Of the journal."""
    with open_store(path) as store:
        return store.journal.head()


def send(desk: Terminal, data: bytes) -> None:
    """All of it, reading what the desk paints meanwhile."""
    while data:
        desk.read(0)
        if select.select([], [desk.master], [], 0.05)[1]:
            data = data[os.write(desk.master, data[:512]) :]


def press(desk: Terminal, key: str, done: Callable[[], bool]) -> None:
    """Press a key until it is done. On a busy machine the desk may read it together with what came
    before, which is much at once; then it is pressed again, as anybody would."""
    for _ in range(60):
        pause = time.monotonic() + 0.5  # what came at once is over, and so is an escape byte
        while time.monotonic() < pause:
            desk.read(0.05)
        if done():
            return
        desk.press(key)
    raise AssertionError(f"{key!r} is not read:\n{desk.screen()}")


def reads_keys(desk: Terminal) -> None:
    """The desk is alive: it opens a line, and closes it."""
    press(desk, ":", lambda: "\n:" in desk.screen())
    press(desk, "\x03", lambda: "\n:" not in desk.screen())


def fuzz(path: Path, streams: int, seed: int = 0) -> None:
    """Send so many streams to a desk on the database; half of them on an open article."""
    before = head(path)
    with terminal(path, SSH_TTY="/dev/pts/9") as desk:
        desk.shows("? keys")
        for at in range(streams):
            if at == streams // 2:
                press(desk, "\r", lambda: " library " not in desk.screen().splitlines()[-1])
            chance = random.Random(f"{seed} {at}")
            send(desk, stream(chance))
            if at % BATCH == BATCH - 1:
                reads_keys(desk)
                assert desk.process.poll() is None, at
                assert head(path) == before, at
                desk.output = desk.output[-10_000:]
                desk._fed = len(desk.output)
        reads_keys(desk)
        desk.press("Q")
        assert desk.exit_code() == 0
        assert head(path) == before
        assert termios.tcgetattr(desk.master)[3] & _COOKED == _COOKED
        assert b"\x1b[?1049l" in desk.output[-4000:]


def main(words: list[str]) -> None:
    """Run it on the sample set."""
    streams, seed = (int(words[at]) if len(words) > at else default
                     for at, default in enumerate((20_000, 1)))  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = library(Path(folder) / "desk.db", SAMPLE)
        began = time.monotonic()
        for part in range(0, streams, 1000):
            size = min(1000, streams - part)
            fuzz(path, size, seed + part)
            print(f"{part + size} streams, {time.monotonic() - began:.0f} s", file=sys.stderr)
    print(f"{streams} streams, seed {seed}: journal unchanged, desk alive, terminal restored")


if __name__ == "__main__":
    main(sys.argv[1:])
