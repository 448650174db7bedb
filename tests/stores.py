"""What a kind of store is to tests. A second one joins by an entry in KINDS: every test that is not
about SQLite's file runs on it too.

Tests ask for `stores` (tests/conftest.py) and call stores by names, never by places or files. What
is about the file asks for `only_file`, and is skipped on any other kind.
"""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from workbench.store import Access, Store, open_store
from workbench.store.connection import Connections, Query


@dataclass(frozen=True, slots=True)
class StoreKind:
    """How stores of a kind are made."""

    place: Callable[[Path, str], Path]
    """Where the store of a test, whose folder this is, stands by a name of the test's own."""
    open: Callable[[Path, Access], Store]
    """The store at a place, an empty one where there is none."""
    copy: Callable[[Path, Path], object]
    """The store at a place, which nobody has open, at another place as well."""
    share: Callable[[Path], object]
    """Let others than its owner write to the store at a place."""
    is_file: bool = False
    """Whether it is SQLite's file, which tests may take a hand in."""


@dataclass(frozen=True, slots=True)
class Stores:
    """Stores of one kind that are a test's own, called by names; closed by whoever opens them."""

    kind: StoreKind
    folder: Path

    def place(self, name: str = "bench") -> Path:
        return self.kind.place(self.folder, name)

    def open(self, name: str = "bench", access: Access = Access.WRITE) -> Store:
        """The store of that name, an empty one where there is none."""
        return self.kind.open(self.place(name), access)

    def copied(self, template: Path, name: str = "bench") -> Store:
        """A store of that name that holds what the one at a place does."""
        self.kind.copy(template, self.place(name))
        return self.open(name)

    def share(self, name: str = "bench") -> None:
        """Let others than its owner write to it."""
        self.kind.share(self.place(name))


class SqliteFile:
    """A hand in SQLite's files: what no test can do with any other store."""

    @contextmanager
    def by_hand(self, path: Path) -> Iterator[sqlite3.Connection]:
        """A connection of one's own; what was done is committed."""
        with closing(sqlite3.connect(path)) as connection, connection:
            yield connection

    def unpacked(self, packed: Path, path: Path) -> Store:
        """The store that a version of the program left, which stands packed in the tests."""
        path.write_bytes(gzip.decompress(packed.read_bytes()))
        path.chmod(0o600)
        return open_store(path)

    def reads(self, patch: pytest.MonkeyPatch) -> list[object]:
        """The queries that are asked of any store from now on."""
        asked: list[object] = []
        read = Connections.read

        def counting(connections: Connections, query: Query[object]) -> object:
            asked.append(query)
            return read(connections, query)

        patch.setattr(Connections, "read", counting)
        return asked


SQLITE = StoreKind(
    place=lambda folder, name: folder / f"{name}.db",
    open=open_store,
    copy=shutil.copy,
    share=lambda path: path.chmod(0o660),
    is_file=True,
)

KINDS = {"sqlite": SQLITE}
