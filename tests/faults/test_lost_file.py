"""A database that is taken away, replaced or written over while a desk has it open.

Nothing is called done that is not in the file at the path, what was done is kept, and the new
file stays sound.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from desk_terminal import Terminal, terminal
from services_cases import bench_on
from store_cases import apply, making, source

from workbench.domain.decision import Verdict
from workbench.errors import DataError, LostError
from workbench.services.copies import restore
from workbench.services.history import redo, undo
from workbench.services.proof import verify
from workbench.services.review import answer_fact
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import Access, open_store
from workbench.store.anchor import BESIDE_SECONDS
from workbench.store.schema import SCHEMA_VERSION
from workbench.store.writer import SAID_BYTES

if TYPE_CHECKING:
    from workbench.verbs.store import Store

ROOT = Path(__file__).resolve().parents[2]


def replace(path: Path) -> None:
    os.replace(path.with_name("old.db"), path)  # noqa: PTH105


def put_a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("old.db")


def put_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def put_another_log(path: Path) -> None:
    log = path.with_name(path.name + "-wal")
    log.unlink()
    log.touch()


TAKEN: dict[str, Callable[[Path], object]] = {
    "deleted": lambda path: path.unlink(),
    "moved": lambda path: path.rename(path.with_name("moved.db")),
    "replaced": replace,
    "a link now": put_a_link,
    "a folder now": put_a_folder,
    "without its log": lambda path: path.with_name(path.name + "-wal").unlink(),
    "without its index": lambda path: path.with_name(path.name + "-shm").unlink(),
    "another log": put_another_log,
}
"""What leaves the open file as it was."""

OVERWRITTEN: dict[str, Callable[[Path], object]] = {
    "copied over": lambda path: shutil.copyfile(path.with_name("old.db"), path),
    "emptied": lambda path: os.truncate(path, 0),
    "cut": lambda path: os.truncate(path, 20_000),
    "zeroed": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "something else": lambda path: path.write_text("Kapal karam.\n" * 90_000),
}


def names(path: Path) -> set[str]:
    with open_store(path, Access.READ) as store:
        assert list(verify(store)) == []
        return {one.name for one in store.sources.all()} & {"Satu", "Dua", "Tiga", "Empat"}


def record(store: Store, name: str) -> None:
    apply(store, making("source", source(name)))


def begun(path: Path) -> Store:
    """A desk's store, with one act in the file before and one by itself."""
    with open_store(path) as store:
        record(store, "Satu")
    shutil.copyfile(path, path.with_name("old.db"))
    store = open_store(path)
    record(store, "Dua")
    return store


@pytest.mark.parametrize("how", TAKEN)
def test_a_file_that_is_taken_away_takes_no_act_and_all_of_them_are_kept(
    path: Path, how: str
) -> None:
    store = begun(path)
    TAKEN[how](path)
    time.sleep(BESIDE_SECONDS)
    kept = set()
    for name in ("Tiga", "Empat"):
        with pytest.raises(LostError, match=r"NOT recorded, kept in bench\.rescued-") as error:
            record(store, name)
        kept.add(error.value.kept)
        assert error.value.exit_code == 1
    store.close()
    (rescued,) = kept
    assert rescued is not None
    assert rescued.parent == path.parent
    assert rescued.stat().st_mode & 0o777 == 0o600
    assert names(rescued) == {"Satu", "Dua", "Tiga", "Empat"}
    if how == "moved":
        assert names(path.with_name("moved.db")) == {"Satu", "Dua"}
    if how in ("replaced", "a link now"):
        assert names(path) == {"Satu"}
    if how.startswith(("without", "another")):
        assert names(path) == {"Satu", "Dua"}, "the file itself is the one that was open"
    if how != "a folder now":
        restore(path, rescued)
        assert names(path) == {"Satu", "Dua", "Tiga", "Empat"}


@pytest.mark.parametrize("rests", [False, True], ids=["at once", "after a rest"])
@pytest.mark.parametrize("how", OVERWRITTEN)
def test_a_file_that_is_written_over_takes_no_act_and_stays_what_it_is(
    path: Path, how: str, *, rests: bool
) -> None:
    store = begun(path)
    log = path.with_name("bench.db-wal")
    while rests and log.stat().st_size:
        time.sleep(0.05)
    store.look()
    OVERWRITTEN[how](path)
    content = path.read_bytes()
    with pytest.raises(LostError) as error:
        record(store, "Tiga")
    rescued = error.value.kept
    assert rescued is not None
    store.close()
    assert path.read_bytes() == content
    assert not log.exists()
    if rescued.suffix == ".jsonl":
        assert [word in rescued.read_text() for word in ("Dua", "Tiga")] == [True, True]
    else:
        assert names(rescued) == {"Satu", "Dua", "Tiga"}
    if how == "copied over":
        assert names(path) == {"Satu"}


@pytest.mark.parametrize("taking_back", [undo, redo])
def test_nothing_is_taken_back_that_stands_in_another_file(
    path: Path, taking_back: Callable[[Workbench], object]
) -> None:
    def answer(store: Store, place: int) -> Workbench:
        bench = bench_on(store, first=10_000 * (1 + place))
        view = view_article(bench, 1)
        assert answer_fact(bench, view, view.facts[place], Verdict.REJECTED)
        return bench

    with open_store(path) as store:
        bench = answer(store, 0)
        if taking_back is redo:
            assert undo(bench)
    shutil.copyfile(path, path.with_name("old.db"))
    store = open_store(path)
    bench = answer(store, 1)
    time.sleep(BESIDE_SECONDS)
    store.look()
    shutil.copyfile(path.with_name("old.db"), path)
    with pytest.raises(LostError) as error:
        taking_back(bench)
    store.close()
    assert error.value.kept is not None
    with open_store(error.value.kept) as store:
        last = store.journal.recent(1)[0]
        assert last.op not in ("undo", "redo")
        assert list(verify(store)) == []


def test_a_folder_that_is_moved_takes_no_act(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    place = tmp_path / "desk"
    place.mkdir()
    store = begun(Path(shutil.copy(path, place / "bench.db")))
    place.rename(tmp_path / "elsewhere")
    with pytest.raises(LostError) as error:
        record(store, "Tiga")
    store.close()
    assert error.value.kept is not None
    assert error.value.kept.parent == tmp_path
    assert f"kept in {error.value.kept}: bench.db " in error.value.what, "its whole place"
    assert names(error.value.kept) == {"Satu", "Dua", "Tiga"}


def test_what_is_kept_is_told_but_for_what_is_not(path: Path) -> None:
    store = begun(path)
    path.unlink()
    for name, is_kept in (("Tiga", True), ("Tiga", False), ("Tiga", False), ("Empat", True)):
        with pytest.raises(LostError) as error:
            record(store, name)
        assert ("not kept" not in error.value.what) is is_kept
    with pytest.raises(LostError, match=r"kept in bench\.rescued-.*\.db but for 2 acts: ") as error:
        store.look()
    store.close()
    assert error.value.kept is not None
    assert names(error.value.kept) == {"Satu", "Dua", "Tiga", "Empat"}


def test_nothing_is_called_kept_in_a_file_that_is_gone_too(path: Path) -> None:
    store = begun(path)
    path.unlink()
    with pytest.raises(LostError) as error:
        record(store, "Tiga")
    assert error.value.kept is not None
    error.value.kept.unlink()
    with pytest.raises(LostError, match="NOT recorded, and not kept: ") as error:
        record(store, "Empat")
    with pytest.raises(LostError) as last:
        store.look()
    store.close()
    assert error.value.kept is last.value.kept is None


def test_an_act_too_large_to_be_remembered_is_not_called_kept(path: Path) -> None:
    store = begun(path)
    record(store, "Tiga" + "." * SAID_BYTES)
    OVERWRITTEN["emptied"](path)
    with pytest.raises(LostError, match=r"\.jsonl but for 1 act: ") as error:
        record(store, "Empat")
    store.close()
    assert error.value.kept is not None
    kept = error.value.kept.read_text()
    assert [name in kept for name in ("Dua", "Tiga", "Empat")] == [True, False, True]


@pytest.mark.parametrize("acts", [False, True])
def test_no_empty_file_is_left_where_there_was_nothing_to_keep(path: Path, *, acts: bool) -> None:
    with open_store(path) as store:
        record(store, "Satu")
    store = open_store(path)
    store.sessions.remember("ana", {"page": "library"})
    store.look()
    OVERWRITTEN["cut"](path)
    with pytest.raises(LostError, match="NOT recorded, and not kept: "):
        store.sessions.remember("ana", {"page": "library"})
    if acts:
        with pytest.raises(LostError, match=r"NOT recorded, kept in bench\.rescued-.*\.jsonl: "):
            record(store, "Dua")
    store.close()
    found = list(path.parent.glob("*.rescued-*"))
    assert [b"Dua" in one.read_bytes() for one in found] == [True] * acts


def test_what_is_lost_unnoticed_is_told_at_the_end(path: Path) -> None:
    store = begun(path)
    with pytest.raises(LostError) as error, store:
        path.unlink()
    assert error.value.kept is not None
    assert names(error.value.kept) == {"Satu", "Dua"}


def test_checkpoints_of_others_are_nothing_strange(path: Path) -> None:
    with begun(path) as store:
        for turn in range(20):
            with closing(sqlite3.connect(path)) as other:
                other.execute(f"PRAGMA wal_checkpoint({'TRUNCATE' if turn % 2 else 'PASSIVE'})")
            record(store, f"s{turn}")
        store.look()
        assert list(verify(store)) == []


def test_a_newer_schema_takes_no_act_of_an_old_desk(path: Path) -> None:
    with begun(path) as store:
        with closing(sqlite3.connect(path)) as newer:
            newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        with pytest.raises(DataError, match="another schema now"):
            record(store, "Tiga")


def test_a_trigger_that_is_put_in_under_an_open_desk_never_runs(path: Path) -> None:
    with begun(path) as store:
        with closing(sqlite3.connect(path)) as other:
            other.execute(
                "CREATE TRIGGER more AFTER INSERT ON journal "
                "BEGIN UPDATE source SET note = 'it ran'; END"
            )
        for _ in range(2):
            with pytest.raises(DataError, match="strange trigger: more in"):
                record(store, "Tiga")
        with closing(sqlite3.connect(path)) as other:
            assert other.execute("SELECT 1 FROM source WHERE note = 'it ran'").fetchall() == []
            other.execute("DROP TRIGGER more")
            other.execute("VACUUM")  # a change of the schema's count that changes nothing
        record(store, "Tiga")
    assert "Tiga" in names(path)


LISTING = """
import sys
from pathlib import Path
from workbench.store import open_store
with open_store(Path(sys.argv[1])) as store:
    print(sorted(one.name for one in store.sources.all() if one.name in ("Satu", "Dua")))
    print(list(store.proof.problems()))
"""


def test_a_file_put_at_the_path_is_sound_before_the_desk_has_noticed(path: Path) -> None:
    store = begun(path)
    replace(path)
    listing = subprocess.run(
        [sys.executable, "-c", LISTING, str(path)],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert listing.stdout == "['Satu']\n[]\n", listing.stdout + listing.stderr
    with open_store(path) as new:
        record(new, "Empat")
        with pytest.raises(LostError):
            record(store, "Tiga")
        store.close()
        assert {one.name for one in new.sources.all()} >= {"Satu", "Empat"}
    assert names(path) == {"Satu", "Empat"}


def accepting(desk: Terminal) -> None:
    desk.shows("? keys")
    desk.press("\r")
    desk.until(lambda: desk.left() > 0, "the article")
    left = desk.left()
    desk.press("a")
    desk.until(lambda: desk.left() < left, "an accepted fact")


def test_the_desk_says_so_names_the_place_and_prints_no_head(path: Path) -> None:
    with terminal(path) as desk:
        accepting(desk)
        path.unlink()
        desk.press("a")
        desk.shows("NOT recorded, kept in bench.rescued-")
        desk.shows(".db: bench.db was deleted")
        desk.press("Q")
        assert desk.exit_code() == 1
        assert b"head" not in desk.output
        assert b"workbench restore " in desk.output
    (rescued,) = path.parent.glob("bench.rescued-*.db")
    with open_store(rescued) as store:
        assert list(verify(store)) == []
        bench = bench_on(store, first=10_000)
        assert len(bench.store.claims.of_article(1)) + len(list(store.journal.recent(9))) > 2


def test_the_desk_says_at_the_end_what_it_had_no_act_to_notice_by(path: Path) -> None:
    with terminal(path) as desk:
        desk.shows("? keys")
        replaced = path.with_name("new.db")
        shutil.copyfile(path, replaced)
        replaced.replace(path)
        desk.press("Q")
        assert desk.exit_code() == 1
        assert b"was replaced by another file" in desk.output
        assert b", head " not in desk.output
    with open_store(path) as store:
        assert list(verify(store)) == []
