"""How an act is recorded, whatever it is recorded in.

What a store brings is a `Ledger`: its things and its journal within one open transaction. What
must be the same in every store stands here: each change is made only where the thing still is what
the change says it was, one entry is chained to the last, and what the entry makes of the pasts of
things is kept with it. Nothing here commits, and nothing knows how a thing is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from workbench.domain.journal import TAKE_IN, UNDO, Change, Entry, Logged, Record, chain_hash
from workbench.domain.past import Key, Past, traced
from workbench.errors import ConflictError, DataError


class KeptPasts(Protocol):
    """The pasts that are kept, within one open transaction that may write."""

    def op_of(self, seq: int) -> str:
        """What an entry of the journal did; empty where there is none of that number."""

    def past(self, key: Key) -> Past | None:
        """The past that is kept of a record."""

    def keep_past(self, key: Key, past: Past | None) -> None:
        """Keep it, or none."""


class Ledger(KeptPasts, Protocol):
    """Things and the journal, within one open transaction that may write."""

    def knows(self, entity: str) -> bool:
        """Whether there are things of this kind."""

    def load(self, entity: str, uid: str) -> Record | None:
        """What a thing is now; None when it is not there."""

    def save(self, entity: str, record: Record) -> None:
        """Make a thing what the record says. Raises UnlinkedError."""

    def remove(self, entity: str, uid: str) -> None:
        """Take a thing out. Raises UnlinkedError."""

    def head(self) -> tuple[int, str]:
        """Number and hash of the last entry; (0, GENESIS) for an empty journal."""

    def last_of(self, analyst: str) -> int:
        """Number of the analyst's last entry; 0 for none."""

    def chain(self, entry: Entry, body: str, prev: str, digest: str) -> None:
        """Put an entry behind the last, with what its changes touched."""


class UnlinkedError(Exception):
    """What is saved names a thing that is not there, or what is removed is named by another."""


class OvertakenError(ConflictError):
    """The analyst has done something else meanwhile: what was to be taken back is not the last."""

    def __init__(self) -> None:
        super().__init__("you did something else meanwhile", "Try again.")


def act(
    ledger: Ledger, entry: Entry, *, last: int | None = None, given: Iterable[Change] = ()
) -> Logged:
    """Make the changes of an entry, and log it behind the last, whatever its number. last: the
    number of the analyst's last entry, where another one since makes it void. given: of what else
    the changes hold good, each as it was. Raises ConflictError and OvertakenError: then nothing of
    the transaction may stay."""
    if last is not None and ledger.last_of(entry.analyst) != last:
        raise OvertakenError
    for one in given:
        _as_it_was(ledger, one)
    for change in entry.changes:
        make(ledger, change)
    return follow(ledger, entry)


def make(ledger: Ledger, change: Change) -> None:
    """Make one change. Raises ConflictError, with both versions, where the thing is not what the
    change says it was, or something stands on it."""
    if not ledger.knows(change.entity):
        raise DataError(f"the journal knows no {change.entity!r}", "Update workbench.")
    current = _as_it_was(ledger, change)
    try:
        if change.after is None:
            ledger.remove(change.entity, change.uid)
        else:
            ledger.save(change.entity, change.after)
    except UnlinkedError as error:
        raise _unlinked(change, current) from error
    if ledger.load(change.entity, change.uid) != change.after:
        raise DataError(f"the {change.entity} {change.uid} was not stored as given")


def _as_it_was(ledger: Ledger, change: Change) -> Record | None:
    current = ledger.load(change.entity, change.uid)
    if current != change.before:
        raise ConflictError(
            f"the {change.entity} was changed meanwhile",
            "Look at both versions and decide.",
            mine=change.after,
            theirs=current,
        )
    return current


def append(
    ledger: Ledger, changes: Iterable[Change], *, analyst: str, at: str, op: str, about: str
) -> Logged:
    """Append an entry of no session, for changes that were made in this transaction."""
    return follow(ledger, Entry(0, at, analyst, None, op, tuple(changes), about=about))


def follow(ledger: Ledger, entry: Entry) -> Logged:
    """Log an entry behind the last, whatever its number: its changes were made."""
    seq, prev = ledger.head()
    return log(ledger, replace(entry, seq=seq + 1), prev=prev)


def log(ledger: Ledger, entry: Entry, *, prev: str) -> Logged:
    """Write an entry that follows the one with the hash prev."""
    body = entry.to_bytes()
    ledger.chain(entry, body.decode("utf-8"), prev, chain_hash(prev, body))
    trace(ledger, entry)
    return Logged(entry, body)


def trace(pasts: KeptPasts, entry: Entry) -> None:
    """Keep what an entry, which is in the journal by now, makes of the pasts of what it changed."""
    forgets = entry.op == UNDO and pasts.op_of(entry.undoes or 0) == TAKE_IN
    for key, past in traced(entry.changes, pasts.past, forgets=forgets):
        pasts.keep_past(key, past)


def trace_anew(pasts: KeptPasts, bodies: Iterable[bytes]) -> None:
    """Keep what the whole journal, as far as it can be read, makes of pasts, of which none are
    kept. bodies: its entries', oldest first."""
    for body in bodies:
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            trace(pasts, Entry.from_bytes(body))


def _unlinked(change: Change, current: Record | None) -> ConflictError:
    if change.after is None:
        what = f"the {change.entity} is used by something that was made since"
        return ConflictError(what, "Take that back first.", theirs=current)
    what = f"the {change.entity} names something that is not there any more"
    return ConflictError(what, "Look at it again.", mine=change.after, theirs=current)
