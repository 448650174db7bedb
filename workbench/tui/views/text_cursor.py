"""A cursor in a text, and the words that are selected from it: one stretch, or several parts.

Motions move the cursor; while a part is at hand it reaches from its anchor to the cursor, both
included. Pure state over an immutable text; what a span is for is not known here.
"""

from __future__ import annotations

from workbench.domain.motion import (
    Extent,
    Unit,
    clamp,
    joined,
    object_at,
    selected,
    without_space,
)
from workbench.domain.sentence_words import NO_WORDS, SentenceWords
from workbench.domain.span import Span


class TextCursor:
    """Where the cursor stands in a text, and what is selected."""

    def __init__(self, text: str, offset: int) -> None:
        self.text = text
        self.offset = min(offset, max(0, len(text) - 1))
        """The cursor, in code points."""
        self.anchor: int | None = None
        """Where the part at hand began; None when none is."""
        self.parts: tuple[Extent, ...] = ()
        """Parts of the selection that were kept before this one was begun."""
        self.unit: Unit | None = None
        """The object that was selected last: what repeating an act selects again."""

    @property
    def words(self) -> SentenceWords:
        """What motions know of the text's language."""
        return NO_WORDS

    def put_offset(self, offset: int) -> None:
        """Put the cursor at a code point, the nearest there is."""
        self.offset = max(0, min(offset, len(self.text) - 1))

    def extend(self, start: int, end: int) -> None:
        """Put the cursor at a stretch; while a part is at hand, so that it takes the stretch in."""
        self.put_offset(self.end_of(start, end))

    def end_of(self, start: int, end: int) -> int:
        """Where the cursor stands at a stretch: at its start; while a part is at hand that it lies
        behind the beginning of, on its last character."""
        last = clamp(self.text, end - 1)
        return last if self.anchor is not None and last >= self.anchor else start

    @property
    def is_selecting(self) -> bool:
        """Whether a part is at hand, or some are kept."""
        return self.anchor is not None or bool(self.parts)

    def begin_selection(self, span: Span) -> None:
        """Select a span; its last part stays the one that motions move."""
        *kept, (start, end) = span.pieces
        self.parts = tuple(kept)
        self.select_stretch(start, end)

    def select_stretch(self, start: int, end: int) -> None:
        """Select start..end as the part at hand; the cursor stands on its last character."""
        self.anchor = start
        self.put_offset(clamp(self.text, end - 1))

    def stretch(self) -> Extent | None:
        """The part at hand."""
        return None if self.anchor is None else selected(self.text, self.anchor, self.offset)

    def keep_part(self) -> None:
        """Keep the part at hand; the next one begins where it will be selected."""
        at_hand = self.stretch()
        if at_hand:
            self.parts = joined((*self.parts, without_space(self.text, *at_hand)))
            self.anchor = None

    def drop_part(self) -> bool:
        """Drop the part at hand, the one kept before it is at hand then; between two parts, drop
        the last one kept. False when there was no other."""
        if self.anchor is None:
            self.parts = self.parts[:-1]
            return True
        if not self.parts:
            return False
        *kept, (start, end) = self.parts
        self.parts = tuple(kept)
        self.select_stretch(start, end)
        return True

    def stop_selecting(self) -> None:
        """Select nothing."""
        self.anchor = None
        self.parts = ()

    def selection(self) -> Span | None:
        """The selected words, as they are shown."""
        at_hand = self.stretch()
        return self._span(joined((*self.parts, at_hand) if at_hand else self.parts))

    def chosen_words(self) -> Span:
        """The selected words, else the sentence under the cursor, without space at its ends."""
        at_hand = self.stretch()
        if at_hand is None and not self.parts:
            at_hand = object_at(self.text, self.offset, Unit.SENTENCE, words=self.words)
        last = [without_space(self.text, *at_hand)] if at_hand else []
        span = self._span(joined((*self.parts, *last)))
        return span or Span.of(self.text, self.offset, self.offset + 1)

    def _span(self, pieces: tuple[Extent, ...]) -> Span | None:
        if not pieces:
            return None
        return Span.of(self.text, pieces[0][0], pieces[-1][1], pieces)
