"""Origins: where a claim comes from, and how many independent ones stand behind a set of claims.

News relays news: ten articles may have one origin. The origin of a claim is the last step of its
chain (`domain/chain.py`). An unattributed hop counts as no origin, two anonymous ones never count
as two, a joint statement is one, what several analysts read otherwise was said once all the same,
and what a source does not assert is supported by nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.domain.claim import Assertion

if TYPE_CHECKING:
    from workbench.domain.family import Families


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
    READ = "one reading"
    """Only claims come from it whose words are another's as somebody else reads them: what was said
    once is no second origin."""
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
    on: str = ""
    """The day of the article: what its sources belonged to then counts; empty for now."""
    words: str = ""
    """What its words are known by where several analysts recorded them; empty of one alone."""

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
    owners: tuple[str, ...] = ()
    """Uids of those whose outlets are one origin here."""
    houses: tuple[str, ...] = ()
    """Uids of who stands above its sources in the end; a source that belongs to nothing itself."""


@dataclass(frozen=True, slots=True)
class OriginCount:
    """How many independent origins there are: known ones, and those that may be one more."""

    confirmed: int
    unconfirmed: int
    """Only similar ones, and 1 when there is any anonymous origin."""
    related: int = 0
    """By how many the houses of the known ones are fewer: two that belong to one body."""

    @classmethod
    def of(cls, weighed: Iterable[Weighed]) -> OriginCount:
        """The count over these; two anonymous origins never count as two."""
        every = tuple(weighed)
        standings = [one.standing for one in every]
        unconfirmed = standings.count(Standing.SIMILAR) + (Standing.ANONYMOUS in standings)
        counted = [set(one.houses) for one in every if one.standing is Standing.COUNTED]
        houses = len(_joined([(each, [at]) for at, each in enumerate(counted)]))
        return cls(len(counted), unconfirmed, len(counted) - houses)

    @property
    def houses(self) -> int:
        """How many there are of the known ones where those of one house are taken together."""
        return self.confirmed - self.related

    def __str__(self) -> str:
        words = str(self.confirmed)
        if self.unconfirmed:
            words = f"up to {self.confirmed + self.unconfirmed}, {self.unconfirmed} unconfirmed"
        if not self.related:
            return words
        return f"{words}, {self.houses} house{'s' * (self.houses != 1)}"


_Group = tuple[set[str], list[int]]
"""Uids, and the places of what has one of them."""


def weigh_origins(traced: Sequence[Traced], families: Families) -> tuple[Weighed, ...]:
    """The origins behind some claims, those that count first.

    Origins that share a source are one: a joint statement joins what its speakers say apart. So are
    outlets that had one owner when they wrote; what else sources belong to makes nothing one.
    """
    apart: list[Weighed] = []
    groups: list[_Group] = []
    for place, one in enumerate(traced):
        if (standing := _apart(one)) is None:
            groups.append(({families.owner(uid, one.on) for uid in one.origin.sources}, [place]))
        else:
            apart.append(Weighed(one.origin.sources, one.origin.words, standing, (place,)))
    articles = Counter(one.article for one in traced)
    weighed = [_weighed(traced, places, families, articles) for _, places in _joined(groups)]
    every = _once((*weighed, *apart), [one.words or place for place, one in enumerate(traced)])
    order = list(Standing)
    return tuple(sorted(every, key=lambda one: order.index(one.standing)))


_ONCE = (Standing.COUNTED, Standing.SIMILAR, Standing.ANONYMOUS)
"""What an origin counts for, the most first."""


def _once(weighed: Sequence[Weighed], words: Sequence[str | int]) -> list[Weighed]:
    """The origins, of which those alone count that readings do not share, and so many of the others
    that all words are told: as few as that takes. words: of each traced claim."""
    behind = {id(one): {words[place] for place in one.places} for one in weighed}
    if sum(map(len, behind.values())) == len(set().union(*behind.values())):
        return [*weighed]
    told: set[str | int] = set()
    standing: dict[int, Standing] = {}
    for level in (*_ONCE, Standing.NONE):
        there = [one for one in weighed if one.standing is level]
        many = Counter(each for one in there for each in behind[id(one)])
        there.sort(key=lambda one: (
            not any(many[each] == 1 for each in behind[id(one)] - told), -len(behind[id(one)]),
        ))  # fmt: skip
        for one in there:
            if behind[id(one)] <= told:
                standing[id(one)] = Standing.READ
            elif level in _ONCE:
                told |= behind[id(one)]
    return [replace(one, standing=standing.get(id(one), one.standing)) for one in weighed]


def _joined(groups: Iterable[_Group]) -> list[_Group]:
    """The groups, those that share a uid as one, in the order in which each was joined last. What
    is handed in is changed."""
    joined: dict[int, _Group] = {}
    group_of: dict[str, int] = {}
    for at, group in enumerate(groups):
        touched = sorted({group_of[uid] for uid in group[0] & group_of.keys()})
        first, *others = (*(joined.pop(one) for one in touched), group)
        for uids, places in others:
            first[0].update(uids)
            first[1].extend(places)
        joined[at] = first
        group_of.update(dict.fromkeys(first[0], at))
    return list(joined.values())


def _weighed(
    traced: Sequence[Traced],
    places: Sequence[int],
    families: Families,
    articles: Mapping[str, int],
) -> Weighed:
    """The one origin that some claims have."""
    named = [(uid, traced[place].on) for place in places for uid in traced[place].origin.sources]
    owned: dict[str, set[str]] = {}
    for uid, on in named:
        owned.setdefault(families.owner(uid, on), set()).add(families.final(uid))
    return Weighed(
        tuple(sorted({families.final(uid) for uid, _ in named})),
        traced[places[0]].origin.words,
        _standing(traced, places, articles),
        tuple(sorted(places)),
        tuple(sorted(owner for owner, sources in owned.items() if len(sources) > 1)),
        tuple(sorted({families.house(uid, on) for uid, on in named})),
    )


def _apart(traced: Traced) -> Standing | None:
    """Why an origin is none of those that are counted; None where it may be one of them."""
    if not traced.stance.supports:
        return Standing.UNSAID
    if not traced.origin.counts:
        return Standing.NONE
    return Standing.ANONYMOUS if traced.origin.anonymous else None


def _standing(
    traced: Sequence[Traced], places: Sequence[int], articles: Mapping[str, int]
) -> Standing:
    """Similar where each claim of it is an article's own and that article is like another's.
    articles: how many of all the traced claims each has."""
    own = [traced[at] for at in places]
    here = Counter(one.article for one in own)
    for one in own:
        is_like = any(articles.get(uid, 0) > here[uid] for uid in one.alike)
        if not (one.is_articles_own and is_like):
            return Standing.COUNTED
    return Standing.SIMILAR
