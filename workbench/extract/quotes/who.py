"""Whom words name, and who of an article may be meant by words that name nobody.

A reader of phrases says who it is; the memory keeps them by place, for pronouns and descriptions.
Which of them is meant, `salience` weighs.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import NamedTuple

from workbench.domain.fact import SpeakerClass

_REMEMBERED = 200
"""How many possible speakers are kept in mind."""
_FAR = 2_500
"""Code points: what is further behind its last possible speaker stays open."""
_GROUPS = (SpeakerClass.ORGANISATION, SpeakerClass.STATE)


class Who(NamedTuple):
    """Whom words name: by names, or as one of a sort who stays without a name."""

    names: tuple[str, ...]
    speaker_class: SpeakerClass
    score: float
    """How sure the names are."""
    called: str | None = None
    """What one without a name is called: a document's words, "sejumlah warga"."""

    @property
    def is_group(self) -> bool:
        """An organisation or a state."""
        return self.speaker_class in _GROUPS


def unnamed(speaker_class: SpeakerClass) -> Who:
    """One of whom only the sort is known."""
    return Who((), speaker_class, 0.0)


class Part(IntEnum):
    """What somebody does in the sentence that tells of them."""

    ASIDE = 0
    """Acts in a clause beside the sentence's own."""
    SILENT = 1
    """They are said not to speak."""
    ACTS = 2
    """The sentence is about them."""
    ENTERS = 3
    """The text turns to them: somebody new, introduced by office or by what they are."""
    ANSWERS = 4
    """They are said to speak; what they say stands elsewhere."""
    SPEAKS = 5
    """They are said to say something."""


class Remembered(NamedTuple):
    """Somebody who may be meant by a later pronoun or description."""

    at: int
    who: Who
    plural: bool = False
    """Several unnamed people: meant by "mereka", not by "dia"."""
    part: Part = Part.SPEAKS
    asked: bool = False
    """Whether they only asked something: who answers is somebody else."""

    @property
    def spoke(self) -> bool:
        """Whether they were said to speak, not only to act."""
        return self.part >= Part.ANSWERS

    @property
    def is_several(self) -> bool:
        """Joint speakers, a group, or several unnamed people."""
        return len(self.who.names) > 1 or self.who.is_group or self.plural

    @property
    def is_one_person(self) -> bool:
        """One person, named or not."""
        return not self.is_several and self.who.speaker_class not in (
            SpeakerClass.DOCUMENT, SpeakerClass.OUTLET
        )  # fmt: skip


class Memory:
    """The possible speakers so far, by place. starts: where the text's sentences begin."""

    def __init__(self, starts: Sequence[int]) -> None:
        self._remembered: list[Remembered] = []
        self.starts = starts

    def note(self, one: Remembered) -> None:
        """Keep somebody in mind."""
        insort(self._remembered, one, key=lambda item: item.at)
        if len(self._remembered) > 2 * _REMEMBERED:
            del self._remembered[:_REMEMBERED]

    def sentences(self, start: int, end: int) -> int:
        """How many sentences begin between two places."""
        return bisect_right(self.starts, end) - bisect_right(self.starts, start)

    def latest(self, at: int, accepts: Callable[[Remembered], bool]) -> Remembered | None:
        """The last one before a place that may be meant."""
        for one in reversed(self._remembered):
            if one.at > at + 1:
                continue
            if at - one.at > _FAR:
                return None
            if accepts(one):
                return one
        return None

    def candidates(self, at: int, accepts: Callable[[Remembered], bool]) -> list[Remembered]:
        """The last speaker before a place that may be meant, and before them who acted since, the
        last one first."""
        found: list[Remembered] = []
        for one in reversed(self._remembered):
            if one.at > at + 1 or not accepts(one):
                continue
            if at - one.at > _FAR:
                break
            found.append(one)
            if one.spoke:
                break
        return found
