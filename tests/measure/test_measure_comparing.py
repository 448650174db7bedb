from __future__ import annotations

from collections.abc import Sequence

import pytest
from cpu_work import assert_grows
from hypothesis import given
from hypothesis import strategies as st

from workbench.measure.comparing import ALWAYS, MEASURES, compare, name_words
from workbench.measure.matching import Annotation, Words, exact_pairs, overlap_pairs
from workbench.measure.tally import Tally

TEXT = "Ratih berkata “pasar ikan tutup besok,” kata Ratih Sondakh kepada Dodi, Selasa."
WORDS = Words(TEXT)


def span(words: str, **rest: object) -> Annotation:
    start = TEXT.index(words)
    return Annotation(kind="quote", pieces=((start, start + len(words)),), **rest)  # type: ignore[arg-type]


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def share(gold: Annotation, found: Annotation, measure: str) -> tuple[int, int, int]:
    outcome = compare(WORDS, [gold], [found]).outcomes[measure]
    return len(outcome.gold), len(outcome.found), len(outcome.pairs)


@pytest.mark.parametrize(
    ("gold", "found", "exact", "overlap", "touch"),
    [
        ("“pasar ikan tutup besok,”", "pasar ikan tutup besok", 1, 1, 1),
        ("pasar ikan tutup besok", "pasar ikan tutup", 0, 1, 1),
        ("pasar ikan tutup besok", "pasar ikan", 0, 1, 1),
        ("pasar ikan tutup besok", "pasar", 0, 0, 1),
        ("pasar ikan tutup besok", "Ratih berkata “pasar ikan", 0, 0, 1),
        ("pasar ikan tutup besok", "kata Ratih Sondakh", 0, 0, 0),
    ],
)
def test_spans_agree_by_their_ends_or_their_words(
    gold: str, found: str, exact: int, overlap: int, touch: int
) -> None:
    outcomes = compare(WORDS, [span(gold)], [span(found)]).outcomes
    assert [len(outcomes[measure].pairs) for measure in ALWAYS] == [exact, overlap, touch]


def test_parts_count_without_what_lies_between() -> None:
    start, end = place("pasar ikan tutup besok")
    whole = Annotation(kind="quote", pieces=((start, end),))
    ends = Annotation(kind="quote", pieces=(place("pasar"), place("besok")))
    assert WORDS.of(ends.pieces) < WORDS.of(whole.pieces)
    assert share(whole, ends, "overlap") == (1, 1, 1)
    assert share(whole, Annotation(kind="quote", pieces=(place("pasar"),)), "overlap") == (1, 1, 0)


def test_the_best_pair_is_taken_first_and_each_only_once() -> None:
    gold = [span("pasar ikan tutup besok")]
    found = [span("pasar ikan tutup"), span("“pasar ikan tutup besok,”")]
    assert overlap_pairs(WORDS, gold, found) == [(0, 1)]
    assert exact_pairs(WORDS, gold * 2, found[1:]) == [(0, 0)]


def test_end_to_end_needs_the_speaker_and_leaves_out_what_the_truth_does_not_know() -> None:
    known = span("pasar ikan tutup besok", speaker=(place("Ratih Sondakh"), place("Ratih")))
    for words, right in (("Sondakh", 1), ("Ratih", 1), ("Dodi", 0)):
        found = span("pasar ikan tutup besok", speaker=(place(words),))
        assert share(known, found, "end_to_end") == (1, 1, right), words
        assert share(known, found, "speaker") == (1, 1, right)
    blank = span("pasar ikan tutup besok")
    assert share(known, blank, "end_to_end") == (1, 1, 0)
    assert share(known, blank, "speaker") == (1, 0, 0), "no answer is no wrong answer"
    assert share(blank, known, "end_to_end") == (0, 0, 0)
    assert share(blank, span("Ratih berkata", speaker=((0, 5),)), "end_to_end") == (0, 1, 0)


def test_a_speaker_that_goes_on_and_on_is_wrong() -> None:
    text = "Ratih " * 30 + "berkata pasar tutup"
    content = (text.index("pasar"), len(text))
    gold = Annotation(kind="quote", pieces=(content,), speaker=((0, 5),))
    found = Annotation(kind="quote", pieces=(content,), speaker=((0, 6 * 21),))
    assert compare(Words(text), [gold], [found]).outcomes["end_to_end"].pairs == ()


def test_a_name_is_compared_without_titles_and_a_pronoun_is_none() -> None:
    assert name_words(["Presiden Ratih Sondakh", "the Mayor of Bo"]) == {"ratih", "sondakh"}
    known = span("pasar ikan tutup besok", names=("Ratih Sondakh",))
    for names, right in ((("Bupati Sondakh",), 1), (("Bupati Dodi",), 0)):
        assert share(known, span("pasar ikan tutup", names=names), "entity") == (1, 1, right)
    assert share(known, span("pasar ikan tutup", speaker=(place("kata"),)), "entity") == (1, 1, 0)
    assert share(known, span("pasar ikan tutup", speaker=((0, 5),)), "entity") == (1, 1, 1)


def test_values_are_those_that_the_truth_states() -> None:
    gold = span("Selasa", values={"value": "2026-02-03"})
    for values, right in (
        ({"value": "2026-02-03", "end": None}, 1),
        ({"value": "2026-02-04"}, 0),
        ({}, 0),
    ):
        assert share(gold, span("Selasa", values=values), "value") == (1, 1, right)
    unresolved = span("Selasa", values={"value": None})
    assert share(unresolved, span("Selasa", values={"value": None}), "value") == (1, 1, 1)
    assert share(unresolved, span("Selasa", values={"value": "2026"}), "value") == (1, 1, 0)


def test_cues_share_a_word() -> None:
    gold = span("pasar ikan tutup besok", cue=place("kata Ratih"))
    assert share(gold, span("pasar ikan tutup", cue=place(" kata")), "cue") == (1, 1, 1)
    assert share(gold, span("pasar ikan tutup", cue=place("berkata")), "cue") == (1, 1, 0)
    assert share(gold, span("pasar ikan tutup"), "cue") == (1, 1, 0)


def test_where_the_truth_is_silent_only_what_touches_it_counts() -> None:
    gold = [span("pasar ikan")]
    found = [span("pasar ikan"), span("kepada Dodi"), span("Selasa")]
    comparison = compare(WORDS, gold, found, ignored=[(0, len(TEXT) - 8)])
    assert [one.pieces for one in comparison.found] == [found[0].pieces, found[2].pieces]


def test_a_tally_without_anything_has_no_figures() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (None, None, None)
    assert (Tally(gold=2).precision, Tally(gold=2).recall, Tally(gold=2).f1) == (None, 0.0, 0.0)
    tally = Tally(gold=4, hit=3, found=6, right=3)
    assert (tally.precision, tally.recall, tally.f1) == (0.5, 0.75, 0.6)


CHARACTERS = st.sampled_from("ab1 .,“”\"\n'é\u200b\u202e中")
TEXTS = st.text(CHARACTERS, min_size=1, max_size=60)


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, list[Annotation], list[Annotation]]:
    text = draw(TEXTS)
    place = st.integers(0, len(text))

    def side() -> list[Annotation]:
        drawn = draw(st.lists(st.tuples(place, place), max_size=8, unique=True))
        extents = dict.fromkeys((min(pair), max(pair)) for pair in drawn if pair[0] != pair[1])
        return [
            Annotation(
                kind="quote",
                pieces=(extent,),
                speaker=(extents_of_speaker(draw, place),) if draw(st.booleans()) else (),
                cue=draw(st.sampled_from([None, extent])),
                values=draw(st.sampled_from([{}, {"value": "2026"}, {"value": None}])),
            )
            for extent in extents
        ]

    return text, side(), side()


def extents_of_speaker(draw: st.DrawFn, place: st.SearchStrategy[int]) -> tuple[int, int]:
    start, end = sorted((draw(place), draw(place)))
    return (start, end) if start < end else (0, 1)


def one_to_one(pairs: Sequence[tuple[int, int]]) -> bool:
    return len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)


@given(texts_and_spans(), st.sampled_from([0.0, 0.3, 0.5, 1.0]))
def test_pairs_are_one_to_one_and_within_both_sides(
    case: tuple[str, list[Annotation], list[Annotation]], threshold: float
) -> None:
    text, gold, found = case
    comparison = compare(Words(text), gold, found, threshold=threshold)
    assert set(comparison.outcomes) == set(MEASURES)
    for outcome in comparison.outcomes.values():
        assert one_to_one(outcome.pairs)
        assert outcome.hit <= outcome.gold <= set(range(len(gold)))
        assert outcome.right <= outcome.found <= set(range(len(found)))
        assert len(outcome.hit) == len(outcome.right)


@given(texts_and_spans())
def test_agreement_does_not_depend_on_who_is_the_truth(
    case: tuple[str, list[Annotation], list[Annotation]],
) -> None:
    text, gold, found = case
    words = Words(text)
    assert len(exact_pairs(words, gold, found)) == len(exact_pairs(words, found, gold))
    for one, other in zip(gold, found, strict=False):
        there = overlap_pairs(words, [one], [other])
        assert there == overlap_pairs(words, [other], [one])


@given(texts_and_spans())
def test_what_equals_the_truth_is_wholly_right(
    case: tuple[str, list[Annotation], list[Annotation]],
) -> None:
    text, gold, _ = case
    for measure, outcome in compare(Words(text), gold, gold).outcomes.items():
        tally = Tally()
        tally.add(outcome)
        if measure in ALWAYS or measure in ("cue", "value"):
            assert tally.hit == tally.gold, measure
        assert measure not in ALWAYS or (tally.precision in (1.0, None) and tally.f1 in (1.0, None))


@given(texts_and_spans())
def test_nothing_found_is_no_precision_and_no_recall(
    case: tuple[str, list[Annotation], list[Annotation]],
) -> None:
    text, gold, _ = case
    for outcome in compare(Words(text), gold, []).outcomes.values():
        assert not outcome.pairs
        assert not outcome.found


@given(texts_and_spans())
def test_a_stricter_share_leaves_no_more_pairs(
    case: tuple[str, list[Annotation], list[Annotation]],
) -> None:
    text, gold, found = case
    words = Words(text)
    for one in found:
        counts = [len(overlap_pairs(words, gold, [one], share)) for share in (0.0, 0.3, 0.5, 0.8)]
        assert counts == sorted(counts, reverse=True)


def test_many_spans_of_a_long_text_are_compared_in_linear_time() -> None:
    def compared(count: int) -> None:
        text = "kata dia. " * count
        spans = [
            Annotation(
                kind="quote", pieces=((10 * at, 10 * at + 9),), speaker=((10 * at, 10 * at + 4),)
            )
            for at in range(count)
        ]
        found = compare(Words(text), spans, spans, ignored=[(0, len(text))])
        assert len(found.overlapping) == count

    assert_grows(compared, small=1_500, large=12_000, at_most=20)
