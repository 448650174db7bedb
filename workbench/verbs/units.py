"""What analysts who judged the same articles claim there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import Any, Protocol


class ClaimWords(NamedTuple):
    """A claim as far as it is compared. The first four are what makes two the very same."""

    start: int
    end: int
    parts: str
    chain: str
    """As `stored.units.hops_in` reads it."""
    verdict: str
    analyst: str
    uid: str

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """Where the words stand: one stretch, or the parts that are meant."""
        pieces = (part.partition("-") for part in self.parts.split())
        found = tuple((int(start), int(end)) for start, _, end in pieces)
        return found or ((self.start, self.end),)


class Several(NamedTuple):
    """An article with claims that two or more analysts have judged."""

    number: int
    analysts: frozenset[str]
    """Those whose judgement stands."""
    alike: list[tuple[str, ...]]
    """Uids of claims, one of each of them, that say the very same."""
    claims: list[ClaimWords]
    """The rest of theirs, in text order."""


class Moved(NamedTuple):
    """What may have to be compared again."""

    mark: int
    """What to ask with the next time."""
    numbers: set[int]
    """Of articles."""


class Unfinished(NamedTuple):
    """A claim of an analyst who has not judged its article yet."""

    claim: str
    """Uid."""
    analyst: str
    number: int
    """Of the article."""
    is_judged: bool
    """Whether somebody else has judged it."""


if TYPE_CHECKING:

    class Units(Protocol):
        """What can be asked about them."""

        def several(
            self, numbers: Collection[int] | None = None, *, looked_into: Collection[int] = ()
        ) -> list[Several]:
            """The articles that two or more have judged, by number; of these alone, where they are
            given. looked_into: those of which claims that say the very same are not parted from the
            rest."""

        def unfinished(self) -> list[Unfinished]:
            """The claims of those whose judgement of the article does not stand yet."""

        def credited_otherwise(self, numbers: Collection[int] | None = None) -> set[int]:
            """Numbers of the articles of whose credits, or whose likeness to others, two analysts
            said different things: only there may credits reach the words of one, and not of
            another; of these alone, where they are given."""

        def weights(self) -> dict[str, int]:
            """Uid of each claim -> how much it says beside what is compared."""

        def kept(self, what: str, version: str) -> tuple[int, Iterator[tuple[int, Any]]] | None:
            """What was worked out and kept: up to which mark of `moved`, and article by article, as
            JSON has it; None where it is of another version. Raises ValueError where one is no
            JSON, as it is read."""

        def moved(self, after: int) -> Moved:
            """The articles on which something moved since a mark that whether and how analysts
            differ there rests on: claims, answers, states, credits, known answers, facts, sources
            that were merged. Who asks before reading what is compared misses nothing."""

        def keep(
            self,
            what: str,
            version: str,
            moved: Moved,
            found: Mapping[int, object],
            *,
            after: int | None,
        ) -> None:
            """Keep what was worked out once it was read what moved. after: the mark up to which
            what it goes on from was worked out: of that the articles that moved go, and nothing
            is kept where no more is there than up to an earlier mark, since what moved in between
            would be missing; None where this is all. Raises BusyError where somebody else writes
            just then."""
