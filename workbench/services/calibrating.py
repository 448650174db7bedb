"""How near an analyst came to known answers, on the articles that were given to measure that.

Known is what whoever gave the article made of it herself; else what the first by name made of it of
those who judged it and were not measured on it. An article without either measures nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from workbench.domain.claim import ClaimState
from workbench.domain.deciding import Said, said_of
from workbench.measure.agreement.nearness import MISSED, Nearness, nearness
from workbench.services.workbench import Workbench
from workbench.verbs.measuring import LEAST_KNOWN
from workbench.verbs.worked import Known

__all__ = ["MISSED", "Nearness", "nearness_of"]


def nearness_of(bench: Workbench, analyst: str, *, before: str = "") -> Nearness | None:
    """How near an analyst came; None where nothing was measured. before: a day, for her own eyes:
    what she finished from then on is left out, so that no article is told apart as she finishes it,
    and all of it where that leaves too few."""
    known = bench.store.worked.known(analyst)
    if before:
        known = [one for one in known if one.day < before]
    merged = bench.store.sources.merges()
    texts = [*_texts(bench, known, merged)]
    if not texts or (before and len(texts) < LEAST_KNOWN):
        return None
    return nearness(texts)


def _texts(
    bench: Workbench, known: Iterable[Known], merged: Mapping[str, str]
) -> Iterator[tuple[list[Said], list[Said]]]:
    # What an adjudicator put in the place of others is no answer of her own to the article.
    thirds = {one.claim for one in bench.store.rulings.all() if one.claim}
    for one in known:
        made: defaultdict[str, list[Said]] = defaultdict(list)
        for claim in bench.store.claims.of_article(one.article):
            if claim.state is not ClaimState.WITHDRAWN and claim.uid not in thirds:
                made[claim.analyst].append(said_of(claim, merged))
        right = one.by if one.by != one.analyst and one.by in {*one.judges, *made} else ""
        if right := right or next(iter(one.judges), ""):
            yield made[right], made[one.analyst]
