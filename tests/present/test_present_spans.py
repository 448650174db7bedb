from __future__ import annotations

from cpu_work import assert_grows
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.present.spans import Layer, SpanIndex, stretches

NAMES = st.sampled_from(("quote", "person", "time", "claim"))


@st.composite
def layers(draw: st.DrawFn) -> Layer:
    points = sorted(draw(st.sets(st.integers(0, 80), min_size=2, max_size=6)))
    pairs = list(zip(points[::2], points[1::2], strict=False))
    parts = tuple(pairs) if len(pairs) > 1 else ()
    return Layer(pairs[0][0], pairs[-1][1], draw(NAMES), draw(st.text("ab", max_size=2)), parts)


def lives(layer: Layer, start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in layer.pieces)


@given(st.lists(layers(), max_size=80), st.integers(0, 80), st.integers(1, 30))
@settings(max_examples=300, deadline=None)
def test_the_index_finds_what_a_search_of_all_finds(
    given_layers: list[Layer], start: int, length: int
) -> None:
    index = SpanIndex(given_layers)
    ordered = sorted(given_layers)
    end = start + length
    assert index.overlapping(start, end) == [one for one in ordered if lives(one, start, end)]
    assert index.at(start) == [one for one in ordered if lives(one, start, start + 1)]
    assert index.starting(start, end) == [one for one in ordered if start <= one.start < end]


@given(st.lists(layers(), max_size=40), st.integers(0, 80), st.integers(0, 30))
@settings(max_examples=300, deadline=None)
def test_stretches_tell_for_each_place_what_lives_there(
    given_layers: list[Layer], start: int, length: int
) -> None:
    index = SpanIndex(given_layers)
    found = stretches(start, start + length, (index, SpanIndex([Layer(10, 20, "hit")])))
    at = start
    for low, high, names in found:
        assert low == at
        assert low < high
        at = high
        for offset in range(low, high):
            alive = {one.name for one in given_layers if lives(one, offset, offset + 1)}
            assert names == alive | ({"hit"} if 10 <= offset < 20 else set())
    assert at == start + length


def test_thousands_of_spans_at_one_place_stay_quick() -> None:
    def pile(count: int) -> SpanIndex:
        return SpanIndex(Layer(at % 7, 200_000 - at, "quote", str(at)) for at in range(count))

    def look(index: SpanIndex) -> None:
        for line in range(0, 4000, 100):
            assert len(stretches(line, line + 100, (index,))) <= 8

    assert_grows(look, small=pile(1_000), large=pile(8_000), at_most=20)


def test_a_span_over_the_whole_text_does_not_slow_down_the_rest() -> None:
    def spread(count: int) -> SpanIndex:
        people = (Layer(i * 10, i * 10 + 5, "person") for i in range(count))
        return SpanIndex([Layer(0, count * 10, "claim"), *people])

    def look(index: SpanIndex) -> None:
        for line in range(5_000, 25_000, 100):
            assert len(index.overlapping(line, line + 100)) == 11

    assert_grows(look, small=spread(3_000), large=spread(48_000), at_most=10)
