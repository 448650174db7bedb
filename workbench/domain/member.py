"""Who works on a store that several accounts share, and what each may do there.

Roles are kept by the program: whoever may write the file with another tool may do all that can be
done to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """What somebody is there for; each may do what those before it may."""

    READER = "reader"
    ANALYST = "analyst"
    ADJUDICATOR = "adjudicator"
    SUPERVISOR = "supervisor"

    def reaches(self, other: Role) -> bool:
        """Whether it may do what the other one may."""
        ladder = list(Role)
        return ladder.index(self) >= ladder.index(other)


class Task(StrEnum):
    """What a role is asked for, as a refusal calls it."""

    RECORD = "changing anything"
    GUIDE = "changing the codebook"
    DECIDE = "deciding where analysts differ"
    ASSIGN = "dividing articles among analysts"
    INSPECT = "looking at what analysts do not see of each other"
    COPY = "copying, proving or replacing the whole database"


LEAST: Mapping[Task, Role] = {
    Task.RECORD: Role.ANALYST,
    Task.GUIDE: Role.ADJUDICATOR,
    Task.DECIDE: Role.ADJUDICATOR,
    Task.ASSIGN: Role.SUPERVISOR,
    Task.INSPECT: Role.SUPERVISOR,
    Task.COPY: Role.SUPERVISOR,
}
"""The first role on the ladder that may do it. Roles themselves are given by the one who owns the
file, whatever the role."""


@dataclass(frozen=True, slots=True)
class Member:
    """An analyst of a shared store."""

    analyst: str
    """The name of the account."""
    role: Role
    by: str
    """Who said so."""
    is_active: bool = True
    """Whether still at work there. The name stays on what was made."""

    @property
    def uid(self) -> str:
        """What the journal calls it."""
        return self.analyst

    @property
    def acts_as(self) -> Role:
        """The role that counts: whoever left reads, and changes nothing more."""
        return self.role if self.is_active else Role.READER

    def to_record(self) -> dict[str, Any]:
        """The member as the journal keeps it."""
        return {
            "uid": self.uid,
            "role": self.role.value,
            "given_by": self.by,
            "active": self.is_active,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Member:
        """The member of a journal record."""
        return cls(record["uid"], Role(record["role"]), record["given_by"], record["active"])


@dataclass(frozen=True, slots=True)
class Inspection:
    """A supervisor's look at what others do not see of each other."""

    uid: str
    analyst: str
    at: str
    """UTC."""
    what: str
    """In words: which page or command, and of which articles."""

    def to_record(self) -> dict[str, Any]:
        """The look as the journal keeps it."""
        return {"uid": self.uid, "analyst": self.analyst, "at": self.at, "what": self.what}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Inspection:
        """The look of a journal record."""
        return cls(record["uid"], record["analyst"], record["at"], record["what"])
