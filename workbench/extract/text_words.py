"""Where the words of a text stand, told apart once for all who look for some of them.

Most lists of words have none in most texts. A pattern whose matches begin with one of a list is
tried only where one stands, instead of at every place of the text; what it matches is the same.
Nothing here knows a language.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from re import Match, Pattern

from workbench.extract.kept import compiled
from workbench.extract.listed import lowered

FIGURE = "0"
"""What all words that begin with a digit are called."""
_WORD = compiled(r"\w+")
_LETTERS = compiled(r"[^\W\d_]+(?=\d)")
_FIGURES = compiled(r"\d\w*")

Place = tuple[int, str]
"""Where a word begins, and the word in lower case."""


class TextWords:
    """The words of one text: unbroken runs of letters and digits. One with letters before digits
    ("C4") is found by its letters too. Few are asked for, and looked for only then."""

    def __init__(self, text: str) -> None:
        self.lower = lowered(text)
        words = frozenset(_WORD.findall(self.lower))
        letters = (_LETTERS.match(word) for word in words if not word.isalpha())
        self._words = words.union([FIGURE], (found.group() for found in letters if found))
        self._places: dict[frozenset[str], list[Place]] = {}
        self._anywhere: dict[frozenset[str], list[int]] = {}

    def places(self, words: frozenset[str], start: int, end: int) -> list[Place]:
        """Where one of the words begins in text[start:end], in order."""
        found = self._places.get(words)
        if found is None:
            there = words & self._words
            found = sorted([(at, word) for word in there for at in self._starts_of(word)])
            self._places[words] = found
        return found[bisect_left(found, (start,)) : bisect_left(found, (end,))] if found else found

    def anywhere(self, words: frozenset[str], start: int, end: int) -> list[int]:
        """Where one of the words begins in text[start:end], be it in another that it ran into."""
        found = self._anywhere.get(words)
        if found is None:
            found = sorted({at for word in words for at in _all_of(word, self.lower)})
            self._anywhere[words] = found
        return found[bisect_left(found, start) : bisect_left(found, end)] if found else found

    def _starts_of(self, word: str) -> list[int]:
        if word == FIGURE:
            return self._figures
        size = len(word)
        return [at for at in _all_of(word, self.lower) if self._stands_alone(at, at + size)]

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether a word begins at start and its letters end at end."""
        behind = self.lower[end : end + 1]
        is_whole = behind.isdecimal() or not _goes_on(behind)
        return is_whole and not (start and _goes_on(self.lower[start - 1]))

    @cached_property
    def _figures(self) -> list[int]:
        figures = (figure.start() for figure in _FIGURES.finditer(self.lower))
        return [at for at in figures if not (at and _goes_on(self.lower[at - 1]))]


def _all_of(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _goes_on(character: str) -> bool:
    """Whether a word goes on with a character."""
    return character.isalnum() or character == "_"


@lru_cache(maxsize=2)
def words_in(text: str) -> TextWords:
    """The words of the text that is being read."""
    return TextWords(text)


class Led:
    """A pattern with the words that its matches begin with, each as a word of its own."""

    def __init__(
        self, pattern: Pattern[str], words: Iterable[str], *, endings: Iterable[str] = (),
        in_lower: bool = False, runs_on: bool = False,
    ) -> None:  # fmt: skip
        """endings: what may hang on the first word; in_lower: it matches a text in lower case;
        runs_on: what follows may be written without a blank."""
        first = first_words(words)
        self._match = pattern.match
        self._words = first.union(word + ending for ending in endings for word in first)
        self._in_lower = in_lower
        self._runs_on = runs_on

    def finditer(self, text: str, start: int, end: int) -> Iterator[Match[str]]:
        """As the pattern's own."""
        words = words_in(text)
        where = words.lower if self._in_lower else text
        if self._runs_on:
            starts = words.anywhere(self._words, start, end)
        else:
            starts = [at for at, _ in words.places(self._words, start, end)]
        behind = start
        for at in starts:
            if at >= behind and (found := self._match(where, at, end)):
                yield found
                behind = found.end()


def first_words(words: Iterable[str]) -> frozenset[str]:
    """The first word of each, in lower case."""
    found = (_WORD.search(lowered(word)) for word in words)
    return frozenset(match.group() for match in found if match)
