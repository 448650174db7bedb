"""How an act is recorded, whatever it is recorded in.

What a store brings is a `Ledger`: its things and its journal within one open transaction. What
must be the same in every store stands here: each change is made only where the thing still is what
the change says it was, one entry is chained to the last, and what the entry makes of the pasts of
things is kept with it. Nothing here commits, and nothing knows how a thing is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple, Protocol

from workbench.domain.journal import TAKE_IN, UNDO, Change, Entry, Logged, Record, chain_hash
from workbench.domain.past import Key, Past, going_on, traced
from workbench.errors import ConflictError, DataError

_AT_ONCE = 500
"""Changes of an act that are made at once: of more, what they change is not all held in memory."""


class KeptPasts(Protocol):
    """The pasts that are kept, within one open transaction that may write."""

    def op_of(self, seq: int) -> str:
        """What an entry of the journal did; empty where there is none of that number."""

    def pasts(self, keys: Sequence[Key]) -> Mapping[Key, Past]:
        """The pasts that are kept of these records."""

    def keep_pasts(self, pasts: Mapping[Key, Past | None]) -> None:
        """Keep these, or none of a record."""


class Asked(NamedTuple):
    """What an act asks for before it changes anything."""

    things: Sequence[Key] = ()
    pasts: Sequence[Key] = ()
    undone: int = 0
    """Number of the entry that it takes back."""
    analyst: str = ""
    """Whose last entry counts; empty where none does."""


class Found(NamedTuple):
    """What there is of it."""

    things: Mapping[Key, Record]
    """What those are that are there."""
    pasts: Mapping[Key, Past]
    undone: str
    """What that entry did; empty where there is none."""
    last: int
    """Number of the analyst's last entry; 0 for none."""
    head: tuple[int, str]
    """Number and hash of the last entry; (0, GENESIS) for an empty journal."""


class Ledger(KeptPasts, Protocol):
    """Things and the journal, within one open transaction that may write. Each verb may be a way
    to a server and back: an act takes one of each."""

    def knows(self, entity: str) -> bool:
        """Whether there are things of this kind."""

    def look(self, asked: Asked) -> Found:
        """What is there of what an act asks for."""

    def make(self, changes: Sequence[Change]) -> Mapping[Key, Record]:
        """Make each thing what its change says, one after the other, and read all of them again:
        what those are that are there. Raises UnlinkedError."""

    def chain(
        self, entry: Entry, body: str, prev: str, digest: str, pasts: Mapping[Key, Past | None]
    ) -> None:
        """Put an entry behind the last, with what its changes touched and made of pasts."""


class UnlinkedError(Exception):
    """What is saved names a thing that is not there, or what is removed is named by another."""

    def __init__(self, change: Change) -> None:
        super().__init__(change.entity)
        self.change = change


class OvertakenError(ConflictError):
    """The analyst has done something else meanwhile: what was to be taken back is not the last."""

    def __init__(self) -> None:
        super().__init__("you did something else meanwhile", "Try again.")


def act(
    ledger: Ledger, entry: Entry, *, last: int | None = None, given: Sequence[Change] = ()
) -> Logged:
    """Make the changes of an entry, and log it behind the last, whatever its number. last: the
    number of the analyst's last entry, where another one since makes it void. given: of what else
    the changes hold good, each as it was. Raises ConflictError and OvertakenError: then nothing of
    the transaction may stay."""
    _refuse_unknown(ledger, entry.changes)
    maybe = [one for one in entry.changes[_AT_ONCE:] if one.unless_there]
    analyst = "" if last is None else entry.analyst
    found = ledger.look(_asked(entry, (*given, *maybe, *entry.changes[:_AT_ONCE]), analyst))
    entry = replace(entry, changes=_without_there(entry.changes, found.things))
    block = entry.changes[:_AT_ONCE]
    if last is not None and found.last != last:
        raise OvertakenError
    for one in given:
        _refuse_other(one, found.things.get((one.entity, one.uid)))
    _make(ledger, block, found.things)
    make(ledger, entry.changes[_AT_ONCE:])
    return _log_behind(ledger, entry, found)


def _without_there(changes: Iterable[Change], things: Mapping[Key, Record]) -> tuple[Change, ...]:
    """The changes without those that are made only where the thing is not there."""
    return tuple(
        one for one in changes if not (one.unless_there and (one.entity, one.uid) in things)
    )


def make(ledger: Ledger, changes: Sequence[Change]) -> None:
    """Make changes. Raises ConflictError, with both versions, where a thing is not what its change
    says it was, or something stands on it."""
    _refuse_unknown(ledger, changes)
    for start in range(0, len(changes), _AT_ONCE):
        block = changes[start : start + _AT_ONCE]
        things = [(one.entity, one.uid) for one in block]
        _make(ledger, block, ledger.look(Asked(things)).things)


def _make(ledger: Ledger, changes: Sequence[Change], things: Mapping[Key, Record]) -> None:
    made: dict[Key, Record | None] = {}
    for change in changes:
        key = change.entity, change.uid
        _refuse_other(change, made[key] if key in made else things.get(key))
        made[key] = change.after
    try:
        stored = ledger.make(changes)
    except UnlinkedError as error:
        raise _unlinked(error.change) from error
    for key, record in made.items():
        if stored.get(key) != record:
            raise DataError(f"the {key[0]} {key[1]} was not stored as given")


def _refuse_unknown(ledger: Ledger, changes: Iterable[Change]) -> None:
    for change in changes:
        if not ledger.knows(change.entity):
            raise DataError(f"the journal knows no {change.entity!r}", "Update workbench.")


def _refuse_other(change: Change, current: Record | None) -> None:
    if current != change.before:
        raise ConflictError(
            f"the {change.entity} was changed meanwhile",
            "Look at both versions and decide.",
            mine=change.after,
            theirs=current,
        )


def append(
    ledger: Ledger, changes: Iterable[Change], *, analyst: str, at: str, op: str, about: str
) -> Logged:
    """Append an entry of no session, for changes that were made in this transaction."""
    entry = Entry(0, at, analyst, None, op, tuple(changes), about=about)
    return _log_behind(ledger, entry, ledger.look(_asked(entry)))


def log(ledger: Ledger, entry: Entry, *, prev: str) -> Logged:
    """Write an entry that follows the one with the hash prev."""
    return _log(ledger, entry, prev, _traced(ledger, entry))


def _asked(entry: Entry, changes: Iterable[Change] = (), analyst: str = "") -> Asked:
    things = [(one.entity, one.uid) for one in changes]
    return Asked(things, going_on(entry.changes), _undone(entry), analyst)


def _undone(entry: Entry) -> int:
    return entry.undoes or 0 if entry.op == UNDO else 0


def _log_behind(ledger: Ledger, entry: Entry, found: Found) -> Logged:
    """Log an entry behind the last, whatever its number: its changes were made."""
    seq, prev = found.head
    pasts = dict(traced(entry.changes, found.pasts.get, forgets=found.undone == TAKE_IN))
    return _log(ledger, replace(entry, seq=seq + 1), prev, pasts)


def _log(ledger: Ledger, entry: Entry, prev: str, pasts: Mapping[Key, Past | None]) -> Logged:
    body = entry.to_bytes()
    ledger.chain(entry, body.decode("utf-8"), prev, chain_hash(prev, body), pasts)
    return Logged(entry, body)


def _traced(kept: KeptPasts, entry: Entry) -> dict[Key, Past | None]:
    """What an entry makes of the pasts of what it changed."""
    undone = _undone(entry)
    forgets = undone > 0 and kept.op_of(undone) == TAKE_IN
    there = kept.pasts(going_on(entry.changes))
    return dict(traced(entry.changes, there.get, forgets=forgets))


def trace_anew(pasts: KeptPasts, bodies: Iterable[bytes]) -> None:
    """Keep what the whole journal, as far as it can be read, makes of pasts, of which none are
    kept. bodies: its entries', oldest first."""
    for body in bodies:
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            pasts.keep_pasts(_traced(pasts, Entry.from_bytes(body)))


def _unlinked(change: Change) -> ConflictError:
    if change.after is None:
        what = f"the {change.entity} is used by something that was made since"
        return ConflictError(what, "Take that back first.", theirs=change.before)
    what = f"the {change.entity} names something that is not there any more"
    return ConflictError(what, "Look at it again.", mine=change.after, theirs=change.before)
