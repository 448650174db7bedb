"""What several analysts made of the same articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from typing import Protocol

    from workbench.domain.filter.tree import Node


class JudgedArticle(NamedTuple):
    """An article that two or more analysts have judged."""

    number: int
    uid: str
    length: int
    """Code points of its text."""
    outlet: str
    """Name of the outlet as it is after merges; empty where none is known."""
    analysts: tuple[str, ...]
    """By name."""


class ClaimColumns(NamedTuple):
    """Claims that were not withdrawn, in no order: a list for each column."""

    articles: Sequence[int] = ()
    analysts: Sequence[str] = ()
    ids: Sequence[int] = ()
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    parts: Sequence[str] = ()
    """Empty where the claim is whole."""
    topics: Sequence[str] = ()
    """Uid of what the topic is today, and its name behind a line break; empty without one. No list
    where nobody asked for them."""


class SpeakerColumns(NamedTuple):
    """Who speaks in the last hop of claims; one of two sources stands there twice. They may be of
    more claims than were asked for."""

    claims: Sequence[int] = ()
    """Ids."""
    who: Sequence[str] = ()
    """Uid of the source; the hop's class where nobody is named."""


class HopColumns(NamedTuple):
    """Hops of claims, each claim's outermost first; one of two sources stands there twice."""

    claims: Sequence[int] = ()
    """Ids."""
    positions: Sequence[int] = ()
    says: Sequence[str] = ()
    """Class, factuality and assertion, each with a line break behind it, and the source's uid; that
    is empty where nobody is named."""


if TYPE_CHECKING:

    class Layers(Protocol):
        """What can be asked about the work of several analysts."""

        def judged(
            self,
            terms: Sequence[Node] = (),
            *,
            analyst: str,
            sees_all: bool,
            with_unfinished: bool = False,
            among: Collection[str] = (),
        ) -> list[JudgedArticle]:
            """The articles that a filter leaves and that two or more have judged, by number;
            without sees_all those alone that this analyst has judged. with_unfinished: who began
            with one counts as well. among: these analysts alone count."""

        def claims(self, numbers: Collection[int], *, with_topics: bool) -> ClaimColumns:
            """Everybody's claims on these articles."""

        def ids_of(self, numbers: Iterable[int]) -> dict[str, int]:
            """Uid of everybody's claims on these articles -> id."""

        def hops(self, numbers: Iterable[int]) -> HopColumns:
            """The hops of everybody's claims on these articles."""

        def speakers(self, numbers: Collection[int]) -> SpeakerColumns:
            """Who speaks in everybody's claims on these articles."""

        def answers(self, numbers: Iterable[int]) -> list[tuple[int, str, str, str, int]]:
            """(article, kind, who as a JSON list, what they answered in the same order as another,
            how many questions of this kind were answered just so), of questions that two or more
            answered; skipping is no answer."""

        def credits(self, numbers: Iterable[int]) -> list[tuple[int, str, str, str]]:
            """(article, fact, analyst, reach) of each credit that somebody confirmed; the reach is
            empty where nobody corrected what the machine read."""

        def ratings(self, numbers: Iterable[int]) -> list[tuple[int, int, str, int]]:
            """(article, id of a claim, analyst, credibility) of everybody's assessments."""

        def last_worked(self, numbers: Iterable[int]) -> dict[int, str]:
            """When somebody last answered, claimed or finished something in each of these articles,
            in UTC; articles of which no entry tells are left out."""
