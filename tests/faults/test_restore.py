"""Putting a database in the place of another one: broken off at any point, across devices."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from faults_old import ROUNDS, counted, points
from services_cases import bench_on
from test_faults import small_disk
from test_leaving import full, workbench
from test_store_opening import as_root, open_as_nobody

from workbench.services.copies import back_up, restore
from workbench.services.proof import verify
from workbench.services.review import accept_fact
from workbench.services.sources import add_source
from workbench.services.view import view_article
from workbench.store import open_store
from workbench.store.swap import PLAN

RESTORING = """
from workbench.services.copies import restore
counted(lambda: restore(Path(sys.argv[3]), Path(sys.argv[4])))
"""


def head(path: Path) -> tuple[int, str]:
    with open_store(path) as store:
        assert list(verify(store)) == []
        return store.journal.head()


def unfolded(path: Path) -> None:
    """One more act, which is in the log alone, as a kill leaves it."""
    log = path.with_name(path.name + "-wal")
    with open_store(path) as store:
        content = path.read_bytes()
        add_source(bench_on(store, first=10_000), "Harian Ombak")
        kept = log.read_bytes()
        assert path.read_bytes() == content
    path.write_bytes(content)
    log.write_bytes(kept)


def placed(template: Path, folder: Path) -> Path:
    """A copy of a database with its log."""
    folder.mkdir()
    for one in template.parent.glob(f"{template.name}*"):
        shutil.copy(one, folder / one.name)
    return folder / template.name


def asides(path: Path) -> list[Path]:
    found = path.parent.glob(f"{path.stem}.replaced-*{path.suffix}")
    return sorted(found)


def old_and_new(path: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A database with an act in its log alone, and a copy without two acts that it has."""
    copy = tmp_path / "copy.db"
    with open_store(path) as store:
        back_up(store, copy)
        bench = bench_on(store, first=20_000)
        view = view_article(bench, 1)
        accept_fact(bench, view, view.facts[0])
    unfolded(path)
    return path, copy


@pytest.mark.parametrize("kind", ["kill", "interrupt"])
def test_a_restore_that_is_broken_off_leaves_the_old_one_whole_or_the_new_one(
    path: Path, tmp_path: Path, kind: str, record_property: Callable[[str, object], None]
) -> None:
    old, new = old_and_new(path, tmp_path)
    heads = {
        "old": head(placed(old, tmp_path / "before")),
        "new": head(placed(new, tmp_path / "after")),
    }
    whole = placed(old, tmp_path / "whole")
    found = set()
    every = points(RESTORING, whole, new, rounds=12 * ROUNDS)
    every = [*every[::8], *range(every[-1] - 120, every[-1], 24 // ROUNDS + 1)]
    record_property("tried", len(every))
    for at in every:
        place = placed(old, tmp_path / f"at-{at}")
        done = counted(RESTORING, kind, at, place, new)
        assert done.returncode in (-9, 130, 0), done.stderr
        if kind == "interrupt":
            assert not place.with_name(place.name + PLAN).exists()
            assert not [one for one in place.parent.iterdir() if one.name.startswith(".")]
        here = head(place)
        found.add(here)
        assert not place.with_name(place.name + PLAN).exists()
        kept = asides(place)
        assert here in heads.values()
        if here == heads["new"]:
            assert [head(one) for one in kept] == [heads["old"]]
        else:
            assert kept == []
    assert found == set(heads.values())


def test_whoever_opens_it_next_is_told(path: Path, tmp_path: Path) -> None:
    old, new = old_and_new(path, tmp_path)
    every = points(RESTORING, placed(old, tmp_path / "whole"), new, rounds=12 * ROUNDS)
    for at in range(every[-1] - 20, 0, -4):
        place = placed(old, tmp_path / f"at-{at}")
        counted(RESTORING, "kill", at, place, new)
        plan = place.with_name(place.name + PLAN)
        if plan.exists() and [one for one in place.parent.iterdir() if ".part" in one.suffixes]:
            break
        shutil.rmtree(place.parent)
    done = workbench(place, "list", "--limit", "1")
    assert done.returncode == 0, done.stderr
    assert "a restore that was broken off is finished" in done.stderr
    assert asides(place)[0].name in done.stderr
    assert "restore" not in workbench(place, "list", "--limit", "1").stderr
    assert head(place) == head(new)


@as_root
def test_who_may_not_finish_it_is_told_where_the_files_are(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        place = Path(shutil.copy(path, folder))
        place.chmod(0o644)
        place.with_name(".bench.db.1234.part").touch()
        plan = place.with_name(place.name + PLAN)
        plan.write_text(".bench.db.1234.part\nbench.replaced-1.db\n")
        plan.chmod(0o644)
        said = open_as_nobody(place)
        assert "the new file is .bench.db.1234.part, the old one is bench.db" in said


def test_it_works_from_another_device_and_to_one(path: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 16) as disk:
        there = Path(shutil.copy(path, disk / "there.db"))
        with open_store(path) as store:
            add_source(bench_on(store, first=10_000), "Harian Ombak")
        assert there.stat().st_dev != path.stat().st_dev
        before, after = head(there), head(path)
        assert restore(path, there).entries == before[0]
        assert head(path) == before
        (aside,) = asides(path)
        assert restore(there, aside).entries == after[0]
        assert head(there) == after
        (tmp_path / "link.db").symlink_to(there)
        assert restore(tmp_path / "link.db", path).entries == before[0]
        assert (tmp_path / "link.db").is_symlink()
        assert head(there) == before


# A full disk, with a log and without an index ---------------------------------------------------


def test_a_log_without_an_index_is_read_on_a_full_disk(path: Path, tmp_path: Path) -> None:
    unfolded(path)
    with small_disk(tmp_path / "disk", 6) as disk:
        place = placed(path, disk / "desk")
        whole = head(placed(path, tmp_path / "whole"))
        full(disk)
        with open_store(place) as store:
            assert store.is_read_only
            assert store.why_read_only == "the disk is full"
            assert store.journal.head() == whole
            assert list(verify(store)) == []
        for words in (("list",), ("show", "1"), ("search", "kapal"), ("log",), ("verify",)):
            done = workbench(place, *words)
            assert done.returncode == 0, (words, done.stderr)
        assert "Harian Ombak" in workbench(place, "sources", "list").stdout
        (disk / "filler").unlink()
        assert head(place) == whole


def test_a_log_that_grew_beyond_the_file_is_read_on_a_full_disk(tmp_path: Path) -> None:
    """What SQLite cannot fold in, as the file would have to grow for it."""
    with small_disk(tmp_path / "disk", 9) as disk:
        place, log = disk / "bench.db", disk / "bench.db-wal"
        with open_store(place) as store:
            bench = bench_on(store)
            content = place.read_bytes()
            for number in range(120):
                add_source(bench, f"Harian {number}")
            kept = log.read_bytes()
            whole = store.journal.head()
        place.write_bytes(content)
        log.write_bytes(kept)
        full(disk)
        with open_store(place) as store:
            assert store.journal.head() == whole
            assert len(store.sources.all()) == 120
        with open_store(place) as store:
            assert store.journal.head() == whole
        (disk / "filler").unlink()
        assert head(place) == whole
        with sqlite3.connect(place) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
