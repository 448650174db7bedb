"""A row about undo: random edits of every kind, all taken back, one after the other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from faults_editing import Editing
from faults_rows import Ground, Row
from file_cases import tables
from services_cases import bench_on

from workbench.services.history import redo, undo
from workbench.services.proof import verify
from workbench.store import open_store

EDITS, SHORT_EDITS = 10_000, 150


def undo_all(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """So many edits, half of them taken back and done again, then all taken back."""
    path = ground.copy(folder)
    with open_store(path) as store:
        bench = bench_on(store)
        before = tables(store)
        editing = Editing(bench, seed)
        wanted, tried = (EDITS if ground.is_long else SHORT_EDITS), 0
        while store.journal.head()[0] < wanted:
            editing.edit()
            tried += 1
        made = tables(store)
        assert list(verify(store)) == []
        back = 0
        while back < wanted // 20 and undo(bench):
            back += 1
        while redo(bench):
            pass
        assert tables(store) == made
        undone = 0
        while undo(bench):
            undone += 1
        assert tables(store) == before
        assert list(verify(store)) == []
    return Counter({"edits": wanted, "tried": tried, "taken back": undone})


ROWS = (
    Row(
        name="all undone",
        fault=f"{EDITS:,} random edits of every kind (answers, claims, chains, links, judgements, "
        "notes, states, metadata, sources, selections, many at once), some taken back and done "
        "again, then all taken back",
        checked="every table of people's work is as it was at the start, row for row; after the "
        "redo as before the undo; verify replays the journal to what the tables hold, in between "
        "and in the end",
        attempt=undo_all,
        tries=1,
        short=1,
    ),
)
