"""Taking in what a lost desk kept of its acts as lines: act by act, by whoever may."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from workbench.domain.article import ReadingState
from workbench.domain.journal import Change, Entry
from workbench.domain.member import Task
from workbench.errors import ConflictError, DataError
from workbench.policy import Deed
from workbench.services.roles import may_give_roles
from workbench.services.workbench import Workbench


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of the acts of a file."""

    new: int
    known: int
    refused: tuple[str, ...]
    """Line and reason."""


def take_in(bench: Workbench, source: Path) -> TakenIn:
    """Make the acts of a file of lines, those that are not there yet, each as its analyst made it.
    What does not fit any more is refused, and told; on a shared store so are others' acts, but for
    who may replace it whole, and roles, but for who gives them."""
    bench.policy.require(Deed.READ_FILES)
    bench.require_to_record()
    takes_all = bench.may(Task.COPY)
    new, known, refused = 0, 0, []
    numbers: dict[int, int] = {}
    with source.open(encoding="utf-8", errors="replace") as lines:
        for at, line in enumerate(lines, 1):
            try:
                entry = Entry.from_bytes(line)
            except (ValueError, KeyError, TypeError, AttributeError):
                refused.append(f"line {at}: not an act")
                continue
            if entry.seq and _is_there(bench, entry.seq, line.rstrip("\n")):
                known += 1
                continue
            if why := _not_yours(bench, entry, takes_all=takes_all):
                refused.append(f"line {at}: {entry.op} {entry.about}: {why}")
                continue
            try:
                numbers[entry.seq] = _made(bench, entry, numbers)
                new += 1
            except (ConflictError, DataError) as error:
                refused.append(f"line {at}: {entry.op} {entry.about}: {error.what}")
    return TakenIn(new, known, tuple(refused))


def _not_yours(bench: Workbench, entry: Entry, *, takes_all: bool) -> str:
    """Why an act is not taken in by this analyst; empty where it is."""
    if entry.analyst != bench.analyst and not takes_all:
        return f"{entry.analyst} has to take it in, or a supervisor"
    gives_roles = any(change.entity == "member" for change in entry.changes)
    if gives_roles and not may_give_roles(bench.store):
        return "roles are given by the one who owns the database"
    return ""


def _is_there(bench: Workbench, seq: int, line: str) -> bool:
    found = next(bench.store.journal.entries(after=seq - 1), None)
    return found is not None and found[1] == line


def _as_opening(change: Change) -> Change:
    """A change as it was to be made: that of an act which opens its article is kept of every act on
    it."""
    is_opening = (
        change.entity == "state"
        and change.before is None
        and change.after is not None
        and change.after["state"] == ReadingState.OPEN.value
    )
    return replace(change, unless_there=is_opening)


def _made(bench: Workbench, entry: Entry, numbers: dict[int, int]) -> int:
    undoes = numbers.get(entry.undoes, entry.undoes) if entry.undoes else None
    return bench.store.journal.apply(
        [_as_opening(change) if len(entry.changes) > 1 else change for change in entry.changes],
        analyst=entry.analyst,
        at=entry.at,
        op=entry.op,
        about=entry.about,
        session=entry.session,
        undoes=undoes,
    ).seq
