"""What is compared: the claims of each analyst on a text, what she answered there, how she rated.

Values are plain words, so that nothing here knows a source, a fact or a store. What analysts wrote
for themselves, as notes, has no place in them: it never counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

Extent: TypeAlias = tuple[int, int]
"""Half-open stretch in code points."""

ARTICLE = "the article"
"""Who says what no hop attributes."""
NOBODY = "nobody"
"""Stands where a chain has no hop any more."""
NO_CLAIM = ""
"""What a code point is that is in no claim."""


class Placed(Protocol):
    """What has a place in a text: as much of a claim as is needed to tell which others are of the
    same words."""

    @property
    def pieces(self) -> tuple[Extent, ...]:
        """Ascending; one, where it is whole."""

    @property
    def length(self) -> int:
        """Code points in it."""


@dataclass(frozen=True, slots=True)
class Link:
    """One hop of a chain, as it is compared."""

    who: str
    """The sources, as they are after merges, several in one order; else how well one is known."""
    known: str = ""
    """How well: named, role, anonymous, unattributed."""
    assertion: str = ""
    """What the source does with the words."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One analyst's claim, as it is compared."""

    uid: str
    pieces: tuple[Extent, ...]
    """Ascending; one, where the claim is whole."""
    chain: tuple[Link, ...] = ()
    """Its hops, outermost first."""
    topic: str = ""

    @property
    def length(self) -> int:
        """Code points in it."""
        return sum(end - start for start, end in self.pieces)

    @property
    def speaker(self) -> str:
        """Who says it: the last hop."""
        return self.chain[-1].who if self.chain else ARTICLE

    @property
    def known(self) -> str:
        """How well the speaker is known."""
        return self.chain[-1].known if self.chain else ARTICLE

    @property
    def assertion(self) -> str:
        """What the speaker does with the words; empty without one."""
        return self.chain[-1].assertion if self.chain else ""

    @property
    def way(self) -> str:
        """The whole chain as one value."""
        return " < ".join(link.who for link in self.chain) or ARTICLE


@dataclass(frozen=True, slots=True)
class Layer:
    """What one analyst made of one text."""

    analyst: str
    claims: tuple[Claimed, ...] = ()
    """In text order."""
    answers: Mapping[object, str] = field(default_factory=dict)
    """Question -> what she answered to it."""
    reaches: Mapping[object, str] = field(default_factory=dict)
    """Credit that she confirmed -> how far it reaches."""
    ratings: Mapping[str, int] = field(default_factory=dict)
    """Uid of a claim, hers or another's -> the credibility that she gave it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A text that two or more analysts have judged."""

    article: int
    length: int
    """Code points of the text."""
    layers: tuple[Layer, ...]
    """Of each analyst one, by name."""
    group: str = ""
    """What it stands under, where texts are told apart: an outlet, a week."""
