"""Origins: where a claim comes from, and how many independent ones stand behind a set of claims.

News relays news: ten articles may have one origin. The origin of a claim is the last step of its
chain (`domain/chain.py`). An unattributed hop counts as no origin, two anonymous ones never count
as two, a joint statement is one, and what a source does not assert is supported by nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.claim import Assertion


class OriginBasis(StrEnum):
    """Why this is held to be the origin."""

    HOP = "last hop"
    RELAY = "credited relay"
    OUTLET = "outlet"
    UNATTRIBUTED = "unattributed"
    UNKNOWN = "unknown outlet"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a claim comes from, with the basis it rests on."""

    sources: tuple[str, ...]
    """Uids (a joint statement has several and is one origin), or the relayed outlet's name."""
    words: str
    """How the chain shows it."""
    basis: OriginBasis
    anonymous: bool = False
    is_confirmed: bool = True
    """Whether it rests on more than a relay that nobody answered."""

    @property
    def counts(self) -> bool:
        """Whether it is an origin at all: a lineage nobody knows is none."""
        return self.basis not in (OriginBasis.UNATTRIBUTED, OriginBasis.UNKNOWN)


class Standing(StrEnum):
    """What an origin is worth among those behind a set of claims."""

    COUNTED = "counts"
    ANONYMOUS = "anonymous"
    SIMILAR = "only similar"
    """It is an article's own, and that article's text is like one of another origin: nobody said
    yet whether it derives from it."""
    NONE = "no origin"
    UNSAID = "no support"
    """Its source does not assert the words: it denies them, or says nothing of them."""


@dataclass(frozen=True, slots=True)
class Traced:
    """The origin of one claim, and what makes it doubtful as one of its own."""

    origin: Origin
    article: str = ""
    """Uid of the claim's article."""
    alike: frozenset[str] = frozenset()
    """Uids of the articles that its text is like without anybody having said what that means."""
    stance: Assertion = Assertion.ASSERTS

    @property
    def is_articles_own(self) -> bool:
        """Whether nobody but the article, or whom it relays, stands behind the claim."""
        return self.origin.basis in (OriginBasis.RELAY, OriginBasis.OUTLET)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One origin behind a set of claims."""

    sources: tuple[str, ...]
    """Final uids, sorted; empty where nobody is named."""
    words: str
    standing: Standing
    places: tuple[int, ...]
    """Which of the traced claims come from it."""


@dataclass(frozen=True, slots=True)
class OriginCount:
    """How many independent origins there are: known ones, and those that may be one more."""

    confirmed: int
    unconfirmed: int
    """Only similar ones, and 1 when there is any anonymous origin."""

    @classmethod
    def of(cls, weighed: Iterable[Weighed]) -> OriginCount:
        """The count over these; two anonymous origins never count as two."""
        standings = [one.standing for one in weighed]
        unconfirmed = standings.count(Standing.SIMILAR) + (Standing.ANONYMOUS in standings)
        return cls(standings.count(Standing.COUNTED), unconfirmed)

    def __str__(self) -> str:
        if not self.unconfirmed:
            return str(self.confirmed)
        return f"up to {self.confirmed + self.unconfirmed}, {self.unconfirmed} unconfirmed"


def weigh_origins(traced: Sequence[Traced], same_as: Mapping[str, str]) -> tuple[Weighed, ...]:
    """The origins behind some claims, those that count first. same_as maps a merged source's uid to
    its final one.

    Origins that share a source are one: a joint statement joins what its speakers say apart.
    """
    groups: list[tuple[set[str], list[int]]] = []
    apart: list[Weighed] = []
    for place, one in enumerate(traced):
        origin = one.origin
        if (standing := _apart(one)) is not None:
            apart.append(Weighed(origin.sources, origin.words, standing, (place,)))
            continue
        members = {same_as.get(uid, uid) for uid in origin.sources}
        touching = [group for group in groups if group[0] & members]
        groups = [group for group in groups if not group[0] & members]
        places = [at for group in touching for at in group[1]]
        groups.append((members.union(*(group[0] for group in touching)), [*places, place]))
    weighed = [
        Weighed(
            tuple(sorted(members)),
            traced[places[0]].origin.words,
            _standing(traced, places),
            tuple(sorted(places)),
        )
        for members, places in groups
    ]
    order = list(Standing)
    return tuple(sorted((*weighed, *apart), key=lambda one: order.index(one.standing)))


def _apart(traced: Traced) -> Standing | None:
    """Why an origin is none of those that are counted; None where it may be one of them."""
    if not traced.stance.supports:
        return Standing.UNSAID
    if not traced.origin.counts:
        return Standing.NONE
    return Standing.ANONYMOUS if traced.origin.anonymous else None


def _standing(traced: Sequence[Traced], places: Sequence[int]) -> Standing:
    """Similar where each claim of it is an article's own and that article is like another's."""
    others = {one.article for at, one in enumerate(traced) if at not in places}
    own = [traced[at] for at in places]
    if all(one.is_articles_own and one.alike & others for one in own):
        return Standing.SIMILAR
    return Standing.COUNTED
