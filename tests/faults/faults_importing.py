"""A row about imports: killed inside, at points that are spread over a measured run."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from faults_full import content
from faults_rows import ROOT, Ground, Row
from faults_texts import new_text
from waiting import FOR_EVER

from workbench.services.proof import verify
from workbench.store import open_store

ARTICLES, SHORT_ARTICLES = 2_000, 120
ATTEMPTS = 20
"""Kills after which one must have met a running import."""


@dataclass(frozen=True)
class Undisturbed:
    """An import that nobody disturbs."""

    texts: Path
    seconds: float
    """From the first sight of its file to its end."""
    content: list[object]


def kill(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """Kill an import inside; what is there is sound, and the import run again gives all of it."""
    undisturbed = _undisturbed(ground)
    rng = random.Random(seed)
    paths = (folder / f"bench-{number}.db" for number in range(ATTEMPTS))
    path = next(path for path in paths if _kill_inside(path, undisturbed, rng))
    with open_store(path) as store:
        assert list(verify(store)) == []
        there = store.articles.count(analyst="ana")
    assert _importing(path, undisturbed.texts).wait(FOR_EVER) == 0
    assert _content(path) == undisturbed.content
    return Counter({"articles there after the kill": there})


def _kill_inside(path: Path, undisturbed: Undisturbed, rng: random.Random) -> bool:
    worker = _importing(path, undisturbed.texts)
    _until_begun(path, worker)
    time.sleep(undisturbed.seconds * rng.random())
    worker.send_signal(signal.SIGKILL)
    return worker.wait() == -signal.SIGKILL


def _until_begun(path: Path, worker: subprocess.Popen[bytes]) -> None:
    while not path.exists() and worker.poll() is None:
        time.sleep(0.005)


def _undisturbed(ground: Ground) -> Undisturbed:
    found = ground.kept.get("import")
    if not isinstance(found, Undisturbed):
        texts, path = ground.folder / "texts.jsonl", ground.folder / "undisturbed.db"
        _write(texts, ARTICLES if ground.is_long else SHORT_ARTICLES)
        worker = _importing(path, texts)
        _until_begun(path, worker)
        began = time.monotonic()
        assert worker.wait(FOR_EVER) == 0
        found = Undisturbed(texts, time.monotonic() - began, _content(path))
        ground.kept["import"] = found
    return found


def _write(texts: Path, count: int) -> None:
    """New articles; every tenth is a near-duplicate of the one before."""
    with texts.open("w", encoding="utf-8") as out:
        for number in range(count):
            text = (
                new_text(number - 1) + "Baca juga: lain.\n"
                if number % 10 == 9
                else new_text(number)
            )
            record = {"text": text, "outlet": f"Harian {number % 30}", "published": "2026-03-04"}
            out.write(json.dumps(record) + "\n")


def _importing(path: Path, texts: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "workbench", "--db", str(path), "--analyst", "ana", "import",
         str(texts)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def _content(path: Path) -> list[object]:
    """What an import comes to: texts with their facts, questions, likenesses, outlets, and what is
    found by a word."""
    with open_store(path) as store:
        assert list(verify(store)) == []
        found = content(store)
    with closing(sqlite3.connect(path)) as connection:
        return [*found, *(sorted(connection.execute(query)) for query in _DERIVED)]


_DERIVED = (
    """SELECT a.sha256, q.start, q."end", q.kind FROM question q JOIN article a
        ON a.id = q.article_id""",
    """SELECT a.sha256, b.sha256, l.kind FROM likeness l JOIN article a ON a.id = l.article_id
        JOIN article b ON b.id = l.other_id""",
    """SELECT s.name, count(*) FROM article a JOIN source s ON s.id = a.outlet_id GROUP BY s.id""",
)


ROWS = (
    Row(
        name="kill in an import",
        fault=f"kill -9 inside an import of {ARTICLES:,} articles, at points drawn from a "
        "measured run",
        checked="verify finds nothing; the same import run again gives the texts, facts, "
        "questions, likenesses and outlets of an undisturbed one, each once",
        attempt=kill,
        tries=100,
        short=2,
    ),
)
