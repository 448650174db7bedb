"""Getting out of a damaged file what can still be read, without SQLite's help.

`pages` gives the pages of a file and of its log, `cells` what stands on one, `gleaning` puts rows
into a database of the same tables, `chain` says what the journal still proves, `rebuilding` makes
a sound database of all that. Nothing here writes to the damaged file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from workbench.store.connection import connect, translated
from workbench.store.salvage.gleaning import Gleaned, glean
from workbench.store.salvage.rebuilding import Rebuilt, rebuild

__all__ = ["Gleaned", "Rebuilt", "glean", "open_scratch", "rebuild", "rebuilding_in"]


def open_scratch(path: Path) -> sqlite3.Connection:
    """A database in an empty file for rows that nothing proves yet; it need not outlive a crash."""
    scratch = connect(path, writable=True)
    scratch.execute("PRAGMA journal_mode = MEMORY")
    scratch.execute("PRAGMA synchronous = OFF")
    return scratch


@contextmanager
def rebuilding_in(path: Path) -> Iterator[sqlite3.Connection]:
    """The one transaction that fills a new database."""
    with translated(path), closing(connect(path, writable=True)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
