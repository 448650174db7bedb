"""How near an analyst came to known answers, on the articles that were given to measure that.

Known is what whoever gave the article made of it herself; else what the first by name made of it of
those who judged it and were not measured on it. An article without either measures nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from workbench.domain.claim import Claim, ClaimState, Hop, stance_of
from workbench.measure.agreement.nearness import Apart, Nearness, nearness
from workbench.measure.agreement.values import Chain, Claimed, Layer, Link
from workbench.services.workbench import Workbench
from workbench.store.worked import Known

__all__ = ["LEAST_KNOWN", "Apart", "Nearness", "nearness_of"]

LEAST_KNOWN = 5
"""Articles under which an analyst is told nothing of her own: it would say which they were."""


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
) -> Iterator[tuple[Layer, Layer]]:
    for one in known:
        made: defaultdict[str, list[Claimed]] = defaultdict(list)
        for claim in bench.store.claims.of_article(one.article):
            if claim.state is not ClaimState.WITHDRAWN:
                made[claim.analyst].append(_claimed(claim, merged))
        right = one.by if one.by != one.analyst and one.by in {*one.judges, *made} else ""
        if right := right or next(iter(one.judges), ""):
            yield Layer(right, tuple(made[right])), Layer(one.analyst, tuple(made[one.analyst]))


def _claimed(claim: Claim, merged: Mapping[str, str]) -> Claimed:
    span = claim.span
    chain = Chain(*(_link(hop, merged) for hop in claim.hops))
    return Claimed(0, (span.start, span.end), chain, tuple(span.parts))


def _link(hop: Hop, merged: Mapping[str, str]) -> Link:
    known = hop.hop_class.value
    who = " + ".join(sorted({merged.get(uid, uid) for uid in hop.sources}))
    return Link(who or known, known, stance_of(hop.assertion, hop.factuality).value)
