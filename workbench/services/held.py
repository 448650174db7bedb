"""What an input holds that has no place here as it is: given on beside the rest, to wait."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbench.domain.arrival import ArrivalKind
from workbench.domain.claim import Claim
from workbench.domain.note import Note, NoteSubject
from workbench.domain.span import Span
from workbench.domain.text import occurrences
from workbench.exchange.bundle import AnnotatedArticle, Item

MOST_PLACES = 8
"""Proposed for one."""


@dataclass(frozen=True, slots=True)
class Held:
    """Claims of an article, and notes on its words."""

    kind: ArrivalKind
    why: str
    things: tuple[Claim | Note, ...]
    """By their offsets."""
    article: str = ""
    """Uid of the article here that they are about; empty where none is."""
    places: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    """Uid of one -> where its words may stand in our text."""
    given: AnnotatedArticle | None = None
    """What all of it came with."""


Given = Item | Held


def unmatched(item: AnnotatedArticle, why: str) -> Held:
    """All claims and notes of an article that is not here."""
    notes = [one for one in item.notes if one.subject is NoteSubject.ARTICLE]
    return Held(ArrivalKind.UNMATCHED, why, (*item.claims, *notes), given=item)


def shifted(item: AnnotatedArticle, article: str, text: str, why: str) -> Held:
    """All claims of an article, and the notes on its words, whose text here is another one: with
    the places where just their words stand."""
    things: tuple[Claim | Note, ...] = (*item.claims, *(one for one in item.notes if one.span))
    places = {one.uid: tuple(places_of(one.span, text)) for one in things if one.span}
    return Held(ArrivalKind.SHIFTED, why, things, article, places, item)


def places_of(span: Span, text: str) -> Iterator[Span]:
    """Where just the words of a span stand in a text, case aside."""
    for start, end in occurrences(text, span.exact)[:MOST_PLACES]:
        yield Span.of(text, start, end)
