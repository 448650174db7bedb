"""Finding articles and claims: filters, and words in all texts."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.domain.article import ArticleRow
from workbench.domain.excerpt import Excerpt
from workbench.domain.filter import search_words
from workbench.services.workbench import Workbench, clean_words


@dataclass(frozen=True, slots=True)
class Found:
    """An article that holds the words, with the words around the first of them."""

    row: ArticleRow
    hit: Excerpt


def search_articles(bench: Workbench, words: str, *, limit: int = 200) -> list[Found]:
    """The newest articles that hold all the words; a star ends a prefix."""
    return [
        Found(bench.store.articles.row(hit.number, analyst=bench.analyst), hit)
        for hit in bench.store.search.find(clean_words(words), limit=limit)
    ]


def nothing_found(words: str) -> str:
    """What to say where no article holds all the words."""
    said = "No article holds all of these words; a star ends a prefix, as ban*"
    alternatives = {word for word in search_words(words) if word.casefold() == "or"}
    if alternatives:
        said += f"; {alternatives.pop()!r} is sought as a word too: search for each by itself"
    return said
