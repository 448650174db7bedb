"""Real faults: kill -9, a full disk, other writers, a lock that is held, a file made read-only.

What is tried many times stands in the rows of the suite (`test_rows.py`, `run_faults.py`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from faults_killing import annotating, hashes
from file_cases import tables
from services_cases import bench_on, is_sound
from store_cases import LOAD_ALL
from waiting import PATIENCE

from workbench.errors import BusyError, WorkbenchError
from workbench.services.exporting import export
from workbench.services.proof import verify
from workbench.services.review import accept_facts
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import Access, open_store

ROOT = Path(__file__).resolve().parents[2]


BREAKING_OFF = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = DELETE").fetchall()
connection.execute("PRAGMA cache_size = 5")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE source SET note = hex(randomblob(4000))")
connection.execute("UPDATE source_name SET folded = hex(randomblob(4000))")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_broken_off_without_a_log_is_taken_back_by_whoever_opens_it(path: Path) -> None:
    """As a kill may leave a new database just before it gets its log."""
    with open_store(path) as store:
        before = store.sources.all()
    subprocess.run([sys.executable, "-c", BREAKING_OFF, str(path)], check=False)
    assert path.with_name("bench.db-journal").stat().st_size
    with open_store(path) as store:
        assert store.sources.all() == before
        assert list(verify(store)) == []


def test_two_programs_write_and_lose_nothing(path: Path) -> None:
    before = len(hashes(path))
    workers = [annotating(path, name, seed, 25) for seed, name in enumerate(["ana", "budi"])]
    said = []
    for worker in workers:
        out, _ = worker.communicate(timeout=2 * PATIENCE)
        assert worker.returncode == 0
        said.append(out.splitlines())
    assert [len(lines) for lines in said] == [25, 25]
    kept = hashes(path)
    for lines in said:
        done = [line.split() for line in lines if line.startswith("done")]
        assert len(done) >= 15
        assert {digest for _, _, digest in done} <= set(kept)
    assert len(kept) > before + 20
    with open_store(path) as store:
        assert list(verify(store)) == []
        assert {entry.analyst for entry in store.journal.recent(99)} >= {"ana", "budi"}


HOLDING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("ROLLBACK")
print("free", flush=True)
sys.stdin.readline()
"""


def test_a_lock_that_is_held_too_long_is_busy_and_changes_nothing(path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdin
    assert holder.stdout
    with holder, open_store(path, busy_timeout_ms=150) as store:
        assert holder.stdout.readline() == "held\n"
        bench = bench_on(store, first=10_000)
        view = view_article(bench, 1)
        before = tables(store)
        started = time.monotonic()
        with pytest.raises(BusyError, match="busy"):
            accept_facts(bench, view, view.facts[:3])
        assert time.monotonic() - started > 0.1
        assert tables(store) == before
        assert view_article(bench, 1) == view
        holder.stdin.write("\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == "free\n"
        assert accept_facts(bench, view, view.facts[:3])
        assert is_sound(bench)
        holder.stdin.write("\n")


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """A file system of a few megabytes; without the right to mount one the test is skipped."""
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)],
        capture_output=True, check=False,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip("no right to mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def accept_everything(bench: Workbench) -> Iterator[tuple[int, str]]:
    """Accept all facts, an article an act; the journal's head after each."""
    for number in range(1, 30):
        view = view_article(bench, number)
        accept_facts(bench, view, view.facts)
        yield bench.store.journal.head()


def test_a_full_disk_keeps_what_was_there_and_goes_on_when_there_is_room(
    path: Path, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", 8) as disk:
        place = disk / "bench.db"
        place.write_bytes(path.read_bytes())
        with open_store(place) as store:
            bench = bench_on(store, first=10_000)
            out = disk / "out.jsonl"
            export(bench, "jsonl", out)
            old = out.read_bytes()
            filler = disk / "filler"
            with pytest.raises(OSError, match="space"):
                filler.write_bytes(bytes(9 * 2**20))
            acknowledged = [store.journal.head()]
            with pytest.raises(BusyError, match="disk is full"):
                acknowledged.extend(accept_everything(bench))
            assert len(acknowledged) < 30
            assert store.journal.head() == acknowledged[-1]
            with pytest.raises(BusyError, match="what was there is unchanged"):
                export(bench, "jsonl", out)
            assert out.read_bytes() == old
            assert sorted(one.name for one in disk.iterdir() if "out" in one.name) == ["out.jsonl"]
            assert list(verify(store)) == []
            filler.unlink()
            view = view_article(bench, 29)
            assert accept_facts(bench, view, view.facts)
            export(bench, "jsonl", out)
            assert out.read_bytes() != old
            assert is_sound(bench)


LIMITED = """
import resource, signal, sys
from pathlib import Path
from workbench.errors import BusyError
from workbench.services.exporting import export
from workbench.services.workbench import Workbench
from workbench.store import open_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open_store(Path(sys.argv[1])) as store:
    store.journal.head()
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
    try:
        export(Workbench(store, "ana"), sys.argv[2], Path(sys.argv[3]))
    except BusyError as error:
        print(error)
"""


def files(folder: Path) -> dict[Path, bytes]:
    """Everything that is there, but for the database and its side files."""
    found = (one for one in folder.rglob("*") if one.is_file())
    return {one: one.read_bytes() for one in found if not one.name.startswith("bench.db")}


@pytest.mark.parametrize(
    ("name", "out"),
    [
        ("jsonl", "out.jsonl"),
        ("csv", "out.csv"),
        ("brat", "out"),
        ("package", "out"),
        ("package", "out.zip"),
    ],
)
def test_an_export_that_grows_too_large_leaves_the_old_one(
    path: Path, tmp_path: Path, name: str, out: str
) -> None:
    with open_store(path) as store:
        bench = bench_on(store, first=10_000)
        assert len(list(accept_everything(bench))) == 29
        export(bench, name, tmp_path / out)
    before = files(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path), name, str(tmp_path / out)],
        capture_output=True, text=True, check=False, timeout=2 * PATIENCE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert "what was there is unchanged" in done.stdout, done.stdout + done.stderr
    assert files(tmp_path) == before


TURNING = """
import os, sys
from pathlib import Path
from workbench.errors import BusyError
from workbench.services.review import accept_facts
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store
path = Path(sys.argv[1])
os.setuid(65534)
with open_store(path) as store:
    bench = Workbench(store, "ana")
    view = view_article(bench, 1)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        accept_facts(bench, view, view.facts[:3])
    except BusyError as error:
        print(error)
    assert view_article(bench, 1) == view
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")
def test_a_file_that_turns_read_only_under_the_program_refuses_changes(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(shutil.copy(path, folder))
        for one in (place, place.parent):
            os.chown(one, 65534, 65534)
        done = subprocess.run(
            [sys.executable, "-c", LOAD_ALL + TURNING, str(place)],
            capture_output=True, text=True, check=False, timeout=2 * PATIENCE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert "mode 0444" in done.stdout, done.stdout + done.stderr
        assert "may not be written to" in done.stdout
        assert done.returncode == 0, done.stderr
        assert hashes(place) == hashes(path)


def test_a_database_that_vanishes_or_is_damaged_under_the_program_is_reported(path: Path) -> None:
    with open_store(path) as store:
        bench = bench_on(store, first=10_000)
        view_article(bench, 1)
        content = path.read_bytes()
        path.write_bytes(content[:8192] + bytes(len(content) - 8192))
        with pytest.raises(WorkbenchError):
            list(accept_everything(bench))
    path.unlink()
    with pytest.raises(WorkbenchError, match="does not exist"):
        open_store(path, Access.READ)
