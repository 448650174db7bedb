"""Rows about a disk that is full: in each verb that writes, and while the schema is renewed.

A disk of a few megabytes where one may be mounted, else a limit on the size of files.
"""

from __future__ import annotations

import gzip
import os
import random
import resource
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from faults_rows import ROOT, Ground, Row
from faults_texts import write_texts
from file_cases import tables
from services_cases import bench_on
from waiting import PATIENCE

from workbench.services.copies import back_up
from workbench.services.exporting import export
from workbench.services.history import undo
from workbench.services.importing import import_documents, read
from workbench.services.proof import verify
from workbench.services.review import accept_facts
from workbench.services.sources import add_source
from workbench.services.view import view_article
from workbench.store import open_store

if TYPE_CHECKING:
    from workbench.verbs.store import Store

DISK = 24 * 2**20
"""Bytes of a disk that is mounted."""
OLD_SCHEMAS = sorted((ROOT / "tests" / "store").glob("schema_*.db.gz"))
NEW_TEXTS = 120

Words = tuple[str, ...]
VERBS: dict[str, Words] = {
    "import": ("import", "{files}/new.jsonl"),
    "set": ("set", "1", "title=Judul Baru", "published=2020-01-09"),
    "extract": ("extract", "1", "2", "3"),
    "sources add": ("sources", "add", "Harian Ombak"),
    "sources alias": ("sources", "alias", "Satu", "Kesatu"),
    "sources merge": ("sources", "merge", "Dua", "Satu"),
    "sources rate": ("sources", "rate", "Satu", "B", "--rationale", "sering benar"),
    "select save": ("select", "save", "pelabuhan", "--where", "lang:id"),
    "undo": ("undo",),
    "redo": ("redo",),
    "annotations import": ("annotations", "import", "--format", "jsonl", "{files}/others.jsonl"),
    "export jsonl": ("export", "--format", "jsonl", "--out", "{disk}/out.jsonl"),
    "export csv": ("export", "--format", "csv", "--out", "{disk}/out.csv"),
    "export brat": ("export", "--format", "brat", "--out", "{disk}/out"),
    "backup": ("backup", "{disk}/copy.db"),
    "restore": ("restore", "{files}/copy.db"),
    "salvage": ("salvage", "{files}/worked.db", "{disk}/saved.db"),
}
"""What each is called with: every verb that writes to a database, or makes a file of one."""
IN_PARTS = {"import", "extract", "annotations import"}
"""Verbs whose work is committed in parts, and taken up where it stopped."""


def fill_in_verb(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """A verb runs out of room: it says so and changed nothing; with room again it does its work."""
    rng = random.Random(seed)
    verb = list(VERBS)[seed % len(VERBS)]
    files = _files(ground)
    with disk_for(folder, mounted=seed // len(VERBS) % 2 == 1) as disk:
        path = Path(shutil.copy(files / "worked.db", disk / "bench.db"))
        with open_store(path) as store:
            before = state(store)
        kept = contents(disk)
        words = tuple(word.format(files=files, disk=disk) for word in VERBS[verb])
        with little_room(disk, rng) as limit:
            done = workbench(path, folder, words, limit)
        told(done)
        refused = done.returncode != 0
        with open_store(path) as store:
            assert list(verify(store)) == []
            assert verb in IN_PARTS or not refused or state(store) == before
        if refused:
            assert contents(disk) == kept, "what is not whole is left behind"
            again = workbench(path, folder, words)
            assert again.returncode == 0, again.stderr
        with open_store(path) as store:
            assert list(verify(store)) == []
            assert content(store) == _undisturbed(ground, verb)
        assert not list((folder / "home").rglob("*crash*"))
    return Counter({"refused for want of room": refused, f"of them {disk.name}": refused})


def fill_in_migration(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """There is no room for a new schema: the old one stays, and is brought up to date later."""
    rng = random.Random(seed)
    source = OLD_SCHEMAS[seed % len(OLD_SCHEMAS)]
    with disk_for(folder, mounted=seed // len(OLD_SCHEMAS) % 2 == 1) as disk:
        path = disk / "bench.db"
        path.write_bytes(gzip.decompress(source.read_bytes()))
        path.chmod(0o600)
        with little_room(disk, rng) as limit:
            done = workbench(path, folder, ("log",), limit)
        told(done)
        again = workbench(path, folder, ("log",))
        assert again.returncode == 0, again.stderr
        with open_store(path) as store:
            assert list(verify(store)) == []
            assert content(store) == _migrated(ground, source)
    return Counter({"refused for want of room": done.returncode != 0})


def told(done: subprocess.CompletedProcess[str]) -> None:
    """A verb did its work, or said in words that there is no room."""
    assert done.returncode in (0, 3), (done.returncode, done.stderr)
    assert "Traceback" not in done.stderr, done.stderr
    if done.returncode:
        assert any(words in done.stderr for words in WANT_OF_ROOM), done.stderr


WANT_OF_ROOM = ("disk is full", "takes no more", "No space left", "File too large")


def workbench(
    path: Path, folder: Path, words: Words, limit: int | None = None
) -> subprocess.CompletedProcess[str]:
    """A verb in a process of its own; no file of it can grow beyond the limit."""
    (folder / "home").mkdir(exist_ok=True)

    def limited() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "workbench", "--db", str(path), "--analyst", "ana", *words],
        capture_output=True, text=True, check=False, timeout=2 * PATIENCE, preexec_fn=limited,
        env={
            "PATH": os.environ["PATH"], "HOME": str(folder / "home"), "PYTHONPATH": str(ROOT),
            # Python itself would leave half of a compiled file, and never start again.
            "PYTHONDONTWRITEBYTECODE": "1",
        },
    )  # fmt: skip


@contextmanager
def disk_for(folder: Path, *, mounted: bool) -> Iterator[Path]:
    """A folder on a small disk; where none may be mounted, or shall not be, a folder."""
    place = folder / ("on a small disk" if mounted else "by a limit")
    place.mkdir()
    if mounted:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(place)],
            capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode:
            place = place.rename(folder / "by a limit")
    try:
        yield place
    finally:
        if place.is_mount():
            subprocess.run(["umount", str(place)], check=True)


@contextmanager
def little_room(disk: Path, rng: random.Random) -> Iterator[int | None]:
    """Leave a disk some kilobytes or megabytes; the limit of a file where it is no disk."""
    room = int(2 ** rng.uniform(10, 21.5))
    if not disk.is_mount():
        yield room
        return
    status = os.statvfs(disk)
    filler = disk.parent / "on a small disk" / "filler"
    filler.write_bytes(bytes(max(0, status.f_bavail * status.f_frsize - room)))
    try:
        yield None
    finally:
        filler.unlink()


def contents(disk: Path) -> dict[Path, bytes]:
    """Every file but the database and what SQLite keeps beside it."""
    return {
        one: one.read_bytes()
        for one in disk.rglob("*")
        if one.is_file() and not one.name.startswith("bench.db")
    }


State = tuple[tuple[int, str], dict[str, list[tuple[object, ...]]]]


def state(store: Store) -> State:
    """Everything that people made, to the last row, and the journal's head."""
    return store.journal.head(), tables(store)


def content(store: Store) -> list[object]:
    """What a database comes to, without what differs from run to run: texts with how many facts
    they have, and what people did."""
    texts = sorted(
        (article.sha256, len(store.facts.of_article(number)))
        for number in store.articles.numbers(analyst="ana")
        for article in [store.articles.get(number)]
    )
    acts = {
        (entry.analyst, entry.op, entry.about)
        for entry, *_ in store.journal.entries()
        if entry.op != "import"
    }
    return [texts, sorted(acts)]


def _files(ground: Ground) -> Path:
    """A folder with a database that was worked on, a copy of it, new texts, and what others did."""
    if "full" not in ground.kept:
        folder = ground.folder / "full"
        folder.mkdir()
        _work_on(ground, folder)
        ground.kept["full"] = folder
    return Path(str(ground.kept["full"]))


def _work_on(ground: Ground, folder: Path) -> None:
    write_texts(folder / "new.jsonl", range(NEW_TEXTS))
    write_texts(folder / "theirs.jsonl", range(NEW_TEXTS, NEW_TEXTS + 30))
    shutil.copy(ground.sample, folder / "others.db")
    with open_store(folder / "others.db") as store:
        bench = bench_on(store, "budi", first=50_000)
        list(import_documents(bench, read([folder / "theirs.jsonl"])))
        for number in range(1, 8):
            view = view_article(bench, number)
            accept_facts(bench, view, view.facts)
        export(bench, "jsonl", folder / "others.jsonl")
    shutil.copy(ground.sample, folder / "worked.db")
    with open_store(folder / "worked.db") as store:
        bench = bench_on(store, first=10_000)
        for name in ("Satu", "Dua"):
            add_source(bench, name)
        for number in range(1, 12):
            view = view_article(bench, number)
            accept_facts(bench, view, view.facts)
        undo(bench)
        back_up(store, folder / "copy.db")


def _undisturbed(ground: Ground, verb: str) -> list[object]:
    """What a verb comes to where there is room."""

    def run(path: Path) -> None:
        disk = path.parent
        words = tuple(word.format(files=_files(ground), disk=disk) for word in VERBS[verb])
        assert workbench(path, disk, words).returncode == 0, verb

    return _result(ground, verb, _files(ground).joinpath("worked.db").read_bytes(), run)


def _migrated(ground: Ground, source: Path) -> list[object]:
    """What an old database comes to where there is room."""
    return _result(ground, source.name, gzip.decompress(source.read_bytes()), lambda path: None)


def _result(
    ground: Ground, name: str, database: bytes, run: Callable[[Path], None]
) -> list[object]:
    found = ground.kept.get(f"after {name}")
    if not isinstance(found, list):
        path = ground.folder / f"after {name}" / "bench.db"
        path.parent.mkdir()
        path.write_bytes(database)
        path.chmod(0o600)
        run(path)
        with open_store(path) as store:
            found = content(store)
        ground.kept[f"after {name}"] = found
    return found


ROWS = (
    Row(
        name="full disk in each verb",
        fault=f"each of {len(VERBS)} verbs that write ({', '.join(VERBS)}) gets from 1 kB to 3 MB "
        "of room: on a disk that is full then, or by a limit on the size of files",
        checked="the verb does its work, or says that there is no room (exit 3), changed nothing "
        "and left no part of a file; imports go on where they stopped; verify finds nothing; with "
        "room again the same verb gives what an undisturbed one gives",
        attempt=fill_in_verb,
        tries=4 * len(VERBS),
        short=len(VERBS),
    ),
    Row(
        name="full disk in a migration",
        fault=f"databases of {len(OLD_SCHEMAS)} old schemas are opened with 1 kB to 3 MB of room",
        checked="they are brought up to date, or it is said that there is no room and the old one "
        "is as it was; with room again all that was in it is there; verify finds nothing",
        attempt=fill_in_migration,
        tries=40,
        short=2,
    ),
)
