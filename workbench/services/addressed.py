"""Marks of other tools on an article that their file names by its address alone, put on our text.

A mark stands where it says, if its words stand there in our text too; every other one is counted
with its address, and none is moved: the same words elsewhere may be somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from workbench.domain.claim import Claim
from workbench.errors import SpanError
from workbench.exchange.bundle import AnnotatedArticle, Item, Loss, Unread, claim_spans
from workbench.services.workbench import Workbench


def on_our_texts(bench: Workbench, items: Iterable[Item]) -> Iterator[Item]:
    """What reading gave, with our text where an article is known by its address alone. Where there
    is none of that address, its marks are told as not read."""
    for item in items:
        if isinstance(item, AnnotatedArticle) and not (item.has_text or item.article.sha256):
            yield from _on_our_text(bench, item)
        else:
            yield item


def _on_our_text(bench: Workbench, item: AnnotatedArticle) -> Iterator[Item]:
    address = item.article.metadata.url
    here = bench.store.wanted.there([address])
    if not here:
        yield _left(len(item.claims) + len(item.notes), f"{address} is not here: import it first")
        return
    (number,) = here.values()
    text = bench.store.articles.text(number)
    claims = tuple(one for one in item.claims if _fits(one, text))
    kept = {one.uid for one in claims}
    article = replace(bench.store.articles.get(number), uid=item.article.uid)
    placed: dict[str, Any] = {
        "claims": claims,
        "links": tuple(one for one in item.links if {one.claim, one.other} & kept),
        "tags": tuple(one for one in item.tags if one.claim is None or one.claim in kept),
    }
    yield replace(item, article=article, text=text, has_text=True, **placed).check()
    if moved := len(item.claims) - len(claims):
        yield _left(moved, f"their words stand elsewhere in our text of {address}, or nowhere")


def _fits(claim: Claim, text: str) -> bool:
    try:
        for span in claim_spans(claim):
            span.check(text)
    except SpanError:
        return False
    return True


def _left(count: int, why: str) -> Unread:
    return Unread((Loss("marks of others", count, why),))
