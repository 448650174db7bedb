"""What the answers to events teach: an order in which those like accepted ones come first.

Events alone: all of them are as sure to the extractor, and analysts accept some kinds and not
others. The names behind pronouns and what other articles say were measured too, and gain nothing
(docs/architecture.md). Learned is what decisions say that the analyst may see, when it is read;
nothing is kept. An order is all that changes: what is asked stays asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from operator import attrgetter

from workbench.domain.decision import AnsweredAt, Verdict
from workbench.domain.fact import Fact, Kind
from workbench.domain.learned import Learned, Ranker
from workbench.domain.trust import Answers, Trust
from workbench.errors import DamagedError, UnreadError
from workbench.measure.event_features import event_features, named_at
from workbench.measure.ranking import Example, learn
from workbench.services.trust import trust_in
from workbench.services.view import ArticleView
from workbench.services.workbench import Workbench
from workbench.settings import AUTO, OFF, ON

_MOST_ARTICLES = 200
"""Articles whose answers are learned from, the newest ones: what more of them teach is little, and
each takes half a millisecond to read."""


Likelihood = Callable[[Fact], float | None]
"""How likely a fact is accepted as it stands; None where that was not learned."""


def learned_from(bench: Workbench) -> Learned:
    """What the answers teach that the analyst may see. Not for the key path."""
    answers = bench.store.decisions.to_kind(
        Kind.EVENT, viewer=bench.viewer, articles=_MOST_ARTICLES
    )
    trust = trust_in(bench)
    examples: list[Example] = []
    for number, group in groupby(answers, key=attrgetter("number")):
        with suppress(UnreadError, DamagedError):  # whoever opens the article is told
            examples += _examples(bench, number, list(group), trust)
    return learn(examples)


def _examples(
    bench: Workbench, number: int, answers: Sequence[AnsweredAt], trust: Trust
) -> Iterator[Example]:
    """What one article's answers are to teach. By trust they are ordered as those of the other
    articles have it: neither order is measured on what it knows."""
    facts = bench.store.facts.stated(number, {one.start for one in answers})
    events = {(fact.span.start, fact.span.end): fact for fact in facts if fact.kind is Kind.EVENT}
    named = named_at(facts)
    there = [(one, fact) for one in answers if (fact := events.get((one.start, one.end)))]
    own: defaultdict[str, Answers] = defaultdict(Answers)
    for one, fact in there:
        own[fact.rule] += Answers.of(one.verdict, 1)
    for one, fact in there:
        but = own[fact.rule]
        now = trust.of(fact.rule, one.outlet, one.lang, shipped=fact.score, but=but)
        is_right = one.verdict is Verdict.ACCEPTED
        yield Example(event_features(fact, named), is_right, number, now)


def orders(learned: Learned, setting: str) -> bool:
    """Whether events come in the learned order. setting: `learned_order`."""
    return learned.helps if setting == AUTO else setting == ON


def learned_order(bench: Workbench, view: ArticleView, setting: str) -> Likelihood | None:
    """How likely each of an article's events is accepted as it stands, by the answers as they are
    now; None where these are to order nothing."""
    if setting == OFF:
        return None
    learned = learned_from(bench)
    return _likelihoods(learned.ranker, view.facts) if orders(learned, setting) else None


def _likelihoods(ranker: Ranker, facts: Sequence[Fact]) -> Likelihood:
    named = named_at(facts)

    def likelihood(fact: Fact) -> float | None:
        if fact.kind is not Kind.EVENT:
            return None
        return ranker.likelihood(event_features(fact, named))

    return likelihood
