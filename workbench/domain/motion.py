"""The span grammar: motions and text objects over the stored text, as pure functions.

An analyst selects words, clauses, sentences, quotes and paragraphs, not characters. A cursor sits
*on* a grapheme cluster: offsets that come out of here are cluster starts inside the text, spans are
half-open and end on cluster boundaries. Each function looks only as far as it moves (a quote: at
most its paragraph), so that a key costs the same in a text of 200,000 characters. `words` are those
of the text's language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TypeVar

from workbench.domain import grapheme, quotation, segment
from workbench.domain.sentence_words import NO_WORDS, SentenceWords

T = TypeVar("T")
Extent = tuple[int, int]
"""Half-open, in code points."""
_MOST = 1000
"""Objects that one key selects at most, whatever the count."""


class Unit(StrEnum):
    """The text objects, smallest first as a rule."""

    WORD = "word"
    CLAUSE = "clause"
    SENTENCE = "sentence"
    QUOTE = "quote"
    """Inside the quotation marks."""
    AROUND_QUOTE = "around quote"
    """With the quotation marks."""
    PARAGRAPH = "paragraph"
    TEXT = "text"


class Motion(StrEnum):
    """Ways to move the cursor. `next` and `previous` go to starts; ends are the last character."""

    NEXT_CHARACTER = "next character"
    PREVIOUS_CHARACTER = "previous character"
    NEXT_WORD = "next word"
    PREVIOUS_WORD = "previous word"
    WORD_END = "word end"
    NEXT_CLAUSE = "next clause"
    PREVIOUS_CLAUSE = "previous clause"
    CLAUSE_END = "clause end"
    NEXT_SENTENCE = "next sentence"
    PREVIOUS_SENTENCE = "previous sentence"
    SENTENCE_END = "sentence end"
    NEXT_PARAGRAPH = "next paragraph"
    PREVIOUS_PARAGRAPH = "previous paragraph"
    PARAGRAPH_END = "paragraph end"
    PREVIOUS_WORD_END = "previous word end"
    """The last character of the one before, as for the other units."""
    PREVIOUS_CLAUSE_END = "previous clause end"
    PREVIOUS_SENTENCE_END = "previous sentence end"
    PREVIOUS_PARAGRAPH_END = "previous paragraph end"
    NEXT_QUOTE = "next quote"
    PREVIOUS_QUOTE = "previous quote"
    QUOTE_START = "quote start"
    """The first character inside the quote around the cursor."""
    QUOTE_END = "quote end"
    TEXT_START = "text start"
    TEXT_END = "text end"


def clamp(text: str, offset: int) -> int:
    """The nearest place for a cursor: a cluster start inside the text, 0 when it is empty."""
    return grapheme.floor(text, max(0, min(offset, len(text) - 1)))


def move(
    text: str, offset: int, motion: Motion, count: int = 1, *, words: SentenceWords = NO_WORDS
) -> int:
    """Where the cursor at `offset` goes by `motion`, `count` times; it stays at the ends."""
    step = _STEPS[motion]
    at = clamp(text, offset)
    for _ in range(max(1, count)):
        reached = clamp(text, step(text, at, words))
        if reached == at:
            break
        at = reached
    return at


def selected(text: str, anchor: int, offset: int) -> Extent:
    """The span from the cluster at `anchor` to the one at `offset`, both included, either way."""
    low, high = sorted((clamp(text, anchor), clamp(text, offset)))
    return low, grapheme.following(text, high)


def object_at(text: str, offset: int, unit: Unit, *, words: SentenceWords = NO_WORDS) -> Extent:
    """The object of this unit at the cursor; (offset, offset) where there is none.

    Between two words it is the following one, at the end of a line the preceding one; between two
    clauses or sentences the preceding one; of nested quotes the innermost.
    """
    return _OBJECTS[unit](text, clamp(text, offset), words)


def objects_at(
    text: str, offset: int, unit: Unit, count: int = 1, *, words: SentenceWords = NO_WORDS
) -> Extent:
    """`count` objects of this unit from the one at the cursor on, with what lies between them; of
    quotes the one that many levels out."""
    if unit in (Unit.QUOTE, Unit.AROUND_QUOTE):
        around = quotation.quotes_around(text, clamp(text, offset))
        if not around:
            return clamp(text, offset), clamp(text, offset)
        pair = around[min(max(1, count), len(around)) - 1]
        return pair.inner if unit is Unit.QUOTE else pair.outer
    start, end = object_at(text, offset, unit, words=words)
    following = _FINDERS[unit][0] if unit in _FINDERS else None
    for _ in range(min(count, _MOST) - 1):
        found = following(text, end, words) if following else None
        if found is None:
            break
        end = max(end, object_at(text, found, unit, words=words)[1])
    return start, end


def widen(
    text: str, start: int, end: int, unit: Unit, *, words: SentenceWords = NO_WORDS
) -> Extent:
    """The span, grown at both ends to whole objects of a unit."""
    low, _ = object_at(text, start, unit, words=words)
    _, high = object_at(text, max(start, end - 1), unit, words=words)
    return min(start, low), max(end, high)


def without_space(text: str, start: int, end: int) -> Extent:
    """The span without the white space at its ends, still on cluster boundaries; as it is when it
    holds nothing else."""
    piece = text[start:end]
    inner = piece.strip()
    if not inner:
        return start, end
    low = start + len(piece) - len(piece.lstrip())
    return max(start, grapheme.floor(text, low)), grapheme.ceiling(text, low + len(inner))


def joined(extents: Iterable[Extent]) -> tuple[Extent, ...]:
    """The pieces in text order; those that overlap or touch are one, empty ones are none."""
    pieces: list[Extent] = []
    for start, end in sorted(extents):
        if start >= end:
            continue
        if pieces and start <= pieces[-1][1]:
            pieces[-1] = (pieces[-1][0], max(pieces[-1][1], end))
        else:
            pieces.append((start, end))
    return tuple(pieces)


LADDER = (
    Unit.WORD, Unit.CLAUSE, Unit.QUOTE, Unit.AROUND_QUOTE, Unit.SENTENCE, Unit.PARAGRAPH, Unit.TEXT,
)  # fmt: skip
"""What growing tries."""


def grow(text: str, start: int, end: int, *, words: SentenceWords = NO_WORDS) -> Extent:
    """The smallest object that holds start..end and more; the span itself when it is the text."""
    held = [
        (low, high)
        for low, high in _objects_of(text, start, max(start, end - 1), words)
        if low <= start and end <= high and (low, high) != (start, end)
    ]
    return min(held, key=_length, default=(start, end))


def shrink(
    text: str, start: int, end: int, offset: int, *, words: SentenceWords = NO_WORDS
) -> Extent:
    """The largest object at the cursor that lies inside start..end and is smaller."""
    inside = [
        (low, high)
        for low, high in _objects_of(text, offset, offset, words)
        if start <= low < high <= end and (low, high) != (start, end)
    ]
    return max(inside, key=_length, default=(start, end))


def _length(extent: Extent) -> int:
    return extent[1] - extent[0]


def _objects_of(text: str, first: int, last: int, words: SentenceWords) -> Iterator[Extent]:
    """Every object at `first`, widened to the end of the same unit at `last`; all quotes around."""
    for unit in LADDER:
        low, high = object_at(text, first, unit, words=words)
        if last > first:
            high = max(high, object_at(text, last, unit, words=words)[1])
        yield low, high
    for quote in quotation.quotes_around(text, first):
        yield quote.inner
        yield quote.outer


def extended(
    text: str,
    anchor: int,
    offset: int,
    motion: Motion,
    count: int = 1,
    *,
    words: SentenceWords = NO_WORDS,
) -> Extent:
    """Anchor and cursor of a selection after a motion by units: both ends stand at whole ones.

    A selection takes in the character under the cursor, and the first one of the next word is not
    wanted, nor the last one of the word before: the right end goes to ends, the left one to starts.
    Where it goes over its anchor, the unit that was begun at stays whole.
    """
    if motion not in _BY_UNIT:
        return anchor, move(text, offset, motion, count, words=words)
    is_right = offset >= anchor
    to_end = _RIGHT.get(motion, motion)
    there = move(text, offset, to_end if is_right else motion, count, words=words)
    if motion is Motion.NEXT_QUOTE and there != offset and there > anchor:
        there = move(text, there, Motion.QUOTE_END)
    elif is_right is not (there >= anchor):
        there = move(text, anchor, motion if is_right else to_end, words=words)
        low, high = object_at(text, anchor, _BY_UNIT[motion], words=words)
        if low <= anchor < high:
            anchor = grapheme.preceding(text, high) if is_right else low
    return _begun(text, anchor, there), whole_word(text, anchor, there)


def _begun(text: str, anchor: int, offset: int) -> int:
    """Where a selection began: of a word that it began at one end of, at the other one where the
    cursor went that way."""
    low, high = segment.word_at(text, anchor)
    last = grapheme.preceding(text, high) if high else 0
    if offset < anchor and low == anchor < last:
        return last
    return low if offset > anchor == last and low <= anchor else anchor


def whole_word(text: str, anchor: int, offset: int) -> int:
    """Where the moving end of a selection stands that takes in the whole word under it."""
    low, high = segment.word_at(text, offset)
    if not low <= offset < high:
        return offset
    return grapheme.preceding(text, high) if offset >= anchor else low


_RIGHT = {
    Motion.NEXT_WORD: Motion.WORD_END,
    Motion.NEXT_CLAUSE: Motion.CLAUSE_END,
    Motion.NEXT_SENTENCE: Motion.SENTENCE_END,
    Motion.NEXT_PARAGRAPH: Motion.PARAGRAPH_END,
    Motion.PREVIOUS_WORD: Motion.PREVIOUS_WORD_END,
    Motion.PREVIOUS_CLAUSE: Motion.PREVIOUS_CLAUSE_END,
    Motion.PREVIOUS_SENTENCE: Motion.PREVIOUS_SENTENCE_END,
    Motion.PREVIOUS_PARAGRAPH: Motion.PREVIOUS_PARAGRAPH_END,
}
"""Where the right end of a selection goes instead."""
_BY_UNIT = {
    Motion.NEXT_WORD: Unit.WORD,
    Motion.PREVIOUS_WORD: Unit.WORD,
    Motion.WORD_END: Unit.WORD,
    Motion.NEXT_CLAUSE: Unit.CLAUSE,
    Motion.PREVIOUS_CLAUSE: Unit.CLAUSE,
    Motion.NEXT_SENTENCE: Unit.SENTENCE,
    Motion.PREVIOUS_SENTENCE: Unit.SENTENCE,
    Motion.NEXT_PARAGRAPH: Unit.PARAGRAPH,
    Motion.PREVIOUS_PARAGRAPH: Unit.PARAGRAPH,
    Motion.NEXT_QUOTE: Unit.QUOTE,
    Motion.PREVIOUS_QUOTE: Unit.QUOTE,
}
"""Motions by units: a selection holds whole words after them."""


# Starts and ends -------------------------------------------------------------------------------

_Step = Callable[[str, int, SentenceWords], int]
_Find = Callable[[str, int, SentenceWords], int | None]


def _next_start(following: _Find) -> _Step:
    def step(text: str, at: int, words: SentenceWords) -> int:
        found = following(text, at + 1, words)
        return len(text) if found is None else found

    return step


def _previous_start(preceding: _Find) -> _Step:
    def step(text: str, at: int, words: SentenceWords) -> int:
        found = preceding(text, at, words)
        return 0 if found is None else found

    return step


def _end_of(unit: Unit, following: _Find) -> _Step:
    """The last character of the object under the cursor, or of the next one when already there."""

    def step(text: str, at: int, words: SentenceWords) -> int:
        for start in (at, grapheme.following(text, at)):
            end = grapheme.preceding(text, object_at(text, start, unit, words=words)[1])
            if end > at:
                return end
        found = following(text, at + 1, words)
        if found is None:
            return at
        return grapheme.preceding(text, object_at(text, found, unit, words=words)[1])

    return step


def _end_before(unit: Unit, preceding: _Find) -> _Step:
    """The last character of the object before the one under the cursor."""

    def step(text: str, at: int, words: SentenceWords) -> int:
        start, end = object_at(text, at, unit, words=words)
        if not start <= at < end:  # between two objects: the one before is the end that is meant
            start = at + 1
        found = preceding(text, start, words)
        if found is None or found >= start:
            return at
        low, high = object_at(text, found, unit, words=words)
        there = grapheme.preceding(text, without_space(text, low, min(high, start))[1])
        return there if there < at else at

    return step


def _next_quote(text: str, at: int, words: SentenceWords) -> int:
    found = quotation.next_quote(text, at + 1)
    return at if found is None else found.inner[0]


def _previous_quote(text: str, at: int, words: SentenceWords) -> int:
    found = quotation.previous_quote(text, at)
    return at if found is None else found.inner[0]


def _quote_start(text: str, at: int, words: SentenceWords) -> int:
    start, end = object_at(text, at, Unit.QUOTE)
    return start if end > start else at


def _quote_end(text: str, at: int, words: SentenceWords) -> int:
    start, end = object_at(text, at, Unit.QUOTE)
    return grapheme.preceding(text, end) if end > start else at


def _next_character(text: str, at: int, words: SentenceWords) -> int:
    end = grapheme.following(text, at)
    while end < len(text) and text[end] == "\n" and text[end - 1] != "\n":
        end += 1
    return end if end < len(text) else at


def _previous_character(text: str, at: int, words: SentenceWords) -> int:
    start = grapheme.preceding(text, at)
    if start and text[start] == "\n" and text[start - 1] != "\n":
        start = grapheme.preceding(text, start)
    return start


def _plain(find: Callable[[str, int], T]) -> Callable[[str, int, SentenceWords], T]:
    """As `find`, that needs no words of a language."""
    return lambda text, at, words: find(text, at)


_FINDERS: dict[Unit, tuple[_Find, _Find]] = {
    Unit.WORD: (_plain(segment.next_word), _plain(segment.previous_word)),
    Unit.CLAUSE: (segment.next_clause, segment.previous_clause),
    Unit.SENTENCE: (segment.next_sentence, segment.previous_sentence),
    Unit.PARAGRAPH: (_plain(segment.next_paragraph), _plain(segment.previous_paragraph)),
}

_STEPS: dict[Motion, _Step] = {
    Motion.NEXT_CHARACTER: _next_character,
    Motion.PREVIOUS_CHARACTER: _previous_character,
    Motion.NEXT_QUOTE: _next_quote,
    Motion.PREVIOUS_QUOTE: _previous_quote,
    Motion.QUOTE_START: _quote_start,
    Motion.QUOTE_END: _quote_end,
    Motion.TEXT_START: lambda text, at, words: 0,
    Motion.TEXT_END: lambda text, at, words: len(text),
}
for _unit, (_following, _preceding) in _FINDERS.items():
    _STEPS[Motion(f"next {_unit}")] = _next_start(_following)
    _STEPS[Motion(f"previous {_unit}")] = _previous_start(_preceding)
    _STEPS[Motion(f"{_unit} end")] = _end_of(_unit, _following)
    _STEPS[Motion(f"previous {_unit} end")] = _end_before(_unit, _preceding)


# Objects ---------------------------------------------------------------------------------------


def _quote_at(text: str, at: int, words: SentenceWords) -> Extent:
    around = quotation.quotes_around(text, at)
    return around[0].inner if around else (at, at)


def _around_quote_at(text: str, at: int, words: SentenceWords) -> Extent:
    around = quotation.quotes_around(text, at)
    return around[0].outer if around else (at, at)


def _whole(text: str, at: int, words: SentenceWords) -> Extent:
    return 0, len(text)


_OBJECTS: dict[Unit, Callable[[str, int, SentenceWords], Extent]] = {
    Unit.WORD: _plain(segment.word_at),
    Unit.CLAUSE: segment.clause_at,
    Unit.SENTENCE: segment.sentence_at,
    Unit.PARAGRAPH: _plain(segment.paragraph_at),
    Unit.QUOTE: _quote_at,
    Unit.AROUND_QUOTE: _around_quote_at,
    Unit.TEXT: _whole,
}
