"""Which of several people a word for one person means: how much each is in the reader's mind.

Every candidate is weighed by the same few things: what they did last (spoke, entered the text,
acted, acted aside), how many sentences ago, whether they have a name, and whether the word stands
behind its cue. The heaviest is meant. It must never choose surely where another one weighs nearly
as much.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.extract.quotes.who import Part, Remembered

_GOES_ON = {
    Part.SPEAKS: 3.0, Part.ANSWERS: 3.0, Part.ENTERS: 3.5,
    Part.ACTS: 2.0, Part.SILENT: 2.0, Part.ASIDE: 1.0,
}  # fmt: skip
"""What a part weighs for a word behind its cue, "katanya": whoever spoke goes on, unless the text
has turned to somebody new."""
_IS_ABOUT = {
    Part.SPEAKS: 3.0, Part.ANSWERS: 3.6, Part.ENTERS: 4.0,
    Part.ACTS: 3.6, Part.SILENT: 3.6, Part.ASIDE: 2.0,
}  # fmt: skip
"""The same for a word before its cue, "Ia mengatakan": whom the sentence before was about."""
_RIGHT_BEFORE = 0.8
"""For whom the sentence right before was about."""
_FADES, _FADES_UNSAID = 0.1, 0.15
"""What each sentence since takes away, from those who spoke or entered and from those who acted."""
_FADED = 12
"""Sentences after which nothing more is taken away."""
_WITHOUT_NAME = 1.2
"""What somebody weighs less who is but told of by what they are."""


class Chosen(NamedTuple):
    """Who is meant, and how much else there is to be said for it."""

    one: Remembered
    spoke: bool
    """Whether they were said to speak since anybody else did."""
    margin: float | None
    """How much more they weigh than whoever comes next; None where nobody does."""


class Candidate(NamedTuple):
    """One who may be meant, and how many sentences ago that was."""

    known: Remembered
    sentences: int
    is_open: bool
    """Whether only words for a sort of person name them: "pedagang", but "seorang pedagang"."""

    def weight(self, *, goes_on: bool) -> float:
        """How much they are in mind. goes_on: for a word behind its cue."""
        part = self.known.part
        weight = (_GOES_ON if goes_on else _IS_ABOUT)[part]
        fades = _FADES if part >= Part.ENTERS else _FADES_UNSAID
        weight -= fades * min(self.sentences, _FADED)
        if part is Part.ACTS and self.sentences <= 1:
            weight += _RIGHT_BEFORE
        return weight - _WITHOUT_NAME if self.is_open else weight


def heaviest(candidates: Sequence[Candidate], *, goes_on: bool) -> Chosen | None:
    """The one who is most in mind; of equals the one named last, who stands first."""
    if not candidates:
        return None
    weighed = [(one.weight(goes_on=goes_on), one.known) for one in candidates]
    weight, best = max(weighed, key=lambda one: one[0])
    same = [known.spoke for _, known in weighed if known.who.names == best.who.names]
    rivals = [other for other, known in weighed if known.who.names != best.who.names]
    return Chosen(best, any(same), weight - max(rivals) if rivals else None)
