"""Which statements of different articles may say the same, or stand against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Protocol

    from workbench.domain.counterpart import Counterpart, Place, Unrelated


class ClaimAt(NamedTuple):
    """Where a claim stands, and what question it came of."""

    number: int
    """Of its article."""
    start: int
    end: int
    uid: str
    analyst: str
    fact: str
    """Id of the question; empty where it came of none."""


if TYPE_CHECKING:

    class Counterparts(Protocol):
        """Which statements of different articles may say the same."""

        def keep(self, found: Mapping[int, Sequence[Counterpart]]) -> None:
            """Keep what was found of articles, by number, in the place of all that was kept of
            them, on either side; each gets a new mark, by which what is kept open asks for it."""

        def of(self, numbers: Iterable[int]) -> list[Counterpart]:
            """All in which one of these articles stands, on either side, as it was kept: by the
            first's place, then the other's."""

        def beside(self, number: int) -> set[int]:
            """The articles with which one has some, on either side."""

        def unrelated(self, article: str, analyst: str | None = None) -> list[Unrelated]:
            """The places that an analyst, or anybody, said to have nothing to do with each other,
            one of them in the article with this uid."""

        def unrelated_in(self, articles: Iterable[str], analyst: str) -> list[Unrelated]:
            """The same within some articles: both places are in these."""

        def claimed(self, numbers: Iterable[int]) -> list[ClaimAt]:
            """Where claims stand in these articles, everybody's, but for those that were withdrawn;
            in order."""

        def confirmed(self, numbers: Iterable[int]) -> list[tuple[Place, str]]:
            """Where analysts confirmed printed credits in these articles, and who did; in order."""

        def asked(self, numbers: Iterable[int], analyst: str) -> list[tuple[Place, str]]:
            """Where the machine asks something in these articles that is worth asking and that an
            analyst has not rejected, nor accepted and withdrawn, with the kind of the fact; in
            order."""
