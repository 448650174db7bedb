"""Opening a database file: what it is, whether it takes writes, and bringing its schema up to date.

Refused are other programs' databases, newer schemas and network file systems, where SQLite cannot
lock. Neither sqlite_utils nor the rest of the store is loaded for a database that is up to date.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import BusyError, DataError
from workbench.store.connection import (
    AS_MADE,
    BUSY_TIMEOUT_MS,
    Connect,
    Connections,
    Still,
    Strange,
    Writer,
    connect,
    translated,
)
from workbench.store.schema import APPLICATION_ID, SCHEMA_DIGEST, SCHEMA_VERSION, digest
from workbench.verbs import Access

if TYPE_CHECKING:
    from workbench.store.upgrading import Upgraded

MOUNTS = Path("/proc/self/mounts")
"""Where the kernel lists what is mounted; where there is no such file nothing is refused."""

_NO_ROOM = {
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_CANTOPEN,
}  # fmt: skip
"""What SQLite says when it cannot make the files that it keeps beside a database."""

_NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ceph"}


def open_connections(
    path: Path, access: Access = Access.WRITE, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS
) -> Connections:
    """The connections to the database at path, made and migrated when needed. A write waits
    busy_timeout_ms for another program's.

    Raises DataError for a foreign, newer or damaged file, or one on a network file system;
    BusyError when another program holds it. A file or folder that takes no writes opens for
    reading (see `Connections.access`).
    """
    still, news, strange = None, list[str](), AS_MADE
    with translated(path):
        try:
            access, strange = _prepare(path, access, news.append)
        except (sqlite3.OperationalError, BusyError) as error:
            why = _why_no_room(path, error)
            if not why:
                raise
            access, still = Access.READ, _still(path, why)
        except OSError as error:
            raise _unreachable(path, error) from error
    return Connections(
        path,
        access,
        begin_writer=lambda path, connect: _writer(path, connect, busy_timeout_ms),
        still=still,
        strange=strange,
        news=tuple(news),
        busy_timeout_ms=busy_timeout_ms,
    )


def _why_no_room(path: Path, error: Exception) -> str:
    """Why writing needs more room than the disk has; empty when that is not what is wrong."""
    if isinstance(error, sqlite3.OperationalError):
        from workbench.store.refusals import code_of
        from workbench.store.rights import no_room

        return no_room(path) if code_of(error) in _NO_ROOM else ""
    from workbench.store.upgrading import NoRoomError

    return error.what if isinstance(error, NoRoomError) else ""


def _still(path: Path, why: str) -> Still:
    from workbench.store.still import opened_still

    return opened_still(path, why, _version_in)


def _unreachable(path: Path, error: OSError) -> BusyError:
    from workbench.store.refusals import unreachable

    return unreachable(path, str(error.strerror))


def _writer(path: Path, connect: Connect, patience_ms: int) -> Writer:
    from workbench.store.writer import Writer

    return Writer(path, connect, patience_ms=patience_ms)


def _prepare(path: Path, access: Access, tell: Callable[[str], object]) -> tuple[Access, Strange]:
    """See to it that a database of this schema is at path; how it can be open, and what it has of
    its own. tell: what was done to it is to be told."""
    if os.path.lexists(os.path.realpath(path) + "-restore"):
        tell(_finished(path))
    if not path.exists():
        if access is Access.READ:
            raise DataError(f"{path} does not exist", "Import something first.")
        _create(path)
        _make_schema(path)
        return access, AS_MADE
    if not path.is_file():
        raise DataError(f"{path} is not a file", "Name a file: --db FILE.")
    is_empty = path.stat().st_size <= 1  # SQLite takes one byte for none as well
    if is_empty:
        _refuse_log_of_nothing(path)
    if not _takes_writes(path):
        access = Access.READ
    if os.path.exists(f"{path}-shm"):  # noqa: PTH110 (a third of the time)
        from workbench.store.holders import drop_strange_side_files

        drop_strange_side_files(path)
    if access is Access.WRITE:
        _refuse_excess(path)
        _refuse_network(path)
    version, strange = _look_at(path, tell if access is Access.WRITE else None)
    if version < SCHEMA_VERSION:
        if access is Access.READ:
            if is_empty:
                raise DataError(f"{path} is empty: it holds no database", "Restore a backup.")
            if not version and _takes_writes(path):
                raise DataError(
                    f"{path} has lost the number of its schema",
                    "Opened where it may be written to, it gets it back: workbench list.",
                )
            raise DataError(
                f"{path} has an older schema and takes no writes",
                "Copy it to a folder you may write to, and open the copy.",
            )
        if upgraded := _make_schema(path):
            tell(f"{path.name}: {upgraded}")
        if is_empty:
            tell(f"{path.name} was an empty file: it is a new database now")
    if strange.why:
        access = Access.READ
        tell(f"{path.name} is open for reading only: {strange.why}")
    return access, strange


def _make_schema(path: Path) -> Upgraded | None:
    from workbench.store.upgrading import make_schema

    return make_schema(path)


def _finished(path: Path) -> str:
    """Go on with a restore that was broken off; what is to be told."""
    from workbench.store import swap

    path = path.resolve()
    try:
        return swap.finish(path)
    except OSError as error:
        raise DataError(
            f"a restore of {path} was broken off: {swap.files_of_plan(path)}",
            "Open it as somebody who may write to the folder.",
        ) from error


def _create(path: Path) -> None:
    """An empty file of our own making, never through a link: for its owner only, and in a folder
    that a group shares for that group."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _refuse_network(path.parent)
    _refuse_without_locks(path)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_RDWR, 0o600)
        try:
            os.fchmod(descriptor, mode_in(path.absolute().parent))  # whatever the umask is
        finally:
            os.close(descriptor)
    except FileExistsError:
        return
    except OSError as error:
        from workbench.store.rights import missing

        why = missing(path, to_write=True) or error.strerror
        raise BusyError(
            f"{path} cannot be made ({why})", "Name another place: --db FILE."
        ) from error


def mode_in(folder: Path) -> int:
    """The rights of a new database: 0600; 0660 where the folder gives its files to its group
    (setgid) and lets that group make files."""
    mode = folder.stat().st_mode
    is_shared = mode & stat.S_ISGID and mode & stat.S_IWGRP
    return 0o660 if is_shared else 0o600


def is_shared(path: Path) -> bool:
    """Whether a group may write to the database at path; of one that is not made yet, whether it
    will."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 (a third of the time of Path.stat)
    except FileNotFoundError:
        folder = path.absolute().parent
        mode = mode_in(folder) if folder.is_dir() else 0  # a folder of our making is private
    except OSError:
        return False  # whoever opens it is told
    return bool(mode & stat.S_IWGRP)


def _refuse_log_of_nothing(path: Path) -> None:
    """A new file has no log; one that was cut to nothing may, and SQLite would take it away."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise DataError(
            f"{path} is empty, but its last changes are in {log.name}",
            f"Restore a backup, or: workbench salvage '{path}' NEW.",
        )


def _refuse_excess(path: Path) -> None:
    """Refuse what everybody may change. Raises DataError that names the right."""
    mode = os.stat(path).st_mode  # noqa: PTH116
    if mode & stat.S_IWOTH:
        raise DataError(
            f"{path} may be written to by everybody (mode {stat.S_IMODE(mode):04o})",
            f"Take that right away: chmod o-w '{path}'.",
        )
    folder = path.absolute().parent
    mode = os.stat(folder).st_mode  # noqa: PTH116
    if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
        raise DataError(
            f"everybody may replace the files in {folder} (mode {stat.S_IMODE(mode):04o}, not "
            "sticky)",
            f"Take that right away: chmod o-w '{folder}'.",
        )


def schema_of(path: Path) -> int:
    """The schema version of a database of ours; 0 for an empty file. Raises DataError otherwise,
    or BusyError."""
    with translated(path):
        return _look_at(path)[0]


def _look_at(path: Path, tell: Callable[[str], object] | None = None) -> tuple[int, Strange]:
    """The schema version of a database, and what its schema has of its own."""
    connection = connect(path, writable=False)
    try:
        version = _version_in(connection, path)
        if version < SCHEMA_VERSION or digest(connection) == SCHEMA_DIGEST:
            return version, AS_MADE
        from workbench.store.strangers import look_closer

        return version, look_closer(path, connection, tell)
    finally:
        connection.close()


def _version_in(connection: sqlite3.Connection, path: Path) -> int:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if application == version == tables == 0:
        return 0
    if application != APPLICATION_ID:
        raise DataError(f"{path} is a database of another program", "Name another file: --db FILE.")
    if version < 0:
        raise DataError(
            f"{path} has {version} for the number of its schema, which none is: it is damaged",
            f"Restore a backup, or: workbench salvage {path} NEW",
        )
    if version > SCHEMA_VERSION:
        raise DataError(
            f"{path} was made by a newer version of workbench (schema {version}, this one "
            f"knows {SCHEMA_VERSION})",
            "Update workbench.",
        )
    return version


def _takes_writes(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _refuse_without_locks(path: Path) -> None:
    """Nothing is made where it could not be opened then."""
    from workbench.store.rights import has_locks

    if not has_locks(path.absolute().parent):
        from workbench.store.refusals import no_locks

        raise no_locks(path)


def network_at(path: Path) -> str:
    """The kind of network file system that path lies on; empty where it lies on none."""
    kind = _file_system(path)
    return kind if kind in _NETWORK_FILE_SYSTEMS else ""


def _refuse_network(path: Path) -> None:
    if kind := network_at(path):
        raise DataError(
            f"{path} is on a network file system ({kind}), where SQLite cannot lock",
            "Put the database on a local disk: --db FILE or $WORKBENCH_DB.",
        )


def _file_system(path: Path) -> str:
    """The file system's type that path lies on, as the kernel names it; empty when unknown."""
    try:
        mounts = MOUNTS.read_text("utf-8", "replace").splitlines()
        place = os.path.realpath(path)
    except OSError:
        return ""
    best, kind = "", ""
    for line in mounts:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        inside = place == point or place.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind
