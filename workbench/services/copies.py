"""Copies of a database: making one, and putting one back.

A copy is proved before it gets its name. Restoring takes nothing away: what was there is kept
beside it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.member import Task
from workbench.errors import BusyError, DataError, UsageError
from workbench.files import new_file, put_where_nothing_is
from workbench.policy import OPEN, Deed, Policy
from workbench.services.proof import verify
from workbench.services.roles import require_at, require_of, require_owner_stays
from workbench.store import Access, Place, open_store
from workbench.store.journal import head_of
from workbench.store.opening import mode_in, schema_of
from workbench.store.schema import SCHEMA_VERSION
from workbench.store.sharing import known_as
from workbench.store.swap import (
    copy_database,
    part_of,
    put_in_place,
    take_rights,
)
from workbench.store.upgrading import make_schema_of_scratch

if TYPE_CHECKING:
    from workbench.verbs.store import Store


@dataclass(frozen=True, slots=True)
class Restored:
    """What is at the path now."""

    aside: Path | None
    """Where the file is that was there."""
    entries: int
    head: str
    older_schema: int | None
    """Its schema's number, where this version would bring it up to date when it opens it."""
    new_owner: str = ""
    """The account that owns the file now, where another one did: of one that nobody shared."""


def back_up(store: Store, target: Path, *, policy: Policy = OPEN) -> None:
    """Copy the database to a new file, and verify the copy. Raises UsageError when the file is
    there, DataError when the copy does not verify or cannot be written."""
    policy.require(Deed.WRITE_FILES)
    require_of(store, Task.COPY)
    if os.path.lexists(target):
        raise UsageError(f"{target} is there already", "Name a new file.")
    try:
        with part_of(target) as part:
            _copy(store, part)
            _sound(part)
            put_where_nothing_is(part, target)
    except FileExistsError as error:
        raise UsageError(f"{target} is there already", "Name a new file.") from error
    except OSError as error:
        raise DataError(
            f"cannot write {target} ({error.strerror})", "Name another place."
        ) from error


def _copy(store: Store, part: Path) -> None:
    """Copy a database to a new file: one that is a file page by page, any other row by row."""
    new_file(part)
    if not store.moving.copy_file(part):
        from workbench.services.moving import fill

        part.unlink()
        with open_store(part) as copy:
            fill(copy, store)


def restore(path: Path, source: Path, *, policy: Policy = OPEN) -> Restored:
    """Put a copy of the database at source in the place of the one at path, once it is proved.

    Raises DataError when it does not verify, BusyError while another program has the old one open,
    RoleError where a shared one would be somebody else's then; nothing is changed then.
    """
    policy.require(Deed.READ_FILES)
    path = path.resolve()
    require_at(Place(path), Task.COPY)
    require_owner_stays(Place(path))
    if not source.is_file():
        raise UsageError(f"{source} is not a file", "Name a backup or a rescued file.")
    if path.exists() and source.samefile(path):
        raise UsageError(f"{source} is the database itself", "Name a backup or a rescued file.")
    try:
        path.absolute().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with part_of(path) as part:
            copy_database(source, part)
            try:
                proved = _sound(part)
            except DataError as error:  # told of the file that was named, not of our copy of it
                what = error.what.replace(str(part), str(source))
                raise DataError(what, "Name a backup or a rescued file.") from error
            if path.exists():
                take_rights(part, path)
            else:
                part.chmod(mode_in(path.parent))
            owner = part.stat().st_uid
            is_other = path.exists() and path.stat().st_uid != owner
            aside = put_in_place(part, path)
    except OSError as error:
        raise BusyError(
            f"cannot put {source.name} at {path} ({error.strerror})", "What was there is unchanged."
        ) from error
    older = proved.schema if proved.schema != SCHEMA_VERSION else None
    new_owner = known_as(owner) if is_other else ""
    return Restored(aside, proved.entries, proved.head, older, new_owner)


@dataclass(frozen=True, slots=True)
class _Proved:
    entries: int
    head: str
    """Hash of the last entry."""
    schema: int


def _sound(copy: Path) -> _Proved:
    """What a copy holds. Raises DataError when it does not verify. One of an older schema is left
    as it is: what is proved is what it becomes."""
    schema = schema_of(copy)
    if not schema:
        raise DataError("there is nothing in it", "Name a backup or a rescued file.")
    if schema == SCHEMA_VERSION:
        return _verified(copy, schema)
    with part_of(copy) as later:
        copy_database(copy, later)
        make_schema_of_scratch(later)
        _verified(later, schema)
    return _Proved(*head_of(copy), schema)  # what it becomes has an entry more


def _verified(copy: Path, schema: int) -> _Proved:
    with open_store(copy, Access.READ) as store:
        for problem in verify(store):
            if not problem.rebuild:
                raise DataError(f"the copy does not verify: {problem}", "Nothing was changed.")
        return _Proved(*store.journal.head(), schema)
