"""Where inputs come from: named files, folders and standard input, opened without surprises.

Only regular files are opened, never a pipe or a device; sizes are checked before anything is read.
Each reader is imported when its format is met.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from workbench.domain.text import safe_line
from workbench.errors import RefusedError
from workbench.intake.document import Document, Limits, Refused

_FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "json",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
}
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
class _Input:
    path: Path
    origin: str
    format: str


def read(
    paths: Iterable[Path],
    *,
    limits: Limits = _DEFAULT_LIMITS,
    pass_over: Callable[[str], None] = _in_silence,
) -> Iterator[Document | Refused]:
    """Every document of these files and folders, in order; a bad input is a Refused.

    Folders are walked sorted, without hidden files; a named file of unknown ending is text, one in
    a folder is passed over, and pass_over is told its name.
    """
    for path in map(Path, paths):
        for found in _inputs_of(path, pass_over):
            if isinstance(found, Refused):
                yield found
            else:
                yield from _read_input(found, limits)


def read_stream(
    stream: BinaryIO, *, origin: str = "stdin", limits: Limits = _DEFAULT_LIMITS
) -> Iterator[Document | Refused]:
    """The documents of JSON Lines on a stream such as standard input, as they come in."""
    from workbench.intake.jsonl import read_lines

    yield from read_lines(stream, origin, "stdin", limits=limits)


def _read_input(found: _Input, limits: Limits) -> Iterator[Document | Refused]:
    try:
        if found.format == "lines":
            from workbench.intake.jsonl import read_lines

            with _opened(found.path) as stream:
                _refuse_empty(os.fstat(stream.fileno()).st_size)
                yield from read_lines(stream, found.origin, "jsonl", limits=limits)
        else:
            yield from _read_whole(found, limits)
    except RefusedError as error:
        yield Refused(found.origin, error.what, error.next_step)
    except OSError as error:
        yield _refused_by_system(found.origin, error)


def _read_whole(found: _Input, limits: Limits) -> Iterator[Document | Refused]:
    """The documents of a file that is held in memory as a whole."""
    raw = _bytes_of(found.path, limits.file_bytes)
    if found.format == "json":
        from workbench.intake.jsonl import read_json

        yield from read_json(raw, found.origin, limits=limits)
    elif found.format == "page":
        from workbench.intake.page import read_page

        yield read_page(raw, found.origin, limits)
    else:
        from workbench.intake.plain import read_plain

        yield read_plain(raw, found.origin, limits)


def _inputs_of(path: Path, pass_over: Callable[[str], None]) -> Iterator[_Input | Refused]:
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
        yield _Input(path, shown, _FORMATS.get(path.suffix.lower(), "text"))


def _walk(folder: Path, pass_over: Callable[[str], None]) -> Iterator[_Input | Refused]:
    """Files of known ending below a folder: depth first, sorted by name, each folder once."""
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        origin = safe_line(path.relative_to(folder.parent).as_posix())
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
            waiting.extend(path / name for name in names if not name.startswith("."))
        elif kind := _FORMATS.get(path.suffix.lower()):
            yield _Input(path, origin, kind)
        else:
            pass_over(origin)


def _opened(path: Path) -> BinaryIO:
    """The regular file, open for reading. Raises RefusedError for anything else, OSError."""
    _refuse_irregular(path.stat().st_mode)
    # A file may be swapped for a pipe in between: never wait for its writer.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    stream = os.fdopen(descriptor, "rb")
    try:
        _refuse_irregular(os.fstat(descriptor).st_mode)
    except RefusedError:
        stream.close()
        raise
    return stream


def _bytes_of(path: Path, limit: int) -> bytes:
    with _opened(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        _refuse_empty(size)
        raw = b"" if size > limit else stream.read(limit + 1)
    size = max(size, len(raw))
    if size > limit:
        raise RefusedError(
            f"{size:,} bytes are over the limit of {limit:,}",
            "Split it into its articles, or make it JSON Lines: one article a line.",
        )
    return raw


def _refuse_irregular(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise RefusedError("it is not a regular file", "Name a file or a folder.")


def _refuse_empty(size: int) -> None:
    if size == 0:
        raise RefusedError("it is empty", "Check that the right file was saved.")


def _refused_by_system(origin: str, error: OSError) -> Refused:
    words = (f"it cannot be read: {error.strerror or error}", "Check the disk, then try again.")
    return Refused(origin, *_REASONS.get(error.errno or 0, words))
