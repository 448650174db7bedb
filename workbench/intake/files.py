"""Where inputs come from: named files, folders and standard input, opened without surprises.

Only regular files are opened, never a pipe or a device. Which reader takes a file is said by
`readers`; nothing here knows a format.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from workbench.errors import RefusedError
from workbench.intake.document import UNTOLD, Document, Input, Limits, Refused, Table
from workbench.intake.folders import Found, inputs_of, refused_by_system
from workbench.intake.held import held
from workbench.intake.readers import HEAD, choose_reader, is_known, load_reader

if TYPE_CHECKING:
    from workbench.intake.progress import Progress

_DEFAULT_LIMITS = Limits()


def _in_silence(origin: str) -> None:
    """Nobody wants to know."""


def read(
    paths: Iterable[Path],
    *,
    limits: Limits = _DEFAULT_LIMITS,
    pass_over: Callable[[str], None] = _in_silence,
    table: Table = UNTOLD,
    progress: Progress | None = None,
) -> Iterator[Document | Refused]:
    """Every document of these files and folders, in order; a bad input is a Refused.

    Folders are walked sorted, without hidden files. A named file of unknown ending is what it
    begins as, or text; one in a folder is passed over, and pass_over is told its name.
    """
    for path in map(Path, paths):
        for found in inputs_of(path, pass_over):
            if isinstance(found, Refused):
                yield found
            else:
                yield from read_input(found, limits, pass_over, table, progress)


def read_stream(
    stream: BinaryIO, *, origin: str = "stdin", limits: Limits = _DEFAULT_LIMITS
) -> Iterator[Document | Refused]:
    """The documents of JSON Lines on a stream such as standard input, as they come in."""
    from workbench.intake.objects.json_lines import read as read_lines

    yield from read_lines(Input(stream, origin, "stdin", limits))


def read_input(
    found: Found,
    limits: Limits,
    pass_over: Callable[[str], None],
    table: Table,
    progress: Progress | None = None,
) -> Iterator[Document | Refused]:
    """What a file comes to; a refusal where it cannot be read."""
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
            if reader.holds_many:
                told = progress.reading(documents, found.origin) if progress else documents
                documents = held(told)
            if progress:
                documents = progress.handing_on(documents, stream, size, is_read=reader.holds_many)
            yield from _noted(documents, note)
    except RefusedError as error:
        yield Refused(found.origin, error.what, error.next_step)
    except OSError as error:
        yield refused_by_system(found.origin, error)


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


def _opened(found: Found) -> BinaryIO:
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
