"""Rows about imports: killed inside, at points that are spread over a measured run."""

from __future__ import annotations

import csv
import io
import json
import mailbox
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from faults_full import content
from faults_rows import ROOT, Ground, Row
from faults_texts import new_text
from waiting import FOR_EVER, PATIENCE
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from workbench.services.proof import verify
from workbench.store import open_store

ARTICLES, SHORT_ARTICLES = 2_000, 120
MESSAGES, SHORT_MESSAGES = 60, 12
"""Of each file of many that a row makes."""
CASES = ROOT / "tests" / "intake" / "cases"
"""A file of each kind that is read, made by its own program."""
ATTEMPTS = 20
"""Kills after which one must have met a running import."""


@dataclass(frozen=True)
class Undisturbed:
    """An import that nobody disturbs."""

    texts: Path
    seconds: float
    """From the first sight of its file to its end."""
    content: list[object]
    code: int = 0
    """1 where some input is refused."""


def kill(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """Kill an import inside; what is there is sound, and the import run again gives all of it."""
    return _killed(_undisturbed(ground), folder, seed)


def kill_among_files(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """The same of a folder with files of every kind, whose bytes are kept; and nothing that the
    import began goes on without it."""
    return _killed(_undisturbed_files(ground), folder, seed)


def _killed(undisturbed: Undisturbed, folder: Path, seed: int) -> Counter[str]:
    rng = random.Random(seed)
    paths = (folder / f"bench-{number}.db" for number in range(ATTEMPTS))
    path = next(path for path in paths if _kill_inside(path, undisturbed, rng))
    with open_store(path) as store:
        assert list(verify(store)) == []
        there = store.articles.count(analyst="ana")
    assert _importing(path, undisturbed.texts).wait(FOR_EVER) == undisturbed.code
    assert _content(path) == undisturbed.content
    return Counter({"articles there after the kill": there})


def _kill_inside(path: Path, undisturbed: Undisturbed, rng: random.Random) -> bool:
    worker = _importing(path, undisturbed.texts)
    _until_begun(path, worker)
    time.sleep(undisturbed.seconds * rng.random())
    begun = _descendants(worker.pid)
    worker.send_signal(signal.SIGKILL)
    is_killed = worker.wait() == -signal.SIGKILL
    deadline = time.monotonic() + PATIENCE
    while any(map(_is_running, begun)):
        assert time.monotonic() < deadline, "what an import began goes on without it"
        time.sleep(0.02)
    return is_killed


def _descendants(pid: int) -> list[int]:
    """The processes that one has begun, and those that they have."""
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                found += [child, *_descendants(child)]
    return found


def _is_running(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def _until_begun(path: Path, worker: subprocess.Popen[bytes]) -> None:
    while not path.exists() and worker.poll() is None:
        time.sleep(0.005)


def _undisturbed(ground: Ground) -> Undisturbed:
    found = ground.kept.get("import")
    if not isinstance(found, Undisturbed):
        texts = ground.folder / "texts.jsonl"
        _write(texts, ARTICLES if ground.is_long else SHORT_ARTICLES)
        found = ground.kept["import"] = _imported(texts, ground.folder / "undisturbed.db")
        assert found.code == 0
    return found


def _undisturbed_files(ground: Ground) -> Undisturbed:
    found = ground.kept.get("import of files")
    if not isinstance(found, Undisturbed):
        files = ground.folder / "files"
        _write_files(files, is_long=ground.is_long)
        found = ground.kept["import of files"] = _imported(files, ground.folder / "files.db")
    return found


def _imported(inputs: Path, path: Path) -> Undisturbed:
    worker = _importing(path, inputs)
    _until_begun(path, worker)
    began = time.monotonic()
    code = worker.wait(FOR_EVER)
    return Undisturbed(inputs, time.monotonic() - began, _content(path), code)


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


def _write_files(files: Path, *, is_long: bool) -> None:
    """A file of each kind that its own program made, and mailboxes, archives and tables of many."""
    for folder in sorted(CASES.iterdir()):
        cases = sorted(
            one for one in folder.iterdir() if one.suffixes[-2:] != [".expected", ".json"]
        )
        for case in cases if is_long else cases[:1]:
            place = files / folder.name / case.name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(case, place)
    count = MESSAGES if is_long else SHORT_MESSAGES
    texts = [new_text(number) for number in range(10_000, 10_000 + 3 * count)]
    box = mailbox.mbox(files / "many.mbox")
    for number, text in enumerate(texts[:count]):
        message = EmailMessage()
        message["From"], message["Subject"] = f"Meja {number % 7} <a@meja.test>", text.split(":")[0]
        message["Message-ID"] = f"<{number}@meja.test>"
        message.set_content(text)
        box.add(message)
    box.close()
    with (files / "many.warc.gz").open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number, text in enumerate(texts[count : 2 * count]):
            page = (
                f"<html><body><article><h1>Kapal</h1><p>{text}</p></article></body></html>".encode()
            )
            record = writer.create_warc_record(
                f"https://kapal.test/{number}",
                "response",
                payload=io.BytesIO(page),
                length=len(page),
                http_headers=StatusAndHeaders(
                    "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
                ),
            )
            writer.write_record(record)
    with (files / "many.csv").open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table)
        rows.writerow(("title", "text"))
        rows.writerows((f"Tabel {number}", text) for number, text in enumerate(texts[2 * count :]))


def _importing(path: Path, texts: Path) -> subprocess.Popen[bytes]:
    settings = path.with_name("settings")
    (settings / "workbench").mkdir(parents=True, exist_ok=True)
    (settings / "workbench" / "settings.toml").write_text('keep_raw = "on"\n')
    return subprocess.Popen(
        [sys.executable, "-m", "workbench", "--db", str(path), "--analyst", "ana", "import",
         str(texts)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(settings)},
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
    "SELECT sha256, size FROM raw",
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
        short=1,
    ),
    Row(
        name="kill among files",
        fault="kill -9 inside an import of a folder with files of every kind that is read (mail, "
        f"archives, feeds, caches, tables, books, PDF) and with {3 * MESSAGES} articles in a "
        "mailbox, a web archive and a table, whose bytes are kept; at points drawn from a measured "
        "run",
        checked="verify finds nothing; the same import run again gives what an undisturbed one "
        "does, each once; no process that the import began goes on without it",
        attempt=kill_among_files,
        tries=20,
        short=1,
    ),
)
