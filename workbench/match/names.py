"""Names of sources: one folded form for exact alias lookup, and a ranking for what was typed.

Folding decides identity and is therefore cautious; ranking only orders a list for a person.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from workbench.domain.naming import fold_name

Key = TypeVar("Key", bound=Hashable)

_EXACT, _WHOLE_PREFIX, _INITIALS, _PART = 100.0, 97.0, 93.0, 70.0
_WORDS = 95.0
"""Score when each typed word begins or nearly is a word of the name."""
_PREFIX_WORTH, _LEAST_ALIKE = 0.97, 72.0
_LEAST_WORDS_MET = 0.6
"""Share of the typed letters whose words must be met."""


@dataclass(frozen=True, slots=True)
class Ranked(Generic[Key]):
    """One candidate and how well its best name fits."""

    key: Key
    name: str
    """The name or alias that fits best, as given."""
    score: float
    """0 to 100; 100 is the same folded name."""


def rank_names(
    query: str, candidates: Iterable[tuple[Key, str]], limit: int = 20
) -> list[Ranked[Key]]:
    """The candidates that fit what was typed, best first, each key once with its best name."""
    return NameIndex(candidates).rank(query, limit)


class NameIndex(Generic[Key]):
    """Names and aliases prepared for many questions: 50,000 of them answer within a key press."""

    def __init__(self, candidates: Iterable[tuple[Key, str]]) -> None:
        self._given = list(candidates)
        self._folded = [fold_name(name) for _, name in self._given]
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_initials: defaultdict[str, list[int]] = defaultdict(list)
        for index, folded in enumerate(self._folded):
            words = folded.split()
            for word in dict.fromkeys(words):
                self._by_word[word].append(index)
            if len(words) > 1:
                self._by_initials["".join(word[0] for word in words)].append(index)
        self._words = sorted(self._by_word)

    def rank(self, query: str, limit: int = 20) -> list[Ranked[Key]]:
        """The names that fit the query, best first: typos, prefixes, initials, any word order."""
        folded = fold_name(query)
        if not folded:
            return []
        scores: dict[int, float] = {}
        for index, score in self._hits(folded):
            if score > scores.get(index, 0.0):
                scores[index] = score
        return self._best_of(scores, limit)

    def _hits(self, query: str) -> Iterator[tuple[int, float]]:
        yield from self._whole_hits(query)
        yield from self._initials_hits(query.replace(" ", ""))
        yield from self._word_hits(query.split())
        yield from self._alike_hits(query)

    def _whole_hits(self, query: str) -> Iterator[tuple[int, float]]:
        for index, name in enumerate(self._folded):
            if query not in name:
                continue
            if name == query:
                yield index, _EXACT
            else:
                share = len(query) / len(name)
                begins = name.startswith(query)
                yield index, (_WHOLE_PREFIX if begins else _PART) - 3.0 + 3.0 * share

    def _initials_hits(self, letters: str) -> Iterator[tuple[int, float]]:
        if 2 <= len(letters) <= 8:
            for index in self._by_initials.get(letters, ()):
                yield index, _INITIALS

    def _word_hits(self, words: Sequence[str]) -> Iterator[tuple[int, float]]:
        """Names that hold the typed words, or words like them, weighed by their lengths."""
        typed = sum(map(len, words))
        met: defaultdict[int, float] = defaultdict(float)
        for word in dict.fromkeys(words):
            best: dict[int, float] = {}
            for known, likeness in self._words_like(word).items():
                for index in self._by_word[known]:
                    best[index] = max(best.get(index, 0.0), likeness)
            for index, likeness in best.items():
                met[index] += likeness * len(word)
        for index, letters in met.items():
            share = letters / typed
            if share >= _LEAST_WORDS_MET:
                coverage = min(1.0, typed / len(self._folded[index]))
                yield index, _WORDS * share * (0.95 + 0.05 * coverage)

    def _words_like(self, word: str) -> dict[str, float]:
        """Words of the names that begin with this word or are nearly it, with a likeness 0..1."""
        from rapidfuzz import fuzz, process

        like: dict[str, float] = {}
        if len(word) > 3:
            found = process.extract(
                word, self._words, scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE, limit=200
            )
            like = {known: score / 100.0 for known, score, _ in found}
        at = bisect_left(self._words, word)
        while at < len(self._words) and self._words[at].startswith(word):
            known = self._words[at]
            like[known] = 1.0 if known == word else _PREFIX_WORTH
            at += 1
        return like

    def _alike_hits(self, query: str) -> Iterator[tuple[int, float]]:
        """Names that are nearly the query as a whole: joined or split words, a typo in each."""
        from rapidfuzz import fuzz, process

        if len(query) < 4:
            return
        found = process.extract(query, self._folded, scorer=fuzz.ratio, score_cutoff=78, limit=100)
        for _, score, index in found:
            yield index, score * 0.97 if score < 100 else _EXACT

    def _best_of(self, scores: dict[int, float], limit: int) -> list[Ranked[Key]]:
        best: dict[Key, tuple[float, int]] = {}
        for index, score in scores.items():
            key = self._given[index][0]
            if key not in best or (score, -index) > (best[key][0], -best[key][1]):
                best[key] = (score, index)
        ordered = sorted(best.values(), key=lambda hit: (-hit[0], self._folded[hit[1]], hit[1]))
        return [
            Ranked(self._given[index][0], self._given[index][1], round(score, 1))
            for score, index in ordered[:limit]
        ]
