"""Undo against one's own act at another desk: whichever comes first, no act is passed over."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from services_cases import bench_on, is_sound
from store_cases import making, source
from waiting import PATIENCE

from workbench.domain.journal import Entry
from workbench.domain.ledger import append, make
from workbench.services.history import redo, undo
from workbench.services.sources import add_source
from workbench.services.workbench import Workbench
from workbench.store import open_store
from workbench.store.connection import connect
from workbench.store.ledger import Tables


@pytest.mark.parametrize("taking_back", [undo, redo])
def test_an_act_that_comes_first_is_the_last_one(
    path: Path, taking_back: Callable[[Workbench], Entry | None]
) -> None:
    """The other desk has the lock when this one has chosen what to take back, and waits for it."""
    found: list[Entry | None] = []
    with open_store(path) as store:
        bench = bench_on(store, first=10_000)
        add_source(bench, "Satu")
        if taking_back is redo:
            assert undo(bench)
        with closing(connect(path, writable=True)) as other:
            other.execute("BEGIN IMMEDIATE")
            thread = threading.Thread(target=lambda: found.append(taking_back(bench)))
            thread.start()
            end = time.monotonic() + PATIENCE
            while not store.seconds_waited:
                assert time.monotonic() < end
                time.sleep(0.005)
            change = making("source", source("Dua"))
            make(Tables(other), [change])
            made = append(
                Tables(other), [change], analyst="ana", at=bench.now(), op="add source", about="Dua"
            ).entry
            other.execute("COMMIT")
        thread.join(PATIENCE)
        (entry,) = found
        if taking_back is redo:
            assert entry is None, "something new was done"
        else:
            assert entry
            assert entry.undoes == made.seq
            assert undo(bench), "the one before"
            assert undo(bench) is None
        assert is_sound(bench)
