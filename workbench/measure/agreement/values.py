"""What is compared: the claims of each analyst on a text, what she answered there, how she rated.

Values are plain words, so that nothing here knows a source, a fact or a store. What analysts wrote
for themselves, as notes, has no place in them: it never counts. A text is compared in microseconds,
as fifty thousand decisions are looked at while somebody waits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeAlias

Extent: TypeAlias = tuple[int, int]
"""Half-open stretch in code points."""

ARTICLE = "the article"
"""Who says what no hop attributes."""
NOBODY = "nobody"
"""Stands where a chain has no hop any more."""
ASSERTS = "asserts"
"""What an article does with words that it attributes to nobody."""


class Placed(Protocol):
    """What has a place in a text: as much of a claim as is needed to tell which others are of the
    same words."""

    @property
    def pieces(self) -> tuple[Extent, ...]:
        """Ascending; one, where it is whole."""

    @property
    def length(self) -> int:
        """Code points in it."""


class Link(NamedTuple):
    """One hop of a chain, as it is compared."""

    who: str
    """The sources, as they are after merges, several in one order; else how well one is known."""
    known: str = ""
    """How well: named, role, anonymous, unattributed."""
    assertion: str = ASSERTS
    """What the source does with the words."""


class Chain:
    """The hops of a claim, outermost first, and what they come to; `through` is whom the article
    credits with it before them. The same one may stand in many claims, and is looked up by what it
    is rather than by what it says."""

    __slots__ = ("assertion", "known", "links", "speaker", "way")

    def __init__(self, *links: Link, through: Sequence[str] = ()) -> None:
        last = links[-1] if links else Link(ARTICLE, ARTICLE)
        self.links = links
        self.speaker = last.who
        self.known = last.known
        self.assertion = last.assertion
        self.way = " < ".join((*through, *(link.who for link in links))) or ARTICLE


class Claimed(NamedTuple):
    """One analyst's claim, as it is compared."""

    id: int
    span: Extent
    """From its first to its last code point."""
    chain: Chain
    parts: tuple[Extent, ...] = ()
    """Ascending; none, where the claim is whole."""
    topic: str = ""

    @property
    def pieces(self) -> tuple[Extent, ...]:
        """The stretches that it is made of."""
        return self.parts or (self.span,)

    @property
    def length(self) -> int:
        """Code points in it."""
        if self.parts:
            return sum(end - start for start, end in self.parts)
        return self.span[1] - self.span[0]


@dataclass(frozen=True, slots=True)
class Layer:
    """What one analyst made of one text."""

    analyst: str
    claims: Sequence[Claimed] = ()
    """In text order."""
    ratings: Mapping[int, int] = field(default_factory=dict)
    """Id of a claim, hers or another's -> the credibility that she gave it."""


class Given(NamedTuple):
    """What analysts said of one thing, as a question, and of how many things just this."""

    values: Mapping[str, str]
    """Analyst -> value."""
    many: int = 1


@dataclass(frozen=True, slots=True)
class Judged:
    """A text that two or more analysts have judged."""

    article: int
    length: int
    """Code points of the text."""
    layers: Sequence[Layer]
    """Of each analyst one, by name."""
    answers: Sequence[Given] = ()
    """What was answered to its questions."""
    reaches: Sequence[Given] = ()
    """How far its credits reach, of those that were confirmed."""
    group: str = ""
    """What it stands under, where texts are told apart: an outlet, a week."""
