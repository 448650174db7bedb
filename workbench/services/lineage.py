"""What the chains of an article's claims are made of, read once: descent, sources, carried steps.

A claim's chain is its own analyst's. Whoever needs one gets it here, by `domain.chain.chain_of`;
nothing here depends on who looks on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbench.domain.article import Article
from workbench.domain.chain import Carried, Chain, Setting, Step, chain_of, hop_step
from workbench.domain.claim import Claim
from workbench.domain.decision import Decision
from workbench.domain.descent import Descent
from workbench.domain.fact import Fact, Kind
from workbench.domain.habit import Habits
from workbench.domain.relay import RelayBasis, RelayJudgement, RelayKind, RelayStatus
from workbench.domain.span import Span
from workbench.services.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Lineage:
    """Everything that the chains of one article rest on."""

    article: Article
    descent: Descent
    known: Mapping[str, str]
    """Printed name of a credited outlet, or uid of an article it derives from -> uid of its
    source."""
    articles: Mapping[str, str] = field(default_factory=dict)
    """Uid of an article that it derives from -> name of that one's outlet."""

    carried: Mapping[str, Carried] = field(default_factory=dict)
    """Uid of a claim that shows the relay steps of an older version -> those."""

    def chain(self, claim: Claim, names: Mapping[str, str]) -> Chain:
        """The chain of a claim, as its own analyst's answers have it. names: of sources, by uid."""
        hops = [hop_step(hop, names) for hop in claim.hops]
        chain = self.chain_at(claim.span, hops, claim.analyst, self.carried.get(claim.uid))
        if chain.is_carried or not self.descent.habits:
            return chain
        return replace(chain, habits=self.descent.habits_of(claim.analyst))

    def chain_at(
        self, span: Span, hops: Sequence[Step], analyst: str, carried: Carried | None = None
    ) -> Chain:
        """The chain behind the words of a span, as an analyst's answers have it."""
        article = self.article
        setting = Setting(
            article.metadata.outlet,
            article.outlet,
            self.descent.relays_of(analyst),
            self.known,
            self.articles,
        )
        return chain_of(setting, span, hops, carried)

    def alike(self, analyst: str) -> frozenset[str]:
        """Uids of the articles that its text is like without the analyst having said what that
        means."""
        return frozenset(
            relay.article
            for relay in self.descent.relays_of(analyst)
            if relay.basis is RelayBasis.SIMILARITY
            and relay.kind is not RelayKind.REWRITE
            and relay.status in (RelayStatus.SUGGESTED, RelayStatus.UNSURE)
        )


def descent_of(
    bench: Workbench,
    article: Article,
    facts: Sequence[Fact],
    decisions: Sequence[Decision],
    *,
    judgements: Sequence[RelayJudgement],
    is_alone: bool = False,
) -> Descent:
    """What an article derives from. is_alone: no other text is like the article's."""
    relays = bench.store.relays
    credits = tuple(fact for fact in facts if fact.kind is Kind.RELAY)
    return Descent(
        credits,
        tuple(decisions),
        () if is_alone else tuple(relays.likenesses(article.number)),
        tuple(judgements),
        Habits.of(relays.habits(article.metadata.outlet or "")) if credits else Habits(),
    )


def lineage_of(bench: Workbench, article: Article, descent: Descent) -> Lineage:
    """What the chains of an article's claims rest on beside its descent."""
    store = bench.store
    carried = store.relays.carried_in(article.number)
    named, others = descent.named()
    before = {name for steps in carried.values() for step in steps for name in step}
    known: dict[str, str] = {}
    articles: dict[str, str] = {}
    for name in named | before:
        if sources := store.sources.named(name):
            known[name] = sources[0].uid
    for uid in others | (before - known.keys()):
        other = store.articles.by_uid(uid)
        if other and other.metadata.outlet:
            known[uid] = other.metadata.outlet
            articles[uid] = other.outlet
    return Lineage(article, descent, known, articles, carried)
