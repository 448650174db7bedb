"""The kind of store that is a database on a server, for tests: each has one of its own.

A database is called after the folder of its test and the name that the test gave it. Nothing of
PostgreSQL is loaded before the first one is made.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from math import inf
from typing import TYPE_CHECKING, cast
from uuid import uuid4
from weakref import ref

from workbench.verbs import Access

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest
    from postgres_server import Server

    from workbench.postgres import Address
    from workbench.postgres import Place as ServerPlace
    from workbench.postgres import Store as ServerStore
    from workbench.postgres.connection import Connections
    from workbench.verbs.store import Place

_EMPTY = "empty"
_OPEN: list[ref[Connections]] = []
"""Those of the stores that were opened here."""


def place(folder: Path, name: str) -> Place:
    """Where the store of a test stands by a name of the test's own: made where it is opened for
    changes."""
    from psycopg.errors import DuplicateDatabase, UniqueViolation

    from workbench.postgres import Place as ServerPlace
    from workbench.postgres import address_of

    class Made(ServerPlace):
        __slots__ = ()

        def open(self, access: Access = Access.WRITE) -> ServerStore:
            if access is Access.WRITE and not _server().has(database):
                with suppress(DuplicateDatabase, UniqueViolation):  # another process may be first
                    _make(database, _empty())
            store = super().open(access)
            _OPEN.append(ref(store._connections))
            return store

    database = f"{_initials(folder)}_{sha256(name.encode()).hexdigest()[:12]}"
    return Made(address_of(_server().address(database)))


def address(one: Place) -> Address:
    """Of the database that stands at a place."""
    return cast("ServerPlace", one).address


def words_of(one: Place) -> str:
    """The same as its owner would name it."""
    return _server().address(_database(one))


def copy(template: Place, other: Place) -> None:
    """The store at a place, which nobody has open, at another place as well."""
    _make(_database(other), _database(template))


def share(one: Place) -> None:
    """Let others than its owner write to it."""
    _granted(one, "GRANT ALL ON ALL TABLES IN SCHEMA workbench TO pg_monitor")


def unshare(one: Place) -> None:
    """Let nobody else write to it any more."""
    _granted(one, "REVOKE ALL ON ALL TABLES IN SCHEMA workbench FROM pg_monitor")


def disown(patch: pytest.MonkeyPatch) -> None:
    """Let all stores be somebody else's than whoever runs this."""
    from workbench.postgres.sharing import Sharing

    patch.setattr(Sharing, "is_owner", False)


def clear(folder: Path) -> None:
    """Drop the databases of the places in a folder."""
    _OPEN.clear()
    _server().drop(f"{_initials(folder)}_")


def _granted(one: Place, words: str) -> None:
    if not _server().has(_database(one)):
        _make(_database(one), _empty())
    _server().run(words, database=_database(one))
    for kept in _OPEN:  # which look again after a while by themselves
        if connections := kept():
            connections.asked_at = -inf
            connections.read(lambda _: None)


def _database(one: Place) -> str:
    return str(one).rpartition("/")[2]


def _initials(folder: Path) -> str:
    return f"t{sha256(str(folder).encode()).hexdigest()[:24]}"


def _make(database: str, template: str) -> None:
    _server().run(f"CREATE DATABASE {database} TEMPLATE {template} STRATEGY file_copy")


def _server() -> Server:
    from postgres_server import server

    return server()


@cache
def _empty() -> str:
    """A database with our schema and nothing in it, which others are made of."""
    from workbench.postgres import address_of, open_store

    if _server().has(_EMPTY):
        return _EMPTY
    _server().run(f"CREATE DATABASE {_EMPTY}")
    open_store(address_of(_server().address(_EMPTY))).close()
    return _EMPTY


def run_in(one: Place, *statements: str) -> None:
    """Run statements in the database that stands for a place, as its owner."""
    _server().run(*statements, database=_database(one))


def drop_roles(*names: str) -> None:
    """Take out accounts whose databases are gone."""
    _server().run(*(f"DROP ROLE IF EXISTS {name}" for name in names))


def opened_at(words: str) -> ServerStore:
    """The store at an address, by whose account that names."""
    from workbench.postgres import address_of, open_store

    return open_store(address_of(words))


@contextmanager
def account(one: Place, *rights: str) -> Iterator[str]:
    """The address of a database by an account that has these rights and no others."""
    name = f"guest_{uuid4().hex}"
    run_in(one, f"CREATE ROLE {name} LOGIN", *(f"{right} TO {name}" for right in rights))
    yield words_of(one).replace("//workbench@", f"//{name}@")
    run_in(one, f"DROP OWNED BY {name}", f"DROP ROLE {name}")
