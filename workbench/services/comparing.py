"""Two articles beside each other: their texts aligned, and what they have in common."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.domain.article import Article
from workbench.domain.comparison import Comparison
from workbench.errors import UsageError
from workbench.services.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Compared:
    """Two articles with their texts and what of them agrees."""

    left: Article
    right: Article
    left_text: str
    right_text: str
    comparison: Comparison


def compare_articles(bench: Workbench, left: int, right: int) -> Compared:
    """The articles with these numbers beside each other. Raises NotFoundError, UsageError."""
    from workbench.extract import sentence_words
    from workbench.match.alignment import align

    if left == right:
        raise UsageError("an article says the same as itself", "Choose another one.")
    articles = bench.store.articles
    one, other = articles.get(left), articles.get(right)
    here, there = articles.text(left), articles.text(right)
    aligned = align(
        here,
        there,
        left_words=sentence_words(one.metadata.lang),
        right_words=sentence_words(other.metadata.lang),
    )
    return Compared(one, other, here, there, aligned)
