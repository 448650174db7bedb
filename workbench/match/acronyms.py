"""Acronyms: which full names a short one may be made of, by letters or by the beginnings of words.

By letters "BMKG" is Badan Meteorologi, Klimatologi, dan Geofisika; by beginnings "Kemenkeu" is
Kementerian Keuangan. Whether it really is says an article or a person, never this module.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from workbench.match.spelling import conventions

Key = TypeVar("Key", bound=Hashable)
Words = tuple[str, ...]

_SHORT = re.compile(r"[^\W_]{2,16}")
_LETTERS = re.compile(r"[A-Z0-9]{3,10}")
_LEAST_BEGINNINGS = 4
"""Letters of a short name that is put together from beginnings."""
_MOST_WORDS = 12
"""Words of a full name."""
_MOST_NEAR = 300
"""Full names that a short one is compared with: beginnings that more of them share tell nothing."""
_SKIPPED = 1
"""Words that beginnings may leave out: Komdigi, of Kementerian Komunikasi dan Digital."""
_SINGLE = 1
"""Pieces of one letter that may be among the beginnings."""


def is_short(name: str) -> bool:
    """Whether a name may be an acronym: one word, with a capital."""
    return _SHORT.fullmatch(name) is not None and any(letter.isupper() for letter in name)


def counted(words: Sequence[str]) -> Words:
    """The words that an acronym is made of, as a rule."""
    return tuple(word for word in words if word not in conventions().joining)


class FullNames(Generic[Key]):
    """Full names by what a short one of theirs may begin with."""

    def __init__(self, names: Iterable[tuple[Key, Words]]) -> None:
        self._by_letters: defaultdict[str, list[Key]] = defaultdict(list)
        self._near: defaultdict[tuple[str, str], list[tuple[Key, Words]]] = defaultdict(list)
        for key, words in names:
            said = counted(words)
            if len(said) < 2 or len(words) > _MOST_WORDS:
                continue
            for letters in {_letters(words), _letters(said)}:
                self._by_letters[letters].append(key)
            for opening in _openings(said):
                self._near[opening].append((key, said))

    def of(self, short: str) -> list[Key]:
        """Those that a short name may be made of: by its letters, else by beginnings."""
        folded = short.casefold()
        if _LETTERS.fullmatch(short) and (found := self._by_letters.get(folded)):
            return list(dict.fromkeys(found))
        if len(folded) < _LEAST_BEGINNINGS:
            return []
        openings = {(folded[:2], letter) for letter in folded[2:]}
        blocks = [self._near.get(opening, ()) for opening in openings]
        if sum(map(len, blocks)) > _MOST_NEAR:
            return []
        near = {one for block in blocks for one in block}
        return list(dict.fromkeys(key for key, words in near if is_beginnings(folded, words)))


def _letters(words: Words) -> str:
    return "".join(word[0] for word in words)


def _openings(words: Words) -> set[tuple[str, str]]:
    """The first two letters of the first or second word, with the first of one of the next two."""
    return {
        (words[at][:2], words[later][0])
        for at in (0, 1)
        for later in (at + 1, at + 2)
        if later < len(words)
    }


def is_beginnings(short: str, words: Words) -> bool:
    """Whether a short word is put together from beginnings of folded words, in their order."""
    return any(pieces > 1 for pieces in _pieces(short, words, _SKIPPED, _SINGLE))


def _pieces(rest: str, words: Words, skips: int, singles: int) -> Iterator[int]:
    """In how many pieces of two letters or more the rest falls, in each way that it does."""
    if not rest:
        if len(words) <= skips:
            yield 0
        return
    if not words:
        return
    first, later = words[0], words[1:]
    for length in range(1 if singles else 2, len(rest) + 1):
        if not first.startswith(rest[:length]):
            break
        for more in _pieces(rest[length:], later, skips, singles - (length == 1)):
            yield more + (length > 1)
    if skips:
        yield from _pieces(rest, later, skips - 1, singles)
