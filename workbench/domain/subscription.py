"""Subscriptions to feeds: what people chose to be asked, and how asking went so far.

The first is made by people and goes through the journal; the second is the machine's own and does
not. When a feed is asked again is worked out here, from what it answered and the moment that is
handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=30), timedelta(days=7)
"""How long a feed that failed is left alone: twice as long each time."""
NEVER_ASKED = ("query:", "exec:", "filter:")
"""How lines of newsboat begin that are programs and searches of its own."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that is asked for what is new."""

    uid: str
    address: str
    """Where it is asked, or a line of newsboat's that is kept for newsboat and never asked."""
    name: str
    """What the analyst calls it; empty where the feed's own title will do."""
    tags: tuple[str, ...]
    """As newsboat's urls file and the folders of an OPML file have them."""
    analyst: str
    """Who subscribed."""
    at: str
    """UTC."""

    @property
    def is_asked(self) -> bool:
        """Whether it is an address at all."""
        return not self.address.startswith(NEVER_ASKED)

    def to_record(self) -> dict[str, Any]:
        """The subscription as the journal keeps it."""
        return {
            "uid": self.uid,
            "address": self.address,
            "name": self.name,
            "tags": "\n".join(self.tags),
            "analyst": self.analyst,
            "at": self.at,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Subscription:
        """The subscription of a record."""
        fields = {name: record[name] for name in cls.__dataclass_fields__}
        return cls(**fields | {"tags": tuple(filter(None, record["tags"].split("\n")))})


class Standing(StrEnum):
    """How a feed answered when it was asked last."""

    NEW = "new"
    """It was never asked."""
    FINE = "fine"
    MOVED = "moved"
    """It answers, at another address for good."""
    GONE = "gone"
    """It says that it will not come back: it is asked no more, unless by name."""
    SLOW = "slow"
    """It was not done in time."""
    BUSY = "busy"
    """It wants to be left alone for a while."""
    UNREACHABLE = "unreachable"
    """Nobody answers, or nobody who could."""
    BROKEN = "broken"
    """What it answers with is no feed, or no whole one."""
    REFUSED = "refused"
    """It leads to where nothing is asked, as to a private address."""

    @property
    def answers(self) -> bool:
        """Whether what it said was taken."""
        return self in (Standing.FINE, Standing.MOVED)

    @property
    def may_pass(self) -> bool:
        """Whether it may well go better by itself."""
        return self in (Standing.SLOW, Standing.BUSY, Standing.UNREACHABLE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is remembered of asking a feed."""

    standing: Standing = Standing.NEW
    said: str = ""
    """Why, in words."""
    title: str = ""
    """What it calls itself."""
    moved_to: str = ""
    """The address that it leads to for good."""
    address: str = ""
    """Who answered in the end; the two below are for that address alone."""
    etag: str = ""
    modified: str = ""
    """Its words for the state that it was in, handed back when it is asked again."""
    entries: tuple[str, ...] = ()
    """Marks of the entries that it had and that were dealt with."""
    tried_at: str = ""
    succeeded_at: str = ""
    failures: int = 0
    """In a row."""
    due_at: str = ""
    """UTC: not to be asked before."""

    def is_due(self, now: str, *, by_name: bool) -> bool:
        """Whether it is asked now. Who names it need not wait, unless the feed itself said so."""
        if by_name:
            return self.standing is not Standing.BUSY or self.due_at <= now
        return self.standing is not Standing.GONE and self.due_at <= now


def due_after(now: str, failures: int, wait_seconds: int = 0) -> str:
    """When a feed is asked again that failed so often in a row, and wants to be left alone for so
    long."""
    waits = min(FIRST_WAIT * 2 ** min(failures - 1, 20), LONGEST_WAIT) if failures else timedelta()
    wanted = min(timedelta(seconds=min(wait_seconds, 10**9)), LONGEST_WAIT)
    due = datetime.fromisoformat(now) + max(waits, wanted)
    return f"{due.replace(tzinfo=None).isoformat(timespec='seconds')}Z"
