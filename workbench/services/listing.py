"""The library as rows: light, because the desk's first page loads nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.domain.article import ArticleRow
from workbench.domain.filter import parse_filter
from workbench.services.workbench import Workbench
from workbench.store.articles import PAGE, Outline

__all__ = ["PAGE", "Outline", "list_articles"]


def list_articles(
    bench: Workbench, words: str = "", *, limit: int | None = None
) -> Iterator[ArticleRow]:
    """The library's rows that the filter leaves, newest first. Raises UsageError."""
    terms = parse_filter(words)
    start = None
    left = limit
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        rows = bench.store.articles.rows(terms, analyst=bench.analyst, start=start, limit=size + 1)
        yield from rows[:size]
        if len(rows) <= size:
            return
        start = bench.store.articles.key(rows[size].number)
        left = None if left is None else left - size
