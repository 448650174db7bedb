"""Sources: anyone or anything that can say something, and how reliable they are held to be.

Reliability belongs to a source and has a date; credibility belongs to a claim. F means "cannot be
judged": it is never averaged and never sorted as the worst.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class SourceKind(StrEnum):
    """What a source is."""

    OUTLET = "outlet"
    AGENCY = "agency"
    ORGANISATION = "organisation"
    PERSON = "person"
    GROUP = "group"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """Anyone or anything that can say something."""

    uid: str
    name: str
    kind: SourceKind = SourceKind.UNKNOWN
    aliases: tuple[str, ...] = ()
    country: str = ""
    note: str = ""
    provisional: bool = True
    """Made on the fly, not reviewed yet."""
    same_as: str | None = None
    """Uid of the source this one was merged into: a pointer, undone like anything else."""
    version: int = field(default=0, compare=False)

    def to_record(self) -> dict[str, Any]:
        """The source as the journal keeps it."""
        return {
            "uid": self.uid,
            "name": self.name,
            "kind": self.kind.value,
            "aliases": list(self.aliases),
            "country": self.country,
            "note": self.note,
            "provisional": self.provisional,
            "same_as": self.same_as,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any], version: int = 0) -> Source:
        """The source of a journal record."""
        return cls(
            record["uid"],
            record["name"],
            SourceKind(record["kind"]),
            tuple(record["aliases"]),
            record["country"],
            record["note"],
            bool(record["provisional"]),
            record["same_as"],
            version,
        )


def final_uids(same_as: Mapping[str, str]) -> dict[str, str]:
    """Uid of each merged source -> uid of the final one, pointers of pointers followed."""
    final: dict[str, str] = {}
    for uid in same_as:
        seen = {uid}
        end = uid
        while end in same_as and same_as[end] not in seen:
            end = same_as[end]
            seen.add(end)
        final[uid] = end
    return final


def pair_uid(one: str, other: str) -> str:
    """One uid for two sources, in whichever order they are told."""
    return ":".join(sorted((one, other)))


@dataclass(frozen=True, slots=True)
class Unalike:
    """Two sources that somebody said are not the same: no merge of them is suggested again."""

    source: str
    other: str
    """Uids, the smaller one first."""
    analyst: str
    at: str
    """UTC."""

    @classmethod
    def between(cls, one: str, other: str, analyst: str, at: str) -> Unalike:
        """Of two sources in either order."""
        first, second = sorted((one, other))
        return cls(first, second, analyst, at)

    @property
    def uid(self) -> str:
        """One answer for each pair."""
        return pair_uid(self.source, self.other)

    def to_record(self) -> dict[str, Any]:
        """The answer as the journal keeps it."""
        return {
            "uid": self.uid,
            "source": self.source,
            "other": self.other,
            "analyst": self.analyst,
            "at": self.at,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Unalike:
        """The answer of a journal record."""
        return cls(record["source"], record["other"], record["analyst"], record["at"])


RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""Reliability of a source on the Admiralty scale (FM 2-22.3)."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One dated entry of a source's reliability history."""

    uid: str
    source: str
    analyst: str
    reliability: str
    """A letter of RELIABILITY."""
    rationale: str
    at: str
    """UTC."""

    def to_record(self) -> dict[str, Any]:
        """The rating as the journal keeps it."""
        return {
            "uid": self.uid,
            "source": self.source,
            "analyst": self.analyst,
            "reliability": self.reliability,
            "rationale": self.rationale,
            "at": self.at,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Rating:
        """The rating of a journal record."""
        return cls(**{name: record[name] for name in cls.__dataclass_fields__})
