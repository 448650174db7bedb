"""What keeps a user from reading or writing, in words: a missing right, a disk without room, a file
system without locks.

Loaded when something is refused.
"""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

_ROOM = 64 * 1024
"""Bytes: with less, a disk takes neither an act nor what SQLite keeps beside a file."""


def missing(path: Path, *, to_write: bool) -> str:
    """The right, or the folder that is not there, that keeps this user from reading, or writing to,
    a database; empty when it is neither."""
    path = path.absolute()
    for folder in reversed(path.parents):
        if not folder.is_dir():
            return f"there is no folder {folder}"
        if not os.access(folder, os.X_OK):
            return f"{_by_what(folder, stat.S_IXGRP)}: the folder {folder} may not be entered"
    if not os.path.lexists(path):
        return "" if os.access(path.parent, os.W_OK) else _unwritable_folder(path.parent)
    if not os.access(path, os.R_OK):
        return f"{_by_what(path, stat.S_IRGRP)}: {path} may not be read"
    if to_write and not os.access(path, os.W_OK):
        return f"{_by_what(path, stat.S_IWGRP)}: {path} may not be written to"
    if to_write and not os.access(path.parent, os.W_OK):
        return _unwritable_folder(path.parent)
    return ""


def no_room(path: Path) -> str:
    """Why nothing more can be written to a file: no room, or the disk does not say."""
    with suppress(OSError):
        disk = os.statvfs(path.absolute().parent)
        if disk.f_bavail * disk.f_frsize < _ROOM:
            return "the disk is full"
    return "the disk takes no more (it fails, or a limit or quota is reached)"


def has_locks(folder: Path) -> bool:
    """Whether files in a folder can be locked, as SQLite must; True where it cannot be tried."""
    try:
        descriptor = os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600)
    except (OSError, AttributeError):  # no files without a name here, or no right to make any
        return True
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def _unwritable_folder(folder: Path) -> str:
    return f"{_by_what(folder, stat.S_IWGRP)}: the folder {folder} takes no new files"


def _by_what(path: Path, right: int) -> str:
    """What keeps this user out: not to be in the group that has the right, else mode and owner. It
    is told first, and in few words: a desk's line is short."""
    import grp
    import pwd

    try:
        status = path.stat()
    except OSError:
        return "it cannot be looked at"
    is_inside = status.st_gid in (os.getegid(), *os.getgroups())
    if status.st_mode & right and not is_inside:
        return f"you are not in group {_name(grp.getgrgid, status.st_gid)}"
    owner = _name(pwd.getpwuid, status.st_uid)
    return f"mode {stat.S_IMODE(status.st_mode):04o}, owner {owner}"


def _name(look_up: Callable[[int], Sequence[Any]], number: int) -> str:
    """The name of an account or a group; its number where there is none any more."""
    try:
        return str(look_up(number)[0])
    except KeyError:
        return str(number)
