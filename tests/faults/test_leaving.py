"""One can always leave, and always read: on a full disk, under a lock that somebody holds."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from desk_terminal import Terminal, terminal
from test_faults import HOLDING, small_disk
from waiting import PATIENCE

from workbench.errors import BusyError
from workbench.services.proof import verify
from workbench.services.review import accept_fact
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def held(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A program that writes to the database, and does not end."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        try:
            yield holder
        finally:
            holder.kill()


def full(disk: Path) -> None:
    """Leave no room."""
    with pytest.raises(OSError, match="space"):
        (disk / "filler").write_bytes(bytes(9 * 2**20))


def workbench(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "workbench", "--db", str(path), *words],
        capture_output=True, text=True, check=False, timeout=2 * PATIENCE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def left_by_q(desk: Terminal) -> int:
    desk.press("Q")
    code = desk.exit_code()
    assert b"head" in desk.output
    return code


@pytest.mark.parametrize("keys", ["Q", ":q\r"])
def test_a_lock_keeps_nobody_in(path: Path, keys: str) -> None:
    with terminal(path) as desk:
        desk.shows("? keys")
        with held(path):
            desk.press(keys)
            assert desk.exit_code() == 0


def test_the_desk_opens_under_a_lock_and_names_who_holds_it(path: Path) -> None:
    with held(path) as holder, terminal(path) as desk:
        desk.shows("open for reading: busy: ")
        desk.shows(f"(process {holder.pid}, ")
        desk.press("\r")
        desk.until(lambda: desk.left() > 0, "the article")
        assert left_by_q(desk) == 0


def test_a_desk_that_opened_under_a_lock_works_once_it_is_free(path: Path) -> None:
    with terminal(path) as desk:
        with held(path):
            desk.shows("open for reading")
        desk.press("\r")
        desk.until(lambda: desk.left() > 0, "the article")
        left = desk.left()
        desk.press("a")
        desk.until(lambda: desk.left() < left, "an accepted fact")
        assert left_by_q(desk) == 0


def in_an_article(desk: Terminal) -> int:
    """Open the first article; how many questions are open."""
    desk.shows("? keys")
    desk.press("\r")
    desk.until(lambda: desk.left() > 0, "the article")
    return desk.left()


def acts(path: Path) -> list[str]:
    """What the journal of a sound database says was done by hand."""
    with open_store(path) as store:
        assert list(verify(store)) == []
        return [one.op for one in store.journal.recent(99) if one.is_act]


@pytest.mark.parametrize("leaving", ["Q", ":q\r", ":desk.quit\r"])
@pytest.mark.parametrize("ahead", ["", "jaja"])
def test_an_act_that_waits_for_a_lock_keeps_nobody_in(path: Path, ahead: str, leaving: str) -> None:
    with terminal(path) as desk:
        in_an_article(desk)
        with held(path) as holder:
            desk.press(f"a{ahead}{leaving}")
            assert desk.exit_code() == BusyError.exit_code
        words = desk.output.decode()
        assert "not done: Accept" in words
        assert "given up, nothing was changed: python" in words
        assert f"(process {holder.pid}, " in words
        assert ("not read: 4 keys" in words) is bool(ahead)
    assert acts(path) == []


def test_an_act_that_waits_says_for_whom_and_escape_gives_it_up(path: Path) -> None:
    with terminal(path) as desk:
        left = in_an_article(desk)
        with held(path) as holder:
            desk.press("a")
            desk.shows("waiting: python")
            desk.shows(f"(process {holder.pid}, ")
            desk.press("\x1b")
            desk.shows("given up, nothing was changed")
            assert desk.left() == left
        desk.press("a")
        desk.until(lambda: desk.left() < left, "an accepted fact")
        assert left_by_q(desk) == 0
    assert acts(path) == ["accept"]


def test_an_act_that_waits_is_done_once_the_lock_is_free(path: Path) -> None:
    with terminal(path) as desk:
        left = in_an_article(desk)
        with held(path):
            desk.press("a")
            desk.shows("waiting: python")
        desk.until(lambda: desk.left() < left, "an accepted fact")
        assert left_by_q(desk) == 0
    assert acts(path) == ["accept"]


def test_a_lock_that_stays_is_told_of_until_it_goes(path: Path) -> None:
    with terminal(path) as desk:
        with held(path) as holder:
            banner = "open for reading: busy: python"
            desk.shows(banner)
            for key in "jjk":
                desk.press(key)
                desk.shows(banner)
                desk.shows(f"(process {holder.pid}, ")
        desk.until(lambda: banner not in desk.screen(), "a status line without it")
        assert left_by_q(desk) == 0
    with open_store(path) as store:
        last = store.sessions.last("ratna")
        assert last
        assert last.ended_how == "ended"


def test_a_lock_that_is_taken_while_the_desk_rests_is_told_at_the_next_key(path: Path) -> None:
    with terminal(path) as desk:
        desk.shows("? keys")
        with held(path) as holder:
            desk.press("j")
            desk.shows("open for reading: busy: python")
            desk.shows(f"(process {holder.pid}, ")
        desk.until(lambda: "open for reading" not in desk.screen(), "a status line without it")


def test_an_act_that_a_lock_keeps_waiting_names_the_process(path: Path) -> None:
    with held(path) as holder, open_store(path, busy_timeout_ms=50) as store:
        bench = Workbench(store, "ana")
        view = view_article(bench, 1)
        with pytest.raises(BusyError, match=rf"process {holder.pid}"):
            accept_fact(bench, view, view.facts[0])
        assert workbench(path, "list", "--limit", "1").returncode == 0


def test_a_full_disk_is_read_from_and_left(path: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 6) as disk:
        place = disk / "bench.db"
        place.write_bytes(path.read_bytes())
        (disk / "home").mkdir()
        full(disk)
        content = place.read_bytes()
        for words in (("list",), ("show", "1"), ("search", "kapal"), ("log",), ("verify",)):
            done = workbench(place, *words)
            assert done.returncode == 0, (words, done.stderr)
            assert done.stdout or done.stderr
        refused = workbench(place, "sources", "add", "Harian Ombak")
        assert refused.returncode == 3
        assert "disk is full" in refused.stderr
        with terminal(place, "open") as desk:
            desk.shows("read-only: the disk is full")
            assert left_by_q(desk) == 0
        assert place.read_bytes() == content


def test_a_disk_that_fills_under_the_desk_keeps_nobody_in(path: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 6) as disk:
        place = disk / "bench.db"
        place.write_bytes(path.read_bytes())
        (disk / "home").mkdir()
        with terminal(place) as desk:
            desk.shows("? keys")
            full(disk)
            assert left_by_q(desk) == 0
        with sqlite3.connect(place) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
