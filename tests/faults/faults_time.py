"""A row about clocks: the wall clock jumps to and fro by months while people work."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from faults_killing import hashes
from faults_rows import ROOT, Ground, Row
from faults_shim import shim
from services_cases import bench_on
from waiting import PATIENCE

from workbench.services.history import undo
from workbench.services.proof import verify
from workbench.services.sitting import list_sessions
from workbench.store import open_store

ACTS = 30
SITTINGS = 2


def jump(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """Sit down twice under a clock that jumps: what counts is the order of what was done."""
    rng = random.Random(seed)
    path = ground.copy(folder)
    sessions = []
    for sitting in range(SITTINGS):
        told = _sit(ground, path, 2 * seed + sitting, seconds=rng.choice((86_400, 10_000_000)))
        sessions.append(told["session"])
        assert told["newest"] == told["session"]
        assert told["acts"] == told["heads"][-1][0] - told["first"]
        _is_in_order(path, told)
    with open_store(path) as store:
        assert list(verify(store)) == []
        bench = bench_on(store)
        assert [one.uid for one in list_sessions(bench)] == sessions[::-1]
        assert {one.ended_how for one in list_sessions(bench)} == {"ended"}
        times = [entry.at for entry, *_ in store.journal.entries()]
        last = store.journal.to_undo("ana")
        taken = undo(bench)
        assert last
        assert taken
        assert taken.undoes == last.seq
        assert list(verify(store)) == []
    back = sum(now < before for before, now in pairwise(times))
    assert back > 1, "the clock was not set"
    return Counter({"acts": len(times), "of them dated before the one they follow": back})


def _sit(ground: Ground, path: Path, seed: int, *, seconds: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("faults_sitting.py")), str(path), str(seed),
         str(ACTS)],
        capture_output=True, text=True, check=False, timeout=2 * PATIENCE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LD_PRELOAD": shim(ground),
             "FAULT_CLOCK": str(seconds)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _is_in_order(path: Path, told: dict[str, Any]) -> None:
    kept = hashes(path)
    assert all(kept[seq - 1] == digest for seq, digest in told["heads"])
    with open_store(path) as store:
        source = str(told["source"])
        assert [one.reliability for one in store.sources.ratings(source)] == told["letters"]
        assert store.sources.latest_ratings([source]) == {source: told["letters"][-1]}


ROWS = (
    Row(
        name="clocks",
        fault="the wall clock jumps back and forward by days or months every few looks at it, "
        "while two sittings annotate and rate",
        checked="the journal has every act in its order; undo takes back the last one done, the "
        "last rating given counts, the newest session is the last one begun and its summary names "
        "all its acts; verify finds nothing",
        attempt=jump,
        tries=40,
        short=1,
    ),
)
