"""Two texts beside each other: same, changed and added sentences, and what of them differs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cpu_work import assert_grows
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.comparison import Comparison, Pairing
from workbench.match.alignment import align
from workbench.match.wordings import rank_wordings

LEFT = """Kapal karam di selat

Sebuah kapal kayu karam di selat itu Senin malam. Sembilan orang tewas, kata Dewi.

Cuaca buruk, ujar polisi. Dua orang masih dicari.
"""
RIGHT = """Perahu karam di selat

Sebuah kapal kayu karam di selat itu Senin malam. Sebelas orang tewas, kata Dewi Selasa.
Hujan turun deras. Dua orang masih dicari.

Sumber: Pos Selat
"""


def told(left: str, right: str) -> list[tuple[str, str, str]]:
    return [
        (
            pair.kind.name,
            left[slice(*pair.left)] if pair.left else "",
            right[slice(*pair.right)] if pair.right else "",
        )
        for pair in align(left, right).pairs
    ]


def marked(text: str, comparison: Comparison, *, right: bool) -> list[str]:
    return [
        text[start:end]
        for pair in comparison.pairs
        for start, end in (pair.right_marks if right else pair.left_marks)
    ]


def test_sentences_are_aligned_and_their_differing_words_marked() -> None:
    assert told(LEFT, RIGHT) == [
        ("CHANGED", "Kapal karam di selat", "Perahu karam di selat"),
        *[("SAME", *(2 * ["Sebuah kapal kayu karam di selat itu Senin malam."]))],
        ("CHANGED", "Sembilan orang tewas, kata Dewi.", "Sebelas orang tewas, kata Dewi Selasa."),
        ("LEFT", "Cuaca buruk, ujar polisi.", ""),
        ("RIGHT", "", "Hujan turun deras."),
        ("SAME", "Dua orang masih dicari.", "Dua orang masih dicari."),
        ("RIGHT", "", "Sumber: Pos Selat"),
    ]
    found = align(LEFT, RIGHT)
    assert marked(LEFT, found, right=False) == ["Kapal", "Sembilan"]
    assert marked(RIGHT, found, right=True) == ["Perahu", "Sebelas", "Selasa"]
    assert found.differences == (0, 2, 6)
    assert 0.6 < found.left_share < 0.8
    assert 0.5 < found.right_share < 0.7


def test_a_text_is_all_the_same_as_itself_and_blanks_do_not_count() -> None:
    found = align(LEFT, LEFT.replace(" ", "\u00a0 "))
    assert {pair.kind for pair in found.pairs} == {Pairing.SAME}
    assert (found.left_share, found.differences) == (1.0, ())


def test_sentences_that_repeat_and_one_that_moved_stay_in_order() -> None:
    left = "Satu. Dua itu lama. Tiga. Tiga. Lima lagi. Empat belas orang. Tiga."
    right = "Empat belas orang. Satu. Tiga. Tiga. Lima lagi. Tiga."
    pairs = align(left, right).pairs
    for side in ("left", "right"):
        extents = [extent for pair in pairs if (extent := getattr(pair, side))]
        assert extents == sorted(extents)
    assert sum(pair.kind is Pairing.SAME for pair in pairs) >= 4, (
        "what moved is told as such, not what stayed"
    )


text = st.text(alphabet=st.sampled_from('ab AB.!?,"\u201c\n\u0301\u202e漢。'), max_size=60)


@given(text, text)
def test_every_sentence_stands_in_just_one_pair(left: str, right: str) -> None:
    found = align(left, right)
    for words, side, marks in ((left, "left", "left_marks"), (right, "right", "right_marks")):
        extents = [extent for pair in found.pairs if (extent := getattr(pair, side))]
        assert extents == sorted(extents)
        assert "".join("".join(words[a:b].split()) for a, b in extents) == "".join(words.split())
        for pair in found.pairs:
            inner = getattr(pair, marks)
            assert list(inner) == sorted(inner)
            for start, end in inner:
                low, high = getattr(pair, side)
                assert low <= start < end <= high
    assert 0 <= found.left_share <= 1
    assert 0 <= found.right_share <= 1


HOSTILE: dict[str, Callable[[int], tuple[str, str]]] = {
    "words": lambda size: ("x " * (size // 2), "y " * (size // 2)),
    "one word": lambda size: ("a" * size, "a" * (size - 1) + "b"),
    "the same short sentences": lambda size: (
        "A. " * (size // 3), "A. " * (size // 3 - size // 200) + "B. " * (size // 200)
    ),
    "turned round": lambda size: ("A b. " * (size // 5), "B a. " * (size // 5)),
    "empty lines": lambda size: ("\n" * size, "a\n" * (size // 2)),
    "quotation marks": lambda size: ('"' * size, "“" * size),
    "alike": lambda size: (
        "Kata satu dua tiga empat. " * (size // 26), "Kata satu dua lima enam. " * (size // 26)
    ),
}  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_long_and_hostile_texts_take_no_more_than_moments(hostile: str) -> None:
    small, large = HOSTILE[hostile](12_500), HOSTILE[hostile](100_000)
    assert_grows(lambda texts: align(*texts), small=small, large=large, at_most=20)


def test_claims_are_ranked_by_what_they_say() -> None:
    candidates = [
        (1, "Harga beras naik 12 persen."),
        (2, "Sembilan orang tewas dalam kecelakaan kapal di selat."),
        (3, "Di selat, sembilan orang tewas"),
        (4, ""),
    ]
    assert [one.key for one in rank_wordings("sembilan tewas selat", candidates)] == [3, 2]
    assert rank_wordings("  !? ", candidates) == []
    assert rank_wordings("x" * 100_000, candidates) == []
    assert len(rank_wordings("orang", [(n, "orang") for n in range(50)], limit=9)) == 9


@pytest.mark.parametrize(
    ("left", "right", "went", "came"),
    [
        ("naik 5,2% di Juli", "naik 5,4% di Juli", "5,2", "5,4"),
        ("harga US$ 90,38 kini", "harga US$ 91,38 kini", "90,38", "91,38"),
        ("bernilai Rp1.200,5 kini", "bernilai Rp1.300,5 kini", "1.200,5", "1.300,5"),
        ("grew by 5.2km this year", "grew by 5.4km this year", "5.2", "5.4"),
        ("ada 90, bukan lagi itu", "ada 91, bukan lagi itu", "90", "91"),
    ],
)
def test_a_number_that_changed_is_marked_whole(left: str, right: str, went: str, came: str) -> None:
    found = align(left, right)
    assert marked(left, found, right=False) == [went]
    assert marked(right, found, right=True) == [came]
