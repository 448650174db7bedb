"""Errors that somebody keeps: what is read and written after them is of today."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.errors import WorkbenchError
from workbench.store import open_store

pytestmark = pytest.mark.usefixtures("only_file")


class OddError(Exception):
    """Of a query."""


def broken(connection: sqlite3.Connection) -> None:
    """A query that ends amid what it reads, with the cursor in a variable of its own."""
    rows = connection.execute("SELECT name FROM sqlite_schema")
    next(rows)
    raise OddError


def broken_within(connection: sqlite3.Connection) -> None:
    try:
        broken(connection)
    except OddError as error:
        raise ValueError from error


def broken_twice(connection: sqlite3.Connection) -> None:
    """An error that has a cause, and came while another one was handled that holds a cursor."""
    try:
        broken(connection)
    except OddError:
        raise ValueError from LookupError()


@pytest.mark.parametrize("query", [broken, broken_within, broken_twice])
def test_what_is_read_after_an_error_is_of_today(
    tmp_path: Path, query: Callable[[sqlite3.Connection], None]
) -> None:
    with open_store(tmp_path / "desk.db") as store:
        store.sessions.remember("ana", {"page": "library"})
        with pytest.raises((OddError, WorkbenchError)) as kept:
            store._connections.read(query)
        store.sessions.remember("ana", {"page": "board"})
        assert store.sessions.place("ana") == {"page": "board"}
        assert kept.value.__traceback__, "as long as it is kept"


def test_an_act_after_one_that_failed_is_no_stranger_to_what_others_wrote(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with open_store(path) as store, open_store(path) as other:
        store.sessions.remember("ana", {"page": "library"})
        with pytest.raises(OddError) as kept:
            store._connections.write(broken)
        other.sessions.remember("budi", {"page": "board"})
        store.sessions.remember("ana", {"page": "sources"})
        assert store.sessions.place("ana") == {"page": "sources"}
        assert kept.value.__traceback__, "as long as it is kept"


def test_a_moment_that_outlasts_the_store_ends_with_it(tmp_path: Path) -> None:
    """It ended a transaction of a connection that another thread was closing: a crash."""
    store = open_store(tmp_path / "desk.db")
    begun, closed = threading.Event(), threading.Event()
    errors: list[BaseException] = []

    def read() -> None:
        try:
            with store.snapshot():
                begun.set()
                closed.wait(10)
        except BaseException as error:
            errors.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    assert begun.wait(10)
    store.close()
    closed.set()
    reader.join(10)
    assert not errors
