"""Marks of other tools on an article that their file names by its address alone, put on our text.

A mark stands where it says, if its words stand there in our text too; every other one waits for an
answer, and none is moved: the same words elsewhere may be somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from workbench.domain.claim import Claim
from workbench.errors import SpanError
from workbench.exchange.bundle import AnnotatedArticle, Item, claim_spans
from workbench.services.held import Given, shifted, unmatched
from workbench.services.workbench import Workbench


def on_our_texts(bench: Workbench, items: Iterable[Item]) -> Iterator[Given]:
    """What was read, with our text where an article is known by its address alone. What has no
    place there is held."""
    for item in items:
        if isinstance(item, AnnotatedArticle) and not (item.has_text or item.article.sha256):
            yield from _on_our_text(bench, item)
        else:
            yield item


def _on_our_text(bench: Workbench, item: AnnotatedArticle) -> Iterator[Given]:
    address = item.article.metadata.url
    here = bench.store.wanted.there([address])
    if not here:
        yield unmatched(item, f"{address} is not here: import it first")
        return
    (number,) = here.values()
    text, ours = bench.store.articles.text(number), bench.store.articles.get(number)
    claims = tuple(one for one in item.claims if _fits(one, text))
    kept = {one.uid for one in claims}
    placed: dict[str, Any] = {
        "claims": claims,
        "links": tuple(one for one in item.links if {one.claim, one.other} & kept),
        "tags": tuple(one for one in item.tags if one.claim is None or one.claim in kept),
    }
    article = replace(ours, uid=item.article.uid)
    yield replace(item, article=article, text=text, has_text=True, **placed).check()
    if len(kept) < len(item.claims):
        moved = tuple(one for one in item.claims if one.uid not in kept)
        why = "its words stand elsewhere in our text of its address, or nowhere"
        yield shifted(replace(item, claims=moved, notes=()), ours.uid, text, why)


def _fits(claim: Claim, text: str) -> bool:
    try:
        for span in claim_spans(claim):
            span.check(text)
    except SpanError:
        return False
    return True
