"""What an analyst has covered of a text, sentence by sentence: what stands there, or is missed.

A sentence is covered by a claim, by an answer to a question, or by the mark "nothing here". Lines
that are no body want nothing. Pure: it is told what lies where, and where sentences break is asked
of the cursor's own splitter, so that a sentence here is what a key selects.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any

from workbench.domain.segment import Extent, sentences
from workbench.domain.sentence_words import SentenceWords
from workbench.domain.span import Span


@dataclass(frozen=True, slots=True)
class Nothing:
    """An analyst's mark on a sentence: there is nothing to record here."""

    article: str
    analyst: str
    span: Span

    @property
    def uid(self) -> str:
        """One mark for each sentence and analyst."""
        return f"{self.article}:{self.span.start}-{self.span.end}:{self.analyst}"

    def to_record(self) -> dict[str, Any]:
        """The mark as the journal keeps it."""
        return {
            "uid": self.uid,
            "article": self.article,
            "analyst": self.analyst,
            **self.span.to_record(),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Nothing:
        """The mark of a journal record."""
        return cls(record["article"], record["analyst"], Span.from_record(record))


class Cover(IntEnum):
    """What covers a sentence, the least first: what lies on a line is as covered as its least."""

    UNCOVERED = 0
    NO_BODY = 1
    """A byline, a caption, a link to read more, a line without a word: nothing to cover."""
    NOTHING = 2
    ANSWERED = 3
    CLAIM = 4

    @property
    def word(self) -> str:
        """As it is told and written: "no body"."""
        return self.name.lower().replace("_", " ")


@dataclass(frozen=True, slots=True)
class Covering:
    """Where in a text what lies that covers."""

    claims: Sequence[Extent] = ()
    answers: Sequence[Extent] = ()
    nothings: Sequence[Extent] = ()
    no_body: Sequence[Extent] = ()


class Coverage:
    """The sentences of a text with what covers each; every one is covered in exactly one way."""

    def __init__(self, text: str, covering: Covering, words: SentenceWords) -> None:
        self.sentences = sentences_of(text, words)
        self._starts = [start for start, _ in self.sentences]
        self._ends = [end for _, end in self.sentences]
        self._covers = [Cover.UNCOVERED] * len(self.sentences)
        for place, (start, end) in enumerate(self.sentences):
            if not any(map(str.isalnum, text[start:end])):
                self._covers[place] = Cover.NO_BODY
        self._within(text, covering.no_body, Cover.NO_BODY)
        self._within(text, covering.nothings, Cover.NOTHING)
        self._touched(covering.answers, Cover.ANSWERED)
        self._touched(covering.claims, Cover.CLAIM)

    def __len__(self) -> int:
        return len(self.sentences)

    def cover(self, place: int) -> Cover:
        """What covers a sentence."""
        return self._covers[place]

    def of(self, cover: Cover) -> list[Extent]:
        """The sentences that are covered so."""
        found = zip(self.sentences, self._covers, strict=True)
        return [sentence for sentence, how in found if how is cover]

    @property
    def uncovered(self) -> int:
        """How many sentences nothing covers."""
        return self._covers.count(Cover.UNCOVERED)

    def place_at(self, offset: int) -> int | None:
        """The sentence at an offset, or the last one before it; the first one before all; None in
        a text without any."""
        return max(0, bisect_right(self._starts, offset) - 1) if self.sentences else None

    def least(self, start: int, end: int) -> Cover | None:
        """The least cover of the sentences that share a code point with start..end; None where
        there is no sentence."""
        return min(self._covers[self._reach(start, end)], default=None)

    def uncovered_from(self, place: int, *, forward: bool = True) -> Iterator[int]:
        """The uncovered sentences from a place on, that one with them, nearest first."""
        places = range(max(0, place), len(self)) if forward else range(place, -1, -1)
        return (one for one in places if self._covers[one] is Cover.UNCOVERED)

    def places_in(self, start: int, end: int) -> range:
        """The sentences that share a code point with start..end."""
        reach = self._reach(start, end)
        return range(reach.start, reach.stop)

    def changed_from(self, other: Coverage) -> list[Extent]:
        """The sentences that are covered otherwise than they were, of the same text; all of them
        where it breaks into others."""
        if self.sentences != other.sentences:
            return [*self.sentences, *other.sentences]
        covers = zip(self.sentences, self._covers, other._covers, strict=True)
        return [sentence for sentence, now, before in covers if now is not before]

    def _reach(self, start: int, end: int) -> slice:
        return slice(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def _touched(self, extents: Iterable[Extent], cover: Cover) -> None:
        """Of what these share a code point with."""
        for start, end in extents:
            for place in self.places_in(start, end):
                self._covers[place] = cover

    def _within(self, text: str, extents: Iterable[Extent], cover: Cover) -> None:
        """Of what lies in these with all its words; several that touch are one: an older splitter
        may have cut a sentence that is one today."""
        for start, end in _joined(text, extents):
            for place in self.places_in(start, end):
                low, high = self.sentences[place]
                if start <= low and high <= end:
                    self._covers[place] = cover


@lru_cache(maxsize=2)
def sentences_of(text: str, words: SentenceWords) -> tuple[Extent, ...]:
    """The sentences of a text, in order; kept for the text that is being read, since it is asked
    for them after every act."""
    return tuple(extent for extent, _ in sentences(text, words))


def _joined(text: str, extents: Iterable[Extent]) -> Iterator[Extent]:
    """The extents in order, those with nothing but space between them as one."""
    low = high = -1
    for start, end in sorted(extents):
        if high >= 0 and (start <= high or text[high:start].isspace()):
            high = max(high, end)
            continue
        if high >= 0:
            yield low, high
        low, high = start, end
    if high >= 0:
        yield low, high
