"""What analysts record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.domain.filter import ClaimSort

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Protocol

    from workbench.domain.claim import Assessment, Claim, Link, LinkKind
    from workbench.domain.filter.tree import Filter


BoardKey = tuple[str | int, int]
"""Where a claim stands on the board: what it is sorted by, and its number."""


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Claims of the board, and the key of the next one."""

    claims: tuple[Claim, ...]
    following: BoardKey | None
    gaps: tuple[int, ...] = ()
    """Places of the page whose claims cannot be read."""


@dataclass(frozen=True, slots=True)
class BoardQuery:
    """Which claims an analyst looks at, and in which order."""

    analyst: str
    terms: Filter = ()
    sort: ClaimSort = ClaimSort.NEWEST
    viewer: str = ""
    """For whom colleagues' claims are left out on articles that she has yet to judge."""
    hides_colleagues: bool = False
    """Whether all of colleagues' claims are left out."""
    weights: Mapping[str, int] = field(default_factory=dict)
    """Uid -> weight by independent origins, of claims whose links make it another than their own
    origin does alone; only for that order. See `ALONE`."""


@dataclass(frozen=True, slots=True)
class BoardOutline:
    """How many claims there are, and the key of every BOARD_PAGE-th."""

    total: int
    anchors: tuple[BoardKey, ...]


BOARD_PAGE = 64
"""Claims between two anchors of an outline: more than most screens show, and few enough that what
it takes to tell them (chains, origins) is read within a glance."""


ALONE = 10
"""Weight of a claim of one origin; an unconfirmed one weighs 1, none 0. Several add up."""


if TYPE_CHECKING:

    class Claims(Protocol):
        """What can be asked about claims."""

        def get(self, uid: str) -> Claim:
            """The claim with this uid. Raises NotFoundError, DataError where it cannot be read."""

        def many(self, uids: Iterable[str]) -> list[Claim]:
            """The claims with these uids, in their order; unknown ones are left out."""

        def articles_of(self, uids: Iterable[str]) -> dict[str, str]:
            """Uid of a claim -> that of its article; claims that are not there are left out."""

        def beside(self, uids: Sequence[str]) -> list[Claim]:
            """Every claim on the articles of these on which others than their analysts have some;
            in no order."""

        def of_article(self, number: int) -> list[Claim]:
            """Every analyst's claims on the article, in text order."""

        def page(
            self, query: BoardQuery, *, start: BoardKey | None = None, limit: int
        ) -> BoardPage:
            """The claims of the board from the one with key start on (included), in its order."""

        def outline(self, query: BoardQuery) -> BoardOutline:
            """How many claims the board has, and the key of every page's first: one pass."""

        def place(self, uid: str, query: BoardQuery) -> int | None:
            """Which row of the board a claim is, from 0; None where it is left out."""

        def uids(self, query: BoardQuery) -> list[str]:
            """The claims of the board, in no order."""

        def relayed(self) -> list[str]:
            """The claims that may have come through a relay, article by article, the newest
            first."""

        def starting(self, begins: str, *, viewer: str = "") -> list[str]:
            """Uids of the claims that the viewer may see, or of all, whose uid begins so, two at
            most: whether it names one."""

        def wordings(self, query: BoardQuery, *, limit: int) -> list[tuple[str, str]]:
            """(uid, what it says: restatement, gloss and quote) of the board's first claims."""

        def with_links(self, kinds: Sequence[LinkKind]) -> list[Link]:
            """Every link of these kinds."""

        def assessments(self, uids: Iterable[str]) -> list[Assessment]:
            """Every analyst's assessments of these claims."""

        def links(self, uids: Iterable[str]) -> list[Link]:
            """Every link that one of these claims is an end of."""
