"""Origins: where a claim comes from, and how many independent ones stand behind a set of claims.

News relays news: ten articles may have one origin. The origin of a claim is the last hop; else the
last relay that is credited in print or confirmed; else the outlet. An unattributed hop counts as no
origin, two anonymous ones never count as two, and a joint statement is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.article import Relay
from workbench.domain.claim import Hop, HopClass


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
    for relay in reversed([relay for relay in relays if relay.is_credited]):
        name = relay.outlet or relay.article
        return Origin(((known or {}).get(name, name),), relay.outlet, OriginBasis.RELAY)
    if outlet:
        return Origin((outlet,), outlet_name, OriginBasis.OUTLET)
    return Origin((), outlet_name, OriginBasis.UNKNOWN)


@dataclass(frozen=True, slots=True)
class OriginCount:
    """How many independent origins there are: known ones, and whether anonymous ones add one."""

    confirmed: int
    unconfirmed: int
    """1 when there is any anonymous origin that no named one covers, else 0."""

    def __str__(self) -> str:
        if not self.unconfirmed:
            return str(self.confirmed)
        return f"up to {self.confirmed + self.unconfirmed}, {self.unconfirmed} unconfirmed"


def count_origins(origins: Iterable[Origin], same_as: Mapping[str, str]) -> OriginCount:
    """Independent origins among these. same_as maps a merged source's uid to its final one.

    Origins that share a source are one: a joint statement joins what its speakers say apart.
    """
    groups: list[set[str]] = []
    anonymous = False
    for origin in origins:
        if not origin.counts:
            continue
        if origin.anonymous:
            anonymous = True
            continue
        members = {same_as.get(uid, uid) for uid in origin.sources}
        touching = [group for group in groups if group & members]
        groups = [group for group in groups if not group & members]
        groups.append(members.union(*touching))
    return OriginCount(len(groups), int(anonymous))
