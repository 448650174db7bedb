"""The error family. Each error knows its exit code and tells the user what to do next.

Everything a user may meet is one of these; anything else is a defect (exit 70).
The exit codes are part of the command line's contract (docs/cli.md).
"""

from __future__ import annotations


class WorkbenchError(Exception):
    """Something a user can act on: what happened, and the next step."""

    exit_code = 1

    def __init__(self, what: str, next_step: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.what}. {self.next_step}".rstrip() if self.next_step else self.what


class DataError(WorkbenchError):
    """Some input, or the database itself, is not what it must be."""


class SpanError(DataError):
    """A span does not hold the text it says it holds, or lies outside the text."""


class RefusedError(DataError):
    """One input is refused at intake; the others go on."""


class ConflictError(DataError):
    """Somebody changed the same thing first; both versions are in the message's attributes."""

    def __init__(
        self, what: str, next_step: str = "", *, mine: object = None, theirs: object = None
    ) -> None:
        super().__init__(what, next_step)
        self.mine = mine
        self.theirs = theirs


class ReadOnlyError(DataError):
    """The database is open for reading only."""


class UsageError(WorkbenchError):
    """Wrong options, a wrong configuration or an ambiguous reference."""

    exit_code = 2


class BusyError(WorkbenchError):
    """The database is locked, unreachable, or the disk is full: trying again may help."""

    exit_code = 3


class NotFoundError(WorkbenchError):
    """A thing that was named does not exist."""

    exit_code = 4
