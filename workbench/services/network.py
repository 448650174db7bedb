"""The source network of this database: who cites whom, with what links say of it, and circles.

Counted is what the analyst may see, by chains as each claim's own analyst has answered them. Read
page by page, as the desk does, or as a whole. Nothing here writes but what `passing` keeps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from workbench.domain.circle import Circle, Printed, circles_of
from workbench.domain.claim import ClaimState, Link, LinkKind
from workbench.domain.network import (
    Checked,
    Cited,
    Edge,
    EdgeKey,
    Record,
    checked_by,
    edges_of,
    ends_of,
    passages,
    records_of,
)
from workbench.errors import DataError
from workbench.services.passing import passes_of, roles_of
from workbench.services.records import ToldClaim, told_claims
from workbench.services.seen import seen_claims, seen_links
from workbench.services.workbench import Workbench
from workbench.verbs.citations import Among

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from workbench.verbs.citations import Citations

EDGES = 64
"""Edges of a page."""


class Named(NamedTuple):
    """A source of the network as it is shown."""

    name: str
    uid: str = ""
    """Empty of a name that no source has."""
    rating: str = ""
    """The latest one."""


class Ground:
    """What edges and circles are counted over; each part is read once, when it is asked for."""

    def __init__(self, bench: Workbench, claims: frozenset[str] | None = None) -> None:
        """Brings up to date what is kept: not within a moment. claims: those that a filter
        leaves."""
        self.among = Among(bench.viewer, claims)
        self.citations = _citations(bench)
        self._bench = bench

    def moment(self) -> AbstractContextManager[None]:
        """Let all that is read inside fit together."""
        return self._bench.store.snapshot()

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Those that may be seen, or of these what whoever asks has read."""
        return tuple(seen_links(self._bench, self._bench.store.claims.with_links([*LinkKind])))

    @cached_property
    def linked(self) -> tuple[Cited, ...]:
        """The passages of all claims that links join, whatever a filter leaves."""
        ends = {uid for link in self.links for uid in (link.claim, link.other)}
        return tuple(self.citations.of_claims(Among(self.among.viewer), ends)) if ends else ()

    @cached_property
    def checked(self) -> Checked:
        """Which claims others confirm and deny."""
        if not self.linked:
            return Checked()
        return checked_by(self.links, ends_of(self.linked, self.owner))

    def prints(self, claims: Iterable[str]) -> Iterator[Printed]:
        """Where some claims stand, whatever a filter leaves."""
        held = seen_claims(self._bench, self._bench.store.claims.many(sorted(claims)))
        final = self._bench.store.sources.merges()
        for one in told_claims(self._bench, held):
            if one.claim.state is not ClaimState.WITHDRAWN:
                outlets = (final.get(name, name) for name in one.chain.steps[0].sources)
                yield Printed(one.claim.uid, one.article.metadata.at, tuple(outlets))

    @cached_property
    def owner(self) -> Callable[[str, str], str]:
        """Who counts as the origin where a source does; most belong to nothing that is known."""
        from workbench.services.families import families_of

        families = families_of(self._bench)
        return lambda uid, on: families.owner(uid, on) if uid in families.histories else uid


@dataclass(frozen=True, slots=True)
class Network:
    """All of it."""

    edges: tuple[Edge, ...] = ()
    """Those of most claims first."""
    circles: tuple[Circle, ...] = ()
    records: Mapping[str, Record] = field(default_factory=dict)
    """Of the sources that any chain ends with."""
    names: Mapping[str, Named] = field(default_factory=dict)
    """Of all that the others name."""

    def name(self, key: str) -> str:
        """How a source is shown."""
        return self.names[key].name if key in self.names else key


def ground_of(bench: Workbench, words: str = "") -> Ground:
    """What is counted of the claims that a filter leaves; confirmed and denied they are by any.
    Raises UsageError."""
    if not words.strip():
        return Ground(bench)
    from workbench.services.board import board_query

    return Ground(bench, frozenset(bench.store.claims.uids(board_query(bench, words))))


def edges(
    ground: Ground,
    *,
    after: EdgeKey | None = None,
    limit: int | None = EDGES,
    checked: Checked | None = None,
) -> tuple[list[Edge], EdgeKey | None]:
    """Edges from behind one on, those of most claims first, and the key of the last of them; None
    where there are no more. checked: which claims are confirmed and denied, where links are not to
    be read for it."""
    with ground.moment():
        keys = ground.citations.edges(ground.among, after=after, limit=limit)
        if not keys:
            return [], None
        pairs = None if limit is None else [key.pair for key in keys]
        cited = ground.citations.behind(ground.among, pairs)
        counted = edges_of(cited, ground.checked if checked is None else checked)
    found = {(one.citing, one.cited): one for one in counted}
    return [found[key.pair] for key in keys], keys[-1] if len(keys) == limit else None


def circles(ground: Ground) -> list[Circle]:
    """The circles, those that links make first, then the newest first. With a filter those in which
    it leaves a claim."""
    chosen = ground.among.claims
    whole = Among(ground.among.viewer)
    with ground.moment():
        pairs = ground.citations.mutual(whole)
        cited = ground.citations.behind(whole, pairs) if pairs else []
        found = circles_of([*ground.linked, *cited], ground.links, ground.owner, ground.prints)
    if chosen is None:
        return found
    return [one for one in found if any(step.claim in chosen for step in one.steps)]


def network(bench: Workbench, words: str = "", *, is_asking: bool = False) -> Network:
    """All of the claims that a filter leaves. is_asking: with what the machine asks in the articles
    of those claims, or in all, and nobody answered. Raises UsageError."""
    ground = ground_of(bench, words)
    with ground.moment():
        cited = ground.citations.behind(ground.among)
        order = {key.pair: place for place, key in enumerate(ground.citations.edges(ground.among))}
        rings, checked = circles(ground), ground.checked
        said = ground.citations.said(ground.among)
        records = records_of(said, _chosen(ground, ground.linked), checked)
    asked = list(_asked(bench, cited if words.strip() else None)) if is_asking else []
    found = sorted(
        edges_of([*cited, *asked], checked),
        key=lambda one: order.get((one.citing, one.cited), len(order)),
    )
    keys = {key for edge in found for key in (edge.citing, edge.cited)} | {*records}
    keys |= {key for ring in rings for step in ring.steps for key in (step.citing, step.cited)}
    return Network(tuple(found), tuple(rings), records, names_of(bench, keys - {""}))


def _chosen(ground: Ground, cited: Iterable[Cited]) -> list[Cited]:
    chosen = ground.among.claims
    return [one for one in cited if chosen is None or one.claim in chosen]


def record_of(bench: Workbench, uid: str) -> Record:
    """What became of what a source said. Reads its claims and what links lead to from them."""
    ground = Ground(bench)
    with ground.moment():
        ended = ground.citations.behind(ground.among, [(uid, "")])
        ground.links = tuple(_links_from(bench, {one.claim for one in ended}))
        return records_of({uid: len(ended)}, ground.linked, ground.checked)[uid]


def _links_from(bench: Workbench, claims: set[str]) -> list[Link]:
    """The links that bear on some claims, however far they lead."""
    links: dict[str, Link] = {}
    frontier = reached = claims
    while frontier:
        found = seen_links(bench, bench.store.claims.links(sorted(frontier)))
        links |= {link.uid: link for link in found if link.kind is not LinkKind.UPDATES}
        frontier = {uid for link in links.values() for uid in (link.claim, link.other)} - reached
        reached = reached | frontier
    return list(links.values())


def behind(ground: Ground, citing: str, cited: str) -> list[Cited]:
    """The claims in whose chains one cites another, the newest article first."""
    return ground.citations.behind(ground.among, [(citing, cited)])


def names_of(bench: Workbench, keys: Collection[str]) -> dict[str, Named]:
    """How sources are shown; what is no known uid is a name itself."""
    sources = bench.store.sources.many(sorted(keys))
    ratings = bench.store.sources.latest_ratings(sources)
    return {
        key: Named(sources[key].name, key, ratings.get(key, "")) if key in sources else Named(key)
        for key in keys
    }


# What nobody answered ---------------------------------------------------------------------------


def _asked(bench: Workbench, among: Iterable[Cited] | None) -> Iterator[Cited]:
    """The passages in the chains of questions that nobody answered, as far as the analyst may see
    that, as the machine reads them. Reads the facts of each article."""
    from workbench.services.view import view_article

    numbers = (
        bench.store.articles.numbers(analyst=bench.analyst)
        if among is None
        else sorted({one.number for one in among})
    )
    final = bench.store.sources.merges()
    known: dict[str, str] = {}
    for number in numbers:
        try:
            view = view_article(bench, number)
        except DataError:
            bench.store.leave_out(f"article #{number}")
            continue
        answered = {one.fact for one in view.decisions if one.verdict.is_answer}
        for fact in view.open_questions():
            if fact.id in answered or not fact.chain:
                continue
            chain = view.chain_of_fact(fact)
            known |= dict.fromkeys(view.lineage.descent.named()[1] - view.lineage.known.keys(), "")
            for name in {name for step in chain.steps for name in step.sources} - known.keys():
                named = bench.store.sources.named(name)
                known[name] = named[0].uid if named else final.get(name, name)
            for one in passages(chain, is_held=True, final=known):
                at = view.article.metadata.at
                yield Cited(fact.id, number, at, "", *one, is_answered=False)


# Where nothing can be kept ----------------------------------------------------------------------


def _citations(bench: Workbench) -> Citations:
    if passes_of(bench) is bench.store.passed:
        return bench.store.citations
    return _WorkedOut(bench)


class _WorkedOut:
    """`Citations` that are not kept: of some claims their chains are worked out, of all only where
    all are asked for."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench

    def edges(
        self, among: Among, *, after: EdgeKey | None = None, limit: int | None = None
    ) -> list[EdgeKey]:
        counted = Counter((one.citing, one.cited) for one in self.behind(among))
        keys = (EdgeKey(many, *pair) for pair, many in counted.items())
        found = sorted(keys, key=lambda key: (-key.claims, *key.pair))
        return found[found.index(after) + 1 if after else 0 :][:limit]

    def behind(self, among: Among, pairs: Collection[tuple[str, str]] | None = None) -> list[Cited]:
        if pairs is None:
            return [one for one in self._of(among) if one.cited]
        if not any(cited for _, cited in pairs):
            among = among._replace(claims=self._ended({citing for citing, _ in pairs}, among))
        return [one for one in self._of(among) if (one.citing, one.cited) in pairs]

    def of_claims(self, among: Among, claims: Collection[str]) -> list[Cited]:
        return self._of(among._replace(claims=claims))

    def mutual(self, among: Among) -> list[tuple[str, str]]:
        pairs = {(one.citing, one.cited) for one in self.behind(among)}
        return sorted(pair for pair in pairs if pair[::-1] in pairs)

    def said(self, among: Among, sources: Collection[str] | None = None) -> dict[str, int]:
        ended = (one.citing for one in self._of(among) if not one.cited)
        return dict(Counter(one for one in ended if sources is None or one in sources))

    def _ended(self, sources: Collection[str], among: Among) -> set[str]:
        """The claims whose chains may end with some sources."""
        family = {one for uid in sources for one in self._bench.store.sources.family(uid)}
        ended = {uid for uid, is_last in roles_of(self._bench, family).items() if is_last}
        return ended if among.claims is None else ended & {*among.claims}

    def _of(self, among: Among) -> list[Cited]:
        """The passages of some claims, or of all that may be seen, the newest article first."""
        if among.claims is None:
            return self._every
        claims = self._bench.store.claims.many(sorted(among.claims))
        return self._cited(told_claims(self._bench, seen_claims(self._bench, claims)))

    @cached_property
    def _every(self) -> list[Cited]:
        from workbench.services.board import list_claims

        return self._cited(row.told for row in list_claims(self._bench))

    def _cited(self, told: Iterable[ToldClaim]) -> list[Cited]:
        held = [one for one in told if one.claim.state is not ClaimState.WITHDRAWN]
        final = self._bench.store.sources.merges()
        for name in {name for one in held for step in one.chain.relays for name in step.sources}:
            if self._bench.store.articles.by_uid(name):
                final[name] = ""  # an article of no known outlet is nobody
        held.sort(key=lambda one: (one.article.metadata.day, one.article.number), reverse=True)
        return [
            Cited(
                one.claim.uid,
                one.article.number,
                one.article.metadata.at,
                one.claim.topic_name,
                *passage,
            )
            for one in held
            for passage in passages(one.chain, is_held=one.claim.stance.supports, final=final)
        ]
