"""Groups of a story's statements, with what it takes to tell them.

Values only: `services.dossier` reads them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from workbench.domain.counterpart import Differs
from workbench.domain.grouping import Group
from workbench.domain.origin import OriginCount, Weighed
from workbench.domain.stated import Stated, ToldCounterpart


class Opposed(NamedTuple):
    """A statement of another group, beside one of this."""

    ours: Stated
    other: ToldCounterpart

    def to_record(self, words: Callable[[Differs], str]) -> dict[str, Any]:
        """The two as programs are told them."""
        number, start, end = self.ours.place
        return {
            "ours": {"number": number, "start": start, "end": end},
            "theirs": self.other.to_record(self.ours, words),
        }


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """Statements that say the same, told."""

    group: Group
    said: tuple[Stated, ...]
    """The one that is told first: the analyst's claim, a colleague's, else the earliest."""
    origins: tuple[Weighed, ...]
    """Those that count first; their places are places of `said`."""
    against: tuple[Opposed, ...]
    """What contradicts it."""
    changes: tuple[Opposed, ...]
    """What it updates, and what updates it, by day."""

    @property
    def lead(self) -> Stated:
        """The statement that stands for it."""
        return self.said[0]

    @property
    def words(self) -> str:
        """What it says."""
        claim = self.lead.claim
        return (claim.restatement if claim else "") or self.lead.span.words

    @property
    def count(self) -> OriginCount:
        """How many independent origins there are."""
        return OriginCount.of(self.origins)

    def numbers_behind(self, origin: Weighed) -> list[int]:
        """Numbers of the articles whose statements come from an origin."""
        return sorted({self.said[place].article.number for place in origin.places})

    @property
    def is_reviewed(self) -> bool:
        """Whether it is somebody's claim."""
        return any(one.is_reviewed for one in self.said)

    def to_record(self, words: Callable[[Differs], str]) -> dict[str, Any]:
        """The group as programs are told it. words: in which people are told what goes apart."""
        count = self.count
        return {
            "type": "group",
            "words": self.words,
            "is_reviewed": self.is_reviewed,
            "is_disputed": self.group.is_disputed,
            "articles": sorted(self.group.articles),
            "statements": len(self.group.places),
            "origins": {
                "confirmed": count.confirmed,
                "unconfirmed": count.unconfirmed,
                "houses": count.houses,
            },
            "behind": [
                {
                    "words": one.words,
                    "standing": one.standing.value,
                    "articles": self.numbers_behind(one),
                }
                for one in self.origins
            ],
            "said": [one.to_record() for one in self.said],
            "against": [one.to_record(words) for one in self.against],
            "changes": [one.to_record(words) for one in self.changes],
        }
