"""Finding articles and claims: filters, words in all texts, and what wants an answer next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.domain.article import ArticleRow
from workbench.domain.claim import Claim
from workbench.domain.fact import Fact
from workbench.domain.filter import CLAIM_FIELDS, Term, parse_filter
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench
from workbench.store.articles import PAGE, Outline
from workbench.store.search import Hit

__all__ = [
    "PAGE", "Found", "Outline", "list_articles", "list_claims", "next_open_article",
    "search_articles",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """An article that holds the words, with the words around the first of them."""

    row: ArticleRow
    hit: Hit


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


def search_articles(bench: Workbench, words: str, *, limit: int = 200) -> list[Found]:
    """The newest articles that hold all the words; a star ends a prefix."""
    return [
        Found(bench.store.articles.row(hit.number, analyst=bench.analyst), hit)
        for hit in bench.store.search.find(words, limit=limit)
    ]


def list_claims(bench: Workbench, words: str = "", *, limit: int | None = None) -> list[Claim]:
    """The claims that the filter leaves, newest first. Raises UsageError."""
    return bench.store.claims.matching(parse_filter(words, CLAIM_FIELDS), limit=limit)


def next_open_article(
    bench: Workbench, terms: tuple[Term, ...] = (), *, after: int | None = None
) -> tuple[ArticleView, Fact] | None:
    """The next article down the list with an open question, and the first of these."""
    number = bench.store.articles.with_open_questions(terms, analyst=bench.analyst, after=after)
    if number is None:
        return None
    view = view_article(bench, number)
    questions = view.open_questions()
    return (view, questions[0]) if questions else None
