"""Annotations side by side: the words that spans are compared by, and which belong together.

One definition for every kind: pairs are one-to-one, the best first, and what the truth leaves open
is left out. It must never know what the annotations say; that is `comparing`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from workbench.measure.chains import Chain

Extent: TypeAlias = tuple[int, int]
"""Half-open stretch in code points."""
Value: TypeAlias = str | float | bool | None

OVERLAP = 0.5
"""Shared words / all words of a pair (intersection over union) from which it counts."""

_WORD = re.compile(r"\w+")
_EDGES = frozenset(" \t\r\n\u00a0\"“”„‟«»‹›‘’‚'`´,.;:!?…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One thing in a text, as the truth states it or as it was found."""

    kind: str
    pieces: tuple[Extent, ...]
    """Ascending; one, where the thing is whole."""
    mode: str = ""
    """Of quotes: direct, indirect or mixed; empty when it is not stated."""
    rule: str = ""
    speaker: tuple[Extent, ...] = ()
    """The words that name the speaker; in the truth other mentions of them may follow."""
    names: tuple[str, ...] = ()
    """Who the speaker is."""
    cue: Extent | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    """What it says, by attribute; the truth may state some of them."""
    chain: Chain | None = None
    """Of a quote: through whom it came; None where it is not stated."""

    @property
    def extent(self) -> Extent:
        """From its first to its last code point."""
        return self.pieces[0][0], self.pieces[-1][1]


Pair: TypeAlias = tuple[int, int]
"""Place in the truth, place in what was found."""


class Words:
    """The words of a text, by place: what spans are compared by."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def of(self, pieces: Iterable[Extent]) -> frozenset[int]:
        """The words that the pieces touch, by number; a span of marks alone is compared by its
        code points, which stand below zero."""
        extents = list(pieces)
        words: set[int] = set()
        for start, end in extents:
            words.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        if not words:
            words.update(-1 - at for start, end in extents for at in range(start, end))
        return frozenset(words)

    def trimmed(self, extent: Extent) -> Extent:
        """The stretch without the marks and spaces at its ends; as it is when it has no others."""
        start, end = extent
        while start < end and self.text[start] in _EDGES:
            start += 1
        while end > start and self.text[end - 1] in _EDGES:
            end -= 1
        return (start, end) if start < end else extent


def exact_pairs(
    words: Words, gold: Sequence[Annotation], found: Sequence[Annotation]
) -> list[Pair]:
    """One-to-one pairs with the same trimmed ends."""
    places: dict[Extent, list[int]] = defaultdict(list)
    for place in reversed(range(len(found))):
        places[words.trimmed(found[place].extent)].append(place)
    pairs = []
    for place, one in enumerate(gold):
        if same := places.get(words.trimmed(one.extent)):
            pairs.append((place, same.pop()))
    return pairs


def overlap_pairs(
    words: Words,
    gold: Sequence[Annotation],
    found: Sequence[Annotation],
    threshold: float = OVERLAP,
) -> list[Pair]:
    """One-to-one pairs that share at least threshold of their words (over 0: at least one word),
    the best first; of equals the one with the nearest ends."""
    ours, theirs = ([words.of(one.pieces) for one in side] for side in (gold, found))
    by_word: dict[int, list[int]] = defaultdict(list)
    for place, numbers in enumerate(ours):
        for number in numbers:
            by_word[number].append(place)
    ranked = []
    for place, numbers in enumerate(theirs):
        shared = Counter(other for number in numbers for other in by_word.get(number, ()))
        for other, count in shared.items():
            share = count / (len(numbers) + len(ours[other]) - count)
            if share >= threshold:
                ranked.append((-share, _distance(gold[other], found[place]), other, place))
    return _one_to_one(sorted(ranked))


def _distance(gold: Annotation, found: Annotation) -> int:
    (a, b), (c, d) = gold.extent, found.extent
    return abs(a - c) + abs(b - d)


def _one_to_one(ranked: Iterable[tuple[float, int, int, int]]) -> list[Pair]:
    taken: set[int] = set()
    used: set[int] = set()
    pairs = []
    for _, _, place, other in ranked:
        if place not in taken and other not in used:
            taken.add(place)
            used.add(other)
            pairs.append((place, other))
    return pairs


def without_ignored(
    words: Words,
    gold: Sequence[Annotation],
    found: Sequence[Annotation],
    ignored: Sequence[Extent],
) -> list[Annotation]:
    """What was found, but for those that have half of their words where the truth is silent and
    touch none of it."""
    silent = words.of(ignored) if ignored else frozenset()
    if not silent:
        return list(found)
    touched = {place for _, place in overlap_pairs(words, gold, found, 0.0)}
    kept = []
    for place, one in enumerate(found):
        its = words.of(one.pieces)
        if place in touched or 2 * len(its & silent) < len(its):
            kept.append(one)
    return kept
