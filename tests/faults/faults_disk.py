"""Rows about a disk that fails: errors at writing and syncing, torn writes, slow syncs."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

from faults_killing import acknowledged, annotating, hashes, killed
from faults_rows import Ground, Row
from faults_shim import FAILED, FOR_EVER, FULL, KILLED, failing, shim
from services_cases import bench_on, is_sound
from waiting import PATIENCE

from workbench.domain.decision import Verdict
from workbench.services.proof import verify
from workbench.services.review import answer_fact
from workbench.services.view import view_article
from workbench.store import open_store

ACTS = 40
CALLS = {"write": 260, "sync": 60, "cut": 4}
"""About so many of each that an undisturbed run of so many acts makes."""
DELAY = 40_000
"""Microseconds."""


def fail(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """Calls fail, once, for a while or for ever: what is refused is not there, all else is."""
    rng = random.Random(seed)
    path = ground.copy(folder)
    call = rng.choices(("write", "sync", "cut"), (6, 5, 1))[0]
    error = rng.choice((FAILED, FAILED, FULL))
    environ = failing(
        ground, path.name, call=call, first=rng.randrange(CALLS[call]),
        count=rng.choice((1, 1, 5, FOR_EVER)), error=error,
    )  # fmt: skip
    before = hashes(path)
    worker = annotating(path, "ana", seed, ACTS, environ=environ)
    said = worker.communicate(timeout=2 * PATIENCE)[0].splitlines()
    assert worker.returncode in (0, 3), said[-1:]
    heads = acknowledged(said)
    refused = [line for line in said if line.startswith("refused BusyError")]
    assert error == FULL or not any("the disk is full" in line for line in said)
    _is_all_there(path, before, heads)
    return Counter({"acts acknowledged": len(heads), "acts refused by the fault": len(refused)})


def tear(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """The process is killed when half of a write is done, or just before a sync."""
    rng = random.Random(seed)
    path = ground.copy(folder)
    call = rng.choice(("write", "write", "sync"))
    environ = failing(
        ground, path.name, call=call, first=rng.randrange(CALLS[call]), count=1, error=KILLED
    )
    before = hashes(path)
    worker = annotating(path, "ana", seed, ACTS, environ=environ)
    heads = acknowledged(worker.communicate(timeout=2 * PATIENCE)[0].splitlines())
    _is_all_there(path, before, heads, under_way=1)
    return Counter({"acts acknowledged": len(heads), "killed inside": worker.returncode == -9})


def delay(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """Every sync takes long, and the process is killed, most likely while one is under way."""
    path = ground.copy(folder)
    before = hashes(path)
    slow = {"LD_PRELOAD": shim(ground), "FAULT_FILE": path.name, "FAULT_DELAY": str(DELAY)}
    heads = acknowledged(killed(annotating(path, "ana", seed, environ=slow), random.Random(seed)))
    _is_all_there(path, before, heads, under_way=1)
    return Counter({"acts acknowledged": len(heads)})


def _is_all_there(
    path: Path, before: list[str], heads: list[tuple[int, str]], *, under_way: int = 0
) -> None:
    """The file holds what was acknowledged and no more, is sound, and can be worked on."""
    with open_store(path) as store:
        assert list(verify(store)) == []
        kept = hashes(path)
        assert kept[: len(before)] == before
        assert all(seq == 0 or kept[seq - 1] == digest for seq, digest in heads)
        known = heads[-1][0] if heads else len(before)
        assert known <= len(kept) <= known + under_way, (known, len(kept))
        bench = bench_on(store)
        view = view_article(bench, 1)
        answer_fact(bench, view, view.facts[0], Verdict.UNSURE)
        assert is_sound(bench)


ROWS = (
    Row(
        name="failing disk",
        fault="writing, syncing or cutting the database or its log gives an I/O error or no space "
        "from a random call on: once, five times or for ever; half of what was to be written is",
        checked="an act is called done and there, or refused and not there; nobody is told of a "
        "full disk that is not; verify finds nothing; the next program works on",
        attempt=fail,
        tries=300,
        short=6,
    ),
    Row(
        name="torn write",
        fault="the process is killed in the middle of a random write to the database or its log, "
        "or just before a sync",
        checked="what was called done is there, at most the act under way beside it; verify finds "
        "nothing; the next program works on",
        attempt=tear,
        tries=200,
        short=3,
    ),
    Row(
        name="slow sync",
        fault="every sync of the file takes 40 ms longer, and kill -9 comes meanwhile",
        checked="nothing is called done before its sync is over: all that was is there",
        attempt=delay,
        tries=40,
        short=2,
    ),
)
