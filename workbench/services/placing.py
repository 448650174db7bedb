"""Putting what was written at its place in one step.

A file is written beside its target and then takes its place; whatever goes wrong before that
leaves the old one as it was. A folder likewise, and only an earlier export is ever replaced. A
folder that is kept stays what it is, and its format changes the files in it one by one. Any folder
may go into a ZIP archive instead, which is the same bytes for the same files.
"""

from __future__ import annotations

import os
import secrets
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from workbench.errors import BusyError, UsageError
from workbench.exchange import formats
from workbench.exchange.bundle import Written
from workbench.files import new_file, part_of, sync

ZIP = ".zip"
"""The ending of an archive."""
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first that an archive can tell."""
_UNIX = 3
_BLOCK = 1 << 20

Done = TypeVar("Done")


@contextmanager
def placed(out: Path, stays: str = "what was there is unchanged") -> Iterator[None]:
    """While something is written to a place. stays: what is told where that cannot be. Raises
    BusyError then, as of a full disk."""
    try:
        yield
    except OSError as error:
        raise BusyError(
            f"cannot write {out} ({error.strerror or error})",
            f"Make room or name another place; {stays}.",
        ) from error


def into_file(out: Path, fill: Callable[[BinaryIO], Done]) -> Done:
    """What fill made of it, as the file out, or as the one that it is a link to. Raises UsageError,
    OSError; what was there stays then."""
    if out.is_dir():
        raise UsageError(f"{out} is a folder", "Name a file.")
    if out.exists() and not out.is_file():
        # A device or a pipe: a file in its place would be missed by every other program.
        raise UsageError(f"{out} is no file", "Name one, or - to print it.")
    out = _linked(out)
    with part_of(out.absolute()) as part:
        new_file(part)
        with part.open("wb") as stream:
            done = fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(out)
        _settle(out)
    return done


def into_folder(out: Path, fill: Callable[[Path], Written]) -> Written:
    """What fill wrote, as the folder out, or as the one that it is a link to. Raises as
    `into_file`."""
    out = _linked(out)
    if out.exists() and any(_strangers(out)):
        raise UsageError(
            f"{out} holds other things than an export", "Name a new or an empty folder."
        )
    with _folder_beside(out) as part, _folder_beside(out) as old:
        part.mkdir(0o700)
        written = fill(part)
        part.chmod(0o755)
        sync(part)
        try:
            if out.exists():
                out.rename(old)
            part.rename(out)
        except BaseException:
            if old.exists() and not out.exists():
                old.rename(out)
            raise
        _settle(out)
    return written


def into_kept_folder(out: Path, fill: Callable[[Path], Written]) -> Written:
    """What fill wrote into the folder out, beside what is there; it is made where there is none.
    Raises as `into_file`."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file", "Name a folder.")
    is_new = not out.exists()
    out.mkdir(exist_ok=True)
    try:
        return fill(out)
    except BaseException:
        with suppress(OSError):  # something is in it
            if is_new:
                out.rmdir()
        raise


def into_zip(out: Path, fill: Callable[[Path], Written]) -> Written:
    """What fill wrote into a folder, as the archive out. Raises as `into_file`."""
    if out.is_dir():
        raise UsageError(f"{out} is a folder", "Name a file.")
    with _folder_beside(out) as part:
        part.mkdir(0o700)
        written = fill(part)
        into_file(out, lambda stream: _zip(part, stream, written))
    return written


def _zip(folder: Path, stream: BinaryIO, written: Written) -> Written:
    """Every file of a folder, by name; nothing in the archive tells when or by whom."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            entry.file_size = path.stat().st_size  # whether it needs the longer form is seen by it
            with path.open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target, _BLOCK)
    return written


def _linked(out: Path) -> Path:
    """What a link leads to: the link stays, and what is written takes the place behind it."""
    return out.resolve() if out.is_symlink() else out


def _settle(out: Path) -> None:
    """See to it that its name outlasts a power loss, where the file system can: it is there."""
    with suppress(OSError):
        sync(out.absolute().parent)


@contextmanager
def _folder_beside(out: Path) -> Iterator[Path]:
    """A name beside a folder; nothing of it stays. It is known before anything has it, so that a
    signal can come at any time."""
    folder = out.absolute().with_name(f".{out.absolute().name}.{secrets.token_hex(4)}")
    try:
        yield folder
    finally:
        try:
            shutil.rmtree(folder, ignore_errors=True)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise


def _strangers(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        yield folder
        return
    names: set[str] = set()
    endings: set[str] = set()
    for one in formats():
        if one.signs.ours and (folder / one.signs.ours).exists():
            names |= {*one.signs.files}
            ours = {*one.extensions, Path(one.signs.ours).suffix}
            endings |= set() if one.signs.files else ours
    for path in folder.iterdir():
        if path.suffix not in endings and path.name not in names:
            yield path
