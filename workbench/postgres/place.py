"""The place of a database on a server, and the store there."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from workbench.errors import BusyError, DataError, NotFoundError, UsageError
from workbench.postgres.address import Address
from workbench.postgres.connection import PATIENCE_MS, connect, translated
from workbench.postgres.ledger import head
from workbench.postgres.opening import open_connections
from workbench.postgres.sharing import Sharing, asked
from workbench.postgres.store import Store
from workbench.verbs import Access

if TYPE_CHECKING:
    from collections.abc import Iterator


_IS_THERE = "SELECT to_regclass('workbench.about') IS NOT NULL"


class Place(NamedTuple):
    """A database on a server, which may be there or not."""

    address: Address

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
        return "Restore a backup: workbench move FILE --to ADDRESS"

    @property
    def is_there(self) -> bool:
        try:
            return self._asked_is_there()
        except (BusyError, DataError):  # whoever opens it is told
            return True

    @property
    def is_shared(self) -> bool:
        return self.sharing.is_shared

    @property
    def sharing(self) -> Sharing:
        return Sharing(self.address)

    def require(self) -> None:
        if not self._asked_is_there():
            raise NotFoundError(
                f"{self} holds nothing yet", "Import something first: workbench import PATH."
            )

    def open(self, access: Access = Access.WRITE) -> Store:
        return open_store(self.address, access)

    @contextmanager
    def open_to_prove(self) -> Iterator[Store]:
        with self.open(Access.READ) as store:
            yield store

    def head(self) -> tuple[int, str]:
        with translated(self.address):
            connection = connect(self.address)
            try:
                return head(connection)
            finally:
                connection.close()

    def _asked_is_there(self) -> bool:
        return bool(asked(self.address, _IS_THERE))


def open_store(
    address: Address, access: Access = Access.WRITE, *, patience_ms: int = PATIENCE_MS
) -> Store:
    """The store at an address, its schema made and brought up to date when needed; an act waits
    patience_ms for another desk's. Raises DataError or BusyError."""
    return Store(open_connections(address, access, patience_ms=patience_ms), Place(address))
