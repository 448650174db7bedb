"""What is looked for in the names of sources, of however many there are: what holds it is found in
the database, roughly in order, and who is best is for `match` to say."""

from __future__ import annotations

from typing import NamedTuple

LEAST = 200
"""Names that are handed on at least, where there are as many."""
_A_HIT = 20
"""Names that are handed on for each one that is wanted."""
_WORTH_HALVING = 4
"""Letters from which on a word may have a slip in it."""
_UNMET = 0.4
"""Share of the typed letters that a name which fits may do without."""


class Name(NamedTuple):
    """A name or an alias of a source."""

    source_id: int
    position: int
    """0: its name; more: an alias."""
    uid: str
    words: str


def most_of(limit: int) -> int:
    """How many names are handed on, where so many sources are wanted."""
    return max(LEAST, _A_HIT * limit)


def words_of(folded: str) -> list[str]:
    """The words that were typed, each once, the longest first."""
    return sorted(dict.fromkeys(folded.split()), key=len, reverse=True)


def initials_of(folded: str) -> str:
    """The letters that may be what words begin with; empty where they are none."""
    letters = folded.replace(" ", "")
    return letters if 2 <= len(letters) <= 8 and letters.isalnum() else ""


def needed(words: list[str]) -> list[str]:
    """Of the words, longest first, as many as no name that fits does without all of."""
    spared = _UNMET * sum(map(len, words))
    for count, word in enumerate(words, 1):
        spared -= len(word)
        if spared < 0:
            return words[:count]
    return words


def halves(words: list[str]) -> list[str]:
    """Both halves of each word, without the letter between them, so that two which changed places
    spoil one half only; a short word whole."""
    found: list[str] = []
    for word in words:
        middle = len(word) // 2
        behind = middle + (len(word) > _WORTH_HALVING)
        long = len(word) >= _WORTH_HALVING
        found += [word[:middle], word[behind:]] if long else [word]
    return list(dict.fromkeys(found))
