"""Opening what is no database of ours, or not yet, or not any more: clear words, nothing half."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator

import psycopg
import pytest
from postgres_server import server

from workbench.errors import BusyError, DataError, ReadOnlyError, UsageError, WorkbenchError
from workbench.postgres import Store, address_of, open_store
from workbench.postgres.schema import SCHEMA_VERSION
from workbench.verbs import Access

NAME = "opening"
SECRET = "rahasia"


@pytest.fixture
def words() -> Iterator[str]:
    """The address of a database with nothing in it."""
    server().run(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)", f"CREATE DATABASE {NAME}")
    yield server().address(NAME)
    server().run(f"DROP DATABASE {NAME} WITH (FORCE)")


@pytest.mark.parametrize(
    "words",
    [
        f"postgresql://ana:{SECRET}@127.0.0.1/desk",
        f"postgresql://127.0.0.1/desk?password={SECRET}",
        f"postgresql://127.0.0.1/desk?passfile={SECRET}",
        f"postgresql://ana:{SECRET}/desk",
        f"postgresql://127.0.0.1/desk?{SECRET}=1",
    ],
)
def test_an_address_with_a_secret_or_none_at_all_is_refused_and_not_repeated(words: str) -> None:
    with pytest.raises((UsageError, DataError, BusyError)) as caught:
        open_store(address_of(words))
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None


def test_an_address_is_called_by_its_host_and_database() -> None:
    given = address_of("postgres://ana@db.example:5433/desk?sslmode=require")
    assert str(given) == "postgresql://db.example:5433/desk"
    assert "ana" in given.conninfo
    assert str(address_of("postgresql:///?service=desk")) == "postgresql:///?service=desk"


def test_an_empty_database_is_made_ours_by_one_of_several_at_once(words: str) -> None:
    stores: list[Store] = []
    threads = [
        threading.Thread(target=lambda: stores.append(open_store(address_of(words))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [store.journal.head()[0] for store in stores] == [0] * 4
    for store in stores:
        store.close()


def test_for_reading_nothing_is_made(words: str) -> None:
    with pytest.raises(DataError, match="holds nothing yet"):
        open_store(address_of(words), Access.READ)
    with psycopg.connect(words) as connection:
        (there,) = connection.execute("SELECT to_regnamespace('workbench')").fetchone() or (1,)
    assert there is None


def _foreign(words: str) -> None:
    server().run("CREATE SCHEMA workbench", database=NAME)


def _of_another(words: str) -> None:
    open_store(address_of(words)).close()
    server().run("UPDATE workbench.about SET application = 'XYZ'", database=NAME)


def _newer(words: str) -> None:
    open_store(address_of(words)).close()
    server().run("UPDATE workbench.about SET schema = 99", database=NAME)


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (_foreign, "another program"),
        (_of_another, "another program"),
        (_newer, f"newer version of workbench .schema 99, this one knows {SCHEMA_VERSION}"),
    ],
)
def test_what_is_not_ours_is_let_be(words: str, spoil: Callable[[str], None], what: str) -> None:
    spoil(words)
    with pytest.raises(DataError, match=what) as caught:
        open_store(address_of(words))
    assert caught.value.next_step


def test_a_database_that_cannot_hold_all_words_is_refused() -> None:
    server().run(
        "DROP DATABASE IF EXISTS latin",
        "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' "
        "TEMPLATE template0",
    )
    with pytest.raises(DataError, match="keeps its words in LATIN1"):
        open_store(address_of(server().address("latin")))
    server().run("DROP DATABASE latin WITH (FORCE)")


def test_no_database_no_account_and_no_server_are_told_apart(words: str) -> None:
    place = f"127.0.0.1:{server().port}"
    told: list[tuple[type[WorkbenchError], str]] = []
    for one in (
        f"postgresql://workbench@{place}/nowhere",
        f"postgresql://nobody_at_all@{place}/{NAME}",
        f"postgresql://workbench@127.0.0.1:1/{NAME}",
        "postgresql:///?service=unheard_of",
    ):
        with pytest.raises(WorkbenchError) as caught:
            open_store(address_of(one))
        told.append((type(caught.value), caught.value.what))
    assert [kind for kind, _ in told] == [DataError, DataError, BusyError, DataError]
    assert "does not exist" in told[0][1]
    assert "does not let you in" in told[1][1]
    assert "does not answer" in told[2][1]


@pytest.mark.parametrize("host", ["roles", "password", "ssl-certificate", "database"])
def test_a_server_that_is_down_is_told_so_whatever_it_is_called(host: str) -> None:
    with pytest.raises(BusyError, match="does not answer"):
        open_store(address_of(f"postgresql:///news?host=/run/{host}&port=1"))


def test_an_account_that_may_only_read_opens_for_reading(words: str) -> None:
    open_store(address_of(words)).close()
    server().run(
        "DROP ROLE IF EXISTS guest",
        "CREATE ROLE guest LOGIN",
        "GRANT USAGE ON SCHEMA workbench TO guest",
        "GRANT SELECT ON ALL TABLES IN SCHEMA workbench TO guest",
        database=NAME,
    )
    with open_store(address_of(words.replace("workbench@", "guest@"))) as store:
        assert store.is_read_only
        assert "only read" in store.why_read_only
        assert store.journal.head()[0] == 0
        with pytest.raises(ReadOnlyError, match="your account may only read"):
            store.journal.apply([], analyst="ana", at="2026-03-04T00:00:00Z", op="test")
    server().run("DROP OWNED BY guest", "DROP ROLE guest", database=NAME)


def test_a_desk_is_told_that_the_schema_is_another_since(words: str) -> None:
    with open_store(address_of(words)) as store:
        server().run("UPDATE workbench.about SET schema = 99", database=NAME)
        with pytest.raises(DataError, match="another schema now"):
            store.journal.apply([], analyst="ana", at="2026-03-04T00:00:00Z", op="test")
        assert store.journal.head()[0] == 0


def test_what_is_no_server_of_ours_is_told_apart_from_one_that_is_down(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as web:
        threading.Thread(target=_answer_as_web, args=(web,)).start()
        with pytest.raises(DataError, match="no PostgreSQL server"):
            open_store(address_of(f"postgresql://127.0.0.1:{web.getsockname()[1]}/{NAME}"))
    monkeypatch.setenv("PGTZ", "nowhere/at all")
    with pytest.raises(DataError, match="beside the address"):
        open_store(address_of(words))


def _answer_as_web(web: socket.socket) -> None:
    with web.accept()[0] as asked:
        asked.recv(100)
        asked.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n")


def test_a_server_with_no_connection_to_spare_is_worth_another_try(words: str) -> None:
    server().run("DROP ROLE IF EXISTS lone", "CREATE ROLE lone LOGIN CONNECTION LIMIT 0")
    with pytest.raises(BusyError, match="no more connections"):
        open_store(address_of(words.replace("workbench@", "lone@")))
    server().run("DROP ROLE lone")


def test_what_an_account_may_not_read_is_no_change_that_is_refused(words: str) -> None:
    open_store(address_of(words)).close()
    server().run(
        "DROP ROLE IF EXISTS half",
        "CREATE ROLE half LOGIN",
        "GRANT USAGE ON SCHEMA workbench TO half",
        "GRANT SELECT ON workbench.about, workbench.journal TO half",
        database=NAME,
    )
    store = open_store(address_of(words.replace("workbench@", "half@")))
    with store, pytest.raises(ReadOnlyError, match="your account may not do that"):
        store.sources.all()
    server().run("DROP OWNED BY half", "DROP ROLE half", database=NAME)
