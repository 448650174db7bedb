"""Families: what a source belongs to, since when, and what that makes of the origins behind claims.

Outlets of one owner are one origin: they share copy, or who decides what runs. All other belonging
(a ministry of a government, a unit of a body) is told beside the count and never changes it: two
ministries may well disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from workbench.domain.source import SourceKind

_EVER = "9999"
"""Later than any date: what counts now."""


class Tie(StrEnum):
    """How a source belongs to another one."""

    OWNED = "owned"
    """An outlet of its publisher, or a publisher of who owns it: one origin."""
    PART = "part"
    """A unit of a body: an origin of its own."""

    @classmethod
    def usual(cls, kind: SourceKind) -> Tie:
        """How a source of this kind belongs to others, as a rule."""
        return cls.OWNED if kind in (SourceKind.OUTLET, SourceKind.AGENCY) else cls.PART


@dataclass(frozen=True, slots=True)
class Belonging:
    """One dated entry of the history of what a source belongs to."""

    uid: str
    source: str
    owner: str | None
    """Uid of what it belongs to since then; None: to nothing any more."""
    tie: Tie
    since: str
    """A year, month or day, as 2019, 2019-05, 2019-05-14; empty for as long as anybody knows."""
    analyst: str
    rationale: str
    """How that is known."""
    at: str
    """UTC: when it was said."""

    def to_record(self) -> dict[str, Any]:
        """The belonging as the journal keeps it."""
        return {
            "uid": self.uid,
            "source": self.source,
            "owner": self.owner,
            "tie": self.tie.value,
            "since": self.since,
            "analyst": self.analyst,
            "rationale": self.rationale,
            "at": self.at,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Belonging:
        """The belonging of a journal record."""
        fields = {name: record[name] for name in cls.__dataclass_fields__}
        return cls(**fields | {"tie": Tie(record["tie"])})


class Proposal(NamedTuple):
    """What the table of publishers says of one outlet or publisher; it counts for nothing until
    somebody takes it."""

    name: str
    owner: str
    since: str
    page: str
    """The address that says so."""
    version: str
    """Of the table."""
    above: Proposal | None
    """What it says of the owner."""

    @property
    def rationale(self) -> str:
        """How it is known, as a confirmed one keeps it."""
        return f"table of publishers {self.version}: {self.page}"

    @property
    def owners(self) -> tuple[str, ...]:
        """The names of all that it belongs to, nearest first."""
        return (self.owner, *(self.above.owners if self.above else ()))


class Families(NamedTuple):
    """What every source belongs to, at any date."""

    same_as: Mapping[str, str] = MappingProxyType({})
    """Uid of each merged source -> uid of the final one."""
    histories: Mapping[str, tuple[Belonging, ...]] = MappingProxyType({})
    """Final uid -> its entries, those that begin first and were said first in front."""

    @classmethod
    def of(cls, belongings: Iterable[Belonging], same_as: Mapping[str, str]) -> Families:
        """The families that these make; of entries said at one moment, the last one counts."""
        found: defaultdict[str, list[Belonging]] = defaultdict(list)
        for one in belongings:
            found[same_as.get(one.source, one.source)].append(one)
        return cls(
            same_as,
            {
                uid: tuple(sorted(entries, key=lambda one: (one.since, one.at)))
                for uid, entries in found.items()
            },
        )

    def final(self, uid: str) -> str:
        """The source that a uid stands for."""
        return self.same_as.get(uid, uid)

    def belonging(self, uid: str, on: str = "") -> Belonging | None:
        """What a source belongs to on a day, or now; None where nothing is known, or it ended."""
        begun = [
            one
            for one in self.histories.get(self.final(uid), ())
            if one.since <= (on or _EVER) and self.final(one.owner or "") != self.final(uid)
        ]
        return begun[-1] if begun and begun[-1].owner else None

    def owner(self, uid: str, on: str = "") -> str:
        """Who counts as the origin where a source does: who owns it in the end, else itself."""
        return _top(self._path(uid, on, (Tie.OWNED,)))

    def named_owner(self, uid: str, on: str = "") -> str:
        """Who is said to own a source, the nearest; else itself. Whoever owns that one counts."""
        return self._path(uid, on, (Tie.OWNED,))[:2][-1]

    def house(self, uid: str, on: str = "") -> str:
        """Who stands above a source in the end, however it belongs; else itself."""
        return _top(self._path(uid, on, tuple(Tie)))

    def above(self, uid: str, on: str = "") -> tuple[str, ...]:
        """What a source belongs to, nearest first: its publisher, who owns that, and so on."""
        return tuple(dict.fromkeys(self._path(uid, on, tuple(Tie))[1:]))

    def members(self, uid: str, on: str = "") -> tuple[Belonging, ...]:
        """The entries by which others belong to a source itself."""
        found = (self.belonging(other, on) for other in self.histories)
        return tuple(one for one in found if one and self.final(one.owner or "") == uid)

    def _path(self, uid: str, on: str, ties: tuple[Tie, ...]) -> list[str]:
        """From a source upwards; where a circle was made, up to whom it comes back to."""
        path = [self.final(uid)]
        while (above := self.belonging(path[-1], on)) and above.tie in ties and above.owner:
            path.append(self.final(above.owner))
            if path[-1] in path[:-1]:
                break
        return path


def _top(path: list[str]) -> str:
    """The end of a path; all in a circle have one."""
    first = path.index(path[-1])
    return min(path[first:]) if first < len(path) - 1 else path[-1]
