"""Finding articles and claims: filters, and words in all texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.domain.article import ArticleRow
from workbench.domain.excerpt import Excerpt
from workbench.domain.filter import search_words
from workbench.services.workbench import Workbench, clean_words
from workbench.verbs.claim_search import ClaimHit
from workbench.verbs.stop import Stop

__all__ = [
    "ClaimHit", "Found", "FoundClaim", "Stop", "as_typed", "nothing_found", "rows_by_number",
    "search_articles", "search_claims",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """An article that holds the words, with the words around the first of them."""

    row: ArticleRow
    hit: Excerpt


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim that holds the words, with those around the first of them and its article."""

    row: ArticleRow
    hit: ClaimHit


def search_articles(
    bench: Workbench, words: str, *, limit: int = 200, stop: Stop | None = None
) -> list[Found]:
    """The newest articles that hold all the words; a star ends a prefix. stop: ends it."""
    hits = bench.store.search.find(clean_words(words), limit=limit, stop=stop)
    rows = rows_by_number(bench, (hit.number for hit in hits))
    return [Found(rows[hit.number], hit) for hit in hits if hit.number in rows]


def search_claims(
    bench: Workbench, words: str, *, limit: int = 200, stop: Stop | None = None
) -> list[FoundClaim]:
    """The claims recorded last that hold all the words, in quote, restatement, gloss or note, as
    far as the analyst may see them."""
    hits = bench.store.claim_search.find(
        clean_words(words), viewer=bench.viewer, limit=limit, stop=stop
    )
    rows = rows_by_number(bench, (hit.words.number for hit in hits))
    return [FoundClaim(rows[hit.words.number], hit) for hit in hits if hit.words.number in rows]


def rows_by_number(bench: Workbench, numbers: Iterable[int]) -> dict[int, ArticleRow]:
    """The rows of articles, by number."""
    wanted = [*dict.fromkeys(numbers)]
    return {row.number: row for row in bench.store.articles.rows_of(wanted, analyst=bench.analyst)}


def as_typed(words: str) -> str:
    """Words that are being typed, as they are looked for: the last one may go on."""
    return f"{words}*" if words and words[-1].isalnum() else words


def nothing_found(words: str) -> str:
    """What to say where no article holds all the words."""
    said = "No article holds all of these words; a star ends a prefix, as ban*"
    alternatives = {word for word in search_words(words) if word.casefold() == "or"}
    if alternatives:
        said += f"; {alternatives.pop()!r} is sought as a word too: search for each by itself"
    return said
