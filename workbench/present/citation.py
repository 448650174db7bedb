"""A citation: words of an article with everything that leads back to them.

What stands in it is enough to find the words again and to see that they are unchanged: outlet,
title, date, the exact quote, its place, the address, when it was retrieved, the article's uid.
"""

from __future__ import annotations

from workbench.domain.article import Article
from workbench.domain.span import Span


def citation(article: Article, span: Span) -> str:
    """Outlet, title, date: the exact words (#number start-end, address, retrieved, uid)."""
    metadata = article.metadata
    published = metadata.publication.at if metadata.publication else "no date"
    named = ", ".join(filter(None, (article.outlet, metadata.title, published)))
    found = (
        f"#{article.number} {span.start}-{span.end}",
        metadata.url,
        f"retrieved {article.retrieved_at[:10]}",
        article.uid,
    )
    return f"{named}: {span.exact} ({', '.join(filter(None, found))})"
