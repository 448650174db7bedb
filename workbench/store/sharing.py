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

ROOT = 0
"""The user that may do as anybody."""


def account_of(user: int) -> str:
    """The name of an account; empty where the system knows none of this number."""
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return ""


def known_as(user: int) -> str:
    """The name of an account; its number where the system knows none."""
    return account_of(user) or f"user {user}"


def runs_this() -> str:
    """The account that runs this, as far as the system knows one."""
    return known_as(os.geteuid())


def accounts_in(group: int) -> set[str]:
    """The accounts that the system lists in a group: at their first login, or added since. Of one
    that was taken away, who is in it stays so until the next login, and is not told."""
    found = {one.pw_name for one in pwd.getpwall() if one.pw_gid == group}
    with suppress(KeyError):
        found |= {*grp.getgrgid(group).gr_mem}
    return found


def is_owner(path: Path) -> bool:
    """Whether the account that runs this owns the file, or may do as its owner."""
    return os.geteuid() in (ROOT, path.stat().st_uid)


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
