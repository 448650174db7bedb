"""Moving everything to another database, of whatever kind: the same rows under the same numbers, so
that every export of either is the same bytes, and the journal has the same head.

What is moved is of one moment, and comes as a whole or not at all; what it comes from is left as it
is. A backup of a database on a server is made so: it is a file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.member import Task
from workbench.errors import DataError, UsageError
from workbench.policy import OPEN, Deed, Policy
from workbench.services.proof import verify
from workbench.services.roles import require_of
from workbench.store import open_store
from workbench.store.swap import part_of, put_where_nothing_is

if TYPE_CHECKING:
    from workbench.verbs.moving import Take
    from workbench.verbs.store import Store

SERVERS = ("postgresql://", "postgres://")
"""What the address of a database on a server begins with; all else names a file."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What is at the other place now."""

    articles: int
    entries: int
    head: str
    """Hash of the journal's last entry."""
    since: int
    """Entries that were made here meanwhile, and are not there."""


def move(store: Store, target: str, *, policy: Policy = OPEN) -> Moved:
    """Put all that a database holds into another one, which holds nothing yet, and prove it.
    target: a new file, or the address of a database on a server.

    Raises UsageError where the file is there already; DataError where the other one holds
    something, what is here is damaged, or what is there does not verify: no file is left then.
    """
    policy.require(Deed.WRITE_FILES)
    require_of(store, Task.COPY)
    with _opened(target) as other:
        fill(other, store)
        for problem in verify(other):
            if not problem.rebuild:
                raise DataError(f"what was moved does not verify: {problem}")
        entries, head = other.journal.head()
        since = store.journal.head()[0] - entries
        return Moved(other.articles.count(analyst=""), entries, head, since)


def fill(other: Store, store: Store) -> None:
    """Fill a database that holds nothing with all that one holds, and have search find it."""
    other.moving.fill(_whole(store))
    while other.search.build_on().below:
        pass


def _whole(store: Store) -> Callable[[Take], None]:
    """What hands over everything. Raises DataError where something could not be read."""

    def pour(take: Take) -> None:
        store.moving.pour(take)
        if error := store.is_read_in_part:
            raise error

    return pour


@contextmanager
def _opened(target: str) -> Iterator[Store]:
    """The store to be filled; a file has its name only when all is done."""
    if target.startswith(SERVERS):
        with _opened_on_server(target) as store:
            yield store
        return
    path = Path(target).expanduser()
    if os.path.lexists(path):
        raise UsageError(f"{path} is there already", "Name a new file.")
    try:
        with part_of(path) as part:
            with open_store(part) as store:
                yield store
            put_where_nothing_is(part, path)
    except FileExistsError as error:
        raise UsageError(f"{path} is there already", "Name a new file.") from error
    except OSError as error:
        raise DataError(f"cannot write {path} ({error.strerror})", "Name another place.") from error


def _opened_on_server(address: str) -> Store:
    try:
        from workbench.postgres import address_of
        from workbench.postgres import open_store as open_on_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "psycopg":
            raise
        raise UsageError(
            "a database on a server needs psycopg, which is not installed",
            "pip install 'analyst-workbench[postgres]' brings it.",
        ) from error
    return open_on_server(address_of(address))
