"""Finding articles and claims: filters, words in all texts, and what wants an answer next."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.domain.article import ArticleRow
from workbench.domain.claim import Claim
from workbench.domain.fact import Fact
from workbench.domain.filter import CLAIM_FIELDS, Term, parse_filter
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench
from workbench.store.search import Hit


@dataclass(frozen=True, slots=True)
class Found:
    """An article that holds the words, with the words around the first of them."""

    row: ArticleRow
    hit: Hit


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
