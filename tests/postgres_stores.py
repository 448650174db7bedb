"""The kind of store that is a database on a server, for tests: each has one of its own.

A place is a path that nothing lies at, so that tests name stores of any kind alike; the database is
called after it. Nothing of PostgreSQL is loaded before the first one is made.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.verbs import Access

if TYPE_CHECKING:
    from postgres_server import Server

    from workbench.postgres import Address
    from workbench.verbs.store import Store

ENDING = ".postgres"
_EMPTY = "empty"


def place(folder: Path, name: str) -> Path:
    """Where the store of a test stands by a name of the test's own."""
    return folder / f"{name}{ENDING}"


def address(path: Path) -> Address:
    """Of the database that stands for a place."""
    from workbench.postgres import address_of

    return address_of(words_of(path))


def words_of(path: Path) -> str:
    """The same as its owner would name it."""
    return _server().address(_database(path))


def opened(path: Path, access: Access) -> Store:
    """The store at a place, an empty one where there is none."""
    from workbench.postgres import open_store

    if access is Access.WRITE and not _server().has(_database(path)):
        _make(path, _empty())
    return open_store(address(path), access)


def copy(template: Path, path: Path) -> None:
    """The store at a place, which nobody has open, at another place as well."""
    _make(path, _database(template))


def share(path: Path) -> None:
    """Others than its owner may write already: each has an account of her own."""


def clear(folder: Path) -> None:
    """Drop the databases of the places in a folder."""
    _server().drop(f"{_initials(folder)}_")


def _database(path: Path) -> str:
    return f"{_initials(path.parent)}_{sha256(path.name.encode()).hexdigest()[:12]}"


def _initials(folder: Path) -> str:
    return f"t{sha256(str(folder).encode()).hexdigest()[:24]}"


def _make(path: Path, template: str) -> None:
    _server().run(f"CREATE DATABASE {_database(path)} TEMPLATE {template} STRATEGY file_copy")


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


def run_in(path: Path, *statements: str) -> None:
    """Run statements in the database that stands for a place, as its owner."""
    _server().run(*statements, database=_database(path))


def opened_at(words: str) -> Store:
    """The store at an address, by whose account that names."""
    from workbench.postgres import address_of, open_store

    return open_store(address_of(words))
