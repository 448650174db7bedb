"""Articles that came without their texts, put together with the texts that are here.

Whoever may not hand a text on hands on what people made of it; whoever has the article knows it by
its sha256. Every offset is checked against the text then: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbench.errors import DataError
from workbench.exchange.bundle import AnnotatedArticle, Item, Loss, Unread
from workbench.services.workbench import Workbench

_NOT_HERE = "no text here has its sha256"
_FIRST = "Import the articles, and then this."


def with_texts(bench: Workbench, items: Iterable[Item]) -> Iterator[Item]:
    """What was read, every article with its text. Those whose text is not here are left out, and
    told. Raises DataError where words do not stand at their offsets, and where no text is here."""
    missing: list[str] = []
    found = 0
    for item in items:
        if not isinstance(item, AnnotatedArticle) or item.has_text:
            yield item
        elif number := bench.store.articles.with_text(item.article.sha256):
            found += 1
            text = bench.store.articles.text(number)
            yield replace(item, text=text, has_text=True).check()
        else:
            missing.append(item.name)
    if missing and not found:
        raise DataError(f"article {missing[0]} came without its text, and {_NOT_HERE}", _FIRST)
    if missing:
        what = "articles that came without their text"
        yield Unread((Loss(what, len(missing), f"{_NOT_HERE}: import them, and this again"),))
