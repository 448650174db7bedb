"""A row about `facts --jsonl`: a line that is larger than any article, whole or never ending."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from faults_rows import ROOT, Ground, Row
from waiting import PATIENCE

from workbench.intake import Limits

BYTES, SHORT_BYTES = 300_000_000, 40_000_000
PIECE = 1 << 16
MEMORY = 150_000_000
"""Bytes that the program may take: several times a line of the largest size, half of this one."""
CPU_SECONDS = 20
GOOD = {"id": "good", "text": 'Kapal karam.\n\n"Semua selamat," kata Dewi Lestari, Senin.\n'}

STARTS = (
    b'{"id": "words", "text": "',
    b'{"id": "deep", "text": [' + b"[" * 1000,
    b"",
    b'{"id": "many", "text": "x", "more": {"a": 1, "b": [',
)
FILLS = ("kata lagi. ", "[", "\0", '"\\u0041", ')
"""What the line begins with, and what fills it."""


def flood(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """A good line, one that is far too long, and where it ends another good one."""
    size = BYTES if ground.is_long else SHORT_BYTES
    kind, ends = seed % len(STARTS), seed // len(STARTS) % 2 == 1
    worker = subprocess.Popen(
        [sys.executable, "-m", "workbench", "facts", "--jsonl"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)},
    )  # fmt: skip
    assert worker.stdin
    assert worker.stdout
    answered = threading.Event()
    feeder = threading.Thread(
        target=_feed, args=(worker.stdin, _line(kind, size), answered), kwargs={"ends": ends}
    )
    feeder.start()
    try:
        first, refused = (json.loads(worker.stdout.readline()) for _ in range(2))
        after = [json.loads(worker.stdout.readline())] if ends else []
        assert feeder.is_alive(), "it was answered only when nothing more could come"
        peak = _peak(worker.pid)
        answered.set()
        rest = [json.loads(line) for line in worker.stdout]
    finally:
        answered.set()
        feeder.join()
        _, status, usage = os.wait4(worker.pid, 0)
        worker.returncode = os.waitstatus_to_exitcode(status)
        worker.stdout.close()
    assert worker.returncode == 1
    assert first["facts"]
    assert refused["id"] is None
    assert f"over the limit of {Limits().file_bytes:,} bytes" in refused["error"]
    assert after == ([first] if ends else [])
    assert rest == []
    assert peak < MEMORY, peak
    assert usage.ru_utime + usage.ru_stime < CPU_SECONDS
    return Counter({"MB refused": size // 1_000_000})


def _peak(pid: int) -> int:
    """Bytes of memory that a process had at most. Not what waiting for it tells: there the
    process that it was made from counts too."""
    status = Path(f"/proc/{pid}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def _line(kind: int, size: int) -> Iterator[bytes]:
    """Pieces of a line of so many bytes."""
    yield STARTS[kind]
    piece = (FILLS[kind] * (PIECE // len(FILLS[kind]))).encode()
    for _ in range(size // len(piece)):
        yield piece


def _feed(out: BinaryIO, pieces: Iterator[bytes], answered: threading.Event, *, ends: bool) -> None:
    """Write as whoever feeds documents does. A line without an end stays so until it was refused:
    nobody who waits for its end would ever answer."""
    good = json.dumps(GOOD).encode() + b"\n"
    with out:
        out.write(good)
        for piece in pieces:
            out.write(piece)
        if ends:
            out.write(b"\n" + good)
        out.flush()
        answered.wait(PATIENCE)


ROWS = (
    Row(
        name="a line without end",
        fault=f"a line of {BYTES // 1_000_000} MB to `facts --jsonl` (words, nesting, NULs, "
        "escapes), every other one never ended",
        checked="it is refused while it still comes, with the limit and what to do, lines before "
        "and after it are answered, the program takes less than 150 MB and 20 s of CPU time",
        attempt=flood,
        tries=16,
        short=1,
    ),
)
