"""The error family. Each error knows its exit code and tells the user what to do next.

Everything a user may meet is one of these; anything else is a defect (exit 70).
The exit codes are part of the command line's contract (docs/cli.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


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


class DamagedError(DataError):
    """Something derived is not what was kept: it can be computed anew."""


class UnreadError(DataError):
    """A thing that was asked for cannot be read: what is stored of it is damaged."""


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


class LostError(DataError):
    """The database is not at its path any more: an act was not recorded there. What was done is
    kept in a file beside it, where that was possible; missing says of how many acts it was not."""

    def __init__(self, path: Path, happened: str, kept: Path | None, *, missing: int = 0) -> None:
        self.path = path
        self.happened = happened
        self.kept = kept
        self.missing = missing
        self.is_told = False
        """Whether somebody was told already."""
        if kept is None:
            what = f"NOT recorded, and not kept: {path.name} {happened}"
            super().__init__(what, "Quit, and look for it.")
        else:  # the file's name comes first: a status line is cut at its end
            place = kept.name if kept.parent == path.absolute().parent else kept
            but = f" but for {missing} act{'s' if missing > 1 else ''}" if missing else ""
            what = f"NOT recorded, kept in {place}{but}: {path.name} {happened}"
            super().__init__(what, f"Quit, then: workbench restore {kept}")

    def without_the_last(self) -> LostError:
        """The same, of an act that could not be kept."""
        error = LostError(self.path, self.happened, self.kept)
        error.is_told = True
        error.what = f"NOT recorded, and not kept: {self.path.name} {self.happened}"
        if self.kept:
            error.next_step = f"What was done before is in {self.kept}. Quit, and restore it."
        return error


class UsageError(WorkbenchError):
    """Wrong options, a wrong configuration or an ambiguous reference."""

    exit_code = 2


class RoleError(UsageError):
    """Something that the analyst's role on a shared database does not allow."""


class FilterError(UsageError):
    """A filter that cannot be meant: what is wrong, where in its line, and what was expected."""

    def __init__(self, what: str, next_step: str, line: str, start: int, end: int) -> None:
        super().__init__(f"{what}, at column {start + 1}", next_step)
        self.brief = f"{what}. {next_step}"
        """Without the column, for where a cursor stands at it."""
        self.line = line
        self.start = start
        """Where in the line it is, from 0."""
        self.end = max(end, start + 1)


class BusyError(WorkbenchError):
    """The database is locked, unreachable, or the disk is full: trying again may help."""

    exit_code = 3


class NotFoundError(WorkbenchError):
    """A thing that was named does not exist."""

    exit_code = 4
