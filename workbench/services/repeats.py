"""Whether a sentence stands in other articles: as it is, or as a quotation of which a few words
were changed. Answered from the texts; dates only suggest who said it first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.domain.article import ArticleRow
from workbench.domain.excerpt import Excerpt
from workbench.domain.folding import Folded
from workbench.domain.landing import Why
from workbench.errors import UsageError
from workbench.match.nearest import Nearest, nearest
from workbench.services.find import rows_by_number
from workbench.services.saying import clause, denials, numbers, tongue_of
from workbench.services.workbench import Workbench, clean_words
from workbench.stored.words import is_unspaced

_CANDIDATES = 200
_WORD = re.compile(r"\w+")
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
    differs: Why | None
    """Another number, or a denial in one of the two: it is nearly as said, and says another
    thing."""
    is_first: bool
    """Whether all other articles with a date that say it have a later one."""
    is_level: bool
    """Whether none is earlier, and another has the same date."""


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
    said = _Said(sought, bench.store.articles.text(here.number) if here else "", here)
    texts = dict(bench.store.like_search.candidates(sought, limit=_CANDIDATES))
    if here:
        texts.pop(here.number, None)
    places = {number: place for number, text in texts.items() if (place := _place(sought, text))}
    found: list[tuple[ArticleRow, Excerpt, float, Why | None]] = []
    for number, row in rows_by_number(bench, places).items():
        place = places[number]
        excerpt = Excerpt.of(number, texts[number], place.start, place.end)
        found.append((row, excerpt, place.score, said.differs(row, excerpt, texts[number])))
    dates = [row.published for row, _, _, differs in found if not differs]
    dates = [date for date in (*dates, here.published if here else "") if date]
    first = min(dates, default="")
    is_shared = sum(date.startswith(first) for date in dates) > 1
    found.sort(key=lambda one: (not one[0].published, one[0].published, -one[2], one[0].number))
    repeated = []
    for row, excerpt, score, differs in found[:limit]:
        is_early = bool(first) and not differs and row.published.startswith(first)
        is_first, is_level = is_early and not is_shared, is_early and is_shared
        repeated.append(Repeat(row, excerpt, score, differs, is_first, is_level))
    return repeated


class _Said:
    """The words that are looked for, with what stands around them in the article they are from."""

    def __init__(self, words: str, text: str, here: ArticleRow | None) -> None:
        self._words = words
        self._lang = here.lang if here else None
        at = next(Folded.of(text).places(words, is_whole=False), None) if text else None
        self._clause = clause(text, *at) if at else words

    def differs(self, row: ArticleRow, place: Excerpt, text: str) -> Why | None:
        """What makes a place say another thing."""
        there = tongue_of(row.lang)
        mine = there if self._lang is None else tongue_of(self._lang)
        start, end = self._common(place)
        if denials(self._clause, mine) != denials(clause(text, start, end), there):
            return Why.NEGATION
        is_other = numbers(self._words, mine) != numbers(text[start:end], there)
        return Why.NUMBER if is_other else None

    def _common(self, place: Excerpt) -> tuple[int, int]:
        """The place from the first to the last word that was looked for: a place that is nearly
        like it may begin or end in a neighbouring sentence."""
        known = set(_WORD.findall(self._words.casefold()))
        words = [one for one in _WORD.finditer(place.exact) if one[0].casefold() in known]
        if not words:
            return place.start, place.end
        return place.start + words[0].start(), place.start + words[-1].end()


def _place(words: str, text: str) -> Nearest | None:
    folded = Folded.of(text)
    exact = next(folded.places(words, is_whole=not is_unspaced(words)), None)
    return Nearest(*exact, EXACT) if exact else nearest(words, folded)


def when_words(repeat: Repeat) -> str:
    """Whether it is the earliest, in a word or two; empty for a later one."""
    return "first" if repeat.is_first else "same time" if repeat.is_level else ""
