"""A citation: words of an article with everything that leads back to them.

What stands in it is enough to find the words again and to see that they are unchanged: outlet,
title, date, the exact quote and through whom it came, its place, the address, when it was
retrieved, the article's uid.
"""

from __future__ import annotations

from collections.abc import Iterable

from workbench.domain.article import Article
from workbench.domain.chain import Chain
from workbench.domain.claim import Claim
from workbench.domain.fact import Fact, Quote
from workbench.domain.span import Span
from workbench.present.assertion import asserted, fact_asserted
from workbench.present.chain import ARROW, Link, chain_links


def citation(article: Article, span: Span) -> str:
    """Outlet, title, date: the exact words (#number start-end, address, retrieved, uid)."""
    return _cited(article, span.exact, span, ())


def cite_claim(article: Article, claim: Claim, chain: Chain) -> str:
    """A claim's words with their chain; what is not asserted says so."""
    words = asserted(claim.hops) + claim.span.exact
    return _cited(article, words, claim.span, chain_links(chain))


def cite_fact(article: Article, fact: Fact, chain: Chain) -> str:
    """As `cite_claim`, of what the machine found; only quotes have a chain."""
    links = chain_links(chain) if isinstance(fact.attributes, Quote) else ()
    return _cited(article, fact_asserted(fact) + fact.span.exact, fact.span, links)


def _cited(article: Article, words: str, span: Span, links: Iterable[Link]) -> str:
    metadata = article.metadata
    published = metadata.publication.at if metadata.publication else "no date"
    named = ", ".join(filter(None, (article.outlet, metadata.title, published)))
    found = (
        ARROW.join(link.words for link in links),
        f"#{article.number} {span.start}-{span.end}",
        metadata.url,
        metadata.archive and f"archived {metadata.archive}",
        f"retrieved {article.retrieved_at[:10]}",
        article.uid,
    )
    return f"{named}: {words} ({', '.join(filter(None, found))})"
