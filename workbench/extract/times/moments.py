"""Whether a time stands at a place: what readers of clauses ask, who want no value.

Wider than the facts: the preposition of a bound ("hingga Jumat") and words for the present belong
to an adjunct of time, too.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from workbench.extract.kept import compiled
from workbench.extract.lexicon import lexicon_for
from workbench.extract.times.finding import longest_at
from workbench.extract.times.reading import Reading
from workbench.extract.times.words import Words, words_for

_LONGEST = 160
"""Code points of an expression, its preposition counted in."""
_BLANKS = compiled(r"\s{0,3}")


class Moment(NamedTuple):
    """An adjunct of time, from the place that was asked for."""

    words: str
    start: int

    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.words)

    def group(self) -> str:
        """Its words."""
        return self.words


class Moments:
    """Tells the adjuncts of time of one language."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._words = words_for(lang)
        lex = lexicon_for(lang)
        self._present = Words.of(lex.words("times", "present"))
        self._bounds = Words.of(lex.map("times", "bounds"))

    def match(self, text: str, at: int = 0) -> Moment | None:
        """The adjunct of time that begins right at a place."""
        if at >= len(text) or not text[at].isalnum() or (at and text[at - 1].isalnum()):
            return None
        limit = min(len(text), at + _LONGEST)
        if hit := self._present.at(text, at, limit):
            return Moment(text[at : hit[1]], at)
        begin = at
        if led := self._bounds.at(text, at, limit):
            blanks = _BLANKS.match(text, led[1], limit)
            begin = blanks.end() if blanks else led[1]
        reading = Reading(text, at, limit, self._words, None)
        draft = longest_at(reading, begin, self._lang) if begin < limit else None
        return Moment(text[at : draft.end], at) if draft and draft.rule else None


@lru_cache(maxsize=16)
def moments_for(lang: str) -> Moments:
    """The adjuncts of time of a language."""
    return Moments(lang)
