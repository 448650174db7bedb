"""Files that are there whole or not at all: made for their owner alone, and named when they are
whole and on the disk."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def new_file(path: Path) -> None:
    """An empty private file where nothing is; never through a link. Raises OSError."""
    flags = os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY
    os.close(os.open(path, flags, 0o600))


def _drop(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


@contextmanager
def part_of(target: Path, drop: Callable[[Path], object] = _drop) -> Iterator[Path]:
    """A name beside the target for what is not whole yet; nothing of it stays. drop: takes away
    what is there by that name."""
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        yield part
    finally:
        even_if_interrupted(lambda: drop(part))


def even_if_interrupted(tidy: Callable[[], object]) -> None:
    """Tidy up, and once more where a signal came just then."""
    try:
        tidy()
    except BaseException:
        tidy()
        raise


def put_where_nothing_is(new: Path, target: Path) -> None:
    """Give a new file its name in one step. Raises FileExistsError when something has it."""
    sync(new)
    try:
        os.link(new, target)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        if os.path.lexists(target):  # a file system without links
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from error
        new.rename(target)
    sync(target.absolute().parent)


def sync(path: Path) -> None:
    """See to it that a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
