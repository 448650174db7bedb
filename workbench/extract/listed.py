"""Closed lists of words and phrases, looked for in the words of a stretch rather than in its text.

Most stretches hold no word of most lists. The words of a stretch are told apart once; which lists
they touch is then a question of sets, and a pattern runs only where one of its words stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from workbench.extract.kept import compiled
from workbench.extract.lexicon import alternation

_WORD = compiled(r"[\w-]+")


def words_of(lower: str) -> frozenset[str]:
    """The words of a text in lower case: unbroken runs of letters, digits and hyphens."""
    return frozenset(_WORD.findall(lower))


def lowered(text: str) -> str:
    """A text in lower case, code point for code point; only one capital has two in lower case."""
    return text.replace("İ", "i").lower()


def openings(words: Iterable[str]) -> frozenset[str]:
    """The first word of each: where none of them stands, none of the words or phrases does."""
    found = (_WORD.search(word.lower()) for word in words)
    return frozenset(match.group() for match in found if match)


class Listed:
    """The words and phrases of a list; as words of their own, not as parts of others."""

    def __init__(self, words: Iterable[str]) -> None:
        lower = [word.lower() for word in words]
        self.single = frozenset(word for word in lower if _WORD.fullmatch(word))
        phrases = [word for word in lower if word not in self.single]
        self.openings = openings(phrases)
        self.phrases = compiled(rf"(?<![\w-]){alternation(phrases)}(?![\w-])")

    def stand_in(self, lower: str, words: frozenset[str]) -> bool:
        """Whether one of them stands in a text in lower case; `words` are those of the text."""
        if not self.single.isdisjoint(words):
            return True
        return not self.openings.isdisjoint(words) and self.phrases.search(lower) is not None


class Lists:
    """Several lists, looked for together: each word of a stretch says which of them it touches."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._holding: defaultdict[str, list[str]] = defaultdict(list)
        self._opening: defaultdict[str, list[str]] = defaultdict(list)
        self._lists = {name: Listed(words) for name, words in lists.items()}
        for name, listed in self._lists.items():
            for word in listed.single:
                self._holding[word].append(name)
            for word in listed.openings:
                self._opening[word].append(name)
        self._words = frozenset(self._holding) | frozenset(self._opening)

    def standing_in(self, lower: str, words: frozenset[str]) -> set[str]:
        """The names of the lists of which a word or phrase stands in a text in lower case."""
        found: set[str] = set()
        touched = self._words & words
        for word in touched:
            found.update(self._holding.get(word, ()))
        for word in touched:
            for name in self._opening.get(word, ()):
                if name not in found and self._lists[name].phrases.search(lower):
                    found.add(name)
        return found
