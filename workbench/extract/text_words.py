"""Where the words of a text stand, told apart once for all who look for some of them.

Most lists of words have none in most texts. A pattern whose matches begin with one of a list is
tried only where one stands, instead of at every place of the text; what it matches is the same.
Nothing here knows a language.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from re import Match, Pattern

from workbench.extract.kept import compiled
from workbench.extract.listed import lowered

FIGURE = "0"
"""What all words that begin with a digit are called."""
_WORD = compiled(r"\w+")
_LETTERS = compiled(r"[^\W\d_]+(?=\d)")

Place = tuple[int, str]
"""Where a word begins, and the word in lower case."""


class TextWords:
    """The words of one text: unbroken runs of letters and digits. One with letters before digits
    ("C4") is found by its letters too."""

    def __init__(self, text: str) -> None:
        self.lower = lowered(text)
        starts: defaultdict[str, list[int]] = defaultdict(list)
        for word in _WORD.finditer(self.lower):
            starts[word.group()].append(word.start())
        for mixed in [word for word in starts if not word.isalpha()]:
            if mixed[0].isdecimal():
                if mixed != FIGURE:
                    starts[FIGURE] += starts[mixed]
            elif letters := _LETTERS.match(mixed):
                starts[letters.group()] += starts[mixed]
        self._starts = starts
        self._places: dict[frozenset[str], list[Place]] = {}
        self._anywhere: dict[frozenset[str], list[int]] = {}
        self._alone: dict[frozenset[str], list[int]] = {}

    def places(self, words: frozenset[str], start: int, end: int) -> list[Place]:
        """Where one of the words begins in text[start:end], in order."""
        found = self._places.get(words)
        if found is None:
            there = words.intersection(self._starts)
            found = sorted([(at, word) for word in there for at in self._starts[word]])
            self._places[words] = found
        return found[bisect_left(found, (start,)) : bisect_left(found, (end,))] if found else found

    def anywhere(self, words: frozenset[str], start: int, end: int) -> list[int]:
        """Where one of the words begins in text[start:end], be it in another that it ran into."""
        found = self._anywhere.get(words)
        if found is None:
            there = [word for word in words if word in self.lower]
            found = sorted({at for word in there for at in _all_of(word, self.lower)})
            self._anywhere[words] = found
        return _within(found, start, end)

    def alone(self, words: frozenset[str], start: int, end: int) -> list[int]:
        """Where one of the words begins in text[start:end], as a word of its own; in order."""
        found = self._alone.get(words)
        if found is None:
            there = words.intersection(self._starts)
            found = self._alone[words] = sorted([at for word in there for at in self._starts[word]])
        return _within(found, start, end)


def _within(places: list[int], start: int, end: int) -> list[int]:
    return places[bisect_left(places, start) : bisect_left(places, end)] if places else places


def _all_of(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


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
        look = words.anywhere if self._runs_on else words.alone
        starts = look(self._words, start, end)
        return self._tried(where, starts, end) if starts else iter(())

    def _tried(self, where: str, starts: list[int], end: int) -> Iterator[Match[str]]:
        behind = 0
        for at in starts:
            if at >= behind and (found := self._match(where, at, end)):
                yield found
                behind = found.end()


def first_words(words: Iterable[str]) -> frozenset[str]:
    """The first word of each, in lower case."""
    found = (_WORD.search(lowered(word)) for word in words)
    return frozenset(match.group() for match in found if match)
