"""The relays of an article as one analyst has answered them, and what an answer changes besides.

An answer to a credit is her word on all her claims of the article: what an older version showed
there does not stand beside it. Changes are given, never made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import NAMESPACE_OID, uuid5

from workbench.domain.chain import Step, StepKind
from workbench.domain.claim import Claim
from workbench.domain.fact import Credit, Fact, Kind, Speaker, SpeakerClass
from workbench.domain.habit import plain
from workbench.domain.journal import Change
from workbench.domain.relay import Around, Relay, RelayJudgement, RelayStatus
from workbench.domain.segment import paragraph_at, sentence_at
from workbench.domain.span import Span
from workbench.services.view import ArticleView


def my_relays(view: ArticleView) -> tuple[Relay, ...]:
    """The article's relays as the view's analyst has answered them: what can be corrected."""
    return view.lineage.descent.relays_of(view.analyst)


def relay_of_step(view: ArticleView, claim: Claim, step: Step) -> Relay | None:
    """The relay of the view's analyst behind a step of a claim's chain; None of other steps, and of
    what an older version showed."""
    if step.kind is not StepKind.RELAY or claim.analyst != view.analyst:
        return None
    known = view.lineage.known
    for one in my_relays(view):
        is_named = known.get(one.outlet or one.article, one.outlet or one.article) in step.sources
        if is_named and one.is_credited and one.reaches(claim.span):
            return one
    return None


def without_rejected(view: ArticleView, speakers: Sequence[Speaker]) -> Sequence[Speaker]:
    """The speakers of a quote, outermost first, but for outlets that the view's analyst says are
    not credited: a quote names one that its own sentence, or one before it, credits. The last one
    says it, whoever is credited."""
    credits = [one for one in my_relays(view) if one.fact]
    credited = {plain(one.outlet) for one in credits if one.is_credited}
    rejected = {plain(one.outlet) for one in credits if not one.is_credited} - credited
    return [
        one
        for one in speakers
        if one is speakers[-1]
        or one.speaker_class is not SpeakerClass.OUTLET
        or rejected.isdisjoint(map(plain, (*one.names, one.name or "")))
    ]


def claims_through(view: ArticleView, relay: Relay) -> list[Claim]:
    """The analyst's claims whose chains show one of her relays: those that a correction of it
    changes."""
    return [
        claim
        for claim in view.my_claims()
        if any(relay_of_step(view, claim, step) == relay for step in view.chain_of(claim).relays)
    ]


def relay_of_fact(view: ArticleView, fact: Fact) -> Relay | None:
    """The relay that a printed credit is; None of other facts."""
    if not isinstance(fact.attributes, Credit):
        return None
    return next((one for one in my_relays(view) if one.fact == fact.id), None)


def reached_by(view: ArticleView, relay: Relay) -> tuple[int, int]:
    """How many of the article's quotes come through a relay, and how many there are."""
    quotes = [fact for fact in view.facts if fact.kind is Kind.QUOTE]
    return sum(relay.reaches(quote.span) for quote in quotes), len(quotes)


def judgement_uid(article: str, analyst: str, pair: str) -> str:
    """The same for the same pair: two desks of one analyst cannot make it twice."""
    return str(uuid5(NAMESPACE_OID, f"{article}\n{analyst}\n{pair}"))


def correction(view: ArticleView, corrected: Relay, fact: Fact) -> RelayJudgement:
    """What the analyst says of a printed credit instead of what its fact says."""
    moved = corrected.span if corrected.span != fact.span else None
    return RelayJudgement(
        judgement_uid(view.article.uid, view.analyst, fact.id),
        view.article.uid,
        view.analyst,
        corrected.kind,
        RelayStatus.CONFIRMED,
        corrected.outlet,
        fact=fact.id,
        reach=corrected.reach,
        span=moved,
        around=corrected.around if moved else Around(),
    )


def around(view: ArticleView, span: Span) -> Around:
    """The paragraph and the sentence that a span stands in."""
    return Around(
        paragraph_at(view.text, span.start),
        sentence_at(view.text, span.start, view.sentence_words),
    )


def keeping_seen(view: ArticleView, fact: Fact) -> list[Change]:
    """What accepting a credit keeps, where a habit makes it say something else than its fact: what
    was seen is what was accepted, whatever becomes of the habit."""
    relay, credit = relay_of_fact(view, fact), fact.attributes
    if relay is None or not isinstance(credit, Credit):
        return []
    is_kept = any(one.fact == fact.id and one.analyst == view.analyst for one in view.judgements)
    if is_kept or (relay.outlet, relay.reach.value) == (credit.outlet, credit.reach):
        return []
    kept = correction(view, relay, fact)
    return [Change("relay", kept.uid, None, kept.to_record())]


def uncarrying(view: ArticleView, claims: Iterable[Claim] | None = None) -> list[Change]:
    """The changes after which claims show today's relays: these, or all of the analyst's."""
    carried = view.lineage.carried
    return [
        Change(
            "carried",
            claim.uid,
            {"uid": claim.uid, "steps": [list(step) for step in carried[claim.uid]]},
            None,
        )
        for claim in (view.my_claims() if claims is None else claims)
        if claim.uid in carried
    ]
