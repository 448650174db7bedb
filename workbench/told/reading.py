"""What the machine read in an article that a report tells beside its claims: who somebody is, whom
a pronoun means, what is only aimed at. Off the facts; none of it is anybody's judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from workbench.domain.fact import Event, Fact, Name

INTENDED = "intended"
"""The modality of what is aimed at or planned."""
Pieces = tuple[tuple[int, int], ...]


class Reading(NamedTuple):
    """What was read in one article."""

    roles: Mapping[str, str]
    """Name in small letters -> what the article says that its bearer is."""
    events: Mapping[Pieces, Event]
    """Pieces of the text -> the event that they tell of."""

    def role_of(self, name: str) -> str:
        """What the article says that somebody is; empty where it does not."""
        return self.roles.get(name.casefold(), "")


def reading_of(facts: Iterable[Fact]) -> Reading:
    """What the facts of an article say."""
    roles: dict[str, str] = {}
    events: dict[Pieces, Event] = {}
    for fact in facts:
        told = fact.attributes
        if isinstance(told, Name) and told.role:
            roles.setdefault(told.name.casefold(), told.role)
        elif isinstance(told, Event):
            events[fact.span.pieces] = told
    return Reading(roles, events)
