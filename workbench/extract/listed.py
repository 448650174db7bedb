"""Closed lists of words and phrases, looked for in the words of a stretch rather than in its text.

Most stretches hold no word of most lists. The words of a stretch are told apart once; which lists
they touch is then a question of sets, and a pattern runs only where one of its words stands.
"""

from __future__ import annotations

from collections.abc import Iterable

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

    __slots__ = ("_openings", "_phrases", "_single")

    def __init__(self, words: Iterable[str]) -> None:
        lower = [word.lower() for word in words]
        self._single = frozenset(word for word in lower if _WORD.fullmatch(word))
        phrases = [word for word in lower if word not in self._single]
        self._openings = openings(phrases)
        self._phrases = compiled(rf"(?<![\w-]){alternation(phrases)}(?![\w-])")

    def stand_in(self, lower: str, words: frozenset[str]) -> bool:
        """Whether one of them stands in a text in lower case; `words` are those of the text."""
        if not self._single.isdisjoint(words):
            return True
        return not self._openings.isdisjoint(words) and self._phrases.search(lower) is not None
