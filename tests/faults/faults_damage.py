"""Rows about a file that is damaged: one byte of it another one, or cut short.

Each damage is reported by `verify`, which computes anew what is derived, or lies where nobody
reads: then every row of every table is what it was. No verb and no opening of the desk ends in a
traceback, and what can be read of it is salvaged into a sound file.
"""

from __future__ import annotations

import asyncio
import io
import os
import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from cli_cases import NoDesk
from faults_rows import Ground, Row
from faults_used import used_database
from file_cases import tables

from workbench.cli.main import INTERNAL, main
from workbench.errors import DataError, WorkbenchError
from workbench.services.salvage import salvage
from workbench.services.workbench import Workbench
from workbench.settings import Settings
from workbench.store import Access, open_store

T = TypeVar("T")
Rows = dict[str, list[tuple[object, ...]]]

REPORTED = "reported by verify"
REBUILT = "of derived data, computed anew"
OUTSIDE = "outside live data"
WHOLE = "salvaged whole"
PARTLY = "salvaged in part"
NOTHING = "nothing left to salvage"
ALL_THE_SAME = 10
"""Where every row is what it was the program reads nothing else than before; every verb is called
on every so many of these files all the same."""
FULL_DESK = 20
"""A desk of its own is opened on every so many; on the others its first page is drawn."""

VERBS: tuple[tuple[str, ...], ...] = (
    ("list", "--json"),
    ("show", "3", "--json"),
    ("facts", "2"),
    ("search", "kapal"),
    ("claims", "--json"),
    ("sources",),
    ("select", "list"),
    ("session",),
    ("log",),
)
"""What is called on each damaged file, beside verify, export, backup and salvage."""


def flip(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """One byte of a used database is another one."""
    content = bytearray(used_database(ground).read_bytes())
    rng = random.Random(seed)
    content[rng.randrange(len(content))] ^= rng.randrange(1, 256)
    return damage(ground, folder, seed, bytes(content))


def cut(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """A used database ends somewhere."""
    content = used_database(ground).read_bytes()
    end = random.Random(seed).randrange(len(content)) if seed else 0
    return damage(ground, folder, seed, content[:end])


def damage(ground: Ground, folder: Path, seed: int, content: bytes) -> Counter[str]:
    """What becomes of a damaged database."""
    path = folder / "bench.db"
    path.write_bytes(content)
    with own_places(folder):
        code, out = call(path, "verify")
        if not code:
            assert rows_of(path) == of_ground(ground, "rows", rows_of), "silent"
            if seed % ALL_THE_SAME:
                return Counter([OUTSIDE])
        for words in (
            *VERBS,
            ("export", "--format", "jsonl", "--out", str(folder / "out.jsonl")),
            ("backup", str(folder / "copy.db")),
        ):
            call(path, *words)
        open_desk(path, is_full=seed % FULL_DESK == 0)
        path.write_bytes(content)
        counted = Counter([salvaged(ground, path)])
        if not code:
            counted[OUTSIDE] += 1
        elif all(line.startswith("derived: ") for line in out) and is_rebuilt(ground, path):
            counted[REBUILT] += 1
        else:
            counted[REPORTED] += 1
    return counted


def is_rebuilt(ground: Ground, path: Path) -> bool:
    """Whether what is derived could be computed anew: it is then what it was."""
    code, _ = call(path, "verify", "--repair")
    if code:  # the file itself is damaged, so that nothing is written to it
        return False
    assert _tables(path) == of_ground(ground, "tables", _tables), "rebuilt otherwise"
    return True


@contextmanager
def own_places(folder: Path) -> Iterator[None]:
    """No crash file and no settings of anybody's."""
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, str(folder / "places")))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def call(path: Path, *words: str) -> tuple[int, list[str]]:
    """A verb in this process: its exit code and the lines it printed. A traceback is a failure."""
    kept = sys.stdout, sys.stderr
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in kept)
    sys.stdout, sys.stderr = out, err
    try:
        code = main(["--db", str(path), "--analyst", "ana", *words], NoDesk())
        out.flush()
        err.flush()
    finally:
        sys.stdout, sys.stderr = kept
    printed, said = (one.buffer.getvalue().decode("utf-8", "replace") for one in (out, err))
    assert code != INTERNAL, f"{words}: {said}"
    assert "Traceback" not in said, f"{words}: {said}"
    return code, printed.splitlines()


def open_desk(path: Path, *, is_full: bool) -> None:
    """What the desk opens with; it may refuse in words, and never ends otherwise."""
    from workbench.tui.opening import Opening

    try:
        with open_store(path) as store:
            bench = Workbench(store, "ana")
            opening = Opening(bench, Settings(theme="ink", ascii="off"), {"TERM": "xterm-256color"})
            opening.draw(80, 24)
        if is_full:
            asyncio.run(_open_article(path))
    except WorkbenchError:
        pass


async def _open_article(path: Path) -> None:
    from desk_driver import Desk

    async with Desk.open(path, analyst="ana") as desk:
        await desk.press("enter")


def salvaged(ground: Ground, path: Path) -> str:
    """What salvage makes of it: the new file verifies, and where nothing is lost it is the old."""
    before = path.read_bytes()
    new = path.with_name("new.db")
    try:
        done = salvage(path, new, analyst="ana")
    except DataError as error:
        if "nothing in" not in error.what:
            raise
        return NOTHING
    finally:
        assert path.read_bytes() == before
    if not done.is_whole:
        return PARTLY
    with open_store(new, Access.READ) as store:
        assert tables(store) == of_ground(ground, "tables", _tables), "salvaged otherwise"
    return WHOLE


def _tables(path: Path) -> Rows:
    with open_store(path, Access.READ) as store:
        return tables(store)


def of_ground(ground: Ground, what: str, read: Callable[[Path], T]) -> T:
    """What the undamaged database holds, read once."""
    if what not in ground.kept:
        ground.kept[what] = read(used_database(ground))
    found: T = ground.kept[what]  # type: ignore[assignment]
    return found


def rows_of(path: Path) -> Rows:
    """Every row of every table, those of the search index and of the schema too, as bytes."""
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        connection.text_factory = bytes
        names = [
            row[0].decode()
            for row in connection.execute(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'virtual'"
            )
        ]
        found: Rows = {}
        for name in ("sqlite_schema", *names):
            rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
            found[name] = sorted(rows, key=repr)
        found["pragmas"] = [
            connection.execute(f"PRAGMA {name}").fetchone()
            for name in ("user_version", "application_id", "encoding")
        ]
        return found


ROWS = (
    Row(
        name="a byte is another",
        fault="one byte anywhere in a used database (three analysts, every table) is another one",
        checked="verify reports it, or every row of every table is what it was; what is derived "
        "is computed anew where the file itself is whole, and is what it was; no verb, no export, "
        "no backup and no opening of the desk ends in a traceback; salvage makes a sound file, and "
        "where it says that nothing is lost, all that people made is there with the old head",
        attempt=flip,
        tries=2000,
        short=60,
    ),
    Row(
        name="cut short",
        fault="a used database is cut at any place, the first of them at its beginning",
        checked="as above",
        attempt=cut,
        tries=200,
        short=12,
    ),
)
