"""How well what was found agrees with what is held to be right, by measure.

A measure says what makes a pair right; pairs come from `matching`. What the truth does not state is
counted on neither side. Pure: it knows no file, no extractor and no rule by name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from workbench.measure.chains import COMPARED
from workbench.measure.matching import (
    OVERLAP,
    Annotation,
    Extent,
    Pair,
    Value,
    Words,
    exact_pairs,
    overlap_pairs,
    without_ignored,
)

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
    outcomes |= _chains_compared(gold, kept, overlapping)
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


def _chains_compared(
    gold: Sequence[Annotation], found: Sequence[Annotation], overlapping: Sequence[Pair]
) -> dict[str, Outcome]:
    """The measures of chains, of the overlapping pairs; none where the truth states no chain."""
    chains = [
        (pair, ours, theirs)
        for pair in overlapping
        if (ours := gold[pair[0]].chain) and (theirs := found[pair[1]].chain)
    ]
    outcomes = {}
    if any(one.chain for one in gold):
        for name, measure in COMPARED.items():
            stated = [row for row in chains if measure.truth(row[1])]
            given = [row for row in stated if measure.found(row[2])]
            outcomes[name] = Outcome(
                frozenset(pair[0] for pair, _, _ in stated),
                frozenset(pair[1] for pair, _, _ in given),
                tuple(pair for pair, ours, theirs in given if measure.agrees(ours, theirs)),
            )
    return outcomes


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
    titles = _titles()
    return {
        word.casefold()
        for name in names
        for word in _WORD.findall(name)
        if len(word) > 2 and word[0].isupper() and word.casefold() not in titles
    }


@cache
def _titles() -> frozenset[str]:
    """Words of titles, which two different people may share."""
    data = (files("workbench.measure") / "titles.toml").read_text("utf-8")
    return frozenset(word for words in tomllib.loads(data).values() for word in words)


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
