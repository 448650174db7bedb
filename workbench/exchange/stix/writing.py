"""Writing a bundle: its sources, each article as it comes, and at last what lies between them."""

from __future__ import annotations

from typing import BinaryIO

from workbench.exchange.bundle import Bundle, Written
from workbench.exchange.stix.article import ArticleObjects
from workbench.exchange.stix.desk import Desk


def write(bundle: Bundle, target: BinaryIO, *, relations: str = "named") -> Written:
    """Write the bundle. relations: "related-to" gives each relationship that word, with its own in
    the extension. Raises DataError when an article is inconsistent."""
    desk = Desk(bundle, target, is_named=relations == "named")
    desk.open()
    articles = claims = 0
    for annotated in bundle.checked_articles():
        ArticleObjects(annotated, desk).put()
        articles += 1
        claims += len(annotated.claims)
    desk.close()
    return Written(articles, claims, desk.losses.told())
