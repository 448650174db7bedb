"""The cursor in a text under any order of keys: what is chosen is always a sound span."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain import grapheme
from workbench.domain.motion import Motion, Unit, grow, move, objects_at, shrink, widen
from workbench.domain.span import Span
from workbench.tui.views.text_cursor import TextCursor

TEXTS = st.text(
    st.one_of(
        st.sampled_from(
            list('ab. ,!"“”‘’\n\t-é中。ไทยلا\u064f\u0301\u200d\ufe0f👩🏽🇮🇩\x00\x1b\u202e')
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=80,
)
MOVES = st.tuples(st.just("move"), st.sampled_from(Motion), st.integers(1, 3))
OBJECTS = st.tuples(st.just("object"), st.sampled_from(Unit), st.integers(1, 3))
WIDER = st.tuples(st.just("widen"), st.sampled_from([Unit.SENTENCE, Unit.PARAGRAPH]), st.just(1))
PLAIN = st.tuples(
    st.sampled_from(["start", "swap", "keep", "grow", "shrink", "stop", "again"]),
    st.just(None),
    st.just(1),
)
KEYS = st.lists(st.one_of(MOVES, OBJECTS, WIDER, PLAIN), max_size=25)


def press(cursor: TextCursor, key: str, what: object, count: int) -> None:
    """What the handlers of `actions/selection.py` and `actions/move.py` do."""
    text, at_hand = cursor.text, cursor.stretch()
    if key == "move":
        assert isinstance(what, Motion)
        cursor.put_offset(move(text, cursor.offset, what, count))
    elif key == "object":
        assert isinstance(what, Unit)
        start, end = objects_at(text, cursor.offset, what, count)
        if start < end:
            cursor.select_stretch(start, end)
    elif key == "widen" and at_hand:
        assert isinstance(what, Unit)
        cursor.select_stretch(*widen(text, *at_hand, what))
    elif key == "start":
        cursor.anchor = cursor.offset
    elif key == "swap" and cursor.anchor is not None:
        other = cursor.anchor
        cursor.anchor = cursor.offset
        cursor.put_offset(other)
    elif key == "keep":
        cursor.keep_part()
    elif key == "grow" and at_hand:
        cursor.select_stretch(*grow(text, *at_hand))
    elif key == "shrink":
        smaller = shrink(text, *at_hand, cursor.offset) if at_hand else None
        if smaller and smaller != at_hand:
            cursor.select_stretch(*smaller)
        else:
            cursor.drop_part()
    elif key == "stop":
        cursor.stop_selecting()
    elif key == "again" and (span := cursor.selection()):
        cursor.begin_selection(span)


@given(TEXTS, KEYS)
@settings(max_examples=400, deadline=None)
def test_any_keys_choose_a_sound_span(text: str, keys: list[tuple[str, object, int]]) -> None:
    cursor = TextCursor(text, 0)
    for key in keys:
        press(cursor, *key)
        assert 0 <= cursor.offset < len(text)
        for span in filter(None, (cursor.selection(), cursor.chosen_words())):
            assert span.check(text) is span
            assert Span.from_record(span.to_record()) == span
            for start, end in span.pieces:
                assert grapheme.floor(text, start) == start
                assert grapheme.ceiling(text, end) == end
            assert all(end < start for (_, end), (start, _) in pairwise(span.pieces))


def test_shrinking_drops_parts_from_the_last_to_the_first() -> None:
    cursor = TextCursor("satu dua tiga empat", 0)
    for offset in (0, 5, 9):
        cursor.put_offset(offset)
        cursor.select_stretch(*objects_at(cursor.text, offset, Unit.WORD))
        cursor.keep_part()
    assert [words(cursor, part) for part in cursor.parts] == ["satu", "dua", "tiga"]
    assert cursor.drop_part(), "between two parts the last one kept goes"
    assert cursor.chosen_words().words == "satu … dua"
    cursor.put_offset(14)
    cursor.select_stretch(*objects_at(cursor.text, 14, Unit.WORD))
    assert cursor.drop_part()
    assert (cursor.stretch(), cursor.parts) == ((5, 8), ((0, 4),)), "the one before is at hand"
    assert cursor.drop_part()
    assert not cursor.drop_part()


def words(cursor: TextCursor, part: tuple[int, int]) -> str:
    return cursor.text[slice(*part)]
