"""Opening: what is not ours is left alone, what takes no writes is read, nothing is half made."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from store_cases import AT, LOAD_ALL, TEXT, apply, keep_facts, making, new_article, source
from waiting import PATIENCE

from workbench.errors import BusyError, DataError, ReadOnlyError
from workbench.store import Access, open_store, opening
from workbench.store.schema import APPLICATION_ID, SCHEMA_VERSION

pytestmark = pytest.mark.usefixtures("only_file")

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534

as_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")


def python(program: str, *words: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", program, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{Path(__file__).parent}"},
        **options,
    )


def database_in(folder: Path) -> Path:
    """A database with one article, closed."""
    place = folder / "bench.db"
    with open_store(place) as store:
        store.articles.add([new_article()], [], analyst="ana", at=AT)
    return place


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return database_in(tmp_path)


@pytest.fixture
def public() -> Iterator[Path]:
    """A database where another user can get to; pytest's own folders are private."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        place = database_in(Path(folder))
        place.chmod(0o644)
        yield place


def pragma(path: Path, words: str) -> object:
    connection = sqlite3.connect(path)
    try:
        row = connection.execute(f"PRAGMA {words}").fetchone()
        connection.commit()
        return row[0] if row else None
    finally:
        connection.close()


def test_a_new_database_is_ours_private_and_leaves_no_side_files(path: Path) -> None:
    assert pragma(path, "application_id") == APPLICATION_ID
    assert pragma(path, "user_version") == SCHEMA_VERSION
    assert pragma(path, "journal_mode") == "wal"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["bench.db"]


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    with open_store(tmp_path / "a" / "b" / "bench.db") as store:
        assert store.articles.rows(analyst="ana") == []


def test_every_connection_is_guarded(path: Path) -> None:
    with open_store(path) as store:
        for run, only in ((store._connections.read, 1), (store._connections.write, 0)):
            found = run(
                lambda connection: {
                    name: connection.execute(f"PRAGMA {name}").fetchone()[0]
                    for name in ("trusted_schema", "foreign_keys", "recursive_triggers",
                                 "query_only", "busy_timeout")
                }
            )  # fmt: skip
            assert found == {
                "trusted_schema": 0,
                "foreign_keys": 1,
                "recursive_triggers": 1,
                "query_only": only,
                "busy_timeout": 10_000 * only,  # the writer waits by itself, to be given up
            }


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    for name, words in {
        "tables": "CREATE TABLE notes(x)",
        "application": "PRAGMA application_id = 7",
        "version": "PRAGMA user_version = 1",
    }.items():
        place = tmp_path / f"{name}.db"
        connection = sqlite3.connect(place)
        connection.execute(words)
        connection.commit()
        connection.close()
        before = place.read_bytes()
        with pytest.raises(DataError, match="another program"):
            open_store(place)
        assert place.read_bytes() == before


def test_a_newer_database_is_refused(path: Path) -> None:
    pragma(path, f"user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(DataError, match="newer version"):
        open_store(path)


@pytest.mark.parametrize("content", [b"Kapal karam.\n" * 400, b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "notes.txt"
    place.write_bytes(content)
    with pytest.raises(DataError, match=r"not a sound database|another program"):
        open_store(place)
    assert place.read_bytes() == content


def test_a_truncated_database_is_refused(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(DataError, match="not a sound database"):
        open_store(path)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(DataError, match="not a file"):
            open_store(place)
    (tmp_path / "plain").write_text("x")
    with pytest.raises(BusyError, match=r"there is no folder .*plain"):
        open_store(tmp_path / "plain" / "bench.db")


def test_a_dangling_link_is_never_written_through(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "elsewhere.db")
    with pytest.raises((DataError, BusyError)):
        open_store(tmp_path / "link.db")
    assert not (tmp_path / "elsewhere.db").exists()


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "bench.db").touch()
    with pytest.raises(DataError):
        open_store(tmp_path / "bench.db", Access.READ)
    with open_store(tmp_path / "bench.db") as store:
        apply(store, making("source", source("Dewi")))
        assert list(store.proof.problems()) == []


def test_reading_needs_a_database_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="does not exist"):
        open_store(tmp_path / "bench.db", Access.READ)
    assert list(tmp_path.iterdir()) == []


def test_opened_for_reading_nothing_is_written(path: Path) -> None:
    with open_store(path, Access.READ) as store:
        assert store.is_read_only
        assert store.articles.text(1) == TEXT
        acts: tuple[Callable[[], None], ...] = (
            lambda: apply(store, making("source", source("Dewi"))),
            lambda: store.sessions.remember("ana", {}),
            lambda: keep_facts(store, [(1, "x", "", "", [])]),
        )
        for act in acts:
            with pytest.raises(ReadOnlyError):
                act()


def test_a_closed_store_says_so(path: Path) -> None:
    store = open_store(path)
    store.close()
    store.close()
    with pytest.raises(DataError, match="closed"):
        store.articles.rows(analyst="ana")
    with pytest.raises(DataError, match="closed"):
        apply(store, making("source", source("Dewi")))


READING = """
import os, sys
from pathlib import Path
from workbench.store import open_store
from workbench.errors import WorkbenchError
os.setuid(int(sys.argv[2]))
try:
    with open_store(Path(sys.argv[1])) as store:
        print(store.is_read_only, store.articles.rows(analyst="ana")[0].number,
              len(list(store.proof.problems())), [h.number for h in store.search.find("kapal")])
except WorkbenchError as error:
    print(type(error).__name__, error)
"""


def open_as_nobody(path: Path) -> str:
    done = python(LOAD_ALL + READING, str(path), str(NOBODY))
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@as_root
def test_a_file_in_a_folder_that_takes_no_writes_opens_for_reading(public: Path) -> None:
    assert open_as_nobody(public) == "True 1 0 [1]"
    assert [one.name for one in public.parent.iterdir()] == ["bench.db"]


@as_root
def test_a_file_that_takes_no_writes_opens_for_reading(public: Path) -> None:
    public.chmod(0o444)
    public.parent.chmod(0o777)
    assert open_as_nobody(public) == "True 1 0 [1]"


@as_root
def test_a_database_that_somebody_else_is_writing_opens_for_reading(public: Path) -> None:
    with open_store(public) as store:
        apply(store, making("source", source("Dewi")))
        for ending in ("-wal", "-shm"):
            Path(f"{public}{ending}").chmod(0o644)
        assert open_as_nobody(public) == "True 1 0 [1]"


@as_root
def test_changes_that_were_never_folded_in_are_not_passed_over(public: Path) -> None:
    other = public.parent / "copy"
    other.mkdir()
    with open_store(public) as store:
        apply(store, making("source", source("Dewi")))
        for ending in ("", "-wal"):
            shutil.copy(f"{public}{ending}", other / f"bench.db{ending}")
            (other / f"bench.db{ending}").chmod(0o644)
    assert "its last changes are in bench.db-wal" in open_as_nobody(other / "bench.db")


@as_root
def test_a_file_that_may_not_be_read_cannot_be_reached(public: Path) -> None:
    public.chmod(0o600)
    assert open_as_nobody(public).startswith("BusyError")
    public.parent.chmod(0o700)
    assert open_as_nobody(public).startswith("BusyError")


@as_root
def test_an_older_schema_in_a_place_without_writes_is_refused(public: Path) -> None:
    pragma(public, "user_version = 0")
    public.chmod(0o644)
    assert "older schema and takes no writes" in open_as_nobody(public)


def test_a_network_file_system_is_refused_for_writing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "a share"
    share.mkdir()
    shutil.copy(path, share / "bench.db")
    mounts = tmp_path / "mounts"
    escaped = str(share).replace(" ", "\\040")
    mounts.write_text(f"/dev/x / ext4 rw 0 0\nserver:/x {escaped} nfs4 rw,vers=4.2 0 0\nbad\n")
    monkeypatch.setattr(opening, "MOUNTS", mounts)
    for place in (share / "bench.db", share / "new.db", share / "new" / "deep.db"):
        with pytest.raises(DataError, match=r"network file system \(nfs4\)"):
            open_store(place)
        assert not (share / "new.db").exists()
    with open_store(share / "bench.db", Access.READ) as store:
        assert store.articles.text(1) == TEXT
    with open_store(path) as store:
        assert not store.is_read_only


def test_where_the_kernel_lists_no_mounts_nothing_is_refused(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "MOUNTS", tmp_path / "none")
    with open_store(path) as store:
        assert not store.is_read_only


OPENING = """
import sys, time
from pathlib import Path
from store_cases import AT, apply, making, source, keep_facts
from workbench.store import open_store, migrations
while time.time() < float(sys.argv[2]): pass
with open_store(Path(sys.argv[1])) as store:
    apply(store, making("source", source(sys.argv[3])))
"""


def test_three_processes_open_a_new_file_at_once(tmp_path: Path) -> None:
    for turn in range(2):
        place = tmp_path / f"bench{turn}.db"
        start = time.time() + 0.7
        workers = [
            subprocess.Popen(
                [sys.executable, "-c", OPENING, str(place), str(start), f"w{n}"],
                stderr=subprocess.PIPE,
                text=True,
                env={**os.environ, "PYTHONPATH": f"{ROOT}:{Path(__file__).parent}"},
            )
            for n in range(3)
        ]
        for worker in workers:
            _, errors = worker.communicate(timeout=PATIENCE)
            assert worker.returncode == 0, errors
        with open_store(place) as store:
            assert sorted(one.name for one in store.sources.all()) == ["w0", "w1", "w2"]
            assert list(store.proof.problems()) == []


UPGRADING = """
import os, signal, sys, time
from pathlib import Path
from workbench.store import migrations, opening, schema

@migrations.migrations()
def m900_next(db):
    db.conn.execute("CREATE TABLE next_one(x TEXT) STRICT")
    for n in range(2000):
        db.conn.execute("INSERT INTO next_one VALUES (?)", ("x" * 2000,))
        if n == 1000 and sys.argv[2] == "die":
            print("in the middle", flush=True)
            time.sleep(60)
    db.conn.execute("CREATE INDEX next_index ON next_one(x)")

opening.SCHEMA_VERSION = migrations.SCHEMA_VERSION = schema.SCHEMA_VERSION + 1
opening.open_connections(Path(sys.argv[1])).close()
print("done", flush=True)
"""


def names(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    try:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    finally:
        connection.close()


def test_a_kill_inside_a_migration_leaves_the_old_schema(path: Path) -> None:
    before = names(path)
    worker = subprocess.Popen(
        [sys.executable, "-c", UPGRADING, str(path), "die"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert worker.stdout
    assert worker.stdout.readline() == "in the middle\n"
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    assert names(path) == before
    assert pragma(path, "user_version") == SCHEMA_VERSION
    with open_store(path) as store:
        assert list(store.proof.problems()) == []
    done = python(UPGRADING, str(path), "live")
    assert done.stdout == "done\n", done.stderr
    assert names(path) - before == {"next_one", "next_index"}
    assert pragma(path, "user_version") == SCHEMA_VERSION + 1
    assert pragma(path, "integrity_check") == "ok"


FIRST_PAGE = """
import json, sys
from pathlib import Path
from workbench.store import open_store
with open_store(Path(sys.argv[1])) as store:
    assert store.articles.rows(analyst="ana", limit=40)
    print(json.dumps(sorted(sys.modules)))
"""


def test_the_first_page_loads_neither_sqlite_utils_nor_the_rest_of_the_store(path: Path) -> None:
    done = python(FIRST_PAGE, str(path))
    assert done.returncode == 0, done.stderr
    modules = set(json.loads(done.stdout))
    assert not {name.partition(".")[0] for name in modules} & {
        "sqlite_utils", "rapidfuzz", "selectolax", "textual", "rich", "multiprocessing", "asyncio",
    }  # fmt: skip
    ours = {name for name in modules if name.startswith("workbench.store.")}
    assert ours <= {
        f"workbench.store.{name}"
        for name in ("articles", "connection", "filters", "library", "opening", "place", "rows",
                     "schema", "store", "words")
    }  # fmt: skip
    domain = {name for name in modules if name.startswith("workbench.domain.")}
    assert len(domain) <= 3, domain


def test_threads_read_while_one_writes(path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with open_store(path) as store, ThreadPoolExecutor(4) as pool:

        def both(n: int) -> int:
            apply(store, making("source", source(f"s{n}")))
            return len(store.sources.named(f"s{n}"))

        assert list(pool.map(both, range(60))) == [1] * 60
        assert store.journal.head()[0] == 61


def test_closing_finishes_what_was_handed_in(path: Path) -> None:
    store = open_store(path)
    turns = [
        store._connections.submit(
            lambda connection, n=n: connection.execute(  # type: ignore[misc]
                "INSERT INTO position(analyst, place) VALUES (?, '{}')", (f"a{n}",)
            )
        )
        for n in range(50)
    ]
    store.close()
    assert all(turn.result(0) for turn in turns)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM position").fetchone() == (50,)
    connection.close()
