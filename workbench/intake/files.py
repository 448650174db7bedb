"""Where inputs come from: named files, folders and standard input, opened without surprises.

Only regular files are opened, never a pipe or a device. Which reader takes a file is said by
`readers`; nothing here knows a format.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from workbench.domain.text import safe_line
from workbench.errors import RefusedError
from workbench.intake.document import UNTOLD, Document, Input, Limits, Refused, Table
from workbench.intake.held import held
from workbench.intake.readers import (
    HEAD,
    UNSETTLED,
    Reader,
    choose_reader,
    is_known,
    load_reader,
    reader_of,
    reader_of_folders,
)

_DEFAULT_LIMITS = Limits()
_REASONS = {
    errno.ENOENT: ("there is no such file", "Check the path."),
    errno.ENOTDIR: ("there is no such file", "Check the path."),
    errno.EACCES: ("it may not be read", "Check its permissions."),
    errno.EPERM: ("it may not be read", "Check its permissions."),
    errno.ELOOP: ("it is a loop of symbolic links", "Name the file itself."),
}


def _in_silence(origin: str) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    origin: str
    is_named: bool = True
    """By whoever imports: then a link is followed, wherever it leads."""
    reader: Reader | None = None
    """Where its folder says what it is, and its name does not."""


def read(
    paths: Iterable[Path],
    *,
    limits: Limits = _DEFAULT_LIMITS,
    pass_over: Callable[[str], None] = _in_silence,
    table: Table = UNTOLD,
) -> Iterator[Document | Refused]:
    """Every document of these files and folders, in order; a bad input is a Refused.

    Folders are walked sorted, without hidden files. A named file of unknown ending is what it
    begins as, or text; one in a folder is passed over, and pass_over is told its name.
    """
    for path in map(Path, paths):
        for found in _inputs_of(path, pass_over):
            if isinstance(found, Refused):
                yield found
            else:
                yield from _read_input(found, limits, pass_over, table)


def read_stream(
    stream: BinaryIO, *, origin: str = "stdin", limits: Limits = _DEFAULT_LIMITS
) -> Iterator[Document | Refused]:
    """The documents of JSON Lines on a stream such as standard input, as they come in."""
    from workbench.intake.objects.json_lines import read as read_lines

    yield from read_lines(Input(stream, origin, "stdin", limits))


def _read_input(
    found: _Found, limits: Limits, pass_over: Callable[[str], None], table: Table
) -> Iterator[Document | Refused]:
    try:
        with _opened(found) as stream:
            size = os.fstat(stream.fileno()).st_size
            head = stream.read(HEAD)
            if not (found.is_named or found.reader or is_known(found.path.name, head)):
                pass_over(found.origin)
                return
            _refuse_empty(size)
            reader, note = found.reader, ""
            if reader is None:
                reader, note = choose_reader(found.path.name, head)
            stream.seek(0)
            source = Input(stream, found.origin, reader.how, limits, size, table)
            documents = load_reader(reader)(source)
            yield from _noted(held(documents) if reader.holds_many else documents, note)
    except RefusedError as error:
        yield Refused(found.origin, error.what, error.next_step)
    except OSError as error:
        yield _refused_by_system(found.origin, error)


def _noted(documents: Iterator[Document | Refused], note: str) -> Iterator[Document | Refused]:
    """The documents, with the note first where there is one. Raises RefusedError where a file gave
    nothing, neither articles nor a word on them."""
    is_bare = True
    for document in documents:
        is_bare = False
        if note and isinstance(document, Document):
            document = replace(document, notes=(note, *document.notes))
        yield document
    if is_bare:
        raise RefusedError("it holds no article", "Check that the right file was saved.")


def _inputs_of(path: Path, pass_over: Callable[[str], None]) -> Iterator[_Found | Refused]:
    """The named file, or the files of known ending below the named folder."""
    shown = safe_line(path.name or str(path))
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        yield _refused_by_system(safe_line(str(path)), error)
        return
    except ValueError:
        yield Refused(shown, "its name holds a NUL", "Check the path.")
        return
    if is_folder:
        yield from _walk(path, pass_over)
    else:
        yield _Found(path, shown)


def _walk(folder: Path, pass_over: Callable[[str], None]) -> Iterator[_Found | Refused]:
    """Files of known ending below a folder, and those that may be known by how they begin: depth
    first, sorted by name, each folder once. A link is followed as long as it stays inside. Folders
    that belong together, as a Maildir's do, are one reader's alone."""
    top = folder.resolve()
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Path, Reader | None]] = [(folder, _reader_in(folder))]
    while waiting:
        path, reader = waiting.pop()
        origin = safe_line(path.relative_to(folder.parent).as_posix())
        place = _led_to(path) if path != folder else path
        if place != path and not place.is_relative_to(top):
            yield Refused(origin, "it is a link out of the folder", "Name what it leads to.")
            continue
        if path.is_dir():
            try:
                status = path.stat()
                if (status.st_dev, status.st_ino) in seen:
                    continue
                seen.add((status.st_dev, status.st_ino))
                names = sorted(os.listdir(path), reverse=True)  # noqa: PTH208
            except OSError as error:
                yield _refused_by_system(origin, error)
                continue
            waiting.extend(_entries(path, names, reader))
        elif reader_of(path.name) or path.name.lower().endswith(UNSETTLED):
            yield _Found(place, origin, is_named=False)
        elif reader:
            yield _Found(place, origin, is_named=False, reader=reader)
        else:
            pass_over(origin)


def _entries(
    folder: Path, names: list[str], reader: Reader | None
) -> Iterator[tuple[Path, Reader | None]]:
    """What is in a folder and not hidden, with the reader that folders of such names have."""
    whole = reader_of_folders(names)
    for name in names:
        if name.startswith(".") or (whole and name in whole.unread_folders):
            continue
        yield folder / name, whole if whole and name in whole.folders else reader


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


def _opened(found: _Found) -> BinaryIO:
    """The regular file, open for reading. Raises RefusedError for anything else, OSError."""
    path = found.path
    _refuse_irregular(path.stat().st_mode)
    # A file may be swapped for a pipe in between: never wait for its writer.
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    descriptor = os.open(path, flags if found.is_named else flags | os.O_NOFOLLOW)
    stream = os.fdopen(descriptor, "rb")
    try:
        _refuse_irregular(os.fstat(descriptor).st_mode)
    except RefusedError:
        stream.close()
        raise
    return stream


def _refuse_irregular(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise RefusedError("it is not a regular file", "Name a file or a folder.")


def _refuse_empty(size: int) -> None:
    if size == 0:
        raise RefusedError("it is empty", "Check that the right file was saved.")


def _refused_by_system(origin: str, error: OSError) -> Refused:
    words = (f"it cannot be read: {error.strerror or error}", "Check the disk, then try again.")
    return Refused(origin, *_REASONS.get(error.errno or 0, words))
