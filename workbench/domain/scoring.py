"""How well what was found agrees with what is held to be right: matching and counting.

One definition for every kind, so that figures can be compared: pairs are one-to-one, spans are
compared by their words, and what the truth leaves open is counted on neither side. Pure: it knows
no file, no extractor and no rule by name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Extent: TypeAlias = tuple[int, int]
"""Half-open stretch in code points."""
Value: TypeAlias = str | float | bool | None

OVERLAP = 0.5
"""Shared words / all words of a pair (intersection over union) from which it counts."""
LONGEST_SPEAKER = 20
"""Words: a longer "speaker" names nobody in particular and counts as wrong."""

MEASURES: Mapping[str, str] = {
    "exact": "the same ends, white space, quotation marks and , . ; : ! ? … at both ends left out",
    "overlap": "shared words at least half of all words of both (intersection over union)",
    "touch": "at least one word shared",
    "end_to_end": "overlap and the right speaker: at least half of the shorter one's words shared "
    "with the speaker or another mention of them",
    "entity": "overlap and the right speaker by name: a capitalised word of the name shared, "
    "titles not counted",
    "cue": "overlap and a word of the cue shared",
    "speaker": "of the overlapping pairs with a known speaker: precision of those that were given, "
    "recall of all",
    "value": "overlap and every value that the truth states the same",
}
"""Name of a measure -> what makes a pair of it right, one-to-one, best pairs first. Where the truth
states no speaker, name, cue or value the pair is left out on both sides."""

ALWAYS = ("exact", "overlap", "touch")
"""Measures of the spans alone, which every truth states."""

_WORD = re.compile(r"\w+")
_EDGES = frozenset(" \t\r\n\u00a0\"“”„‟«»‹›‘’‚'`´,.;:!?…")
_TITLES = frozenset({
    "presiden", "wakil", "menteri", "perdana", "kepala", "ketua", "gubernur", "bupati", "wali",
    "kota", "jenderal", "komisaris", "besar", "inspektur", "brigadir", "kolonel", "letnan",
    "mayor", "kapten", "direktur", "utama", "sekretaris", "prof", "profesor", "dokter", "haji",
    "juru", "bicara", "president", "vice", "prime", "minister", "secretary", "general",
    "governor", "senator", "director", "chief", "spokesman", "spokeswoman", "king", "prince",
    "queen", "princess", "the", "mrs", "sir", "lord", "doctor", "professor", "colonel",
    "captain", "major", "lieutenant",
})  # fmt: skip
"""Words of titles, which two different people may share."""


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


@dataclass(frozen=True, slots=True)
class Outcome:
    """One measure on one text: which ones count, and which of them have a right partner."""

    gold: frozenset[int]
    found: frozenset[int]
    pairs: tuple[Pair, ...]

    @property
    def hit(self) -> frozenset[int]:
        """Places in the truth that were found."""
        return frozenset(place for place, _ in self.pairs)

    @property
    def right(self) -> frozenset[int]:
        """Places in what was found that are right."""
        return frozenset(place for _, place in self.pairs)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The truth and what was found, of one kind in one text, with the measures' outcomes."""

    gold: tuple[Annotation, ...]
    found: tuple[Annotation, ...]
    touching: tuple[Pair, ...]
    overlapping: tuple[Pair, ...]
    outcomes: Mapping[str, Outcome]
    """By measure."""


Agrees: TypeAlias = Callable[[Annotation, Annotation], bool]


def compare(
    words: Words,
    gold: Sequence[Annotation],
    found: Sequence[Annotation],
    *,
    ignored: Sequence[Extent] = (),
    threshold: float = OVERLAP,
) -> Comparison:
    """Compare annotations of one kind by every measure; what the truth of no text of a set states
    has no meaning for the set."""
    kept = without_ignored(words, gold, found, ignored)
    overlapping = overlap_pairs(words, gold, kept, threshold)
    touching = overlap_pairs(words, gold, kept, 0.0)
    everything = frozenset(range(len(gold))), frozenset(range(len(kept)))
    outcomes = {
        "exact": Outcome(*everything, tuple(exact_pairs(words, gold, kept))),
        "overlap": Outcome(*everything, tuple(overlapping)),
        "touch": Outcome(*everything, tuple(touching)),
    }
    deeper: dict[str, tuple[Callable[[Annotation], bool], Agrees]] = {
        "end_to_end": (lambda one: bool(one.speaker), lambda g, f: speaks_alike(words, g, f)),
        "entity": (lambda one: bool(one.names), lambda g, f: named_alike(words, g, f)),
        "cue": (lambda one: one.cue is not None, lambda g, f: cued_alike(words, g, f)),
        "value": (lambda one: bool(one.values), valued_alike),
    }
    for name, (states, agrees) in deeper.items():
        outcomes[name] = _agreement(gold, kept, overlapping, states, agrees)
    outcomes["speaker"] = _given_speakers(outcomes["end_to_end"], gold, kept, overlapping)
    return Comparison(tuple(gold), tuple(kept), tuple(touching), tuple(overlapping), outcomes)


def _agreement(
    gold: Sequence[Annotation],
    found: Sequence[Annotation],
    overlapping: Sequence[Pair],
    states: Callable[[Annotation], bool],
    agrees: Agrees,
) -> Outcome:
    """Of the pairs, those that agree on what the truth states."""
    silent = {other for place, other in overlapping if not states(gold[place])}
    return Outcome(
        frozenset(place for place, one in enumerate(gold) if states(one)),
        frozenset(range(len(found))) - silent,
        tuple(
            (place, other)
            for place, other in overlapping
            if states(gold[place]) and agrees(gold[place], found[other])
        ),
    )


def _given_speakers(
    right: Outcome,
    gold: Sequence[Annotation],
    found: Sequence[Annotation],
    overlapping: Sequence[Pair],
) -> Outcome:
    """The speakers alone: of the overlapping pairs, those that were given one and all of them."""
    known = [(place, other) for place, other in overlapping if gold[place].speaker]
    return Outcome(
        frozenset(place for place, _ in known),
        frozenset(other for _, other in known if found[other].speaker),
        right.pairs,
    )


def speaks_alike(words: Words, gold: Annotation, found: Annotation) -> bool:
    """Whether the words for the speaker are the truth's, or another mention of them."""
    if not found.speaker:
        return False
    given = words.of(found.speaker[:1])
    if len(given) > LONGEST_SPEAKER:
        return False
    mentions = (words.of([mention]) for mention in gold.speaker)
    return any(2 * len(mention & given) >= min(len(mention), len(given)) for mention in mentions)


def named_alike(words: Words, gold: Annotation, found: Annotation) -> bool:
    """Whether the speaker's name, else the words for them, is the truth's or shares a name word."""
    given = found.names or tuple(words.text[start:end] for start, end in found.speaker[:1])
    return given == gold.names or bool(name_words(given) & name_words(gold.names))


def name_words(names: Iterable[str]) -> set[str]:
    """Capitalised words of three or more letters, folded, without titles."""
    return {
        word.casefold()
        for name in names
        for word in _WORD.findall(name)
        if len(word) > 2 and word[0].isupper() and word.casefold() not in _TITLES
    }


def cued_alike(words: Words, gold: Annotation, found: Annotation) -> bool:
    """Whether the cues share a word."""
    if gold.cue is None or found.cue is None:
        return False
    return bool(words.of([gold.cue]) & words.of([found.cue]))


def valued_alike(gold: Annotation, found: Annotation) -> bool:
    """Whether each value that the truth states was found; texts compare without their case."""
    return all(
        name in found.values and _plain(found.values[name]) == _plain(value)
        for name, value in gold.values.items()
    )


def _plain(value: Value) -> Value:
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


@dataclass(slots=True)
class Tally:
    """Counts of one measure; each side has its own, because a pair may cross modes or rules."""

    gold: int = 0
    hit: int = 0
    """Of gold, those that were found."""
    found: int = 0
    right: int = 0
    """Of found, those that are right."""

    def add(self, outcome: Outcome) -> None:
        """Count a whole outcome."""
        self.gold += len(outcome.gold)
        self.hit += len(outcome.hit)
        self.found += len(outcome.found)
        self.right += len(outcome.right)

    def to_record(self) -> dict[str, Any]:
        """The counts and the shares, 0..1 to four places; null where there is nothing to share."""
        shares = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {
            "gold": self.gold,
            "hit": self.hit,
            "found": self.found,
            "right": self.right,
            **{name: None if one is None else round(one, 4) for name, one in shares.items()},
        }

    def merge(self, other: Tally) -> None:
        """Count what another one counted."""
        self.gold += other.gold
        self.hit += other.hit
        self.found += other.found
        self.right += other.right

    @property
    def precision(self) -> float | None:
        """Right of found, 0..1; None when nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Found of gold, 0..1; None when there is none."""
        return self.hit / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Their harmonic mean; None when there is neither gold nor anything found."""
        precision, recall = self.precision, self.recall
        if precision is None and recall is None:
            return None
        both = (precision or 0.0) + (recall or 0.0)
        return 2 * (precision or 0.0) * (recall or 0.0) / both if both else 0.0
