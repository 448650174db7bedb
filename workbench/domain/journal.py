"""The journal: every change people make, as values with their inverses, in one hash chain.

Accepting, bulk acts, importing annotations, merging, undoing and redoing are all lists of changes.
An entry's hash is sha256 over the previous hash and the entry's canonical bytes, so that any edit
of the past shows; a cut tail shows only against a head hash kept elsewhere (it is printed at quit
and written into each export).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.errors import DataError

try:  # as the standard library's random does: hashlib loads OpenSSL, 0.7 MB of a desk's memory
    if sys.version_info >= (3, 12):
        from _sha2 import sha256
    else:
        from _sha256 import sha256  # type: ignore[import-not-found]
except ImportError:
    from hashlib import sha256

GENESIS = "0" * 64
"""What the first entry follows."""
LINES = ".jsonl"
"""The ending of a file of entries, a line each."""
OF_ONE_ALONE = ("kept_open", "heard")
"""What nobody is told of a colleague, whatever she judged herself: who keeps something open, and
what she makes of what is said to it, says what she thinks of it. As tables and changes call it."""

Record = Mapping[str, Any]
Standing = tuple[str, Record | None]
"""A uid and its record; None where it is not kept as saving would keep it."""

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_make_encoder = getattr(json.encoder, "c_make_encoder", None)
_chunks: Callable[[object, int], Iterable[str]] = (
    _make_encoder(None, _CANONICAL.default, encode_basestring, None, ":", ",", True, False, True)
    if _make_encoder
    else lambda value, _: _CANONICAL.iterencode(value)
)
"""What `_CANONICAL` makes anew for each value, which takes a fifth of the time: a replay has some
hundred thousand."""
_PLAIN = frozenset((str, int, bool, type(None)))
"""Types of most of what an entry holds: told by a look-up, each is the end of a branch."""


if TYPE_CHECKING:
    from typing import Protocol

    class Recorded(Protocol):
        """A thing of which the journal keeps records."""

        @property
        def uid(self) -> str:
            """Whose record it is."""

        def to_record(self) -> dict[str, Any]:
            """Its record."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entity before and after; None where it does not exist."""

    entity: str
    uid: str
    before: Record | None
    after: Record | None
    unless_there: bool = field(default=False, compare=False, kw_only=True)
    """Whether it is left out of its act where the thing is there by then: nobody has to ask before
    whether it is. Whatever was recorded is a change like any other."""

    @classmethod
    def between(cls, entity: str, before: Recorded | None, after: Recorded | None) -> Change:
        """The change of a thing into what it becomes; one of the two is there at least."""
        either = after or before
        assert either
        records = (one.to_record() if one else None for one in (before, after))
        return cls(entity, either.uid, *records)

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.entity, self.uid, self.after, self.before)

    def to_record(self) -> dict[str, Any]:
        """The change as the journal keeps it."""
        return {
            "entity": self.entity,
            "uid": self.uid,
            "before": self.before,
            "after": self.after,
        }

    @classmethod
    def from_record(cls, record: Record) -> Change:
        """The change of a journal record."""
        return cls(record["entity"], record["uid"], record["before"], record["after"])


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: what changed, who did it, when, and what it takes back."""

    seq: int
    at: str
    """UTC."""
    analyst: str
    session: str | None
    op: str
    """What was done, as the analyst would name it: "accept", "merge", "undo"."""
    changes: tuple[Change, ...]
    undoes: int | None = None
    """For undo and redo: the entry whose changes are inverted."""
    about: str = ""
    """A few words for the log, as "quote 805-979 of #12"."""

    def to_bytes(self) -> bytes:
        """The canonical bytes: sorted keys, no spaces, no floats, UTF-8."""
        return canonical(self.to_record())

    def to_record(self) -> dict[str, Any]:
        """The entry as the journal keeps it."""
        return {
            "seq": self.seq,
            "at": self.at,
            "analyst": self.analyst,
            "session": self.session,
            "op": self.op,
            "changes": [change.to_record() for change in self.changes],
            "undoes": self.undoes,
            "about": self.about,
        }

    @classmethod
    def from_bytes(cls, body: bytes | str) -> Entry:
        """The entry of its canonical bytes."""
        record = _EXACT.decode(body if isinstance(body, str) else body.decode("utf-8"))
        changes = tuple(Change.from_record(change) for change in record.pop("changes"))
        return cls(**record, changes=changes)

    @property
    def is_act(self) -> bool:
        """Whether it can be taken back: not an import or extraction run, nor a supervisor's look,
        an undo or redo."""
        return self.op not in (UNDO, REDO, LOOK, *RUNS)

    def inverse(self) -> tuple[Change, ...]:
        """The changes that take this entry back, last first."""
        return tuple(change.inverse for change in reversed(self.changes))


class Logged(NamedTuple):
    """An entry with the bytes that are stored."""

    entry: Entry
    body: bytes


UNDO = "undo"
REDO = "redo"
EXTRACT = "extract"
SALVAGE = "salvage"
TAKE_IN = "import annotations"
"""An act that takes in what was made elsewhere: to undo it is to forget that, and removes
nothing."""
MIGRATE = "migrate"
LOOK = "look"
"""A supervisor's look at what others made: it was one, whatever is done afterwards."""
RUNS = ("import", EXTRACT, SALVAGE, MIGRATE)
"""Entries that record a run of the machine: kept for the record, never undone."""


def canonical(value: object) -> bytes:
    """JSON with sorted keys, no spaces, no floats, as UTF-8. Raises DataError on a float."""
    _refuse_floats(value)
    return compact(value).encode("utf-8")


def compact(value: object) -> str:
    """The same as text, of a value that holds no floats."""
    return encode_basestring(value) if type(value) is str else "".join(_chunks(value, 0))


def chain_hash(prev: str, body: bytes) -> str:
    """The hash of an entry with these canonical bytes that follows prev."""
    return digest(prev.encode("ascii") + body)


def digest(body: bytes) -> str:
    """The sha256 of these bytes, in hex."""
    made: str = sha256(body).hexdigest()
    return made


Before = Callable[[int | None], Entry | None]
"""An analyst's newest entry with a smaller number; the newest of all for None."""


def undo_target(before: Before) -> Entry | None:
    """The act that undo would take back.

    What lies between an act and its undo is taken back as well: it is passed over at once, so that
    the thousandth undo in a row reads no more than the first.
    """
    entry = before(None)
    while entry is not None and not entry.is_act:
        if entry.op == UNDO:
            entry = before(_taken_back(entry))
        elif entry.op == REDO:
            undone = before(min(_taken_back(entry) + 1, entry.seq))
            entry = before(min(_taken_back(undone) + 1, undone.seq)) if undone else None
        else:
            entry = before(entry.seq)
    return entry


def redo_target(before: Before) -> Entry | None:
    """The undo that redo would take back: none once something new was done."""
    entry = before(None)
    while entry is not None and not entry.is_act:
        if entry.op == UNDO:
            return entry
        entry = before(_taken_back(entry) if entry.op == REDO else entry.seq)
    return None


def _taken_back(entry: Entry) -> int:
    """The number of what an undo or a redo took back; its own where it does not say."""
    return min(entry.undoes or entry.seq, entry.seq)


def _refuse_number(words: str) -> float:
    raise ValueError(f"the journal keeps no such number as {words}")


_EXACT = json.JSONDecoder(parse_float=_refuse_number, parse_constant=_refuse_number)


def _refuse_floats(value: object) -> None:
    if isinstance(value, dict):
        items: Iterable[object] = value.values()
    elif isinstance(value, list | tuple):
        items = value
    elif isinstance(value, float):
        raise DataError("the journal keeps no floating-point numbers")
    else:
        return  # whatever else the encoder takes has nothing in it
    for item in items:
        if type(item) not in _PLAIN:
            _refuse_floats(item)
