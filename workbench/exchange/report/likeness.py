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
    the best score of a pair. Who rejects that one is the copy of the other has not said that it is
    not the other way round: where the text credits it that way, the two are alike none the less.
    outlet_of: name -> uid of its source."""
    articles = list(every)
    numbers = {one.article.uid: one.article.number for one in articles}
    outlets = {one.article.number: outlet_of(one.article.outlet) for one in articles}
    credits = {one.article.number: {*map(outlet_of, own_relays(one))} for one in articles}

    def credited_of(*pair: int) -> int:
        """The one of two that the other credits; 0 where none does, or each."""
        found = [
            other
            for one, other in (pair, pair[::-1])
            if outlets[other] and outlets[other] in credits[one]
        ]
        return found[0] if len(found) == 1 else 0

    found: dict[tuple[int, int], float | None] = {}
    for one in articles:
        for relay in one.relays:
            if relay.article not in numbers or not _is_likeness(relay):
                continue
            copy, origin = one.article.number, numbers[relay.article]
            if relay.status is RelayStatus.REJECTED and credited_of(copy, origin) != copy:
                continue
            low, high = sorted((copy, origin))
            found[low, high] = max((found.get((low, high)), relay.score), key=lambda x: x or 0)
    for (low, high), score in sorted(found.items()):
        yield Likeness(low, high, score, credited_of(low, high))


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
        and (relay.score is None or relay.score >= MOSTLY)
    )
