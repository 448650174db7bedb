"""Which articles of a report share most of their text: hardly two sources, whatever they print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from workbench.domain.relay import MOSTLY, Relay, RelayBasis, RelayKind, RelayStatus
from workbench.exchange.bundle import AnnotatedArticle


class Likeness(NamedTuple):
    """Two articles of the report that share most of their text."""

    one: int
    other: int
    score: float | None
    """Of their words in a row, as far as it was measured."""
    credited: int = 0
    """The one that the other's text credits; 0 where neither does, or each the other."""


def likenesses(
    every: Iterable[AnnotatedArticle], outlet_of: Callable[[str], str | None]
) -> Iterator[Likeness]:
    """Articles of which most of the text is the same, unless somebody said that it means nothing;
    the best score of a pair. outlet_of: name -> uid of its source."""
    articles = list(every)
    numbers = {one.article.uid: one.article.number for one in articles}
    outlets = {one.article.number: outlet_of(one.article.outlet) for one in articles}
    credits = {one.article.number: {*map(outlet_of, own_relays(one))} for one in articles}
    found: dict[tuple[int, int], float | None] = {}
    for one in articles:
        for relay in one.relays:
            if relay.article in numbers and _is_likeness(relay):
                low, high = sorted((one.article.number, numbers[relay.article]))
                found[low, high] = max((found.get((low, high)), relay.score), key=lambda x: x or 0)
    for (low, high), score in sorted(found.items()):
        credited = [
            other
            for one, other in ((low, high), (high, low))
            if outlets[other] and outlets[other] in credits[one]
        ]
        yield Likeness(low, high, score, credited[0] if len(credited) == 1 else 0)


def own_relays(annotated: AnnotatedArticle) -> list[str]:
    """Names of the outlets that an article credits, as printed or corrected."""
    return list(
        dict.fromkeys(
            one.outlet
            for one in annotated.relays
            if one.outlet and one.is_credited and one.status is not RelayStatus.REJECTED
        )
    )


def _is_likeness(relay: Relay) -> bool:
    return (
        relay.basis is RelayBasis.SIMILARITY
        and relay.kind is not RelayKind.REWRITE
        and relay.status is not RelayStatus.REJECTED
        and (relay.score is None or relay.score >= MOSTLY)
    )
