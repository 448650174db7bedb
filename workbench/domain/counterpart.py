"""Counterparts: statements of other articles that say the same as one of this, contradict or update
it, or say it more exactly, as far as a machine can tell.

Each is a question to an analyst; what she says of it is a link, or that the two have nothing to do
with each other, after which she is not asked again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple

from workbench.domain.claim import LinkKind
from workbench.domain.fact import where_of
from workbench.domain.timex import day_at


class Stance(StrEnum):
    """How a statement stands to another one."""

    SAME = "same"
    CONTRADICTS = "contradicts"
    UPDATES = "updates"
    """It is the later state of what the other tells."""
    SPECIFIES = "specifies"
    """It says the same, and more exactly."""

    @property
    def has_direction(self) -> bool:
        """Whether it is another one the other way round."""
        return self in (Stance.UPDATES, Stance.SPECIFIES)

    @property
    def joins(self) -> bool:
        """Whether both say the same."""
        return self in (Stance.SAME, Stance.SPECIFIES)

    @property
    def kind(self) -> LinkKind:
        """The link that says so."""
        return _KINDS[self]

    @classmethod
    def of(cls, kind: LinkKind) -> Stance:
        """What a link says."""
        return next(stance for stance, linked in _KINDS.items() if linked is kind)


_KINDS = {
    Stance.SAME: LinkKind.SAME,
    Stance.CONTRADICTS: LinkKind.CONTRADICTS,
    Stance.UPDATES: LinkKind.UPDATES,
    Stance.SPECIFIES: LinkKind.SUPPORTS,
}


SURE = 100
"""The score of what is beyond doubt, or was said by an analyst; there is none above it."""


class Place(NamedTuple):
    """Where a statement stands: half-open, in code points of an article's text."""

    number: int
    """Of the article."""
    start: int
    end: int


def are_one(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches of a text are about the same words: they share half of the longer
    one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared >= max(one[1] - one[0], other[1] - other[0])


def question_of(
    fact: str | None, own: tuple[int, int], asked: Collection[tuple[int, int]]
) -> tuple[int, int]:
    """Where the question stands that a claim came of, by the identity of its fact, or that is about
    its words; else where the claim itself does. asked: where questions stand in its article."""
    of_fact = where_of(fact) if fact else None
    if of_fact is not None and of_fact in asked:
        return of_fact
    about = (one for one in asked if are_one(one, own))
    return min(
        about, key=lambda one: (abs(one[0] - own[0]) + abs(one[1] - own[1]), one), default=own
    )


class Differs(NamedTuple):
    """One thing in which two statements go apart: as the first has it, as the other one has it."""

    kind: str
    """`match.apart` lists them: "number", "denied"."""
    one: str
    other: str

    @property
    def turned(self) -> Differs:
        """The same from the other side."""
        return Differs(self.kind, self.other, self.one)


def day_told(minutes: str) -> str:
    """The day, YYYY-MM-DD, of a time in which two go apart, which is told in minutes as extents
    are; whatever else is there stays as it is."""
    return day_at(int(minutes)) if minutes.isdecimal() else minutes


class Counterpart(NamedTuple):
    """Two statements of two articles, and how the first stands to the other one."""

    one: Place
    other: Place
    stance: Stance
    score: int
    """How likely, in percent."""
    differs: tuple[Differs, ...] = ()


def pair_uid(one: tuple[str, int, int], other: tuple[str, int, int]) -> str:
    """What two places are called together, from either side: each is the uid of an article and
    where in it. Nothing is kept by it."""
    places = (f"{article}:{start}:{end}" for article, start, end in sorted((one, other)))
    return sha256("\n".join(places).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Unrelated:
    """One analyst's word that what two articles say at two places is nothing to be linked: it holds
    for whatever statements are found there."""

    article: str
    """Uid of the one whose uid comes first."""
    start: int
    end: int
    other: str
    other_start: int
    other_end: int
    analyst: str
    at: str

    @classmethod
    def between(
        cls, one: tuple[str, int, int], other: tuple[str, int, int], analyst: str, at: str
    ) -> Unrelated:
        """The word on two places, each the uid of an article and where in it."""
        first, second = sorted((one, other))
        return cls(*first, *second, analyst, at)

    @classmethod
    def called(cls, uid: str) -> Unrelated:
        """The word that is called so; when it was said is not in its name."""
        article, start, end, other, other_start, other_end, analyst = uid.split(":", 6)
        there = other, int(other_start), int(other_end)
        return cls(article, int(start), int(end), *there, analyst, "")

    def among(self, article: str, other: str) -> Unrelated:
        """The same word where the two articles have these uids."""
        one = article, self.start, self.end
        return Unrelated.between(
            one, (other, self.other_start, self.other_end), self.analyst, self.at
        )

    @property
    def uid(self) -> str:
        """One for each analyst and pair of places."""
        return (
            f"{self.article}:{self.start}:{self.end}:"
            f"{self.other}:{self.other_start}:{self.other_end}:{self.analyst}"
        )

    def holds_for(self, one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
        """Whether two places are these, or overlap them: rules may cut statements otherwise."""
        (article, start, end), (second, other_start, other_end) = sorted((one, other))
        return (
            (article, second) == (self.article, self.other)
            and start < self.end
            and self.start < end
            and other_start < self.other_end
            and self.other_start < other_end
        )

    def to_record(self) -> dict[str, Any]:
        """The word as the journal keeps it."""
        return {"uid": self.uid, **asdict(self)}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Unrelated:
        """The word of a journal record."""
        return cls(**{name: record[name] for name in cls.__dataclass_fields__})
