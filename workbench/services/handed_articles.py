"""An input's article as it would be added here."""

from __future__ import annotations

from dataclasses import replace

from workbench.exchange.bundle import AnnotatedArticle
from workbench.match.duplicates import sketch
from workbench.services.same_sources import SameSources
from workbench.verbs.articles import NewArticle


def with_our_outlet(item: AnnotatedArticle, same: SameSources) -> AnnotatedArticle:
    """The article with the source here that its outlet is."""
    metadata = item.article.metadata
    if not metadata.outlet or not same.is_ours(metadata.outlet):
        return item
    metadata = replace(metadata, outlet=same.our(metadata.outlet))
    return replace(item, article=replace(item.article, metadata=metadata))


def new_article(item: AnnotatedArticle, uid: str) -> NewArticle:
    """What is added of it. uid: which it gets where its text is not here."""
    article = item.article
    return NewArticle(
        uid=uid,
        text=item.text,
        metadata=article.metadata,
        sha256=article.sha256,
        raw_sha256=article.raw_sha256,
        normaliser=article.normaliser,
        retrieved_at=article.retrieved_at,
        retrieved_how=article.retrieved_how,
        foreign_id=article.foreign_id,
        extra=item.extra,
        translation=item.translation,
        sketch=tuple(sketch(item.text)),
        given_start=article.given_start,
        given_sha256=article.given_sha256,
    )
