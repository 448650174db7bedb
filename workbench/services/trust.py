"""The trust that this database's decisions make in each rule: computed when it is read.

Extraction stays what it is: a fact's score is the rule's shipped precision, and only who shows or
orders facts asks here how far this desk goes along with it. Kept is nothing but which rules'
questions are not worth asking any more, so that every count of open questions agrees.
"""

from __future__ import annotations

from collections import defaultdict

from workbench.domain.trust import Trust
from workbench.services.extraction import facts_of
from workbench.services.workbench import Workbench


def trust_in(bench: Workbench) -> Trust:
    """The trust in every rule, as the decisions make it that the analyst may see. Reads all of them
    and one article a rule: not for the key path."""
    answered = bench.store.decisions.answered(viewer=bench.viewer)
    return Trust.over(answered, shipped_precisions(bench), bench.store.sources.merges())


def refresh_trust(bench: Workbench) -> Trust:
    """As `trust_in`; rules that are mostly wrong here are not asked any more, and those that are
    right again are. Of that everybody's decisions are the measure: what is asked is the same for
    all. Not for the key path either."""
    whole = trust_in(bench.seeing_all())
    unasked = whole.not_worth_asking()
    if unasked != bench.store.facts.unasked_rules() and not bench.store.is_read_only:
        bench.store.facts.ask_no_more(unasked)
    return trust_in(bench) if bench.viewer else whole


def shipped_precisions(bench: Workbench) -> dict[str, float]:
    """Rule -> its shipped precision, as the newest article with a decision on it shows: the mean,
    where its facts differ. Rules that the extractor no longer has are left out."""
    newest = bench.store.decisions.newest_of_rules(viewer=bench.viewer)
    scores: dict[str, list[float]] = defaultdict(list)
    for number in sorted(set(newest.values())):
        for fact in facts_of(bench, number):
            if newest.get(fact.rule) == number:
                scores[fact.rule].append(fact.score)
    return {rule: sum(found) / len(found) for rule, found in scores.items()}
