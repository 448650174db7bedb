"""A query that nobody waits for is ended, and no other one with it."""

from __future__ import annotations

import sqlite3
import threading
import time

import pytest
from store_cases import AT, new_article
from waiting import PATIENCE

from workbench.errors import BusyError
from workbench.store import Store
from workbench.verbs.stop import Stop

pytestmark = pytest.mark.usefixtures("only_file")


def test_one_search_is_ended_and_others_go_on(store: Store) -> None:
    store.articles.add([new_article("Judul")], [], analyst="ana", at=AT)
    stop, began, ended = Stop(), threading.Event(), list[BaseException]()

    def endless() -> None:
        def query(connection: sqlite3.Connection) -> None:
            with stop.over(connection.interrupt):
                began.set()
                connection.execute(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                    "SELECT count(*) FROM n"
                ).fetchone()

        try:
            store._connections.read(query)
        except BusyError as error:
            ended.append(error)

    thread = threading.Thread(target=endless)
    thread.start()
    assert began.wait(PATIENCE)
    assert len(store.search.find("judul")) == 1
    while thread.is_alive():  # it may not have begun to count
        stop.give()
        thread.join(0.01)
    assert ended


def test_a_query_that_nobody_waits_for_is_ended(store: Store) -> None:
    ended: list[BaseException] = []

    def endless() -> None:
        try:
            store._connections.read(
                lambda connection: connection.execute(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                    "SELECT count(*) FROM n"
                ).fetchone()
            )
        except BusyError as error:
            ended.append(error)

    thread = threading.Thread(target=endless)
    thread.start()
    deadline = time.monotonic() + PATIENCE
    while thread.is_alive() and time.monotonic() < deadline:
        store.interrupt()
        thread.join(0.01)
    assert not thread.is_alive()
    assert "cancelled" in str(ended[0])
    assert store.articles.rows(analyst="ana") == []
