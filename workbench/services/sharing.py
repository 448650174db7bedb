"""Sharing a database with a group of accounts: what keeps the group out, and the rights it needs.

First all is looked at that the system tells; as long as something keeps the group out nothing is
changed. Then the rights are given, the file's own last: before that it is not a shared one. What
SQLite keeps beside a file has the mode of the file, but the group of whoever makes it, unless the
folder gives its own (setgid): so a folder without that locks out all but the first who writes.
"""

from __future__ import annotations

import grp
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from workbench.errors import BusyError, UsageError
from workbench.store.anchor import INDEX, LOG
from workbench.store.holders import openers_of, process_words
from workbench.store.opening import network_at, schema_of
from workbench.store.rights import has_locks
from workbench.store.sharing import ROOT, Right, accounts_in, give_all, known_as
from workbench.store.swap import was_broken_off

FILE, FOLDER = 0o660, 0o2770
"""The group reads and writes, and what is made in the folder is the group's as well."""
_NAMED = 3
"""Things of others in the folder that are named."""


class Hindrance(NamedTuple):
    """What keeps a group out, and what whoever looks after the host has to do."""

    what: str
    remedy: str


class Given(NamedTuple):
    """A right that is to be given, or was."""

    before: Right
    after: Right

    def __str__(self) -> str:
        return f"{self.after.path}: {_words(self.before)} -> {_words(self.after)}"


@dataclass(frozen=True, slots=True)
class Sharing:
    """How a database stands to a group."""

    path: Path
    group: str
    members: tuple[str, ...]
    """The accounts in it, as far as the system lists them."""
    hindrances: tuple[Hindrance, ...]
    rights: tuple[Given, ...]
    """What it lacks; nothing where it is shared with the group already."""
    beside: tuple[str, ...]
    """Names of the database's copies beside it that stay their owners'."""


def share(path: Path, group: str) -> Sharing:
    """Give the group what it needs, where nothing keeps it out; what was found and done. Raises
    UsageError without such a group, DataError for what is no database of ours, BusyError while
    others have it open or where the system refuses: nothing is changed then."""
    found = look(path, group)
    if found.hindrances or not found.rights:
        return found
    if openers := openers_of(found.path):
        who = ", ".join(map(process_words, openers))
        raise BusyError(
            f"{found.path} is open: {who}; nothing was changed",
            "End that first: whoever sits there may go by another name than the account's.",
        )
    try:
        give_all([right.after for right in found.rights])
    except OSError as error:
        raise BusyError(
            f"{error.filename or found.path}: {error.strerror}; nothing was changed",
            "Try again as the owner of the file and its folder, or as root.",
        ) from error
    return found


def look(path: Path, group: str | None = None) -> Sharing:
    """How the database stands to a group, its file's own where none is named. Raises UsageError
    without such a group, DataError for what is no database of ours."""
    path = path.resolve()
    schema_of(path)
    entry = _group(path, group)
    wanted = _wanted(path, entry.gr_gid)
    lacking = tuple(Given(now, right) for right in wanted if (now := right.before) != right)
    return Sharing(
        path,
        entry.gr_name,
        tuple(sorted(accounts_in(entry.gr_gid))),
        tuple(_hindrances(path, entry, lacking)),
        lacking,
        tuple(sorted(one.name for one in _own_beside(path) if not _is_group_file(one, entry))),
    )


def _group(path: Path, name: str | None) -> grp.struct_group:
    try:
        return grp.getgrgid(path.stat().st_gid) if name is None else grp.getgrnam(name)
    except KeyError as error:
        told = f"called {name}" if name else f"with the number {path.stat().st_gid}"
        raise UsageError(
            f"there is no group {told} on this host",
            "Whoever looks after it makes one: groupadd NAME.",
        ) from error


def _wanted(path: Path, group: int) -> list[Right]:
    """The rights that the database needs, in the order in which they are given."""
    beside = [path.with_name(path.name + ending) for ending in (LOG, INDEX, "-journal")]
    there = [one for one in beside if os.path.lexists(one)]
    return [Right(path.parent, group, FOLDER), *(Right(one, group, FILE) for one in (*there, path))]


# What keeps the group out -----------------------------------------------------------------------


def _hindrances(
    path: Path, group: grp.struct_group, lacking: tuple[Given, ...]
) -> Iterator[Hindrance]:
    folder = path.parent
    if kind := network_at(path):
        yield Hindrance(
            f"{path} is on a network file system ({kind}), where SQLite cannot lock",
            "Put the database on a disk of this host.",
        )
    elif not has_locks(folder):
        yield Hindrance(
            f"the file system of {folder} locks no files, and two writers would spoil the database",
            "Put the database on another one.",
        )
    for parent in reversed(folder.parents):
        if not _may_enter(parent, group.gr_gid):
            yield Hindrance(
                f"the group may not enter {_described(parent)}",
                "Put the database somewhere else, as /srv/desk, or let others pass: "
                f"chmod o+x '{parent}'.",
            )
    yield from _of_folder(folder, path, lacking)
    yield from _of_owner(group, lacking)
    if was_broken_off(path):
        yield Hindrance(f"a restore of {path} was broken off", f"Open it: workbench --db '{path}'.")


def _may_enter(folder: Path, group: int) -> bool:
    status = folder.stat()
    right = stat.S_IXGRP if status.st_gid == group else stat.S_IXOTH
    return bool(status.st_mode & right)


def _of_folder(folder: Path, path: Path, lacking: tuple[Given, ...]) -> Iterator[Hindrance]:
    """What would be given away with the folder, where the group may not write to it yet."""
    if not any(given.after.path == folder for given in lacking):
        return
    status = folder.stat()
    if status.st_mode & stat.S_ISVTX or folder == folder.parent:
        yield Hindrance(
            f"{_described(folder)} is for everybody's files",
            "Put the database into a folder of its own.",
        )
        return
    others = sorted({one.name for one in folder.iterdir()} - _names_of(path))
    if others:
        more = len(others) - _NAMED
        named = ", ".join(others[:_NAMED]) + (f" and {more} more" if more > 0 else "")
        yield Hindrance(
            f"{folder} holds other things, which the group could replace then: {named}",
            "Put the database into a folder of its own.",
        )


def _of_owner(group: grp.struct_group, lacking: tuple[Given, ...]) -> Iterator[Hindrance]:
    """What the account that runs this may not change."""
    user = os.geteuid()
    if user == ROOT or not lacking:
        return
    for given in lacking:
        owner = given.after.path.stat().st_uid
        if owner != user:
            yield Hindrance(
                f"{given.after.path} belongs to {known_as(owner)}",
                f"Whoever it belongs to, or root, has to do it: {_by_hand(given, group)}.",
            )
    if group.gr_gid not in (os.getegid(), *os.getgroups()):
        name = known_as(user)
        yield Hindrance(
            f"{name} is not in the group {group.gr_name}, at this login at least",
            f"Root has to do it: usermod -aG {group.gr_name} {name}; it holds from the next login.",
        )


def _by_hand(given: Given, group: grp.struct_group) -> str:
    path, _, mode = given.after
    return f"chgrp {group.gr_name} '{path}' && chmod {mode:04o} '{path}'"


# The files beside it ----------------------------------------------------------------------------


def _names_of(path: Path) -> set[str]:
    """Names of what the program and SQLite keep of the database in its folder."""
    return {path.name} | {one.name for one in _kept(path)}


def _kept(path: Path) -> list[Path]:
    stems = (f"{path.name}-", f"{path.stem}.", f".{path.stem}.")
    return [one for one in path.parent.iterdir() if one.name.startswith(stems) and one != path]


def _own_beside(path: Path) -> list[Path]:
    """Copies that were kept of the database: those of before it was shared hold all of it."""
    return [one for one in _kept(path) if not one.name.startswith(f"{path.name}-")]


def _is_group_file(path: Path, group: grp.struct_group) -> bool:
    status = path.lstat()
    return status.st_gid == group.gr_gid and bool(status.st_mode & stat.S_IRGRP)


def _described(path: Path) -> str:
    status = path.stat()
    return f"{path} (mode {stat.S_IMODE(status.st_mode):04o}, owner {known_as(status.st_uid)})"


def _words(right: Right) -> str:
    try:
        group = grp.getgrgid(right.group).gr_name
    except KeyError:
        group = str(right.group)
    return f"{right.mode:04o} {group}"
