"""The trust that this database's decisions make in each rule: computed when it is read.

Extraction stays what it is: a fact's score is the rule's shipped precision, and only who shows or
orders facts asks here how far this desk goes along with it. Kept is nothing but which rules'
questions are not worth asking any more, so that every count of open questions agrees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from workbench.domain.trust import Answered, Trust
from workbench.services.extraction import facts_of
from workbench.services.workbench import Workbench


def trust_in(bench: Workbench) -> Trust:
    """The trust in every rule, as the decisions make it that the analyst may see. Reads all of them
    and one article a rule: not for the key path."""
    return _trust(bench, _basis(bench, bench.viewer), bench.store.sources.merges())


def refresh_trust(bench: Workbench) -> Trust:
    """As `trust_in`; rules that are mostly wrong here are not asked any more, and those that are
    right again are. Of that everybody's decisions are the measure: what is asked is the same for
    all. Not for the key path either."""
    store, viewers = bench.store, dict.fromkeys(("", bench.viewer))
    with store.snapshot():
        store.ahead(
            store.sources.merges,
            store.facts.unasked_rules,
            *(partial(store.decisions.answered, viewer=viewer) for viewer in viewers),
            *(partial(store.decisions.newest_of_rules, viewer=viewer) for viewer in viewers),
        )
        merges, unasked = store.sources.merges(), store.facts.unasked_rules()
        whole, *own = (_basis(bench, viewer) for viewer in viewers)
        trust = _trust(bench, whole, merges)
        wanted = trust.not_worth_asking()
        if own and own[0] != whole:
            trust = _trust(bench, own[0], merges)
    if wanted != unasked and not store.is_read_only:
        store.facts.ask_no_more(wanted)
    return trust


class _Basis(NamedTuple):
    """What trust is made of, as far as a viewer may see it."""

    answered: Sequence[Answered]
    newest: Mapping[str, int]
    """Rule -> the newest article with a decision on it."""


def _basis(bench: Workbench, viewer: str) -> _Basis:
    decisions = bench.store.decisions
    return _Basis(decisions.answered(viewer=viewer), decisions.newest_of_rules(viewer=viewer))


def _trust(bench: Workbench, basis: _Basis, merges: Mapping[str, str]) -> Trust:
    return Trust.over(basis.answered, _shipped(bench, basis.newest), merges)


def shipped_precisions(bench: Workbench) -> dict[str, float]:
    """Rule -> its shipped precision, as the newest article with a decision on it shows: the mean,
    where its facts differ. Rules that the extractor no longer has are left out."""
    return _shipped(bench, bench.store.decisions.newest_of_rules(viewer=bench.viewer))


def _shipped(bench: Workbench, newest: Mapping[str, int]) -> dict[str, float]:
    scores: dict[str, list[float]] = defaultdict(list)
    numbers = sorted(set(newest.values()))
    bench.store.ahead(*(partial(bench.store.facts.of_article, number) for number in numbers))
    for number in numbers:
        for fact in facts_of(bench, number):
            if newest.get(fact.rule) == number:
                scores[fact.rule].append(fact.score)
    return {rule: sum(found) / len(found) for rule, found in scores.items()}
