"""Putting what was written at its place in one step.

A file is written beside its target and then takes its place; whatever goes wrong before that
leaves the old one as it was. A folder likewise, and only an earlier export is ever replaced. A
folder that is kept stays what it is, and its format changes the files in it one by one.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from workbench.errors import UsageError
from workbench.exchange import formats
from workbench.exchange.bundle import Written
from workbench.store.swap import new_file, part_of

Done = TypeVar("Done")


def into_file(out: Path, fill: Callable[[BinaryIO], Done]) -> Done:
    """What fill made of it, as the file out. Raises UsageError, OSError; what was there stays
    then."""
    if out.is_dir():
        raise UsageError(f"{out} is a folder", "Name a file.")
    with part_of(out.absolute()) as part:
        new_file(part)
        with part.open("wb") as stream:
            done = fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(out)
    return done


def into_folder(out: Path, fill: Callable[[Path], Written]) -> Written:
    """What fill wrote, as the folder out. Raises as `into_file`."""
    if out.exists() and any(_strangers(out)):
        raise UsageError(
            f"{out} holds other things than an export", "Name a new or an empty folder."
        )
    with _folder_beside(out) as part, _folder_beside(out) as old:
        part.mkdir(0o700)
        written = fill(part)
        part.chmod(0o755)
        try:
            if out.exists():
                out.rename(old)
            part.rename(out)
        except BaseException:
            if old.exists() and not out.exists():
                old.rename(out)
            raise
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
    endings: set[str] = set()
    for one in formats():
        if one.signs.ours and (folder / one.signs.ours).exists():
            endings |= {*one.extensions, Path(one.signs.ours).suffix}
    yield from (path for path in folder.iterdir() if path.suffix not in endings)
