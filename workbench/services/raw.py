"""The bytes that articles came as: written out again, and how much of them is kept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from workbench.errors import BusyError, UsageError
from workbench.files import new_file, part_of, put_where_nothing_is
from workbench.policy import Deed
from workbench.services.workbench import Workbench
from workbench.verbs.raw import RawSizes


def raw_sizes(bench: Workbench) -> RawSizes:
    """How much is kept, apart from the rest of the file."""
    return bench.store.raws.sizes()


def print_raw(bench: Workbench, number: int, stream: BinaryIO) -> int:
    """Write the bytes of an article to a stream; how many. Raises NotFoundError."""
    return stream.write(bench.store.raws.of_article(number))


def write_raw(bench: Workbench, number: int, target: Path) -> int:
    """Write the bytes of an article to a new file, whole or not at all; how many. Raises
    NotFoundError, UsageError where something is there, BusyError where it cannot be written."""
    bench.policy.require(Deed.WRITE_FILES)
    raw = bench.store.raws.of_article(number)
    if os.path.lexists(target):
        raise UsageError(f"{target} is there already", "Name a new file.")
    try:
        with part_of(target) as part:
            new_file(part)
            part.write_bytes(raw)
            put_where_nothing_is(part, target)
    except FileExistsError as error:
        raise UsageError(f"{target} is there already", "Name a new file.") from error
    except OSError as error:
        raise BusyError(f"cannot write {target} ({error.strerror})", "Name another.") from error
    return len(raw)
