"""Whose a database's file is: what the system says, and nobody else.

On a shared one (`opening.is_shared`) names are accounts, so that nobody acts as somebody else by
this program; whoever may write the file can do so with another one.
"""

from __future__ import annotations

import grp
import os
import pwd
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from workbench.store.holders import users_at

ROOT = 0
"""The user that may do as anybody."""


def known_as(user: int) -> str:
    """The name of an account; its number where the system knows none."""
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"user {user}"


def accounts_in(group: int) -> set[str]:
    """The accounts that the system lists in a group: at their first login, or added since. Of one
    that was taken away, who is in it stays so until the next login, and is not told."""
    found = {one.pw_name for one in pwd.getpwall() if one.pw_gid == group}
    with suppress(KeyError):
        found |= {*grp.getgrgid(group).gr_mem}
    return found


class Sharing:
    """What can be asked about who may work on a file, and who does."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def acts(self) -> str:
        return known_as(os.geteuid())

    @property
    def owner(self) -> str:
        return known_as(self._path.stat().st_uid)

    @property
    def is_owner(self) -> bool:
        return os.geteuid() in (ROOT, self._path.stat().st_uid)

    def knows(self, name: str) -> bool:
        try:
            return bool(pwd.getpwnam(name))
        except KeyError:
            return False

    def accounts(self) -> set[str]:
        return accounts_in(self._path.stat().st_gid)

    def at_work(self) -> frozenset[str] | None:
        users = users_at(self._path)
        return None if users is None else frozenset(map(known_as, users))


class Right(NamedTuple):
    """What a file's or folder's rights are to be."""

    path: Path
    group: int
    mode: int

    @property
    def before(self) -> Right:
        """What they are now. Raises OSError."""
        status = self.path.lstat()
        return Right(self.path, status.st_gid, stat.S_IMODE(status.st_mode))

    def give(self) -> None:
        """Let them be so; never through a link. Raises OSError. No connection may be open here:
        letting go of this descriptor lets go of what SQLite locked."""
        descriptor = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            os.fchown(descriptor, -1, self.group)
            os.fchmod(descriptor, self.mode)  # the last: another group takes setgid away
        finally:
            os.close(descriptor)


def give_all(rights: Sequence[Right]) -> None:
    """Give rights in this order, or none of them: what was given before something fails is taken
    back. Raises OSError."""
    given: list[Right] = []
    try:
        for right in rights:
            given.append(right.before)
            right.give()
    except BaseException:
        for right in reversed(given):
            with suppress(OSError):
                right.give()
        raise
