"""What is in a folder, in order: files that are read, and links that are not followed out of it.

Names are held, and one folder's at a time on the way down; nothing is opened here. A link is
followed as long as it stays inside, and each folder is gone through once, so that no loop is.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.domain.text import safe_line
from workbench.intake.document import Refused
from workbench.intake.readers import UNSETTLED, Reader, reader_of, reader_of_folders

_REASONS = {
    errno.ENOENT: ("there is no such file", "Check the path."),
    errno.ENOTDIR: ("there is no such file", "Check the path."),
    errno.EACCES: ("it may not be read", "Check its permissions."),
    errno.EPERM: ("it may not be read", "Check its permissions."),
    errno.ELOOP: ("it is a loop of symbolic links", "Name the file itself."),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be read."""

    path: Path
    origin: str
    is_named: bool = True
    """By whoever imports: then a link is followed, wherever it leads."""
    reader: Reader | None = None
    """Where its folder says what it is, and its name does not."""


def inputs_of(path: Path, pass_over: Callable[[str], None]) -> Iterator[Found | Refused]:
    """The named file, or the files of known ending below the named folder."""
    shown = safe_line(path.name or str(path))
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        yield refused_by_system(safe_line(str(path)), error)
        return
    except ValueError:
        yield Refused(shown, "its name holds a NUL", "Check the path.")
        return
    if is_folder:
        yield from _walk(path, pass_over)
    else:
        yield Found(path, shown)


def _walk(folder: Path, pass_over: Callable[[str], None]) -> Iterator[Found | Refused]:
    """Files of known ending below a folder, and those that may be known by how they begin: depth
    first, sorted by name, each folder once. Folders that belong together, as a Maildir's do, are
    one reader's alone."""
    top = folder.resolve()
    seen: set[tuple[int, int]] = set()
    open_folders: list[Iterator[tuple[Path, Reader | None]]] = [
        iter([(folder, _reader_in(folder))])
    ]
    while open_folders:
        path, reader = next(open_folders[-1], (None, None))
        if path is None:
            open_folders.pop()
            continue
        origin = safe_line(path.relative_to(folder.parent).as_posix())
        place = _led_to(path) if path != folder else path
        if place != path and not place.is_relative_to(top):
            yield Refused(origin, "it is a link out of the folder", "Name what it leads to.")
        elif path.is_dir():
            try:
                open_folders.append(_entries(path, reader, seen))
            except OSError as error:
                yield refused_by_system(origin, error)
        elif reader_of(path.name) or path.name.lower().endswith(UNSETTLED):
            yield Found(place, origin, is_named=False)
        elif reader:
            yield Found(place, origin, is_named=False, reader=reader)
        else:
            pass_over(origin)


def _entries(
    folder: Path, reader: Reader | None, seen: set[tuple[int, int]]
) -> Iterator[tuple[Path, Reader | None]]:
    """What is in a folder and not hidden, with the reader that folders of such names have; nothing
    of one that was seen. Raises OSError at once."""
    status = folder.stat()
    if (status.st_dev, status.st_ino) in seen:
        return iter(())
    seen.add((status.st_dev, status.st_ino))
    names = sorted(os.listdir(folder))  # noqa: PTH208 - a Path each is too much of a large folder
    whole = reader_of_folders(names)
    unread = whole.unread_folders if whole else ()
    return (
        (folder / name, whole if whole and name in whole.folders else reader)
        for name in names
        if not name.startswith(".") and name not in unread
    )


def _reader_in(folder: Path) -> Reader | None:
    """The reader of a named folder's files where those beside it say so."""
    with suppress(OSError):
        absolute = folder.absolute()
        beside = reader_of_folders(os.listdir(absolute.parent))  # noqa: PTH208
        if beside and absolute.name in beside.folders:
            return beside
    return None


def _led_to(path: Path) -> Path:
    """Where a link leads in the end; the path itself when it is none, or leads in a circle."""
    if path.is_symlink():
        with suppress(OSError, RuntimeError):
            return path.resolve()
    return path


def refused_by_system(origin: str, error: OSError) -> Refused:
    """What the system says of an input, in words."""
    words = (f"it cannot be read: {error.strerror or error}", "Check the disk, then try again.")
    return Refused(origin, *_REASONS.get(error.errno or 0, words))
