"""The JSON shapes that the command line prints: articles, claims and sources of this database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from workbench.domain.claim import Claim
from workbench.domain.source import Source
from workbench.exchange.records import article_record, claim_record
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench


def record_of_article(view: ArticleView) -> dict[str, Any]:
    """The article shape of the contract, for the view's analyst."""
    return article_record(
        view.article,
        view.relays,
        state=view.state,
        fact_count=len(view.facts),
        claim_count=len(view.my_claims()),
        question_count=len(view.open_questions()),
    )


def record_of_claim(view: ArticleView, claim: Claim) -> dict[str, Any]:
    """The claim shape of the contract."""
    return claim_record(
        claim,
        {uid: source.name for uid, source in view.sources.items()},
        origin=view.origin(claim),
        assessments=[a for a in view.assessments if a.claim == claim.uid],
        links=[link for link in view.links if claim.uid in (link.claim, link.other)],
    )


def records_of_claims(bench: Workbench, claims: Iterable[Claim]) -> Iterator[dict[str, Any]]:
    """The claim shapes of claims on any articles; an article is read once for those in a row."""
    view: ArticleView | None = None
    for claim in claims:
        if view is None or view.article.uid != claim.article:
            article = bench.store.articles.by_uid(claim.article)
            if article is None:
                continue
            view = view_article(bench, article.number)
        yield record_of_claim(view, claim)


def record_of_source(bench: Workbench, source: Source) -> dict[str, Any]:
    """The source shape of the contract, with its rating history."""
    ratings = bench.store.sources.ratings(source.uid)
    return source.to_record() | {"ratings": [rating.to_record() for rating in ratings]}
