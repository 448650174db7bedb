"""Whether a package is whole: each of its files as `datapackage.json` says, and no other beside.

Nothing in a package is trusted: names are names of files right in it, nothing is followed
elsewhere, and what is read is bounded or streamed.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from workbench.errors import DataError
from workbench.exchange.package.files import DESCRIPTOR, HASH, Packed

_MOST_DESCRIPTOR = 16 * 1024 * 1024
_MOST_FILES = 1000
_LONGEST = 255
"""Bytes of a name."""
_BLOCK = 1 << 20
_AGAIN = "Export it again, or get the whole package."


class Standing(StrEnum):
    """What became of a file since the package was made."""

    WHOLE = "whole"
    CHANGED = "changed"
    MISSING = "missing"
    STRANGER = "stranger"
    """It is none of the package's."""


class Part(NamedTuple):
    """A file and what became of it."""

    path: str
    standing: Standing


def is_whole(parts: Iterable[Part]) -> bool:
    """Whether nothing is changed, missing or strange."""
    return all(part.standing is Standing.WHOLE for part in parts)


def prove(folder: Path) -> list[Part]:
    """Every file of a package, in its order, then the strangers. Raises DataError where it has no
    descriptor that can be read."""
    listed = listing(folder)
    parts = [Part(one.path, _standing(folder, one)) for one in listed]
    known = {DESCRIPTOR, *(one.path for one in listed)}
    try:
        strange = sorted(one.name for one in folder.iterdir() if one.name not in known)
    except OSError as error:
        raise DataError(f"cannot read the package's folder ({error.strerror})") from error
    return [*parts, *(Part(name, Standing.STRANGER) for name in strange)]


def listing(folder: Path) -> list[Packed]:
    """The files that a package says it has. Raises DataError."""
    record = _descriptor(folder)
    resources = record.get("resources")
    if not isinstance(resources, list) or not 0 < len(resources) <= _MOST_FILES:
        raise DataError(f"{DESCRIPTOR} lists no files", _AGAIN)
    listed = [_listed(one, place) for place, one in enumerate(resources)]
    if len({one.path for one in listed}) < len(listed):
        raise DataError(f"{DESCRIPTOR} lists a file twice", _AGAIN)
    return listed


def _descriptor(folder: Path) -> Mapping[str, Any]:
    try:
        with opened(folder, DESCRIPTOR) as stream:
            data = stream.read(_MOST_DESCRIPTOR + 1)
        if len(data) > _MOST_DESCRIPTOR:
            raise DataError(f"{DESCRIPTOR} is over {_MOST_DESCRIPTOR:,} bytes", _AGAIN)
        record = json.loads(data)
    except FileNotFoundError as error:
        raise DataError(f"it is no package: it has no {DESCRIPTOR}", _AGAIN) from error
    except (ValueError, RecursionError) as error:
        raise DataError(f"{DESCRIPTOR} is no JSON", _AGAIN) from error
    if not isinstance(record, dict) or not isinstance(record.get("workbench"), dict):
        raise DataError(f"{DESCRIPTOR} is not of a package of the workbench", _AGAIN)
    return record


def _listed(resource: object, place: int) -> Packed:
    if isinstance(resource, dict):
        path, size, digest = (resource.get(name) for name in ("path", "bytes", "hash"))
        is_named = isinstance(path, str) and is_plain(path) and path != DESCRIPTOR
        is_sized = type(size) is int and size >= 0
        if is_named and is_sized and isinstance(digest, str) and digest.startswith(HASH):
            return Packed(path, size, digest.removeprefix(HASH))  # type: ignore[arg-type]
    raise DataError(f"{DESCRIPTOR}: file {place + 1} has no name, size and sha256 of ours", _AGAIN)


def is_plain(name: str) -> bool:
    """Whether it is the name of a file right in a folder, on every system."""
    try:
        is_short = 0 < len(name.encode()) <= _LONGEST
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return is_short and name not in (".", "..") and not {*name} & {*"/\\:\0"}


def _standing(folder: Path, packed: Packed) -> Standing:
    try:
        if not stat.S_ISREG((folder / packed.path).lstat().st_mode):
            return Standing.CHANGED  # a link, a pipe, a folder: never what was written
        with opened(folder, packed.path) as stream:
            is_same = _is_same(stream, packed)
    except FileNotFoundError:
        return Standing.MISSING
    return Standing.WHOLE if is_same else Standing.CHANGED


def _is_same(stream: BinaryIO, packed: Packed) -> bool:
    if os.fstat(stream.fileno()).st_size != packed.size:
        return False
    digest = sha256()
    for block in _blocks(stream):
        digest.update(block)
    return digest.hexdigest() == packed.digest


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    while block := stream.read(_BLOCK):
        yield block


def opened(folder: Path, name: str) -> BinaryIO:
    """A file right in a folder, never through a link. Raises FileNotFoundError where there is none,
    DataError for what is no plain file or cannot be read."""
    path = folder / name
    try:
        # Non-blocking: a pipe would wait for somebody to write to it.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise DataError(f"cannot read {name} ({error.strerror})", _AGAIN) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise DataError(f"{name} is no plain file", _AGAIN)
    return os.fdopen(descriptor, "rb")
