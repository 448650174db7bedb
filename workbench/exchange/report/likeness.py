"""Which articles of a report share most of their text: hardly two sources, whatever they print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench.domain.relay import MOSTLY, Relay, RelayBasis, RelayKind, RelayStatus
from workbench.exchange.bundle import AnnotatedArticle


class Likeness(NamedTuple):
    """Two articles of the report that share most of their text."""

    one: int
    other: int
    score: float | None
    """Of their words in a row, as far as it was measured."""


def likenesses(every: Iterable[AnnotatedArticle]) -> Iterator[Likeness]:
    """Articles of which most of the text is the same, unless somebody said that it means nothing;
    the best score of a pair."""
    articles = list(every)
    numbers = {one.article.uid: one.article.number for one in articles}
    found: dict[tuple[int, int], float | None] = {}
    for one in articles:
        for relay in one.relays:
            if relay.article in numbers and _is_likeness(relay):
                low, high = sorted((one.article.number, numbers[relay.article]))
                found[low, high] = max((found.get((low, high)), relay.score), key=lambda x: x or 0)
    for (low, high), score in sorted(found.items()):
        yield Likeness(low, high, score)


def _is_likeness(relay: Relay) -> bool:
    return (
        relay.basis is RelayBasis.SIMILARITY
        and relay.kind is not RelayKind.REWRITE
        and relay.status is not RelayStatus.REJECTED
        and (relay.score is None or relay.score >= MOSTLY)
    )
