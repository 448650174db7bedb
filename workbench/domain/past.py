"""The past of a record that people made: the state it is in, and the states that it came from.

A state is told by a hash over the state before it and the record, as a commit is. So two databases
that exchange files know of each record which of them changed it since they last met, an undo is a
new state and not an old one again, and what was removed is told from what never was. An id says
nothing but that: who reads a file of another database never computes one out of what it holds.
A record that was never changed has no past that is kept: its state is the hash of the record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from workbench.domain.journal import Change, Record, canonical, digest

Key = tuple[str, str]
"""Entity and uid of a record."""

PAST = "past"
"""As the journal calls one that another database told."""
_DIGITS = 32
"""Of a state's id: 16 bytes in hex, so that a thousand million states do not collide by chance."""
_IMPORTED = "0" * _DIGITS
"""The state of an article's metadata that nobody changed: each database reads them out of what it
was given, and none of that is anybody's act."""

_SUBJECTS = {
    "claim": "article", "decision": "article", "state": "article", "relay": "article",
    "nothing": "article", "tag": "article", "note": "subject_uid", "assessment": "claim",
    "link": "claim", "carried": "uid", "source": "uid", "rating": "source",
    "belonging": "source", "unalike": "source", "habit": "outlet", "topic": "", "metadata": "",
    "unrelated": "article", "ruling": "article", "dispute": "ruling", "flag": "claim",
    "guideline": "",
}  # fmt: skip
"""Which things travel, each with the field that says what it is about."""
TRAVELLING = frozenset(_SUBJECTS)
_COMMON = ("guideline",)
"""What all write on, and is nobody's own, though it says who wrote last."""
_JOINED = {
    "decision": r"[^:]+:[a-z]+-\d{1,9}-\d{1,9}:.*",
    "nothing": r"[^:]+:\d{1,9}-\d{1,9}:.*",
    "state": r"[^:]+:.*",
    "assessment": r"[^:]+:.*",
    "unalike": r"[^:]+:[^:]+",
    "unrelated": r"[^:]+:\d{1,9}:\d{1,9}:[^:]+:\d{1,9}:\d{1,9}:.*",
    "habit": r"[^:]*:[a-z]+:.*",
    "dispute": r"[^:]+:.*",
    "flag": r"[^:]+:.*",
    "guideline": r"[a-z]+:.+",
}
"""How uids look that are joined of what their record is about."""


@dataclass(frozen=True, slots=True)
class Past:
    """Where a record stands among its states."""

    states: frozenset[str]
    """Ids of the state it is in: several where people came to the same by different ways."""
    ancestors: frozenset[str] = frozenset()
    """Ids of every state that it came from."""
    about: str = ""
    """Uid of the article, claim or source that the record is about, with which it travels, also
    once it is gone. Of a source that goes by another uid here: that one."""
    is_gone: bool = False
    """Whether the record was removed."""
    analyst: str = ""
    """Whose record it is, or was; empty of what is nobody's own."""

    @property
    def state(self) -> str:
        """The one id that stands for the state."""
        return max(self.states)

    def is_first(self, record: Record | None) -> bool:
        """Whether the record is as it was made or came in, and nobody here changed it."""
        return record is not None and state_of(record) in self.states

    def after(self, record: Record | None) -> Past:
        """The past once the record is changed to this one, or removed."""
        return self._come_to(record, self)

    def settled(self, other: Past, record: Record | None) -> Past:
        """The past once somebody chose this record, or its removal, between two states."""
        return self._come_to(record, self, other)

    def _come_to(self, record: Record | None, *parents: Past) -> Past:
        every = frozenset[str]().union(*(one.states | one.ancestors for one in parents))
        state = state_of(record, *(one.state for one in parents))
        return replace(self, states=frozenset((state,)), ancestors=every, is_gone=record is None)

    def joined(self, other: Past) -> Past:
        """Of two pasts of one record that came to the same."""
        states = self.states | other.states
        return replace(self, states=states, ancestors=(self.ancestors | other.ancestors) - states)

    def behind(self, other: Past) -> Past:
        """This past, which came from the other's state, with all that is known of that."""
        known = self.ancestors | other.ancestors | other.states
        return replace(self, ancestors=known - self.states)

    def to_record(self, key: Key) -> dict[str, Any]:
        """The past as the journal keeps it."""
        return {"uid": past_uid(key), **self.told(), "gone": self.is_gone}

    def told(self) -> dict[str, Any]:
        """Its states, those that it came from, what it is about and whose, as they are kept and
        exported."""
        return {
            "states": sorted(self.states),
            "ancestors": sorted(self.ancestors),
            "about": self.about,
            "analyst": self.analyst,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Past:
        """The past of a journal record."""
        return cls(
            frozenset(record["states"]),
            frozenset(record["ancestors"]),
            record["about"],
            record["gone"],
            record["analyst"],
        )


class Meeting(Enum):
    """How another database's state of a record stands to ours."""

    SAME = "same"
    NEWER = "newer"
    """Theirs came from ours, or from nothing that is here."""
    OLDER = "older"
    """Ours came from theirs."""
    APART = "apart"
    """Both were changed since."""


def meeting(ours: Past | None, theirs: Past) -> Meeting:
    """ours: None where the record was never here."""
    if ours is None or ours.states & theirs.ancestors:
        return Meeting.NEWER
    if ours.states & theirs.states:
        return Meeting.SAME
    return Meeting.OLDER if theirs.states & ours.ancestors else Meeting.APART


def state_of(record: Record | None, *parents: str) -> str:
    """The id of the state of a record, None where it is gone, that comes from these."""
    return digest(canonical([sorted(parents), record]))[:_DIGITS]


def first_past(key: Key, record: Record) -> Past:
    """Of a record that was never changed."""
    state = _IMPORTED if key[0] == "metadata" else state_of(record)
    return Past(frozenset((state,)), about=subject_of(key, record), analyst=whose(key[0], record))


def whose(entity: str, record: Record) -> str:
    """Whose record it is; empty of what is nobody's own."""
    return "" if entity in _COMMON else str(record.get("analyst", ""))


def subject_of(key: Key, record: Record) -> str:
    """Uid of what a record is about; empty for what stands for itself alone."""
    entity, uid = key
    if entity == "metadata":
        return uid
    return str(record.get(_SUBJECTS[entity], "")).partition("/")[0]  # of a hop its claim


def is_key(key: Key) -> bool:
    """Whether anything of that kind may be called so."""
    entity, uid = key
    return entity not in _JOINED or re.fullmatch(_JOINED[entity], uid, re.DOTALL) is not None


def past_uid(key: Key) -> str:
    """What the journal calls the past of a record."""
    return ":".join(key)


def key_of_past(uid: str) -> Key:
    """The record whose past is called so."""
    entity, _, of = uid.partition(":")
    return entity, of


def going_on(changes: Iterable[Change]) -> list[Key]:
    """The records whose pasts go on from where they stand by these changes, which do not tell of
    them themselves."""
    every = list(changes)
    told = {one.uid for one in every if one.entity == PAST}
    keys = ((one.entity, one.uid) for one in every if one.entity in TRAVELLING)
    return list(dict.fromkeys(key for key in keys if not told or past_uid(key) not in told))


def traced(
    changes: Iterable[Change], find: Callable[[Key], Past | None], *, forgets: bool
) -> Iterator[tuple[Key, Past | None]]:
    """What one entry of the journal makes of the pasts that are kept. find: the one that is kept of
    a record before it. forgets: whether it takes back what was taken in from elsewhere, so that
    nothing was removed by it.

    What the entry says of pasts itself stands; every other record that it changes goes on from
    where it stood.
    """
    every = list(changes)
    told = {one.uid: one.after for one in every if one.entity == PAST}
    for uid, record in told.items():
        yield key_of_past(uid), Past.from_record(record) if record else None
    made: dict[Key, Past] = {}
    for change in every:
        key = change.entity, change.uid
        if change.entity not in TRAVELLING or past_uid(key) in told:
            continue
        past = made.get(key) or find(key)
        if forgets:
            if past and change.after is None:
                yield key, None
        elif past or change.before is not None:
            made[key] = (past or first_past(key, change.before or {})).after(change.after)
    yield from made.items()
