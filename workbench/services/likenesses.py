"""Which articles are likely one text: compared when they come in, kept as suggestions.

What comes again at its outlet's address or id, and reads alike, revises the article that was there;
everything else is told by the texts alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.domain.relay import RelayKind
from workbench.match.duplicates import compare_all, resemblance
from workbench.services.workbench import Workbench
from workbench.verbs.articles import Added


class Like(NamedTuple):
    """The article that another is a revision or a near-duplicate of."""

    other: int
    kind: RelayKind
    score: float


def keep_likenesses(bench: Workbench, added: Sequence[Added]) -> dict[int, Like]:
    """Keep what new texts are like; number of each revision or near-duplicate -> of which one."""
    found: list[tuple[int, int, RelayKind, float]] = []
    nearest: dict[int, Like] = {}
    for article in added:
        if not article.similar:
            continue
        alike = _likenesses(bench, article.number, article.similar)
        found += [(article.number, other, kind, score) for other, kind, score in alike]
        for wanted in (RelayKind.REVISION, RelayKind.NEAR_DUPLICATE):
            others = [Like(*one) for one in alike if one[1] is wanted]
            if others:
                nearest[article.number] = others[0]
                break
    bench.store.articles.relate(found)
    return nearest


def _likenesses(
    bench: Workbench, number: int, similar: Sequence[int]
) -> list[tuple[int, RelayKind, float]]:
    """Which of these an article is like, how, and how much."""
    both = [number, *similar]
    texts, filed = bench.store.articles.texts(both), bench.store.articles.filed(both)
    found = []
    likenesses = compare_all(texts[number], [texts[other] for other in similar])
    for other, likeness in zip(similar, likenesses, strict=True):
        if filed[number].is_same_place(filed[other]):
            score = round(resemblance(texts[number], texts[other]), 4)
            found.append((other, RelayKind.REVISION, score))
        elif likeness:
            found.append((other, RelayKind(likeness.kind), likeness.score))
    return found
