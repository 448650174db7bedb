"""Texts that are likely one text: wire copies, revisions and relays of a shortened original.

A `sketch` finds candidates through rows of a table; `compare` decides on a pair. Words count,
not case, punctuation or layout. A likeness is a suggestion for an analyst, never a fact.

Bottom-k sketches of word shingles: Broder, "On the resemblance and containment of documents"
(1997).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import islice
from typing import Literal, TypeVar
from zlib import crc32

W = TypeVar("W", str, bytes)

SKETCH_SIZE = 20
"""Values in a sketch, fewer for a text with fewer shingles."""
SHARED_VALUES = 2
"""Two texts that share so many values of their sketches are worth a `compare`."""
NEAR_DUPLICATE = 0.2
"""Resemblance from which texts are near-duplicates: 70 % of the sentences with a word in twenty
changed. Real articles on one story, written apart, stay below 0.14."""
RELAYED = 0.5
"""Containment from which the shorter text is drawn from the longer one."""
LEAST_SHARED = 12
"""Shingles that a relay must share: about one long sentence."""

_WORDS_IN_SHINGLE = 5
_CHARACTERS_IN_SHINGLE = 10
"""Of scripts without spaces: about as long as five words."""
_SHORT_LINE = 12
"""Words; a shorter line is likely a headline, a caption or an outlet's boilerplate."""
_ORDINARY = 10_000
"""Code points of a text whose shingles, some 100 kB, are kept."""
_WITHOUT_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, kana and Han."""
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(f"[{_WITHOUT_SPACES}]")
_CHARACTER_OR_WORD = re.compile(f"[{_WITHOUT_SPACES}]|[^\\W{_WITHOUT_SPACES}]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts are likely related."""

    kind: Literal["near_duplicate", "relays"]
    score: float
    """Resemblance of near-duplicates; containment of the shorter text in the longer one."""


def sketch(text: str) -> tuple[int, ...]:
    """At most SKETCH_SIZE values of 0 to 2**63 - 1, ascending; texts that overlap share some.

    Empty for a text of too few words. The same on every machine and in every run.
    """
    return _kept_sketch(text) if len(text) <= _ORDINARY else _read_sketch(text)


@lru_cache(maxsize=64)
def _kept_sketch(text: str) -> tuple[int, ...]:
    """Kept for a while: an article that comes in is looked for by it before it is added with it."""
    return _read_sketch(text)


def _read_sketch(text: str) -> tuple[int, ...]:
    from hashlib import blake2b

    shingles = _shingles(text)
    chosen = (shingles[value] for value in nsmallest(SKETCH_SIZE, shingles))
    return tuple(
        sorted(
            int.from_bytes(blake2b(words, digest_size=8, usedforsecurity=False).digest()) >> 1
            for words in chosen
        )
    )


def resemblance(a_text: str, b_text: str) -> float:
    """Share of all their shingles that both texts hold (Jaccard), 0 to 1."""
    return _resemblance(_values(a_text), _values(b_text))


def containment(a_text: str, b_text: str) -> float:
    """Share of the shorter text's shingles that the longer one holds, 0 to 1."""
    return _containment(_values(a_text), _values(b_text))


def compare(a_text: str, b_text: str) -> Likeness | None:
    """How the texts are likely related; None when they are two texts, whatever their topic."""
    return _likeness(_values(a_text), _values(b_text))


def compare_all(text: str, others: Iterable[str]) -> Iterator[Likeness | None]:
    """As `compare` of the text with each of the others, in less time."""
    values = _values(text)
    return (_likeness(values, _values(other)) for other in others)


def _likeness(a: Set[int], b: Set[int]) -> Likeness | None:
    score = _resemblance(a, b)
    if score >= NEAR_DUPLICATE:
        return Likeness("near_duplicate", round(score, 4))
    score = _containment(a, b)
    if score >= RELAYED and len(a & b) >= LEAST_SHARED:
        return Likeness("relays", round(score, 4))
    return None


def _resemblance(a: Set[int], b: Set[int]) -> float:
    shared = len(a & b)
    whole = len(a) + len(b) - shared
    return shared / whole if whole else 0.0


def _containment(a: Set[int], b: Set[int]) -> float:
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def _values(text: str) -> Set[int]:
    """A text's shingles, each as a number of this process; those of ordinary articles are kept for
    a while, since what came in last is what the next one is compared with."""
    return _kept_values(text) if len(text) <= _ORDINARY else _read_values(text)


@lru_cache(maxsize=256)
def _kept_values(text: str) -> Set[int]:
    return _read_values(text)


def _read_values(text: str) -> Set[int]:
    words, length = _words(text)
    return set(map(hash, _runs(words, length)))


def _runs(words: Sequence[W], length: int) -> Iterator[tuple[W, ...]]:
    """Each run of so many words."""
    return zip(*(islice(words, at, None) for at in range(length)), strict=False)


def _shingles(text: str) -> dict[int, bytes]:
    """Each run of five words (ten characters without spaces) as bytes, by its checksum."""
    words, length = _words(text)
    encoded = [word.encode("utf-8", errors="replace") for word in words]
    runs = list(map(b" ".join, _runs(encoded, length)))
    return dict(zip(map(crc32, runs), runs, strict=True))


def _words(text: str) -> tuple[Sequence[str], int]:
    """The words that count, casefolded, and how many of them make a shingle."""
    folded = text.casefold()
    if _UNSPACED.search(folded):
        words = _prose(folded, _CHARACTER_OR_WORD)
        single = sum(1 for word in words if len(word) == 1)
        if single * 2 > len(words):
            return words, _CHARACTERS_IN_SHINGLE
        return words, _WORDS_IN_SHINGLE
    return _prose(folded, _WORD), _WORDS_IN_SHINGLE


def _prose(text: str, word: re.Pattern[str]) -> list[str]:
    """The words of the long lines; of all lines when most words stand in short ones."""
    prose: list[str] = []
    count = 0
    for line in text.split("\n"):
        words = word.findall(line)
        count += len(words)
        if len(words) >= _SHORT_LINE:
            prose += words
    return prose if len(prose) * 2 >= count else word.findall(text)
