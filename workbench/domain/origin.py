"""Origins: where a claim comes from, and how many independent ones stand behind a set of claims.

News relays news: ten articles may have one origin. The origin of a claim is the last hop; else the
last relay that is credited in print or confirmed; else the outlet. An unattributed hop counts as no
origin, two anonymous ones never count as two, and a joint statement is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.article import Relay, RelayBasis
from workbench.domain.claim import Hop, HopClass

LEAD = 600
"""Code points at the head of a text in which a reference to an outlet ("dilansir Reuters") speaks
for the whole article; one further down speaks for its own sentence, whose hops name the outlet."""
_ONE_CREDIT = 40
"""Code points between outlets that one line credits together: "(Reuters/Anadolu)"."""


def relay_steps(relays: Iterable[Relay]) -> list[tuple[Relay, ...]]:
    """The relays that count, in printed order; those that one credit names stand together."""
    steps: list[tuple[Relay, ...]] = []
    for relay in relays:
        if not relay.is_credited:
            continue
        last = steps[-1][-1] if steps else None
        if last and _one_credit(last, relay):
            steps[-1] = (*steps[-1], relay)
        else:
            steps.append((relay,))
    return steps


def relay_steps_before(relays: Iterable[Relay], named: Iterable[str]) -> list[tuple[Relay, ...]]:
    """The steps that stand before a claim's own hops. named: how the hops name their sources; an
    outlet among them is there already."""
    there = {name.casefold() for name in named}
    return relay_steps(
        relay
        for relay in relays
        if relay.outlet.casefold() not in there and not _is_further_down(relay)
    )


def _is_further_down(relay: Relay) -> bool:
    reference = relay.basis is RelayBasis.REFERENCE
    return reference and relay.span is not None and relay.span.start >= LEAD


def _one_credit(first: Relay, second: Relay) -> bool:
    if first.span is None or second.span is None:
        return False
    both_printed = first.basis is second.basis is RelayBasis.CREDIT
    return both_printed and 0 <= second.span.start - first.span.end <= _ONE_CREDIT


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
    """How the text names it."""
    basis: OriginBasis
    anonymous: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is an origin at all: a lineage nobody knows is none."""
        return self.basis not in (OriginBasis.UNATTRIBUTED, OriginBasis.UNKNOWN)


def origin_of(
    hops: Sequence[Hop],
    relays: Iterable[Relay],
    outlet: str | None,
    outlet_name: str = "",
    known: Mapping[str, str] | None = None,
) -> Origin:
    """The origin of a claim.

    Relays stand in printed order; outlet is a source's uid. known maps a credited outlet's printed
    name, or the uid of the article it derives from, to the uid of its source, so that a relayed
    outlet and the outlet's own article count once.
    """
    if hops:
        last = hops[-1]
        words = last.span.exact if last.span else ""
        if last.hop_class is HopClass.UNATTRIBUTED:
            return Origin((), words, OriginBasis.UNATTRIBUTED)
        anonymous = last.hop_class is HopClass.ANONYMOUS or not last.sources
        return Origin(last.sources, words, OriginBasis.HOP, anonymous)
    if steps := relay_steps(relays):
        names = [relay.outlet or relay.article for relay in steps[-1]]
        sources = tuple((known or {}).get(name, name) for name in names)
        words = " + ".join(relay.outlet for relay in steps[-1] if relay.outlet)
        return Origin(sources, words, OriginBasis.RELAY)
    if outlet:
        return Origin((outlet,), outlet_name, OriginBasis.OUTLET)
    return Origin((), outlet_name, OriginBasis.UNKNOWN)


class Standing(StrEnum):
    """What an origin is worth among those behind a set of claims."""

    COUNTED = "counts"
    ANONYMOUS = "anonymous"
    SIMILAR = "only similar"
    """It is an article's own, and that article's text is like one of another origin: nobody said
    yet whether it derives from it."""
    NONE = "no origin"


@dataclass(frozen=True, slots=True)
class Traced:
    """The origin of one claim, and what makes it doubtful as one of its own."""

    origin: Origin
    article: str = ""
    """Uid of the claim's article."""
    alike: frozenset[str] = frozenset()
    """Uids of the articles that its text is like without anybody having said what that means."""

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


def count_origins(origins: Iterable[Origin], same_as: Mapping[str, str]) -> OriginCount:
    """Independent origins among these. same_as maps a merged source's uid to its final one."""
    return OriginCount.of(weigh_origins([Traced(origin) for origin in origins], same_as))


def weigh_origins(traced: Sequence[Traced], same_as: Mapping[str, str]) -> tuple[Weighed, ...]:
    """The origins behind some claims, those that count first.

    Origins that share a source are one: a joint statement joins what its speakers say apart.
    """
    groups: list[tuple[set[str], list[int]]] = []
    apart: list[Weighed] = []
    for place, one in enumerate(traced):
        origin = one.origin
        if not origin.counts or origin.anonymous:
            standing = Standing.ANONYMOUS if origin.counts else Standing.NONE
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


def _standing(traced: Sequence[Traced], places: Sequence[int]) -> Standing:
    """Similar where each claim of it is an article's own and that article is like another's."""
    others = {one.article for at, one in enumerate(traced) if at not in places}
    own = [traced[at] for at in places]
    if all(one.is_articles_own and one.alike & others for one in own):
        return Standing.SIMILAR
    return Standing.COUNTED
