"""Who cites whom in chains, as rows that either kind of store keeps.

A source is known by the number of its row, and so is sorted by when it came in; a name that no
source has by one below 0, worked out of the name, so that the order tells of nothing that is out of
sight.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b

from workbench.domain.chain import Chain, Step, StepKind
from workbench.domain.claim import Assertion, Factuality, HopClass, stance_of
from workbench.domain.network import Passage

Row = tuple[int, int, int, int, int, int]
"""article_id, claim_id, place, citing, cited, held."""
ENDS = 0
"""Stands for nobody: the chain ends there."""


def unsourced(name: str) -> int:
    """The number of a name that no source has; of no name that of nobody."""
    if not name:
        return ENDS
    return -1 - (int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big") >> 2)


def cited_rows(
    number: int, claim: int, found: Iterable[Passage], number_of: Callable[[str], int]
) -> Iterator[Row]:
    """The rows of a claim's passages. number: of the article; number_of: that of a source's uid, of
    a name or of nobody."""
    for place, (citing, cited, is_held) in enumerate(found):
        yield number, claim, place, number_of(citing), number_of(cited), int(is_held)


def chains_of(
    claims: Iterable[tuple[int, int, str | None]],
    hops: Iterable[tuple[int, int, str, str, str]],
    named: Iterable[tuple[int, int, str]],
) -> Iterator[tuple[int, int, Chain, bool]]:
    """(article, claim, chain, whether all in it stand behind the words) of claims that came through
    no relay. claims: their articles, numbers and outlets; hops: claim, position, class, factuality
    and assertion; named: claim, position and source, in order."""
    sources: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for claim, position, source in named:
        sources[claim, position].append(source)
    known: defaultdict[int, dict[int, tuple[HopClass, Assertion]]] = defaultdict(dict)
    for claim, position, hop_class, factuality, assertion in hops:
        known[claim][position] = HopClass(hop_class), _stance(factuality, assertion)
    for number, claim, outlet in claims:
        steps = [Step(StepKind.OUTLET, (outlet,) if outlet else ())]
        steps += [
            Step(StepKind.HOP, tuple(sources[claim, position]), hop_class=hop_class)
            for position, (hop_class, _) in sorted(known[claim].items())
        ]
        stance = Assertion.over(one for _, (_, one) in sorted(known[claim].items()))
        yield number, claim, Chain(tuple(steps)), stance.supports


def _stance(factuality: str, assertion: str) -> Assertion:
    firm = Factuality(factuality)
    return stance_of(Assertion(assertion) if assertion else Assertion.implied_by(firm), firm)
