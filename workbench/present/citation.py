"""A citation: words of an article with everything that leads back to them.

What stands in it is enough to find the words again and to see that they are unchanged: outlet,
title, date, the exact quote and through whom it came, its place, the address, when it was
retrieved, the article's uid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbench.domain.article import Article, Relay
from workbench.domain.claim import Claim
from workbench.domain.fact import Fact, Quote
from workbench.domain.span import Span
from workbench.present.chain import ARROW, Link, claim_links, outlet_links, speaker_link
from workbench.present.denial import denial, fact_denial


def citation(article: Article, span: Span) -> str:
    """Outlet, title, date: the exact words (#number start-end, address, retrieved, uid)."""
    return _cited(article, span.exact, span, ())


def cite_claim(
    article: Article, relays: Iterable[Relay], claim: Claim, names: Mapping[str, str]
) -> str:
    """A claim's words with their chain; a denial says that it is one. names: uid to name."""
    links = claim_links(article.outlet, relays, claim.hops, names)
    return _cited(article, denial(claim.hops) + claim.span.exact, claim.span, links)


def cite_fact(article: Article, relays: Iterable[Relay], fact: Fact) -> str:
    """As `cite_claim`, of what the machine found; only quotes have a chain."""
    links: list[Link] = []
    if isinstance(fact.attributes, Quote):
        hops = fact.attributes.hops or filter(None, (fact.speaker,))
        speakers = [speaker_link(hop) for hop in hops]
        links = [*outlet_links(article.outlet, relays, speakers), *speakers]
    return _cited(article, fact_denial(fact) + fact.span.exact, fact.span, links)


def _cited(article: Article, words: str, span: Span, links: Iterable[Link]) -> str:
    metadata = article.metadata
    published = metadata.publication.at if metadata.publication else "no date"
    named = ", ".join(filter(None, (article.outlet, metadata.title, published)))
    found = (
        ARROW.join(link.words for link in links),
        f"#{article.number} {span.start}-{span.end}",
        metadata.url,
        f"retrieved {article.retrieved_at[:10]}",
        article.uid,
    )
    return f"{named}: {words} ({', '.join(filter(None, found))})"
