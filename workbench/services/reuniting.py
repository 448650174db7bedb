"""Articles that came without their texts, put together with the texts that are here.

Whoever may not hand a text on hands on what people made of it; whoever has the article knows it by
its sha256. Every offset is checked against the text then: nothing is guessed. What people made of a
text that is not here waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbench.domain.article import Article
from workbench.exchange.bundle import AnnotatedArticle, Loss, Unread
from workbench.services.held import Given, unmatched
from workbench.services.workbench import Workbench

NAMED = 5
"""Of the articles that are missing, in words."""
_NOT_HERE = "no text here has its sha256"


def with_texts(bench: Workbench, items: Iterable[Given]) -> Iterator[Given]:
    """What was read, every article with its text. Of those whose text is not here claims and notes
    are held, and the rest is told as left out. Raises DataError where words do not stand at their
    offsets."""
    missing: list[str] = []
    for item in items:
        if not isinstance(item, AnnotatedArticle) or item.has_text:
            yield item
        elif number := bench.store.articles.with_text(item.article.sha256):
            text = bench.store.articles.text(number)
            yield replace(item, text=text, has_text=True).check()
        else:
            missing.append(_called(item.article))
            yield unmatched(item, f"the article came without its text, and {_NOT_HERE}")
    if missing:
        what = "articles that came without their text"
        more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
        why = f"{_NOT_HERE}: import them, and this again: {', '.join(missing[:NAMED])}{more}"
        yield Unread((Loss(what, len(missing), why),))


def _called(article: Article) -> str:
    """How whoever has it may find it: its title, its outlet, its day."""
    metadata = article.metadata
    said = [word for word in (article.outlet, metadata.day) if word]
    where = f" ({', '.join(said)})" if said else ""
    return f"“{metadata.title}”{where}" if metadata.title else f"{article.sha256[:12]}{where}"
