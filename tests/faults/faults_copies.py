"""A row about backups: made while others write."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from pathlib import Path

from faults_full import workbench
from faults_killing import acknowledged, annotating, hashes
from faults_rows import Ground, Row

from workbench.services.proof import verify
from workbench.store import Access, open_store

BACKUPS = 3


def back_up(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """Two write as fast as they can; every backup is sound, and holds what was done before it."""
    rng = random.Random(seed)
    path = ground.copy(folder)
    writers = [annotating(path, name, 2 * seed + at) for at, name in enumerate(("ana", "budi"))]
    copies = []
    try:
        for number in range(BACKUPS):
            time.sleep(rng.random() * 0.2)
            before = len(hashes(path))
            copy = folder / f"copy-{number}.db"
            done = workbench(path, folder, ("backup", str(copy)))
            assert done.returncode == 0, done.stderr
            copies.append((copy, before))
    finally:
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
    heads = [
        head for writer in writers for head in acknowledged(writer.communicate()[0].splitlines())
    ]
    kept = hashes(path)
    assert all(seq == 0 or kept[seq - 1] == digest for seq, digest in heads)
    for copy, before in copies:
        assert before <= len(hashes(copy)) <= len(kept)
        assert kept[: len(hashes(copy))] == hashes(copy)
    for one in (path, *(copy for copy, _ in copies)):
        with open_store(one, Access.READ) as store:
            assert list(verify(store)) == []
    assert not list(folder.glob(".*"))
    written = len(hashes(copies[-1][0])) - copies[0][1]
    return Counter({"backups": BACKUPS, "acts during the backups": written})


ROWS = (
    Row(
        name="backup while writing",
        fault=f"{BACKUPS} backups are made while two programs annotate without a pause; then both "
        "are killed",
        checked="each backup is sound, holds all that was done before it began and a beginning of "
        "the journal, no more; nothing half is left beside it; verify finds nothing in the file",
        attempt=back_up,
        tries=25,
        short=1,
    ),
)
