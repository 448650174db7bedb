"""Whether a sentence stands in other articles: as it is, or as a quotation of which a few words
were changed. Answered from the texts; dates only suggest who said it first.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.domain.article import ArticleRow
from workbench.domain.excerpt import Excerpt
from workbench.domain.folding import Folded
from workbench.errors import UsageError
from workbench.match.nearest import Nearest, nearest
from workbench.services.workbench import Workbench, clean_words
from workbench.store.words import is_unspaced

_CANDIDATES = 200
_LEAST = 12
"""Letters and digits that a stretch must have to be a sentence that somebody repeats."""
EXACT = 100.0


@dataclass(frozen=True, slots=True)
class Repeat:
    """A place in an article that says the same, or nearly."""

    row: ArticleRow
    place: Excerpt
    score: float
    """100 for the very words, folded as search folds them."""
    is_first: bool
    """Whether no other article with a date has an earlier one."""


def repeats(
    bench: Workbench, words: str, *, here: ArticleRow | None = None, limit: int = 200
) -> list[Repeat]:
    """The places that say what the words say, a place an article: the earliest first, those without
    a date last. here: the article that the words are from, which is left out and counts for what is
    first. Raises UsageError for words that are too short to be told from chance."""
    sought = clean_words(words)
    if sum(character.isalnum() for character in sought) < _LEAST:
        raise UsageError(
            f"{sought!r} is too short to be told from chance", "Take a sentence, or a part of one."
        )
    found: list[tuple[ArticleRow, Excerpt, float]] = []
    for number, text in bench.store.like_search.candidates(sought, limit=_CANDIDATES):
        place = None if here and number == here.number else _place(sought, text)
        if place:
            row = bench.store.articles.row(number, analyst=bench.analyst)
            found.append((row, Excerpt.of(number, text, place.start, place.end), place.score))
    dated = [row.published for row, _, _ in found] + ([here.published] if here else [])
    first = min(filter(None, dated), default="")
    found.sort(key=lambda one: (not one[0].published, one[0].published, -one[2], one[0].number))
    return [
        Repeat(row, place, score, bool(first) and row.published.startswith(first))
        for row, place, score in found[:limit]
    ]


def _place(words: str, text: str) -> Nearest | None:
    exact = next(Folded.of(text).places(words, is_whole=not is_unspaced(words)), None)
    return Nearest(*exact, EXACT) if exact else nearest(words, text)
