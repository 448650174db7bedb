"""What every connection is told, whatever the environment, an account or an address says; and that
one whose other side is gone without a word is given up."""

from __future__ import annotations

import socket
from collections.abc import Callable

import postgres_stores
import pytest
from postgres_server import server
from store_cases import apply, making, source

from workbench.postgres import Place, Store, address_of
from workbench.postgres.connection import Connection

Opened = Callable[[], Store]


@pytest.fixture
def words(opened: Opened) -> str:
    """The address of a database of the test's own."""
    return postgres_stores.words_of(opened().place)


def _told(store: Store, *settings: str) -> list[str]:
    def query(connection: Connection) -> list[str]:
        asked = ", ".join(f"current_setting('{name}')" for name in settings)
        return [*(connection.execute(f"SELECT {asked}".encode()).fetchone() or ())]

    return store._connections.read(query)


def test_all_words_are_kept_where_the_environment_names_another_encoding(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    store = opened()
    apply(store, making("source", source("Łódź 🚢")))
    assert [one.name for one in store.sources.all()] == ["Łódź 🚢"]


def test_options_of_the_environment_hold_beside_ours(
    opened: Opened, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGOPTIONS", "-c work_mem=77MB -c search_path=public")
    with postgres_stores.opened_at(words) as store:
        assert _told(store, "work_mem", "search_path") == ["77MB", "workbench,pg_catalog"]


def test_an_address_names_neither_encoding_nor_program(words: str) -> None:
    with Place(address_of(f"{words}?client_encoding=LATIN1&application_name=psql")).open() as store:
        assert _told(store, "client_encoding") == ["UTF8"]
        assert _told(store, "application_name")[0].startswith("workbench ")
        assert store.sharing.at_work() == frozenset()


def test_scores_come_whole_whatever_the_database_shows_of_numbers(
    opened: Opened, words: str
) -> None:
    database = words.rpartition("/")[2]
    server().run(f"ALTER DATABASE {database} SET extra_float_digits = -5", database=database)
    found = opened()._connections.read(
        lambda connection: connection.execute("SELECT 0.1::float8 + 0.2::float8").fetchone()
    )
    assert found == (0.1 + 0.2,)


def test_either_side_gives_up_a_line_that_says_nothing_for_a_minute(opened: Opened) -> None:
    """Else a desk waits for a quarter of an hour for a server that is gone, and all others for a
    desk that is gone in the middle of an act."""
    store = opened()

    def of_ours(connection: Connection) -> int:
        with socket.socket(fileno=connection.fileno()) as line:
            try:
                return line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
            finally:
                line.detach()

    assert store._connections.read(of_ours) == 60_000
    assert _told(store, "tcp_user_timeout", "tcp_keepalives_idle") == ["60000", "30"]
