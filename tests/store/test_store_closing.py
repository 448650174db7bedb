"""Closing: nothing goes on over a connection that is gone."""

from __future__ import annotations

import sqlite3
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from waiting import PATIENCE

from workbench.errors import WorkbenchError
from workbench.signals import Ended
from workbench.store import Store, open_store

pytestmark = pytest.mark.usefixtures("only_file")


def test_closing_waits_for_what_other_threads_are_reading(tmp_path: Path) -> None:
    began = threading.Event()

    def slow(connection: sqlite3.Connection) -> int:
        began.set()
        rows = connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        )
        return sum(1 for _ in rows)

    ended: list[BaseException] = []

    def read(store: Store) -> None:
        try:
            store._connections.read(slow)
        except WorkbenchError as error:
            ended.append(error)

    store = open_store(tmp_path / "desk.db")
    readers = [threading.Thread(target=read, args=(store,)) for _ in range(4)]
    for reader in readers:
        reader.start()
    assert began.wait(10)
    store.close()
    for reader in readers:
        reader.join(10)
    assert not any(reader.is_alive() for reader in readers)
    assert len(ended) == 4, "each was told, none went on over a closed connection"


def raised_after(instructions: int) -> Any:
    """A trace function that ends what is traced as a signal does, after so many steps in the
    store's connections."""
    left = instructions

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if not frame.f_code.co_filename.endswith(("store/connection.py", "threading.py")):
            return None
        frame.f_trace_opcodes = True
        if event in ("line", "opcode"):  # 3.12 has lines alone here
            left -= 1
            if left == 0:
                raise Ended(3)
        return trace

    return trace


def test_a_read_that_a_signal_ends_anywhere_keeps_nobody_from_closing(tmp_path: Path) -> None:
    """The count of reads was left behind between two instructions, and closing waited for it."""
    path = tmp_path / "desk.db"
    open_store(path).close()
    whole: list[int] = []

    def read_and_close(instructions: int) -> None:
        with open_store(path) as store:
            store.articles.count(analyst="ana")
            sys.settrace(raised_after(instructions))
            try:
                whole.append(store.articles.count(analyst="ana"))
            except Ended:
                pass
            finally:
                sys.settrace(None)

    for instructions in range(1, 2000):
        thread = threading.Thread(target=read_and_close, args=(instructions,), daemon=True)
        thread.start()
        thread.join(PATIENCE)
        assert not thread.is_alive(), f"ended after {instructions} instructions, and it waits"
        if whole:
            break
    assert whole == [0]
    assert instructions > 20, "it was ended in many places"
