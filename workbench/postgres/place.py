"""The place of a database on a server, and the store there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from workbench.errors import NotFoundError, UsageError
from workbench.postgres.address import Address
from workbench.postgres.connection import (
    PATIENCE_MS,
    Connections,
    Query,
    T,
    connect,
    translated,
)
from workbench.postgres.ledger import head
from workbench.postgres.opening import look_at, open_connections
from workbench.postgres.sharing import Sharing
from workbench.postgres.store import Store
from workbench.verbs import Access


@dataclass(frozen=True, slots=True)
class Place:
    """An address, at which a database may be or not."""

    address: Address
    connections: Connections | None = field(default=None, compare=False, repr=False)
    """Those of the store that is open there: what is asked costs no connection of its own."""

    def __str__(self) -> str:
        return self.address.name

    @property
    def file(self) -> Path:
        raise UsageError(
            f"{self} is on a server, and this is of a database that is a file",
            "Whoever runs the server does that there.",
        )

    @property
    def cure(self) -> str:
        return "Restore a backup: workbench move --to ADDRESS --db BACKUP."

    @property
    def is_there(self) -> bool:
        with closing(connect(self.address)) as connection, translated(self.address):
            return look_at(connection, self.address).schema > 0

    @property
    def is_shared(self) -> bool:
        if self.connections:
            return self.connections.is_shared
        with closing(connect(self.address)) as connection, translated(self.address):
            return look_at(connection, self.address).is_shared

    @property
    def sharing(self) -> Sharing:
        return Sharing(self._ask)

    def require(self) -> None:
        if not self.is_there:
            raise NotFoundError(
                f"no database at {self}", "Import something first: workbench import PATH."
            )

    def open(self, access: Access = Access.WRITE) -> Store:
        return open_store(self.address, access)

    @contextmanager
    def open_to_prove(self) -> Iterator[Store]:
        with self.open(Access.READ) as store:
            yield store

    def head(self) -> tuple[int, str]:
        return self._ask(head)

    def _ask(self, question: Query[T]) -> T:
        if self.connections:
            return self.connections.read(question)
        with closing(connect(self.address)) as connection, translated(self.address):
            return question(connection)


def open_store(
    address: Address, access: Access = Access.WRITE, *, patience_ms: int = PATIENCE_MS
) -> Store:
    """The store at an address, its schema made and brought up to date when needed; an act waits
    patience_ms for another desk's. Raises DataError or BusyError."""
    connections = open_connections(address, access, patience_ms=patience_ms)
    return Store(connections, Place(address, connections))
