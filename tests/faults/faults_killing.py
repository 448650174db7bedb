"""Rows about processes that are killed: while they annotate, alone and beside others."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from faults_rows import ROOT, Ground, Row
from services_cases import bench_on, is_sound
from waiting import PATIENCE

from workbench.domain.decision import Verdict
from workbench.services.proof import verify
from workbench.services.review import answer_fact
from workbench.services.view import view_article
from workbench.store import open_store

ACTS = 25
"""Acts of a writer that is left alone."""


def annotating(
    path: Path,
    analyst: str,
    seed: int,
    count: int = 1_000_000,
    *,
    environ: Mapping[str, str] = {},
) -> subprocess.Popen[str]:
    """A process that annotates; a line of it for each act that was committed."""
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("faults_annotating.py")),
         str(path), analyst, str(seed), str(count)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
    )  # fmt: skip


def hashes(path: Path) -> list[str]:
    """The journal's, in order."""
    with closing(sqlite3.connect(path)) as connection:
        return [digest for (digest,) in connection.execute("SELECT hash FROM journal ORDER BY seq")]


def acknowledged(said: list[str]) -> list[tuple[int, str]]:
    """Number and hash of the head after each act that a process said to be done."""
    words = [line.split() for line in said if line.startswith("done")]
    return [(int(line[1]), line[2]) for line in words if len(line) == 3 and len(line[2]) == 64]


def killed(worker: subprocess.Popen[str], rng: random.Random) -> list[str]:
    """What a process said until it was killed, some acts after its start and at any moment."""
    assert worker.stdout
    said = [worker.stdout.readline() for _ in range(rng.randint(1, 12))]
    time.sleep(rng.random() * 0.05)
    worker.send_signal(signal.SIGKILL)
    said += worker.stdout.read().splitlines()
    worker.stdout.close()
    worker.wait()
    return said


def kill_annotating(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """What was acknowledged outlives a kill, and the next one works on."""
    path = ground.copy(folder)
    heads = acknowledged(killed(annotating(path, "ana", seed), random.Random(seed)))
    assert heads
    with open_store(path) as store:
        assert list(verify(store)) == []
        kept = hashes(path)
        for seq, digest in heads:
            assert seq == 0 or kept[seq - 1] == digest
        # Of what was not acknowledged there is at most the one act that was under way.
        assert len(kept) <= heads[-1][0] + 1
        bench = bench_on(store)
        view = view_article(bench, 1)
        answer_fact(bench, view, view.facts[0], Verdict.UNSURE)
        assert is_sound(bench)
    return Counter({"acts acknowledged": len(heads)})


def kill_one_of_four(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """Four write at once, one of them is killed: the others go on as if nothing was."""
    path = ground.copy(folder)
    before = len(hashes(path))
    victim = annotating(path, "dewi", seed)
    others = [
        annotating(path, name, 4 * seed + at, ACTS) for at, name in enumerate(("ana", "budi", "ir"))
    ]
    heads = acknowledged(killed(victim, random.Random(seed)))
    acts = len(heads)
    for other in others:
        said, _ = other.communicate(timeout=4 * PATIENCE)
        assert other.returncode == 0
        assert len(said.splitlines()) == ACTS
        heads += acknowledged(said.splitlines())
    kept = hashes(path)
    # A head may be that of another one's later act; each is one that the file has, at its place.
    assert all(seq == 0 or kept[seq - 1] == digest for seq, digest in heads)
    with open_store(path) as store:
        assert list(verify(store)) == []
        done = Counter(entry.analyst for entry, *_ in store.journal.entries(after=before))
    assert all(done[name] >= ACTS * 0.6 for name in ("ana", "budi", "ir")), done
    return Counter({"acts acknowledged": len(heads), "by who was killed": acts})


ROWS = (
    Row(
        name="kill annotating",
        fault="kill -9 at a random point of a scripted annotation (accept, reject, new claims "
        "with new sources, undo, redo)",
        checked="every act that was called done is in the journal with its hash, at most the one "
        "under way beside them; verify finds nothing; the next program works on",
        attempt=kill_annotating,
        tries=500,
        short=4,
    ),
    Row(
        name="four writers, one killed",
        fault="four programs write to one file at once; one of them gets kill -9 at a random point",
        checked="all acts of all four that were called done are in the journal; the three others "
        "were refused nothing that the fourth caused, and end well; verify finds nothing",
        attempt=kill_one_of_four,
        tries=40,
        short=1,
    ),
)
