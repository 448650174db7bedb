"""Who cites whom in what an export holds: the network of `domain.network`, article by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench.domain.circle import Circle, Printed, circles_of
from workbench.domain.claim import ClaimState, Link
from workbench.domain.network import (
    Cited,
    Edge,
    Record,
    checked_by,
    edges_of,
    ends_of,
    passages,
    records_of,
)
from workbench.exchange.bundle import AnnotatedArticle, Bundle


class Counted(NamedTuple):
    """A network."""

    edges: list[Edge]
    """Who cites whom, those of most claims first, then by name."""
    circles: list[Circle]
    """What leads round."""
    records: dict[str, Record]
    """What became of what each source said."""


class Citing:
    """The network of the articles that were taken so far."""

    def __init__(self, bundle: Bundle) -> None:
        self._names = bundle.names()
        self._by_name = bundle.uids_by_name()
        self._families = bundle.families()
        self._cited: list[Cited] = []
        self._printed: dict[str, Printed] = {}
        self._links: dict[str, Link] = {}

    def take(self, annotated: AnnotatedArticle) -> None:
        """Count an article's claims, but for those that were withdrawn."""
        self._cited += self._of(annotated)
        self._links |= {link.uid: link for link in annotated.links}

    def _of(self, annotated: AnnotatedArticle) -> Iterator[Cited]:
        final = dict(self._families.same_as)
        for relay in annotated.relays:
            if relay.article:
                final[relay.article] = ""  # an article of no known outlet is nobody
            elif uid := self._by_name.get(relay.outlet.casefold()):
                final[relay.outlet] = self._families.final(uid)
        article = annotated.article
        for claim in annotated.claims:
            if claim.state is not ClaimState.WITHDRAWN:
                chain = annotated.chain_of(claim, self._names)
                at = article.metadata.at
                outlets = tuple(final.get(name, name) for name in chain.steps[0].sources)
                self._printed[claim.uid] = Printed(claim.uid, at, outlets)
                for one in passages(chain, is_held=claim.stance.supports, final=final):
                    where = claim.uid, article.number, at, claim.topic_name
                    yield Cited(*where, *one)

    def counted(self) -> Counted:
        """What they come to."""
        links, owner = self._links.values(), self._families.owner
        checked = checked_by(links, ends_of(self._cited, owner))
        said = Counter(one.citing for one in self._cited if not one.cited)
        return Counted(
            sorted(edges_of(self._cited, checked), key=self._order),
            circles_of(self._cited, links, owner, self._prints),
            records_of(said, self._cited, checked),
        )

    def _prints(self, claims: Iterable[str]) -> Iterator[Printed]:
        return (self._printed[uid] for uid in claims if uid in self._printed)

    def name(self, key: str) -> str:
        """How a source is called; one that none is known for by its name."""
        return self._names.get(key, key)

    def _order(self, edge: Edge) -> tuple[object, ...]:
        return -edge.claims, *map(self.name, (edge.citing, edge.cited)), edge.citing, edge.cited
