"""What the chains of an article's claims are made of, read once: descent, sources, carried steps.

A claim's chain is its own analyst's; one that was put in the place of others reads the credits as
those did where they agree. Whoever needs one gets it here, by `domain.chain.chain_of`; nothing here
depends on who looks on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from workbench.domain.article import Article
from workbench.domain.chain import Carried, Chain, Setting, Step, chain_of, hop_step
from workbench.domain.claim import Claim
from workbench.domain.decision import Decision
from workbench.domain.descent import Descent
from workbench.domain.fact import Fact, Kind
from workbench.domain.habit import Habits
from workbench.domain.relay import Relay, RelayBasis, RelayJudgement, RelayKind, RelayStatus
from workbench.domain.ruling import Choice, Ruling
from workbench.domain.source import Source
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
    sources: Mapping[str, Source] = field(default_factory=dict)
    """Uid -> source, of those that a printed name is known to be of."""
    decided: Mapping[str, Ruling] = field(default_factory=dict)
    """Uid of a claim that was put in the place of others -> the ruling that did."""
    sides: Descent | None = None
    """The descent with what those others answered who are hidden from whoever looks: a claim that
    stands in their place reads the same to everybody. None where nothing is hidden."""

    def chain(self, claim: Claim, names: Mapping[str, str]) -> Chain:
        """The chain of a claim, as its own analyst's answers have it. names: of sources, by uid."""
        hops = [hop_step(hop, names) for hop in claim.hops]
        setting = self._setting(self._relays(claim))
        chain = chain_of(setting, claim.span, hops, self.carried.get(claim.uid))
        if chain.is_carried or not self.descent.habits:
            return chain
        if sides := self._sides(claim):
            return replace(chain, habits=(self.sides or self.descent).habits_of(sides[0]))
        return replace(chain, habits=self.descent.habits_of(claim.analyst))

    def chain_at(self, span: Span, hops: Sequence[Step], analyst: str) -> Chain:
        """The chain behind the words of a span, as an analyst's answers have it."""
        return chain_of(self._setting(self.descent.relays_of(analyst)), span, hops)

    def _setting(self, relays: tuple[Relay, ...]) -> Setting:
        article = self.article
        return Setting(article.metadata.outlet, article.outlet, relays, self.known, self.articles)

    def _sides(self, claim: Claim) -> list[str]:
        """In the place of whose claims it was put."""
        ruling = self.decided.get(claim.uid)
        return [side.analyst for side in ruling.sides if side.claim] if ruling else []

    def _relays(self, claim: Claim) -> tuple[Relay, ...]:
        """The relays as a claim's analyst has answered them; of one that was put in the place of
        others what those agree on stands too, and where neither of them is right what they do not
        agree on is none."""
        if not (sides := self._sides(claim)):
            return self.descent.relays_of(claim.analyst)
        is_neither = self.decided[claim.uid].choice is Choice.NEITHER
        rest = RelayStatus.REJECTED if is_neither else None
        return (self.sides or self.descent).relays_agreed(claim.analyst, sides, rest=rest)

    def alike(self, claim: Claim) -> frozenset[str]:
        """Uids of the articles that its text is like without the claim's analyst having said what
        that means."""
        return frozenset(
            relay.article
            for relay in self._relays(claim)
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
        Habits.of(relays.habits_in(article.number)) if credits else Habits(),
    )


def ask_ahead(bench: Workbench, descent: Descent) -> None:
    """Ask at once for whom `lineage_of` looks up."""
    _ask_ahead(bench, *descent.named())


def _ask_ahead(bench: Workbench, names: Iterable[str], articles: Iterable[str]) -> None:
    store = bench.store
    store.ahead(*(partial(store.sources.named, name) for name in names))
    if wanted := sorted(articles):
        store.ahead(partial(store.articles.outlets, wanted))


def lineage_of(
    bench: Workbench, article: Article, descent: Descent, *, sides: Descent | None = None
) -> Lineage:
    """What the chains of an article's claims rest on beside its descent. sides: that with what is
    hidden, if anything is."""
    store = bench.store
    carried = store.relays.carried_in(article.number)
    decided = store.rulings.with_claims(article.number)
    sides = sides if decided else None
    named, others = (sides or descent).named()
    before = {name for steps in carried.values() for step in steps for name in step}
    _ask_ahead(bench, named | before, others | before)
    called = {name: found[0] for name in named | before if (found := store.sources.named(name))}
    known = {name: source.uid for name, source in called.items()}
    articles: dict[str, str] = {}
    wanted = sorted(others | before)
    for uid, (outlet, name) in (store.articles.outlets(wanted) if wanted else {}).items():
        if uid in others or uid not in called:
            known[uid] = outlet
            articles[uid] = name
    sources = {source.uid: source for source in called.values()}
    return Lineage(article, descent, known, articles, carried, sources, decided, sides)
