"""Closing: nothing goes on over a connection that is gone."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.store import Store, open_store


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
            store.search._connections.read(slow)
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
