"""Annotations of an export, or of another tool, into this database.

The whole input is checked before anything is written. Articles come in with their own uids; a text
that is here already keeps the article it has. What people made is one act, and undone as one.
What was changed here since both met is never overwritten: where both changed it, theirs waits.
Sources that have one of our names, and its kind, are ours: two analysts meet on one text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import DataError, LostError, NotFoundError, UsageError
from workbench.exchange import find_format, formats, read, reader
from workbench.exchange.bundle import AnnotatedArticle, Item
from workbench.exchange.recognition import recognised
from workbench.policy import Deed, Policy
from workbench.services.addressed import on_our_texts
from workbench.services.held import Given
from workbench.services.pseudonyms import by_own_names
from workbench.services.respaced import on_same_letters
from workbench.services.reuniting import with_texts
from workbench.services.taken import Taken
from workbench.services.taking import Taking
from workbench.services.unpacking import is_archive, unpacked
from workbench.services.workbench import Workbench

if TYPE_CHECKING:
    from workbench.exchange.formats import Target

_LOOKED_AT = 4096
"""Bytes of a file that are looked at for its format."""
_OUR_HEADER = b"workbench-export"
"""What an export of ours says of itself, also where its first line is damaged."""


def chosen_format(path: Path, named: str | None, policy: Policy) -> str:
    """The format in which annotations at path are read: the named one, else by what is there,
    whatever it is called. Asked before a database is made. Raises UsageError where no format that
    is read fits, and NotFoundError."""
    if named:
        reader(named)
    policy.require(Deed.READ_FILES)
    if not path.exists():
        raise NotFoundError(f"{path} does not exist", "Name a file or folder.")
    return named or _format_of(path)


def _format_of(path: Path) -> str:
    readable = [one.name for one in formats() if one.reads]
    how = f"Formats that are read: {', '.join(readable)}; --format names one."
    if path.is_dir():
        for one in formats():
            if one.reads and one.signs.folder and any(path.rglob(one.signs.folder)):
                return one.name
        raise UsageError(f"{path} holds no annotations", f"A brat folder has .ann files. {how}")
    try:
        if is_archive(path):
            with unpacked(path) as folder:
                return _format_of(folder)
        with path.open("rb") as stream:
            if name := recognised(stream):
                return name
            stream.seek(0)
            begins = stream.read(_LOOKED_AT).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError as error:
        raise DataError(f"cannot read {path} ({error.strerror})") from error
    if begins.startswith(b"{") and _OUR_HEADER in begins:
        return "jsonl"  # its reader says what is wrong
    if path.suffix == ".ann" or path.with_suffix(".ann").exists():
        raise UsageError(f"{path} is one file of a brat folder", "Name the folder.")
    raise UsageError(f"{path} is in no format that annotations are read from", how)


def import_annotations(
    bench: Workbench, format_name: str, path: Path, *, options: Mapping[str, str] | None = None
) -> Taken:
    """Take in the annotations at path. Raises DataError naming the line that is wrong, and leaves
    the database untouched then."""
    bench.policy.require(Deed.READ_FILES)
    options = dict(options or {})
    if any(option.required_to_read for option in find_format(format_name).options):
        options.setdefault("analyst", bench.analyst)
    if not path.exists():
        raise NotFoundError(f"{path} does not exist")
    is_folder = find_format(format_name).is_folder
    with unpacked(path) if is_folder else nullcontext(path) as there:
        with _opened(there, is_folder=is_folder) as target:
            for item in _with_texts(bench, read(format_name, target, options)):
                if isinstance(item, AnnotatedArticle):
                    _check_storable(item)
        taking = Taking.at(bench)
        with _opened(there, is_folder=is_folder) as target:
            given = by_own_names(bench, read(format_name, target, options))
            for item in on_same_letters(bench, _with_texts(bench, given)):
                taking.take(item)
    return taking.finish(path.name)


def _with_texts(bench: Workbench, items: Iterable[Item]) -> Iterator[Given]:
    """What was read, with our texts where articles came without theirs."""
    return with_texts(bench, on_our_texts(bench, items))


@contextmanager
def _opened(path: Path, *, is_folder: bool) -> Iterator[Target]:
    if is_folder:
        yield path
        return
    try:
        with path.open("rb") as stream:
            yield stream
    except LostError:
        raise  # which is none of the file's
    except DataError as error:
        raise DataError(f"{path.name}: {error.what}", error.next_step) from error
    except OSError as error:
        raise DataError(f"cannot read {path} ({error.strerror})") from error


def _check_storable(item: AnnotatedArticle) -> None:
    """Raises DataError for what intake never lets in, and the store would refuse half-way."""
    wrong = ""
    if not item.text:
        wrong = "has no text"
    elif "\0" in item.text:
        wrong = "holds a NUL"
    else:
        try:
            json.dumps([item.translation, item.extra], ensure_ascii=False).encode()
        except (UnicodeEncodeError, RecursionError):
            wrong = "came with words that cannot be stored"
    if wrong:
        raise DataError(f"article {item.name} {wrong}", "Correct the export and try again.")
