"""Databases of versions before, as those made them, and a process that ends at a chosen point."""

from __future__ import annotations

import gzip
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from sqlite_utils import Database
from store_cases import LOAD_ALL
from waiting import PATIENCE

from workbench.store.migrations import migrations

ROOT = Path(__file__).resolve().parents[2]
FIRST_SCHEMA = Path(__file__).parents[1] / "store" / "schema_1.db.gz"
"""A real database of the first version."""
ROUNDS = int(os.environ.get("FAULT_ROUNDS", "2"))
"""How often, for what is tried at many points."""

COUNTED = """
import os, signal, sys
from pathlib import Path
kind, left = sys.argv[1], int(sys.argv[2])
done = 0

def at_a_call(frame, event, what):
    global done
    if event == "c_call" or event == "c_return":
        done += 1
        if done == left:
            sys.setprofile(None)
            if kind == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise KeyboardInterrupt

def counted(act):
    sys.setprofile(at_a_call)
    try:
        return act()
    except KeyboardInterrupt:
        print("interrupted")
        sys.exit(130)
    finally:
        sys.setprofile(None)
        print(done)
"""
"""Ends at the n-th time that Python calls into C, or comes back: between those nothing reaches the
disk. Without an end it says how many there are."""


def counted(program: str, kind: str, at: int, *words: object) -> subprocess.CompletedProcess[str]:
    """Run what the program gives to `counted` up to a point."""
    return subprocess.run(
        [sys.executable, "-c", LOAD_ALL + COUNTED + program, kind, str(at), *map(str, words)],
        capture_output=True, text=True, check=False, timeout=2 * PATIENCE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def points(program: str, *words: object, rounds: int) -> list[int]:
    """Points of such a run, evenly spaced from the first to the last."""
    whole = counted(program, "kill", 10**9, *words)
    assert whole.returncode == 0, whole.stderr
    count = int(whole.stdout.split()[-1])
    return [1 + (count - 1) * at // (rounds - 1) for at in range(rounds)]


def old_database(path: Path, schema: int) -> Path:
    """The database of the first version, as the version with this schema left it."""
    path.write_bytes(gzip.decompress(FIRST_SCHEMA.read_bytes()))
    connection = sqlite3.connect(path, isolation_level=None)
    database = Database(connection, execute_plugins=False)
    later = [one.name for one in migrations.pending(database)][schema - 1 :]
    migrations.apply(database, stop_before=later[0] if later else None)
    connection.execute(f"PRAGMA user_version = {schema}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    return path


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that is no index of words, with the schema and its number."""
    connection = sqlite3.connect(path)
    try:
        version = connection.execute("PRAGMA user_version").fetchall()
        schema = connection.execute(
            "SELECT name, type, sql FROM sqlite_schema ORDER BY name, type"
        ).fetchall()
        tables = [name for name, kind, sql in schema if kind == "table" and "VIRTUAL" not in sql]
        found = {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for name in tables
        }
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {**found, "": [*version, *schema]}
    finally:
        connection.close()
