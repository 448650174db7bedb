"""A folder of files that came as a ZIP archive: unpacked within bounds, for as long as it is read.

An archive is anybody's: its names are names of files, in folders below at most, and never lead
elsewhere; what is too large, packed too tightly, encrypted, doubled or damaged is refused before it
takes time or room.
"""

from __future__ import annotations

import errno
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import BinaryIO

from workbench.errors import BusyError, DataError

_MOST_FILES = 200_000
_MOST_DIRECTORY = 64 * 1024 * 1024
"""Bytes of an archive's directory, which is read into memory."""
_MOST_BYTES = 16 * 1024**3
_RATIO = 200
"""Unpacked to packed bytes: records that repeat themselves have up to 60."""
_FREE_OF_RATIO = 4 * 1024 * 1024
_DEEPEST = 20
"""Folders in one another."""
_LONGEST = 255
"""Bytes of a name."""
_KINDS = (0, stat.S_IFREG, stat.S_IFDIR)
"""What an entry may be; 0 where it does not say."""
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_BLOCK = 1 << 20
_TAIL = 22 + 65_535
"""The end record of an archive with the longest comment."""
_END = b"PK\x05\x06"
_LONGER_END = b"PK\x06\x07"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    IndexError, OverflowError, struct.error,
)  # fmt: skip
"""What the standard library raises over archives that are damaged or forged."""


def is_archive(path: Path) -> bool:
    """Whether a file begins as an archive does. Raises OSError."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(4) in (b"PK\x03\x04", _END)


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """What an archive holds, as a folder that goes when this is left; a folder as it is. Raises
    DataError, and BusyError where there is no room."""
    try:
        is_packed = is_archive(path)
    except OSError as error:
        raise DataError(f"cannot read {path} ({error.strerror})") from error
    if not is_packed:
        yield path
        return
    with TemporaryDirectory(prefix="workbench-") as folder:
        try:
            with path.open("rb") as stream:
                _check_directory(stream)
                _unpack(stream, Path(folder))
        except _BROKEN as error:
            raise DataError(f"{path.name} is damaged: {error}", "Get the file again.") from error
        except OSError as error:
            words = f"cannot unpack {path.name} ({error.strerror or error})"
            if error.errno in _NO_ROOM:
                raise BusyError(words, "Make room, or name another folder: $TMPDIR.") from error
            raise DataError(words, "Get the file again.") from error
        yield Path(folder)


def _check_directory(stream: BinaryIO) -> None:
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < 22:
        raise zipfile.BadZipFile("its end is missing")
    directory = struct.unpack_from("<L", tail, end + 12)[0]
    if directory > _MOST_DIRECTORY or tail[max(0, end - 20) :].startswith(_LONGER_END):
        raise DataError("the archive is too large to be read as one", "Unpack it first.")


def _unpack(stream: BinaryIO, folder: Path) -> None:
    packed = stream.seek(0, 2)
    room = min(_MOST_BYTES, max(_FREE_OF_RATIO, _RATIO * packed))
    with zipfile.ZipFile(stream) as archive:
        entries = archive.infolist()
        if len(entries) > _MOST_FILES:
            raise DataError(f"the archive holds over {_MOST_FILES:,} files", "Unpack it first.")
        _check_names(entries)
        if sum(entry.file_size for entry in entries) > room:  # if it says so itself
            raise _too_tight()
        for entry in entries:
            if not entry.is_dir():
                room -= _take(archive, entry, folder, room)


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        kind = entry.external_attr >> 16 & 0o170000
        if kind not in _KINDS or not _is_plain(name) or name.casefold() in seen:
            raise DataError(f"the archive holds {name!r}, which is no name of a file of its own")
        if entry.flag_bits & 0x1:
            raise DataError("the archive is encrypted", "Unpack it first.")
        seen.add(name.casefold())


def _is_plain(name: str) -> bool:
    """Whether it is a name of a file within the archive, on every system."""
    parts = PurePosixPath(name).parts
    return (
        0 < len(parts) <= _DEEPEST
        and not {*name} & {*"\\:\0"}
        and not name.startswith("/")
        and ".." not in parts
        and all(len(part.encode("utf-8", "replace")) <= _LONGEST for part in parts)
    )


def _take(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, room: int) -> int:
    """Unpack a file; how many bytes it has."""
    path = folder / entry.filename
    path.parent.mkdir(parents=True, exist_ok=True)
    taken = 0
    with archive.open(entry) as source, path.open("xb") as target:
        while block := source.read(_BLOCK):
            taken += len(block)
            if taken > room:
                raise _too_tight()
            target.write(block)
    return taken


def _too_tight() -> DataError:
    return DataError(
        f"the archive unpacks to more than {_RATIO} times its size", "Do not trust it."
    )
