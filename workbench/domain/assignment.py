"""Articles that somebody is to judge, as a part of a selection that was divided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

MOST_TOGETHER = 200
"""Articles of one assignment: the journal keeps all of them whenever one is taken out."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Articles of one selection that one analyst was given together."""

    uid: str
    selection: str
    """Uid."""
    analyst: str
    """Who is to judge them."""
    articles: tuple[str, ...]
    """Uids, sorted; at most MOST_TOGETHER."""
    by: str
    """Who divided."""
    at: str
    """UTC."""
    due: str = ""
    """Day, as 2026-11-29; empty where there is none."""
    is_known: bool = False
    """Whether their answers are known already: they measure whoever judges them."""

    def without(self, articles: Collection[str]) -> Assignment | None:
        """It without some of its articles; None where none is left."""
        kept = tuple(one for one in self.articles if one not in articles)
        return replace(self, articles=kept) if kept else None

    def to_record(self) -> dict[str, Any]:
        """The assignment as the journal keeps it."""
        return {
            "uid": self.uid,
            "selection": self.selection,
            "analyst": self.analyst,
            "articles": list(self.articles),
            "due": self.due,
            "known": self.is_known,
            "given_by": self.by,
            "at": self.at,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Assignment:
        """The assignment of a journal record."""
        return cls(
            uid=record["uid"],
            selection=record["selection"],
            analyst=record["analyst"],
            articles=tuple(record["articles"]),
            by=record["given_by"],
            at=record["at"],
            due=record["due"],
            is_known=record["known"],
        )


def together(articles: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Uids of articles in the portions that one assignment may have each, sorted within."""
    ordered = sorted(set(articles))
    for start in range(0, len(ordered), MOST_TOGETHER):
        yield tuple(ordered[start : start + MOST_TOGETHER])


class QueueCounts(NamedTuple):
    """How many articles an analyst's queue has of each sort."""

    given: int
    """All that she was given."""
    days: tuple[tuple[str, int], ...]
    """Day on which some that she has not finished are due, and how many; an empty one comes last.
    Of an article that was given twice the first day counts."""
    late: int
    """Of these, due before today."""
    waiting: int
    """She has done them, and a colleague has not."""
    back: int
    """It was decided otherwise on them, and she has not read that."""

    @property
    def mine(self) -> int:
        """How many she has not finished."""
        return sum(many for _, many in self.days)


class Share(NamedTuple):
    """What one analyst has of one selection."""

    selection: str
    """Uid."""
    analyst: str
    total: int
    done: int
    """Done or set aside."""
    late: int
    """Not done, and due before today."""
    due: str
    """The first day on which something is due that is not done; empty where nothing is."""
    known: int | None
    """How many have a known answer; None for who is not to know."""
