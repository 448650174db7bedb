"""A set that comes in is there as a whole or not at all, whenever the import of it is killed."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

from faults_old import ROUNDS, counted, points
from merging_cases import Doing, exchanged, opened
from stores import SQLITE

from workbench.services.annotation_import import import_annotations
from workbench.services.exporting import export
from workbench.services.metadata import set_metadata
from workbench.services.proof import verify
from workbench.services.workbench import Workbench
from workbench.store import open_store
from workbench.store.entities import ENTITIES

IMPORTING = """
from workbench.services.annotation_import import import_annotations
from workbench.services.workbench import Workbench
from workbench.store import open_store


def taken_in():
    with open_store(Path(sys.argv[3])) as store:
        import_annotations(Workbench(store, "dina"), "jsonl", Path(sys.argv[4]))


counted(taken_in)
"""


def made(path: Path) -> str:
    """What people made, where it came from, and what waits; but for when that came in."""
    with closing(sqlite3.connect(path)) as connection:
        found = {
            (name, uid): {**(record or {}), "at": ""} if name == "arrival" else record
            for name, entity in ENTITIES.items()
            for uid, record in entity.all(connection)
        }
    return json.dumps(sorted((*key, repr(record)) for key, record in found.items()))


def test_a_kill_at_any_point_leaves_all_of_a_set_or_nothing(tmp_path: Path) -> None:
    random = Random(4)
    first, file = tmp_path / "first.db", tmp_path / "set.jsonl"
    for one, other, _ in opened(SQLITE, tmp_path, random):
        for count in (40, 30):
            for desk in (one, other):
                for _ in range(count):
                    desk.watched(Doing(random, desk).act)
            if count == 40:
                exchanged(one, other, file)
                exchanged(other, one, file)
        for desk in (one, other):
            set_metadata(desk.bench, 1, {"title": f"dari {desk.name}"})
            set_metadata(desk.bench, 2, {"title": f"dari {desk.name}"})
        export(one.bench, "jsonl", file)
    shutil.copy(tmp_path / "b" / "bench.db", first)
    whole = tmp_path / "whole.db"
    shutil.copy(first, whole)
    with open_store(whole) as store:
        taken = import_annotations(Workbench(store, "dina"), "jsonl", file)
    assert taken.changes
    assert taken.removed
    assert taken.conflicts
    before, after = made(first), made(whole)
    counting = tmp_path / "counting.db"
    shutil.copy(first, counting)
    found = set()
    for at in points(IMPORTING, counting, file, rounds=3 * ROUNDS):
        path = tmp_path / f"at-{at}.db"
        shutil.copy(first, path)
        assert counted(IMPORTING, "kill", at, path, file).returncode in (-9, 0)
        with open_store(path) as store:
            assert list(verify(store)) == []
            found.add(made(path) == after)
            assert made(path) in (before, after)
            import_annotations(Workbench(store, "dina"), "jsonl", file)
        assert made(path) == after
    assert found == {False, True}
