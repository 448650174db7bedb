"""What comes into folders while somebody waits: they are looked through again and again.

That needs nothing of the system, and works over a network. A file is read when two looks saw it
alike, so that none is read while it is being written; or at once where it got its name after it was
written. Whatever was taken is not read again before it changes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from workbench.intake.document import Document, Limits, Refused, Table
from workbench.intake.files import read_input
from workbench.intake.folders import Found, inputs_of

_NAMED_LATER = 1_000_000_000
"""Nanoseconds between the last word and the last change of a file's name or rights that tell that
whoever wrote it is done. Both are of the disk's own clock."""


class Arrivals:
    """Some folders, and what was taken from them. Of a file two numbers are remembered."""

    def __init__(
        self,
        folders: Sequence[Path],
        *,
        limits: Limits,
        table: Table,
        pass_over: Callable[[str], None],
    ) -> None:
        self._folders = folders
        self._limits = limits
        self._table = table
        self._pass_over = pass_over
        self._taken: dict[int, int] = {}
        """Name -> how it looked when it was taken."""
        self._waiting: dict[int, int] = {}
        """Name -> how it looked the last time."""
        self._found: dict[int, int] = {}
        """What this look takes, or took before and still sees."""

    def look(self) -> Iterator[Document | Refused]:
        """What has come since the last look. Unless `accept` follows, it comes once more."""
        self._found = {}
        waiting: dict[int, int] = {}
        for folder in self._folders:
            for found in inputs_of(folder, self._passed):
                if isinstance(found, Refused):
                    yield from self._once(found)
                else:
                    yield from self._looked_at(found, waiting)
        self._waiting = waiting

    def accept(self) -> None:
        """What the last look gave is taken."""
        self._taken = self._found

    def _once(self, refused: Refused) -> Iterator[Refused]:
        name, reason = hash(("refused", refused.origin)), hash(refused.reason)
        self._found[name] = reason
        if self._taken.get(name) != reason:
            yield refused

    def _passed(self, origin: str) -> None:
        name = hash(("passed over", origin))
        self._found[name] = 0
        if name not in self._taken:
            self._pass_over(origin)

    def _looked_at(self, found: Found, waiting: dict[int, int]) -> Iterator[Document | Refused]:
        try:
            status = os.stat(found.path)  # noqa: PTH116 - of a hundred thousand files
        except OSError:
            return  # it went away meanwhile
        name = hash((found.origin, found.path))
        good = hash((status.st_size, status.st_mtime_ns))
        failed = hash((status.st_size, status.st_mtime_ns, status.st_ctime_ns))
        if (before := self._taken.get(name)) in (good, failed) and before is not None:
            self._found[name] = before
        elif self._waiting.get(name) == good or _is_named_later(status):
            is_good = True
            for one in read_input(found, self._limits, self._pass_over, self._table):
                is_good = is_good and isinstance(one, Document)
                yield one
            # Rights that were given are a change to what could not be read, and none to the rest.
            self._found[name] = good if is_good else failed
        else:
            waiting[name] = good


def _is_named_later(status: os.stat_result) -> bool:
    return status.st_ctime_ns - status.st_mtime_ns >= _NAMED_LATER
