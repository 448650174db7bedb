"""The disagreements between the truth and what was found, each in its text.

They are there to mend rules by: every one names the rule that fired and what it was compared with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.measure.chains import fault
from workbench.measure.comparing import Comparison
from workbench.measure.matching import Annotation, Extent, Pair, Value, Words
from workbench.measure.truth import GoldDocument

CONTEXT = 40
"""Code points on either side of a mistake."""

MISTAKES = {
    "missed": "in the truth, and nothing found overlaps it enough",
    "wrong": "found, and nothing in the truth overlaps it enough",
    "ends": "found, but not from the same to the same word",
    "speaker": "found, but the words for the speaker are others or missing",
    "name": "found, but the speaker is named otherwise or not at all",
    "value": "found, but it says something else",
    "chain": "found, but shown to have come another way",
    "reach": "the right chain, but a relay of it reaches less or more",
    "assertion": "found, but the speaker does something else with the words",
}
"""What can be wrong, in the order of listing."""

HELD = ("held", "new")
"""The parts of a gold set whose mistakes are counted and never listed."""
_OF_CHAINS = ("chain", "reach", "assertion")
_BY_MEASURE = {
    "speaker": "end_to_end",
    "name": "entity",
    "value": "value",
    **{name: name for name in _OF_CHAINS},
}
"""Mistake -> the measure whose pairs make it."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One disagreement, in its text."""

    what: str
    """One of MISTAKES."""
    document: str
    kind: str
    rule: str
    """Of what was found; empty when nothing was."""
    text: str = field(repr=False)
    gold: Annotation | None
    found: Annotation | None
    set: str = ""
    """The part of the gold set that the document is in."""
    fault: str = ""
    """What a wrong chain is wrong in: one of FAULTS."""

    @property
    def is_held(self) -> bool:
        """Whether it is counted and never listed, so that nobody writes a rule by it."""
        return self.set in HELD

    @property
    def extent(self) -> Extent:
        """Where it is: of what was found wrongly, else of the truth."""
        one = self.found if self.what == "wrong" else self.gold
        assert one
        return one.extent

    def around(self) -> tuple[str, str, str]:
        """Forty code points before, its words, forty behind."""
        start, end = self.extent
        text = self.text
        return text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT]

    def compared(self) -> str:
        """The words it was compared with; empty when nothing touches it."""
        gold, found = self.gold, self.found
        if self.what == "speaker":
            stretches = found.speaker[:1] if found else ()
        elif self.what == "name":
            return " + ".join(found.names) if found else ""
        elif self.what == "value":
            return _in_words(found)
        elif self.what in _OF_CHAINS:
            return str(found.chain) if found else ""
        else:
            other = gold if self.what == "wrong" else found
            stretches = (other.extent,) if other else ()
        return "".join(self.text[start:end] for start, end in stretches)

    def to_record(self) -> dict[str, Any]:
        """The mistake shape of the contract."""
        start, end = self.extent
        before, exact, after = self.around()
        return {
            "what": self.what,
            "document": self.document,
            "kind": self.kind,
            "fault": self.fault,
            "rule": self.rule,
            "start": start,
            "end": end,
            "before": before,
            "exact": exact,
            "after": after,
            "expected": self.expected(),
            "compared": self.compared(),
        }

    def expected(self) -> str:
        """What the truth states about it, where that is not its words."""
        gold = self.gold
        if gold is None:
            return ""
        if self.what == "speaker":
            start, end = gold.speaker[0]
            return self.text[start:end]
        if self.what == "name":
            return " + ".join(gold.names)
        if self.what == "value":
            return _in_words(gold)
        if self.what in _OF_CHAINS:
            return str(gold.chain)
        return ""


def _in_words(one: Annotation | None) -> str:
    return ", ".join(f"{name} {_said(value)}" for name, value in one.values.items()) if one else ""


def _said(value: Value) -> str:
    return "none" if value is None else str(value)


def mistakes_in(
    words: Words, document: GoldDocument, kind: str, comparison: Comparison
) -> Iterator[Mistake]:
    """The mistakes of one comparison, sort by sort, each in text order."""
    gold, found = comparison.gold, comparison.found
    nearest = dict(comparison.touching)
    nearest_back = {other: place for place, other in comparison.touching}
    paired = comparison.outcomes["overlap"]

    def mistake(what: str, place: int | None, other: int | None) -> Mistake:
        one = None if other is None else found[other]
        rule = one.rule if one else ""
        truth = None if place is None else gold[place]
        wrong_in = fault(truth.chain, one.chain) if what == "chain" and truth and one else ""
        return Mistake(
            what, document.id, kind, rule, words.text, truth, one, document.set, wrong_in
        )

    for place in sorted(paired.gold - paired.hit):
        yield mistake("missed", place, nearest.get(place))
    for other in sorted(paired.found - paired.right):
        yield mistake("wrong", nearest_back.get(other), other)
    exact = comparison.outcomes["exact"]
    hit, right = exact.hit, exact.right
    for place, other in paired.pairs:
        if place not in hit and other not in right:
            yield mistake("ends", place, other)
    for what, measure in _BY_MEASURE.items():
        if outcome := comparison.outcomes.get(measure):
            for place, other in _unequal(paired.pairs, outcome.gold, outcome.pairs):
                if what not in _OF_CHAINS or other in outcome.found:
                    yield mistake(what, place, other)


def _unequal(paired: Sequence[Pair], counted: frozenset[int], right: Sequence[Pair]) -> list[Pair]:
    agreed = set(right)
    return [pair for pair in paired if pair[0] in counted and pair not in agreed]
