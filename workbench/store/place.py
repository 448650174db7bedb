"""The place of a database that is a file, and the store there.

What is asked of the file before it is open costs no more than that: what knows older schemas is
loaded where one is found.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from workbench.errors import BusyError, DataError, NotFoundError
from workbench.store.connection import BUSY_TIMEOUT_MS
from workbench.store.opening import is_shared, open_connections, schema_of
from workbench.store.store import Store
from workbench.verbs import Access

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.store.sharing import Sharing


class Place(NamedTuple):
    """A file, which may be there or not."""

    file: Path

    def __str__(self) -> str:
        return str(self.file)

    @property
    def cure(self) -> str:
        return f"Restore a backup, or: workbench salvage {self.file} NEW"

    @property
    def is_there(self) -> bool:
        return self.file.exists()

    @property
    def is_shared(self) -> bool:
        return is_shared(self.file)

    @property
    def sharing(self) -> Sharing:
        from workbench.store.sharing import Sharing  # nobody asks where nobody shares it

        return Sharing(self.file)

    def require(self) -> None:
        try:
            is_there = self.is_there
        except OSError:  # whoever opens it tells which right is missing
            return
        if not is_there:
            raise NotFoundError(
                f"no database at {self}", "Import something first: workbench import PATH."
            )
        # SQLite takes one byte for none as well.
        if self.file.is_file() and self.file.stat().st_size <= 1:
            raise DataError(f"{self} is empty: it holds no database", "Restore a backup.")

    def open(self, access: Access = Access.WRITE) -> Store:
        return open_store(self.file, access)

    @contextmanager
    def open_to_prove(self) -> Iterator[Store]:
        if not self._is_older:
            with self.open(Access.READ) as store:
                yield store
            return
        from tempfile import TemporaryDirectory

        from workbench.store.swap import copy_database
        from workbench.store.upgrading import make_schema_of_scratch

        with TemporaryDirectory(prefix="workbench-") as folder:
            copy = Place(Path(folder) / "copy.db")
            copy_database(self.file, copy.file)
            make_schema_of_scratch(copy.file)
            with copy.open(Access.READ) as store:
                yield store

    def head(self) -> tuple[int, str]:
        from workbench.store.journal import head_of

        return head_of(self.file)

    @property
    def _is_older(self) -> bool:
        """Whether it has an older schema, and there is room to tell: without that it is read as
        others read it."""
        from workbench.store.schema import SCHEMA_VERSION

        try:
            return self.file.is_file() and 0 < schema_of(self.file) < SCHEMA_VERSION
        except BusyError:
            return False


def open_store(
    path: Path, access: Access = Access.WRITE, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS
) -> Store:
    """The store of the file at path, made and migrated when needed; a write waits busy_timeout_ms
    for another program's. Raises DataError or BusyError."""
    return Store(open_connections(path, access, busy_timeout_ms=busy_timeout_ms), Place(path))
