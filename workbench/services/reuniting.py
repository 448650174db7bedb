"""Articles that came without their texts, put together with the texts that are here.

Whoever may not hand a text on hands on what people made of it; whoever has the article knows it by
its sha256. Every offset is checked against the text then: nothing is guessed. What people made of a
text that is not here waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbench.exchange.bundle import AnnotatedArticle, Loss, Unread
from workbench.services.held import Given, unmatched
from workbench.services.workbench import Workbench

_NOT_HERE = "no text here has its sha256"


def with_texts(bench: Workbench, items: Iterable[Given]) -> Iterator[Given]:
    """What was read, every article with its text. Of those whose text is not here claims and notes
    are held, and the rest is told as left out. Raises DataError where words do not stand at their
    offsets."""
    missing = 0
    for item in items:
        if not isinstance(item, AnnotatedArticle) or item.has_text:
            yield item
        elif number := bench.store.articles.with_text(item.article.sha256):
            text = bench.store.articles.text(number)
            yield replace(item, text=text, has_text=True).check()
        else:
            missing += 1
            yield unmatched(item, f"the article came without its text, and {_NOT_HERE}")
    if missing:
        what = "articles that came without their text"
        yield Unread((Loss(what, missing, f"{_NOT_HERE}: import them, and this again"),))
