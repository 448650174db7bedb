"""What is kept when the file at the path is not the open one any more.

A copy of the open database, read through the descriptors that SQLite holds: those reach it even
when it has no name left. Where what they reach is damaged, the acts of this run as JSON Lines.
Never over a file that is there, never through a link.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from workbench.domain.journal import LINES
from workbench.errors import WorkbenchError
from workbench.files import new_file
from workbench.store.connection import Connections, Line, Query, connect
from workbench.store.swap import drop, names_like
from workbench.verbs import Access

Said = tuple[int, bytes]
"""Number and stored bytes of an entry that was called done."""


@dataclass(frozen=True, slots=True)
class Rescued:
    """Where things are kept, and a way to keep more."""

    path: Path
    copy: sqlite3.Connection | None
    """None: it holds the acts alone."""

    def keep(self, act: Query[object], line: Line | None) -> None:
        """Keep one more act. Raises what the act does, or OSError."""
        if self.copy is None:
            if line:
                _append(self.path, [line()])
            return
        if not self.path.exists():
            raise FileNotFoundError(self.path)
        self.copy.execute("BEGIN IMMEDIATE")
        try:
            act(self.copy)
            self.copy.execute("COMMIT")
        except BaseException:
            if self.copy.in_transaction:
                self.copy.execute("ROLLBACK")
            raise
        _fold(self.copy)

    def close(self) -> None:
        """Let go of it."""
        if self.copy is not None:
            self.copy.close()


def rescue(
    connection: sqlite3.Connection, path: Path, said: Sequence[Said], *, is_intact: bool
) -> Rescued | None:
    """Keep what connection has open; said: what was called done, which must be in it. is_intact:
    whether nobody wrote to what is open. None where nothing can be kept, or is there to be."""
    for folder in _folders(path):
        target = None
        try:
            target = _new_file(folder.expanduser(), path.stem, path.suffix)
            rescued = _copy(connection, target, said)
            if is_intact or not _problem(target):
                return rescued
            rescued.close()
            drop(target)
        except (OSError, RuntimeError, sqlite3.Error, WorkbenchError):
            if target is not None:
                drop(target)
    with suppress(OSError):
        return rescued_lines(path, [body for _, body in said]) if said else None
    return None


def _folders(path: Path) -> tuple[Path, Path]:
    """Where things are kept: beside the file, else at home."""
    return path.absolute().parent, Path("~")


def _copy(connection: sqlite3.Connection, target: Path, said: Sequence[Said]) -> Rescued:
    """A copy, open for writing. Raises sqlite3.Error when it is not whole."""
    copy = connect(target, writable=True)
    try:
        connection.backup(copy)
        if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("the copy is not sound")
        if said:
            row = copy.execute("SELECT body FROM journal WHERE seq = ?", (said[-1][0],)).fetchone()
            if row is None or row[0].encode() != said[-1][1]:
                raise sqlite3.DatabaseError("what was done is not in it")
        _fold(copy)
    except BaseException:
        copy.close()
        raise
    return Rescued(target, copy)


def rescued_lines(path: Path, lines: Sequence[bytes]) -> Rescued:
    """A file of these acts. Raises OSError where none can be made."""
    for folder in _folders(path):
        target = None
        try:
            target = _new_file(folder.expanduser(), path.stem, LINES)
            _append(target, lines)
        except (OSError, RuntimeError):
            if target is not None:
                drop(target)
        else:
            return Rescued(target, None)
    raise OSError("no place for what was done")


def _problem(target: Path) -> str | None:
    """What is wrong with a copy of something that others wrote to: pages of two files may look
    whole together."""
    from workbench.store.proof import Proof

    connections = Connections(target, Access.READ)
    try:
        return next(iter(Proof(connections).problems()), None)
    finally:
        connections.close()


def _append(target: Path, lines: Sequence[bytes]) -> None:
    descriptor = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW)
    with closing(os.fdopen(descriptor, "wb")) as out:
        out.writelines(line + b"\n" for line in lines)
        out.flush()
        os.fsync(descriptor)


def _fold(copy: sqlite3.Connection) -> None:
    """Everything into the one file, which may be carried away at any time."""
    copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _new_file(folder: Path, stem: str, suffix: str) -> Path:
    """An empty file, private, under a name that nothing has."""
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    for target in names_like(folder / f"{stem}.rescued-{stamp}{suffix}"):
        with suppress(FileExistsError):
            new_file(target)
            return target
    raise AssertionError("names do not end")
